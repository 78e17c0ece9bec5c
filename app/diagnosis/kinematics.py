"""Where a machine's shaft and blades are heard, found in the sound itself, and whether they have become louder.

What a technician notes as rpm is a name plate or a glance: an induction motor slips, and at the fifth harmonic
a line is narrower than that error. So the true speed is looked for around it, and where the sound does not show it
nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from app.acoustics.fine_spectrum import HIGHEST_HZ, FineSpectrum
from app.diagnosis.comb import Comb, find_shaft_hz
from app.diagnosis.lines import Line, line_at
from app.domain.why import Marker, MarkerKind

SLOWEST_RPM, FASTEST_RPM = 60.0, 120_000.0
MOST_BLADES = 200

_SHAFT_ORDERS, _SHAFT_ORDERS_ALONE = 4, 8
_BLADE_ORDERS = 6
_SIDEBANDS = (-2, -1, 1, 2)

RAISED_DB = 3.0
"""A line that has grown by less, or hardly more than all around it, is not said to have grown."""

_SPREADS = 2.0
"""Nor is one that did not grow clearly beyond what it differs by from healthy take to healthy take."""


@dataclass(frozen=True, slots=True)
class Turning:
    """What the sound says of a machine's turning parts.

    `shaft_hz` is the shaft as it was heard, None where the sound does not show it; then the markers stand where
    the noted speed puts them and tell no excess. `healthy_hz` is the same of the baseline's takes (their median).
    `on_shaft`, `on_blades` are the markers that carry an excess of their own. `around_blades_db` is how far the
    lines one and two shaft turns beside the blade pass have grown, None where that can't be measured.
    """

    markers: tuple[Marker, ...] = ()
    shaft_hz: float | None = None
    healthy_hz: float | None = None
    on_shaft: tuple[Marker, ...] = ()
    on_blades: tuple[Marker, ...] = ()
    around_blades_db: float | None = None

    @property
    def shaken(self) -> bool:
        """Whether the shaft's own speed has grown; or, where it is too low to be heard, two of its multiples."""
        if any(marker.order == 1 for marker in self.on_shaft):
            return True
        unheard = any(
            marker.kind is MarkerKind.SHAFT and marker.order == 1 and marker.excess_db is None
            for marker in self.markers
        )
        return unheard and len(self.on_shaft) > 1

    @property
    def one_blade(self) -> bool:
        """Whether the lines beside the blade pass have grown: one blade sounds unlike the others."""
        return self.around_blades_db is not None and self.around_blades_db >= RAISED_DB


def marker_frequencies(shaft_hz: float, blades: int | None, highest_hz: float = HIGHEST_HZ) -> tuple[Marker, ...]:
    """The shaft's and the blade pass's first harmonics up to `highest_hz`, blade pass last; a line has one name.

    Empty for what can't be a machine: no speed, or one beyond all machines.
    """
    if not isfinite(shaft_hz) or not SLOWEST_RPM / 60.0 <= shaft_hz <= FASTEST_RPM / 60.0:
        return ()
    highest_hz = min(highest_hz, HIGHEST_HZ)
    bladed = blades is not None and 1 < blades <= MOST_BLADES
    passes = [(order, order * (blades or 0)) for order in range(1, _BLADE_ORDERS + 1)] if bladed else []
    taken = {turns for _, turns in passes}
    orders = range(1, (_SHAFT_ORDERS if bladed else _SHAFT_ORDERS_ALONE) + 1)
    found = [Marker(MarkerKind.SHAFT, order, order * shaft_hz) for order in orders if order not in taken]
    found += [Marker(MarkerKind.BLADE_PASS, order, turns * shaft_hz) for order, turns in passes]
    return tuple(marker for marker in found if marker.hz <= highest_hz)


def turning(
    take: FineSpectrum | None,
    healthy: Sequence[FineSpectrum],
    rpm: float | None,
    blades: int | None,
    *,
    level_db: float = 0.0,
    highest_hz: float = HIGHEST_HZ,
) -> Turning:
    """Finds the shaft near the noted `rpm` and measures its lines against those of the baseline's takes.

    Args:
        take: the take's spectrum, None where it was too short for one.
        healthy: those of the baseline's takes; none where they are lost.
        level_db: how much louder the take is as a whole; a line's excess is beyond that.
        highest_hz: half the sampling rate of the take.
    """
    nominal_hz = rpm / 60.0 if rpm is not None else 0.0
    nominal = marker_frequencies(nominal_hz, blades, highest_hz)
    if take is None or not nominal:
        return Turning(nominal)
    comb = Comb(nominal_hz, blades, min(highest_hz, HIGHEST_HZ))
    shaft_hz = find_shaft_hz(take, comb)
    heard = [find_shaft_hz(one, comb) for one in healthy]
    known = [hz for hz in heard if hz is not None]
    healthy_hz = float(np.median(known)) if known else None
    if shaft_hz is None:
        return Turning(nominal, None, healthy_hz)
    against = _Against(take, shaft_hz, list(zip(healthy, heard, strict=True)), nominal_hz, level_db)
    bare = marker_frequencies(shaft_hz, blades, highest_hz)
    measured = [against.marker(marker, blades) for marker in bare]
    raised = tuple(marker for marker, on_line in measured if on_line)
    return Turning(
        markers=tuple(marker for marker, _ in measured),
        shaft_hz=shaft_hz,
        healthy_hz=healthy_hz,
        on_shaft=tuple(marker for marker in raised if marker.kind is MarkerKind.SHAFT),
        on_blades=tuple(marker for marker in raised if marker.kind is MarkerKind.BLADE_PASS),
        around_blades_db=against.beside(blades) if blades and blades > 4 else None,
    )


@dataclass(frozen=True, slots=True)
class _Grown:
    """By how many dB a line has grown, and what is around it; how much it differs between healthy takes
    (standard deviation in dB, 0 for one take); and whether there is a line now."""

    line_db: float
    floor_db: float
    spread_db: float
    now: bool


class _Against:
    """The lines of a take, each against the same line of the healthy takes."""

    def __init__(
        self,
        take: FineSpectrum,
        shaft_hz: float,
        healthy: Sequence[tuple[FineSpectrum, float | None]],
        nominal_hz: float,
        level_db: float,
    ) -> None:
        self._take, self._shaft_hz = take, shaft_hz
        self._healthy = healthy
        self._nominal_hz = nominal_hz
        self._level_db = level_db

    def marker(self, marker: Marker, blades: int | None) -> tuple[Marker, bool]:
        """The marker with its excess, and whether that sits on the line itself."""
        turns = marker.order * (blades or 1) if marker.kind is MarkerKind.BLADE_PASS else marker.order
        grown = self._grown(turns)
        if grown is None:
            return marker, False
        beyond_db = min(grown.line_db - _SPREADS * grown.spread_db, grown.line_db - grown.floor_db)
        on_line = grown.now and beyond_db >= RAISED_DB
        return replace(marker, excess_db=grown.line_db), on_line

    def beside(self, blades: int) -> float | None:
        """How far the lines beside the blade pass have grown: the median of those that can be measured."""
        grown = [self._grown(blades + turns) for turns in _SIDEBANDS]
        known = [one.line_db for one in grown if one is not None]
        return float(np.median(known)) if len(known) > 1 else None

    def _grown(self, turns: int) -> "_Grown | None":
        """How that multiple of the shaft has grown; None where there is no line now nor was one, and where mains
        hum or the end of the spectrum hides it."""
        now = line_at(self._take, turns * self._shaft_hz, self._shaft_hz)
        before = [self._before(one, hz, turns) for one, hz in self._healthy]
        known = [line for line in before if line is not None]
        if now is None or not known or not (now.stands_out or all(line.stands_out for line in known)):
            return None
        levels_db = np.array([line.level_db for line in known]) + self._level_db
        floor_db = float(np.mean([line.floor_db for line in known])) + self._level_db
        spread_db = float(levels_db.std(ddof=1)) if len(known) > 1 else 0.0
        return _Grown(now.level_db - float(levels_db.mean()), now.floor_db - floor_db, spread_db, now.stands_out)

    def _before(self, one: FineSpectrum, heard_hz: float | None, turns: int) -> Line | None:
        """The line in a healthy take; where that does not show its speed, at the speed of now."""
        shaft_hz = heard_hz if heard_hz is not None else self._shaft_hz
        return line_at(one, turns * shaft_hz, shaft_hz)
