"""Band levels and a baseline in, a verdict with its reasons out."""
