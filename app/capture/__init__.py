"""Listens and plays: the only room that knows sound cards."""
