"""Making a report: what was asked, the page for its readers, and publishing it."""
