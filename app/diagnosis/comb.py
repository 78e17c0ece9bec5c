"""Finds how fast a shaft turns: the one speed near the noted one whose multiples all stand out of the sound."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.acoustics.fine_spectrum import HIGHEST_HZ, STEP_HZ, FineSpectrum
from app.diagnosis.lines import STANDS_OUT_DB, standing_out_db

SLIP = 0.03
"""A noted speed is believed within this share: slip under load, a round number, a glance at a display."""

LEAST_LOOKS = 5
"""Six seconds: with fewer looks what stands out may be chance."""

_SHAFT_ORDERS, _SHAFT_ORDERS_ALONE = 3, 10
_BLADE_ORDERS = 5
_HARDLY_DB, _MOST_DB = 3.0, 12.0
_LEAST_LINES, _LEAST_DB, _BEYOND_CHANCE = 3, 20.0, 2.5
"""Tried on 25 real recordings of MIMII, drones and motors at 24 speeds at random each: one of 600 passed. Of the
sample fan with its blades known all 96 did, without them only those with a fault that shakes it."""

_WIDE_STEPS, _SAME = 8, 0.98

_ELSEWHERE = (0.80, 0.94, 1.06, 1.25)
"""Where no shaft is looked for: what the same comb finds there by chance, and among other tones."""


@dataclass(frozen=True)
class Comb:
    """Which multiples of the shaft are listened to, and between which speeds."""

    nominal_hz: float
    blades: int | None
    highest_hz: float = HIGHEST_HZ

    @cached_property
    def turns(self) -> NDArray[np.int64]:
        """The multiples of the shaft, each once, that stay below `highest_hz` at the fastest speed tried."""
        alone = self.blades is None or self.blades < 2
        shaft = np.arange(1, (_SHAFT_ORDERS_ALONE if alone else _SHAFT_ORDERS) + 1)
        blades = np.arange(1, 0 if alone else _BLADE_ORDERS + 1) * (self.blades or 0)
        turns = np.unique(np.concatenate((shaft, blades)))
        return turns[turns * self.nominal_hz * _ELSEWHERE[3] < min(self.highest_hz, HIGHEST_HZ) - 2 * STEP_HZ]

    def speeds(self, low: float, high: float) -> NDArray[np.float64]:
        """Shaft speeds in Hz between two shares of the nominal, as close as the highest multiple needs."""
        step_hz = 0.5 * STEP_HZ / float(self.turns[-1])
        return np.arange(low * self.nominal_hz, high * self.nominal_hz, step_hz)


def find_shaft_hz(spectrum: FineSpectrum, comb: Comb) -> float | None:
    """The shaft's speed in Hz; None where too little stands out there to know it.

    Three multiples at least must stand out, as tones or as beats of the high sound, and all together by far more
    than those of any speed well beside it.
    """
    if spectrum.looks < LEAST_LOOKS or len(comb.turns) < _LEAST_LINES:
        return None
    above = [_widest(standing_out_db(levels)) for levels in (spectrum.level_db, spectrum.beat_db)]
    speeds = comb.speeds(1.0 - SLIP, 1.0 + SLIP)
    points = _points(above, speeds, comb.turns)
    best = int(np.argmax(points))
    if points[best] < _LEAST_DB or _lines(above, speeds[best : best + 1], comb.turns) < _LEAST_LINES:
        return None
    elsewhere = np.concatenate((comb.speeds(*_ELSEWHERE[:2]), comb.speeds(*_ELSEWHERE[2:])))
    by_chance = float(_points(above, elsewhere, comb.turns).max())
    if points[best] < _BEYOND_CHANCE * by_chance:
        return None
    # A line is a few steps wide: its middle is the speed, not the first step that touches it.
    near = points[best : best + _WIDE_STEPS]
    return float(np.mean(speeds[best : best + _WIDE_STEPS][near >= _SAME * points[best]]))


def _widest(above: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each line as high as the higher of its neighbours: a tone between two lines is on both."""
    wide = above.copy()
    wide[1:] = np.maximum(wide[1:], above[:-1])
    wide[:-1] = np.maximum(wide[:-1], above[1:])
    return wide


def _at(above: NDArray[np.float32], speeds: NDArray[np.float64], turns: NDArray[np.int64]) -> NDArray[np.float32]:
    """What stands out at each multiple of each speed, dB `[speeds, turns]`; 0 beyond the end."""
    line = np.rint(speeds[:, None] * turns[None, :] / STEP_HZ).astype(np.int64)
    return np.where(line < len(above), above[np.minimum(line, len(above) - 1)], np.float32(0.0))


def _points(
    above: list[NDArray[np.float32]], speeds: NDArray[np.float64], turns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What all multiples of each speed stand out by, dB `[speeds]`, none counted beyond `_MOST_DB`."""
    tones = sum(np.clip(_at(one, speeds, turns) - _HARDLY_DB, 0.0, _MOST_DB) for one in above)
    return np.asarray(np.sum(tones, axis=1), dtype=np.float64)


def _lines(above: list[NDArray[np.float32]], speeds: NDArray[np.float64], turns: NDArray[np.int64]) -> int:
    """How many multiples of a speed stand out by themselves, as a tone or as a beat."""
    tones = np.maximum(*(_at(one, speeds, turns) for one in above))
    return int(np.count_nonzero(tones >= STANDS_OUT_DB))
