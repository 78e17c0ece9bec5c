"""Sound files: open any of them, listen to them in clips, tell whether they are good enough, keep them."""
