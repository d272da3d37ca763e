"""What lies between Textual and the terminal: keys in, cells out."""
