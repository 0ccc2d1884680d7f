"""The reports on a group, in which nobody is named."""
