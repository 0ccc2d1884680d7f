"""What changed: between metingen, between versions, and since a revision."""
