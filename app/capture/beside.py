"""A look at the microphones that are not listened with: how loud each is, so that the right one is found."""

import logging
from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.capture.inputs import Inputs, OpenInput
from app.capture.meters import Meter
from app.domain.microphone import Microphone
from app.domain.problem import Problem

MOST = 4
"""Each open microphone costs a driver's thread; nobody compares more at a glance."""

_WAITING = 64
"""Blocks that wait to be looked at; older ones say nothing of the level now."""

log = logging.getLogger(__name__)


class _Ear:
    """One open microphone; the sound card's thread only copies."""

    def __init__(self) -> None:
        self._waiting: deque[NDArray[np.float32]] = deque(maxlen=_WAITING)
        self._meter: Meter | None = None
        self.gone = False
        self.open_input: OpenInput | None = None

    def deliver(self, samples: NDArray[np.float32], overflowed: bool) -> None:
        self._waiting.append(np.nan_to_num(samples))

    def ended(self) -> None:
        self.gone = True

    def level_dbfs(self) -> float | None:
        if self.gone or self.open_input is None:
            return None
        self._meter = self._meter or Meter(self.open_input.sample_rate_hz)
        while self._waiting:
            self._meter.add(self._waiting.popleft())
        return self._meter.levels.rms_dbfs


class Beside:
    """`open` and `close` are for one thread, `levels_dbfs` for another one.

    A headset that sounds like a telephone is left alone: opening it would switch what is heard through it to
    telephone quality too.
    """

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._ears: dict[str, _Ear] = {}

    def open(self, microphones: Sequence[Microphone]) -> None:
        """Listen to these and to no others; one that can't be opened simply has no level."""
        wanted = {one.key: one for one in [one for one in microphones if not one.telephone][:MOST]}
        for key in [key for key, ear in self._ears.items() if key not in wanted or ear.gone]:
            self._drop(key)
        for key, microphone in wanted.items():
            if key in self._ears:
                continue
            ear = _Ear()
            try:
                ear.open_input = self._inputs.open(microphone, ear.deliver, ear.ended)
            except Problem as refused:
                log.info("no level of %s: %s (%s)", microphone.name, refused.what, refused.detail)
                continue
            self._ears = {**self._ears, key: ear}

    def close(self) -> None:
        """Give all of them back."""
        for key in list(self._ears):
            self._drop(key)

    @property
    def levels_dbfs(self) -> dict[str, float]:
        """By the microphone's key: of the last 0.3 s."""
        levels = {key: ear.level_dbfs() for key, ear in self._ears.items()}
        return {key: level for key, level in levels.items() if level is not None}

    def _drop(self, key: str) -> None:
        ear = self._ears[key]
        # A new dictionary, so that whoever reads the levels meanwhile never sees it change.
        self._ears = {other: one for other, one in self._ears.items() if other != key}
        if ear.open_input is not None:
            ear.open_input.close()
