"""Machines sent to another laptop in one file, and taken in from one: nothing twice, nothing lost or trusted."""
