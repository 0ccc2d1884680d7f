"""The commands for sealed metingen, and what keeps closed what was closed."""
