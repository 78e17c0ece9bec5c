"""Does the microphone hear? Asked for half a minute, answered in a sentence a technician can act on."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.domain.problem import Problem
from app.domain.quality import Check, Finding, Grade
from app.domain.take import RawStream
from app.language import later
from app.ui.pages.first.values import Outcome
from app.ui.pages.record.levels import QUIET_DBFS
from app.ui.pages.record.ports import Status
from app.ui.pages.record.values import Mark

if TYPE_CHECKING:
    from app.workflows.live_gate import LiveGate

PATIENCE_S = 8.0
"""So long one waits for a clap before it is said that none came."""

_FILTER_S = 30.0
"""Noise suppression has shown itself by then, if it ever does."""

LOOKING = Outcome(Mark.LISTENING, later("Looking for microphones …"))
OPENING = Outcome(Mark.LISTENING, later("Opening the microphone …"))
IN_USE = Outcome(
    Mark.PASSED,
    later("The microphone is in use."),
    later("A machine is being recorded or listened to, which is not disturbed from here."),
)
CLAP = Outcome(
    Mark.LISTENING, later("It listens. Clap your hands, or say something."), later("The bar moves with the sound.")
)
HEARS = Outcome(
    Mark.PASSED,
    later("It hears you."),
    later("At a machine it matters more that you hold it in the same way each time than which microphone it is."),
)
TOO_QUIET = Outcome(
    Mark.NOTED,
    later("Only very little arrives so far."),
    later(
        "Clap closer to it. If the bar stays in “too quiet”, turn the input level up in the system's sound "
        "settings, or choose another microphone."
    ),
)
TELEPHONE = Outcome(
    Mark.NOTED,
    later("It hears you, but it sounds like a telephone."),
    later("The high sounds do not arrive. Choose the laptop's own microphone, or one on a cable."),
)
FILTERED = Outcome(
    Mark.NOTED,
    later("It hears you, but the system may filter what it hears."),
    later(
        "Switch off noise suppression and “voice focus” for this microphone in the system's sound settings: they "
        "take a machine for noise."
    ),
)


class Trial:
    """One microphone, from when it was opened; make a new one for another."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._gate: LiveGate | None = None
        self._heard_s = 0.0
        self._loudest_dbfs = -200.0

    def add(self, mono: NDArray[np.float32], status: Status) -> None:
        """What was heard next, float32 `[n]`, and how loud it is now."""
        self._heard_s += len(mono) / self._rate_hz
        self._loudest_dbfs = max(self._loudest_dbfs, status.rms_dbfs)
        if len(mono) and self._heard_s <= _FILTER_S:
            self._listen_for_filters(mono)

    def outcome(self, status: Status, telephone: bool) -> Outcome:
        """What it has come to so far."""
        if self._loudest_dbfs < QUIET_DBFS:
            return TOO_QUIET if self._heard_s >= PATIENCE_S else CLAP
        if telephone:
            return TELEPHONE
        suspected = self._filter()
        if suspected is not None:
            return Outcome(Mark.NOTED, suspected.what, suspected.to_do)
        return FILTERED if status.raw_stream is RawStream.NO else HEARS

    def _listen_for_filters(self, mono: NDArray[np.float32]) -> None:
        if self._gate is None:
            # With it comes all that hears sound, which no first paint waits for.
            from app.workflows.live_gate import LiveGate

            self._gate = LiveGate(self._rate_hz, 1, _FILTER_S)
        self._gate.add(mono[:, None])

    def _filter(self) -> Finding | None:
        quality = self._gate.quality(0, 0) if self._gate is not None else None
        found = quality.findings if quality is not None else ()
        processing = (one for one in found if one.check is Check.PROCESSING and one.grade is not Grade.PASSED)
        return next((one for one in processing if one.what), None)


def trouble(problem: Problem) -> Outcome:
    """There is none, it is blocked, it was lost: what happened, and what to do."""
    return Outcome(Mark.FAILED, problem.what, problem.to_do)
