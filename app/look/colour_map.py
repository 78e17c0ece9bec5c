"""Colour maps for spectrograms: linear in dB, even in lightness, readable by the colour-blind and in grey."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "colour-maps"

NAMES = ("magma", "viridis", "grey")


@cache
def colour_map(name: str) -> NDArray[np.uint8]:
    """The map as uint8 `[256, 3]` red, green, blue; KeyError for a name that is not in `NAMES`.

    magma and viridis are matplotlib's, by van der Walt and Smith (CC0).
    """
    if name not in NAMES:
        raise KeyError(name)
    if name == "grey":
        return np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    rows = (_FOLDER / f"{name}.txt").read_text(encoding="ascii").split()
    return np.array([list(bytes.fromhex(row)) for row in rows], dtype=np.uint8)


def paint(level_db: NDArray[np.float32], floor_db: float, ceiling_db: float, name: str) -> NDArray[np.uint8]:
    """Levels `[rows, columns]` in dB to uint8 `[rows, columns, 3]`; what lies outside the range is pinned."""
    span = max(ceiling_db - floor_db, 1e-6)
    index = np.clip((level_db - floor_db) * (255.0 / span), 0, 255).astype(np.uint8)
    painted: NDArray[np.uint8] = colour_map(name)[index]
    return painted
