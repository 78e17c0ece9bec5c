"""One page a file; what a page decides is in a presenter, which imports no widget."""
