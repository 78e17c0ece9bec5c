"""The pictures of the user guide: cut out of the running program, so that they stay true."""
