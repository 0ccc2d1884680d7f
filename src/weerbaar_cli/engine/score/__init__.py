"""From facts to oordelen."""
