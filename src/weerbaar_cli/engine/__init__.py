"""What follows from what: pure functions over the model. No disk, no clock, no terminal."""
