"""What each kind of file must satisfy beyond its form."""
