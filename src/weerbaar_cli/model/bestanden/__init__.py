"""The forms of our files."""
