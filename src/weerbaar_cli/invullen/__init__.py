"""A meting as questions to fill in, and answers as changes to its text."""
