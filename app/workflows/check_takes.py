"""Whether everything that was kept is still there as it was: the database, and each recording by its SHA-256."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.problem import Cancelled, Problem
from app.history.backup_takes import KeptTake
from app.history.history import History
from app.language import later, say
from app.recordings.take_store import TakeStore
from app.workflows.progress import Cancel, OnProgress, Progress


class Trouble(StrEnum):
    """What is wrong with the recording of a take."""

    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TroubledTake:
    """A take that is not as it was kept, with its machine and visit; `problem` says what can be done."""

    kept: KeptTake
    trouble: Trouble
    problem: Problem


@dataclass(frozen=True, slots=True)
class TakesChecked:
    """How far a check came: `checked` takes, `left` still to do; `after` is the id of the last one checked."""

    checked: int = 0
    left: int = 0
    troubled: tuple[TroubledTake, ...] = ()
    after: str = ""

    @property
    def complete(self) -> bool:
        """Whether every take was looked at."""
        return not self.left


class CheckTakes:
    """Looks at everything one history keeps; changes nothing."""

    def __init__(self, history: History, store: TakeStore) -> None:
        self._history = history
        self._store = store

    def __call__(
        self,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
        so_far: TakesChecked | None = None,
    ) -> TakesChecked:
        """Read the database through, then every recording.

        Asked to stop, it returns what was found until then; given back as `so_far`, that is where the next check
        goes on. What is added meanwhile may or may not be in it.

        Raises:
            Problem: the database itself is damaged, or the history folder is gone.
        """
        if so_far is None:
            self._history.check()
        done = so_far or TakesChecked()
        try:
            for one, left in _takes(self._history, done.after):
                done = replace(done, left=left)
                (cancel or Cancel()).check()
                if on_progress:
                    on_progress(Progress(0.0, 1.0, one.take.file_name, done.checked, done.checked + left))
                found = _trouble(self._history, self._store, one)
                troubled = (*done.troubled, found) if found else done.troubled
                done = TakesChecked(done.checked + 1, left - 1, troubled, one.take.id)
        except Cancelled:
            return done
        return replace(done, left=0)


def _takes(history: History, after: str) -> Iterator[tuple[KeptTake, int]]:
    """Every take behind `after`, and how many are left with it; a few at a time, so that no reader stays long."""
    some = history.kept_takes(after)
    while some.takes:
        for index, one in enumerate(some.takes):
            yield one, some.left - index
        some = history.kept_takes(some.takes[-1].take.id)


def _trouble(history: History, store: TakeStore, one: KeptTake) -> TroubledTake | None:
    try:
        store.path(one.take)
    except Problem as problem:
        if not history.folder.is_dir():
            # Its drive was unplugged: else every take would be told as missing.
            raise Problem(
                say("The history folder {folder} is no longer there.", folder=history.folder),
                later("Connect its drive again, then check again."),
            ) from problem
        return TroubledTake(one, Trouble.MISSING, problem)
    try:
        store.verify(one.take)
    except Problem as problem:
        unreadable = isinstance(problem.__cause__, OSError)
        return TroubledTake(one, Trouble.UNREADABLE if unreadable else Trouble.ALTERED, problem)
    return None
