"""All machines on one page: which want a visit first, how the others stand, what changed."""
