"""What Textual lacks for this work: Chinese text entry, one-key choices, long lists, bars of text."""
