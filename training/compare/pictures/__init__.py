"""Pictures of a comparison, drawn from its numbers alone, and of the sound it was made on."""

from training.compare.pictures.album import draw_all

__all__ = ["draw_all"]
