"""A report's pages as they will be printed, before they go anywhere."""
