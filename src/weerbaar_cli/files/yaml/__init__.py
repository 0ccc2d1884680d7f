"""YAML with a place for every value."""
