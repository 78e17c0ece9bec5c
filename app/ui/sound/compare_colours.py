"""The colours of a difference: the accent for quieter, the abnormal mark for louder, grey for none.

Both ends are tokens, so that light, dark and high contrast each have their own; blue and red stay apart for
everybody, and what is between is mixed where equal steps look equal.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.domain.verdict import State
from app.look.tokens import PALETTES, Palette

Row = NDArray[np.float64]

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""Oklab (Björn Ottosson, 2020)."""

_SLOWLY = 1.4
"""Near zero, where chance is, colour comes on more slowly than the dB do; the bar shows it as it is."""


def difference_table(palette: Palette) -> NDArray[np.uint32]:
    """256 opaque pixels 0xFFRRGGBB, from quieter over no difference to louder."""
    return _table(palette.name)


@cache
def _table(name: str) -> NDArray[np.uint32]:
    palette = PALETTES[name]
    ends = palette.accent, palette.grid, palette.states[State.ABNORMAL].mark
    quieter, none, louder = (_oklab(colour) for colour in ends)
    share = np.linspace(-1.0, 1.0, 256)[:, None]
    mixed = none + np.abs(share) ** _SLOWLY * (np.where(share < 0, quieter, louder) - none)
    rgb = np.rint(_srgb(mixed) * 255.0).astype(np.uint32)
    table = np.asarray(0xFF000000 | rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2], dtype=np.uint32)
    table.setflags(write=False)
    return table


def _oklab(colour: str) -> Row:
    srgb = np.array(list(bytes.fromhex(colour[1:]))) / 255.0
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(_TO_LAB @ np.cbrt(_TO_CONES @ linear))


def _srgb(lab: Row) -> Row:
    cones = (lab @ np.linalg.inv(_TO_LAB).T) ** 3
    linear = np.clip(cones @ np.linalg.inv(_TO_CONES).T, 0.0, 1.0)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
