"""What goes wrong around a history for years, by chance, hundreds of times: nothing confirmed is ever lost."""
