"""The terminal: commands of load, call, show and exit. The only place that prints."""
