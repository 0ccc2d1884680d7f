"""One file per kind of fact, with all that the program knows of it."""
