"""What the words mean: strict, frozen values. No disk, no clock, no terminal."""
