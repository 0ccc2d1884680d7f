"""Filling in: the commands for it, what is asked at the terminal and said of each answer."""
