"""Every text in any file, and the names in it."""
