"""What the engine finds, as values."""
