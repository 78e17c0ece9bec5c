"""What goes in and out of the history, and what is kept of it: exchange, archives, backups, the bin."""
