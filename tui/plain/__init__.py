"""The form as questions and answers, line by line: for screen readers, serial lines and broken terminals."""
