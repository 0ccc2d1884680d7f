"""Templates: ours, and those of somebody else."""
