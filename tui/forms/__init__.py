"""What a form is, and what is wrong with the answers: pure values, no screen and no files but schemas/."""
