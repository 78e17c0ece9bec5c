"""A condition whose newest visit can be played, so that nobody who opens a machine finds it mute.

The sound is that of the synthesised fan which the machine was bent from, filtered until it holds in each band what
the visit is told to hold; then it is recorded, heard and judged as any other.
"""

from dataclasses import replace
from datetime import datetime

import numpy as np

from app.acoustics.bands import to_db
from app.domain.machine import MachineType
from app.domain.verdict import Verdict
from app.history.bulk import HeardTake
from app.recordings.room import with_room
from app.workflows.demo.chance import Chance
from app.workflows.demo.growth import Bench
from app.workflows.demo.hearing import Heard, Wanted
from app.workflows.demo.imagined import Imagined
from app.workflows.demo.sound import Base, Levels, Scatter, filtered, overdriven
from app.workflows.demo.studio import Studio
from app.workflows.demo.verdicts import explained_verdict

_LOST: dict[MachineType, float] = {
    MachineType.FAN: 3.0,
    MachineType.PUMP: 1.6,
    MachineType.SLIDER: 4.0,
    MachineType.OTHER: 2.0,
}
"""Bands overlap, so a filter smooths away what differs from one to the next: with so many times as much of it, the
newest visits score as the imagined ones before them do (median over eight machines of each type)."""


class Voiced:
    """As `Imagined`, but with sound at the visit of `newest`."""

    def __init__(self, imagined: Imagined, base: Base, *, newest: datetime, studio: Studio) -> None:
        self._imagined = imagined
        self._base = base
        self._newest = newest
        self._studio = studio

    @property
    def healthy(self) -> Levels:
        """Its healthy levels in dB."""
        return self._imagined.healthy

    def learn(self, when: datetime) -> list[HeardTake]:
        """The takes of one visit that are learnt from, without sound."""
        return self._imagined.learn(when)

    def hear(self, wanted: Wanted, chance: Chance, scatter: Scatter) -> Heard:
        """The take of one visit, as sound where it is the newest."""
        imagined = self._imagined.hear(wanted, chance, scatter)
        if wanted.when != self._newest:
            return imagined
        samples = filtered(self._base.samples, self._changed_db(imagined, wanted))
        if wanted.spoilt:
            samples = overdriven(samples)
        heard = self._studio.record(samples, self._imagined.spot, imagined.take)
        if not (heard.quality.usable or wanted.spoilt or wanted.noisy):
            # Bent so far that the gate would not let it pass: then this visit stays without sound.
            return imagined
        above_db = imagined.above_room_db
        return replace(heard, quality=with_room(heard.quality, above_db), above_room_db=above_db)

    def _changed_db(self, imagined: Heard, wanted: Wanted) -> Levels:
        """What the visit holds beside the healthy sound, with its scatter as strong as the ear has to hear it."""
        first = np.asarray(to_db(imagined.clips.bands[0].astype(np.float64)))
        scatter = first - self._base.levels - wanted.added_db
        lost = _LOST[self._imagined.spot.machine.type]
        return np.asarray(wanted.added_db + scatter.mean() + lost * (scatter - scatter.mean()))

    def judge(self, heard: Heard, bench: Bench) -> Verdict:
        """The verdict on a take that passed the gate, with its reasons where there is sound to look into."""
        return explained_verdict(heard, bench, self._imagined.spot, ())

    def keep(self, heard: Heard) -> Heard:
        """The sound goes into the store."""
        return self._studio.keep(heard)
