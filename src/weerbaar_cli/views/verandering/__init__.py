"""What changed between metingen and over time, and why."""
