"""How far an exchange is in bytes, how long it will still take, and whether it is to stop."""

import time
from collections import deque
from dataclasses import dataclass

from app.workflows.progress import Cancel, OnProgress, Progress

_WINDOW_S = 30.0
_SURE_AFTER_S = 3.0
_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class ExchangeProgress(Progress):
    """Where it is: `done_s` of `total_s` are bytes here. `remaining_s` is None while nobody knows."""

    remaining_s: float | None = None


class Pace:
    """Told of every piece that is done, by one thread; raises Cancelled once that is wished."""

    def __init__(self, total_bytes: int, on_progress: OnProgress | None, cancel: Cancel | None) -> None:
        self._total = max(1, total_bytes)
        self._done = 0
        self._on_progress = on_progress
        self._cancel = cancel or Cancel()
        self._told_at = 0.0
        self._lately: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def __call__(self, done_bytes: int, name: str = "") -> None:
        """So much more is done, of the thing of that name."""
        self._cancel.check()
        self._done += done_bytes
        now = time.monotonic()
        if self._on_progress is None or now - self._told_at < _EVERY_S:
            return
        self._told_at = now
        self._lately.append((now, self._done))
        while now - self._lately[0][0] > _WINDOW_S and len(self._lately) > 2:
            self._lately.popleft()
        done = min(self._done, self._total)
        self._on_progress(ExchangeProgress(done, self._total, name, remaining_s=self._remaining_s()))

    def end(self) -> None:
        """All of it is done."""
        if self._on_progress is not None:
            self._on_progress(ExchangeProgress(self._total, self._total, "", remaining_s=0.0))

    def _remaining_s(self) -> float | None:
        (since_s, before), (now_s, done) = self._lately[0], self._lately[-1]
        if now_s - since_s < _SURE_AFTER_S or done <= before:
            return None
        return max(0, self._total - done) / (done - before) * (now_s - since_s)
