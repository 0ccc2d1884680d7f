"""From oordelen to what is left to do."""
