"""Archive import: a folder of thousands of recordings becomes history, each file exactly once."""
