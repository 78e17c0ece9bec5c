"""The page on which a machine is described: its facts, its photo, its points, and how it was described before."""
