"""Machines to another laptop and from one, and tables for other programs: a section of the data page."""
