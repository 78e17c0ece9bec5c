"""The backups of the history: what is in each of them, and whether everything kept is still there."""
