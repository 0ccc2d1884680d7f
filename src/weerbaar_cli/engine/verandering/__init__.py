"""What changed between metingen, and why."""
