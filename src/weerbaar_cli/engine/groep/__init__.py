"""What may be told of a group: the promise."""
