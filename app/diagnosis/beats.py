"""What the high sound of a machine swells and falls with: strikes of a pitted bearing, or the turn of a shaft.

The envelope's spectrum is how bearings are told by sound and vibration alike (ISO 13373-3): each ball that passes
a pit rings the housing, so often a turn as the bearing's geometry says, which is no whole number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.acoustics.fine_spectrum import STEP_HZ, FineSpectrum
from app.diagnosis.comb import LEAST_LOOKS
from app.diagnosis.lines import STANDS_OUT_DB, standing_out_db

_LOWEST_HZ = 8.0
"""Slower swells are the flow's, and gusts."""

_GROWN_DB = 6.0
_WHOLE_HZ, _WHOLE_SHARE = 0.75, 0.006
_MOST_TURNS = 12


@dataclass(frozen=True, slots=True)
class Beat:
    """A rate in Hz that the sound between 1 and 5 kHz swells with clearly more than when healthy.

    `turns` is how often that is in one turn of the shaft: a whole number (exactly) where it goes with the shaft or
    its blades, None where the shaft's speed is not known.
    """

    hz: float
    turns: float | None = None

    @property
    def strikes(self) -> bool:
        """Whether it keeps a time that is not the shaft's, as what rolls in a bearing does."""
        return self.turns is not None and not self.turns.is_integer()


def new_beat(
    take: FineSpectrum | None, healthy: Sequence[FineSpectrum], shaft_hz: float | None = None
) -> Beat | None:
    """The beat that grew most; None where none stands out by 6 dB that grew by 6 dB, or it can't be known."""
    if take is None or take.looks < LEAST_LOOKS or not healthy:
        return None
    before = np.max([_widest(one.beat_db) for one in healthy], axis=0)
    there = standing_out_db(take.beat_db) >= STANDS_OUT_DB
    there[: round(_LOWEST_HZ / STEP_HZ)] = False
    grown = np.where(there, take.beat_db - before, -np.inf)
    best = int(np.argmax(grown))
    if grown[best] < _GROWN_DB:
        return None
    hz = best * STEP_HZ
    return Beat(hz, _turns(hz, shaft_hz) if shaft_hz is not None else None)


def _turns(hz: float, shaft_hz: float) -> float:
    whole = round(hz / shaft_hz)
    apart_hz = abs(hz - whole * shaft_hz)
    near = 1 <= whole <= _MOST_TURNS and apart_hz <= max(_WHOLE_HZ, _WHOLE_SHARE * hz)
    return float(whole) if near else hz / shaft_hz


def _widest(beat_db: NDArray[np.float32]) -> NDArray[np.float32]:
    """A line as high as its neighbours within 2 Hz: the speed differs a little from take to take."""
    reach = round(2.0 / STEP_HZ)
    padded = np.pad(beat_db, reach, mode="edge")
    widest: NDArray[np.float32] = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).max(axis=1)
    return widest
