"""Parts of a meting: how it is divided, and what comes back."""
