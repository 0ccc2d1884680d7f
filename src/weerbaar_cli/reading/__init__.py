"""From paths to whole cases: the first step of every command."""
