"""The packaged data, and those of a werkmap."""
