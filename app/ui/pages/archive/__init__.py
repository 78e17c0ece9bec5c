"""Taking in a folder of recordings: what would happen, how far it is, what became of each file."""
