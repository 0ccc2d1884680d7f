"""Filling in at the terminal: what is asked, and what is said of each answer."""
