"""The page without a format."""
