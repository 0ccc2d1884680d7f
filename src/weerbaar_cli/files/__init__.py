"""The disk: the only place that opens, finds or writes files."""
