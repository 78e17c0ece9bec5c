"""Hear a take again: all of it, a part, or only the range that gave it away."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.acoustics.filters import keep_range
from app.capture.playback import Playback
from app.domain.take import Take
from app.history.history import History
from app.recordings.mono import read_mono
from app.recordings.take_store import TakeStore


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Samples float32 `[n]`, mono, to play."""

    samples: NDArray[np.float32]
    sample_rate_hz: int


class ListenBack:
    """Loads what is to be heard; `playback` plays it."""

    def __init__(self, history: History, store: TakeStore, playback: Playback) -> None:
        self._history = history
        self._store = store
        self.playback = playback

    def load(
        self,
        take: Take,
        start_s: float = 0.0,
        end_s: float | None = None,
        low_hz: float | None = None,
        high_hz: float | None = None,
    ) -> Sound:
        """The samples between `start_s` and `end_s`, at most ten minutes, of the given range only if there is one.

        Raises:
            Problem: the kept file is missing or can't be read any more.
        """
        samples, rate_hz = read_mono(self._store.path(take), start_s, end_s)
        if low_hz is not None and high_hz is not None:
            samples = keep_range(samples, rate_hz, low_hz, high_hz)
        return Sound(samples, rate_hz)

    def healthy(self, condition_id: str) -> Take | None:
        """A take to compare with: the newest of the baseline, None where nothing was learnt."""
        baseline = self._history.baseline(condition_id)
        takes = self._history.takes_of_baseline(baseline.id) if baseline else []
        return takes[-1] if takes else None
