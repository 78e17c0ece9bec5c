"""How far an import is, and how long it will still take."""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from app.workflows.archive.journal import Progressed, Result
from app.workflows.archive.plan import PlannedFile
from app.workflows.progress import OnProgress, Progress

_WINDOW_S = 30.0
_SURE_AFTER_S = 3.0


@dataclass(frozen=True, slots=True)
class ImportProgress(Progress):
    """Where an import is: `index` of `count` files are done. `remaining_s` is None while nobody knows."""

    failed: int = 0
    duplicates: int = 0
    remaining_s: float | None = None


class Teller:
    """Tells after each file, from one thread."""

    def __init__(self, on_progress: OnProgress | None, done: Progressed, pending: Sequence[PlannedFile]) -> None:
        self._on_progress = on_progress
        self._count = len(done.plan.files)
        self._index = self._count - len(pending)
        results = [outcome.result for outcome in done.outcomes.values()]
        self._failed, self._duplicates = results.count(Result.FAILED), results.count(Result.DUPLICATE)
        self._left = sum(file.size for file in pending)
        # Of the last half minute: duplicates go faster than the rest, and other programs come and go.
        self._lately: deque[tuple[float, int]] = deque([(time.monotonic(), self._left)])

    def done(self, file: PlannedFile, result: Result) -> None:
        """One more file is done."""
        self._index += 1
        self._failed += result is Result.FAILED
        self._duplicates += result is Result.DUPLICATE
        self._left -= file.size
        self._lately.append((time.monotonic(), self._left))
        while self._lately[-1][0] - self._lately[0][0] > _WINDOW_S and len(self._lately) > 2:
            self._lately.popleft()
        if self._on_progress:
            self._on_progress(
                ImportProgress(
                    0.0,
                    1.0,
                    file.path,
                    self._index,
                    self._count,
                    failed=self._failed,
                    duplicates=self._duplicates,
                    remaining_s=self._remaining_s(),
                )
            )

    def _remaining_s(self) -> float | None:
        (since_s, before), (now_s, left) = self._lately[0], self._lately[-1]
        if now_s - since_s < _SURE_AFTER_S or left >= before:
            return None
        return left / (before - left) * (now_s - since_s)
