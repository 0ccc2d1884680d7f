"""The work list of the specialist who supports a district."""
