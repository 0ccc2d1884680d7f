"""The note of one page."""
