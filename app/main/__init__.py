"""Wires everything: paths, logging, the window, the command line."""
