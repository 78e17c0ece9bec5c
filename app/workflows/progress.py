"""How a long job says how far it is, and how it is told to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from app.domain.problem import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job is: `done_s` of `total_s` seconds of sound in file `index` (from 0) of `count`."""

    done_s: float
    total_s: float
    file_name: str
    index: int = 0
    count: int = 1

    @property
    def share(self) -> float:
        """0 to 1 over all files, each counted alike: lengths of later files aren't known yet."""
        inside = min(self.done_s / self.total_s, 1.0) if self.total_s > 0 else 0.0
        return (self.index + inside) / max(self.count, 1)


OnProgress = Callable[[Progress], None]


class Cancel:
    """A wish to stop, given in one thread and looked at in another."""

    def __init__(self) -> None:
        self._event = Event()

    def request(self) -> None:
        """Ask the job to stop at its next block."""
        self._event.set()

    def check(self) -> None:
        """Raises Cancelled once it was asked for."""
        if self._event.is_set():
            raise Cancelled
