"""The report of one organisation."""
