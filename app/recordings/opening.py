"""What a filter did while nobody was recording yet.

A system's noise suppression begins to learn when a program opens the microphone, and has settled within seconds.
By the time the technician presses the button nothing moves any more, so the take alone can't give it away.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.domain.quality import Check, Finding, Grade, Quality
from app.language import later, say
from app.recordings.envelope import HOP_S, Envelope
from app.recordings.processing_findings import ALL_OFF, SUPPRESSION_OFF
from app.recordings.processing_meter import ProcessingMeter

_LISTEN_S = 12.0
_DROP_S = 0.3
"""What a sound card delivers first is often a click, or silence."""

_ANEW = {
    SUPPRESSION_OFF: later(
        "Switch off noise suppression or “voice focus” for this microphone in the system's sound settings, choose "
        "the microphone again, then record again."
    ),
    ALL_OFF: later(
        "Switch off noise suppression and automatic gain for this microphone in the system's sound settings, "
        "choose the microphone again, then record again."
    ),
}

SMALL = (
    later(
        "the recorder turns the machine's own sound down: {step} dB quieter after {time} than at the start, as "
        "noise suppression does."
    ),
    later(
        "the machine is {step} dB quieter after {time} than at the start, at all frequencies alike, as if noise "
        "suppression were on."
    ),
    later("the recorder turned itself up by {step} dB during the take, as automatic gain does."),
    later("the recorder cuts the sound off by {step} dB, {n} times in this take, as a noise gate does."),
    later(
        "the recorder turns the sound down and up again by {step} dB, {n} times in this take, as automatic gain "
        "does."
    ),
)
"""What was found, as it goes on after a colon: by these templates it is told in another language."""

_SEVERITY = (Grade.PASSED, Grade.NOTED, Grade.FAILED)


class Opening:
    """Streams what is heard from the moment a microphone is opened; make a new one whenever it is opened anew."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._to_drop = round(_DROP_S * sample_rate_hz)
        self._rows_left = round(_LISTEN_S / HOP_S)
        self._envelope = Envelope(sample_rate_hz)
        self._meter = ProcessingMeter()

    def add(self, mono: NDArray[np.float32]) -> None:
        """Takes what was heard next, float32 `[n]`; after the first seconds that costs nothing."""
        if self._rows_left <= 0 or not len(mono):
            return
        sound = mono[self._to_drop :]
        self._to_drop -= len(mono) - len(sound)
        rows = self._envelope.add(sound)[: self._rows_left]
        self._rows_left -= len(rows)
        self._meter.add(rows)

    def finding(self) -> Finding:
        """What was seen at work, with what to do before the next take."""
        found = self._meter.finding()
        if found.grade is Grade.PASSED:
            return found
        what = found.what[:1].lower() + found.what[1:]
        return replace(
            found,
            what=say("When the microphone was opened: {what_words}", what_words=what),
            to_do=_ANEW.get(found.to_do, found.to_do),
        )


def with_opening(quality: Quality, opening: Finding) -> Quality:
    """The same checks, with what was seen at the opening where it is worse than what the take shows of filters.

    It is noted and never fails the take: a laptop that is carried to the machine and put down moves the level of
    all bands alike, as a filter does, and the take itself may be as steady as can be.
    """
    noted = replace(opening, grade=Grade.NOTED) if opening.grade is Grade.FAILED else opening

    def worse(found: Finding) -> Finding:
        if found.check is not Check.PROCESSING:
            return found
        return noted if _SEVERITY.index(noted.grade) > _SEVERITY.index(found.grade) else found

    return replace(quality, findings=tuple(worse(found) for found in quality.findings))
