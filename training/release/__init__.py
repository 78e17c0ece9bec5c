"""The gate before shipping: a model that is worse than the one that ships is refused, with by how much."""

from training.release.command import add_command

__all__ = ["add_command"]
