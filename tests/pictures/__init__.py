"""The pictures in `resources/docs`, made from the running program so that they stay true: `make pictures`."""
