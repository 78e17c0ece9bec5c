"""The Settings page: everything a user may choose, by its heading, with the way back to how it was."""
