"""The report for the coordinator."""
