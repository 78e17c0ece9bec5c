"""What the compared plots show, as plain values."""

from dataclasses import dataclass
from math import floor

import numpy as np

from app.acoustics.bands import centre_hz
from app.domain.take import SoundPicture
from app.domain.verdict import State
from app.domain.words import frequency_khz, number, relative_db
from app.ui.sound.readings import level_at
from app.ui.sound.scale import LOWEST_HZ
from app.ui.sound.words import JOINT, moment
from app.workflows.compare_values import Difference, Levels

USUAL_SPAN_DB, WIDE_SPAN_DB = 12.0, 24.0


@dataclass(frozen=True, slots=True, eq=False)
class SideShown:
    """A or B: `title` and `facts` stand above its picture, `note` in place of one, or where it has ended.

    `levels_db` float64 `[128]` at the level they are compared at; `raised_db` is what was added to the picture.
    """

    letter: str
    title: str
    facts: tuple[str, ...]
    state: State | None
    picture: SoundPicture | None
    start_s: float
    duration_s: float
    levels_db: Levels | None
    raised_db: float = 0.0
    note: str = ""

    @property
    def end_s(self) -> float:
        """When it ends on the common axis."""
        return self.start_s + self.duration_s


@dataclass(frozen=True, slots=True, eq=False)
class PairShown:
    """Both takes and what differs, on one time axis from 0 on."""

    a: SideShown
    b: SideShown
    difference: Difference

    @property
    def length_s(self) -> float:
        """Until the later of both ends."""
        return max(self.a.end_s, self.b.end_s)

    @property
    def span_db(self) -> float:
        """The difference is coloured from − to + this: 12 dB, or twice as much where a band differs by more."""
        levels = self.difference.levels_db
        widest = 0.0 if levels is None else float(np.nanmax(np.abs(levels[centre_hz() >= LOWEST_HZ]), initial=0.0))
        return WIDE_SPAN_DB if widest > 1.2 * USUAL_SPAN_DB else USUAL_SPAN_DB

    def both_s(self) -> tuple[float, float]:
        """From when to when both have sound."""
        return max(self.a.start_s, self.b.start_s), min(self.a.end_s, self.b.end_s)

    def readout(self, seconds: float, hz: float) -> str:
        """ "4.4 s · 0.12 kHz · A −45 dB · B −34 dB · +11 dB"."""
        parts = [moment(seconds, self.length_s), frequency_khz(hz)]
        for side in (self.a, self.b):
            found = None
            if side.picture is not None:
                found = level_at(side.picture, seconds - side.start_s, hz)
            parts += [] if found is None else [f"{side.letter} {number(found + side.raised_db)} dB"]
        found = self._differs_at(seconds, hz)
        return JOINT.join(parts if found is None else [*parts, relative_db(found)])

    def curve_readout(self, hz: float) -> str:
        """ "0.12 kHz · A −45 dB · B −34 dB · +11 dB": the means over the takes."""
        parts = [frequency_khz(hz)]
        for side in (self.a, self.b):
            if side.levels_db is not None:
                parts.append(f"{side.letter} {number(float(np.interp(hz, centre_hz(), side.levels_db)))} dB")
        levels = self.difference.levels_db
        if levels is not None:
            parts.append(relative_db(float(np.interp(hz, centre_hz(), levels))))
        return JOINT.join(parts)

    def _differs_at(self, seconds: float, hz: float) -> float | None:
        found = self.difference.picture
        beyond = self.difference.up_to_hz is not None and hz > self.difference.up_to_hz
        if found is None or beyond or not found.start_s <= seconds <= found.end_s:
            return None
        columns = found.level_db.shape[1]
        share = (seconds - found.start_s) / (found.end_s - found.start_s)
        row = int(np.argmin(np.abs(np.log(found.frequency_hz) - np.log(max(hz, 1.0)))))
        return float(found.level_db[row, min(floor(share * columns), columns - 1)])
