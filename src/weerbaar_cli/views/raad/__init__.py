"""The report for the council."""
