"""The job itself: write machines into a file, look into one, take one in."""

from collections.abc import Mapping
from pathlib import Path

from app.domain.identity import new_id
from app.domain.machine import Machine
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.outgoing import Recordings
from app.history.exchange.told import Counts, MachineTold, Standing
from app.history.exchange.values import hexadecimal
from app.history.history import History
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.workflows.exchange.alerts_about import alerts_about
from app.workflows.exchange.choosing import Choice
from app.workflows.exchange.exchange_file import ExchangeFile
from app.workflows.exchange.members import ENDING
from app.workflows.exchange.take_in import Looked, TakenIn, TakingIn
from app.workflows.exchange.telling import ExchangeProgress, Pace
from app.workflows.exchange.write import (
    Estimate,
    LeftOut,
    MakesReport,
    Wish,
    Writing,
    Written,
    estimate,
    first_page,
    refuse_no_room,
)
from app.workflows.exchange.zip_out import refuse_folder, writing
from app.workflows.progress import Cancel, OnProgress

__all__ = [
    "ENDING",
    "Choice",
    "Counts",
    "Estimate",
    "Exchange",
    "ExchangeProgress",
    "LeftOut",
    "Looked",
    "MachineTold",
    "Recordings",
    "Standing",
    "TakenIn",
    "Wish",
    "Written",
]

_IDENTITY = "history.id"


class Exchange:
    """Exchange files of one history; without `report` no reports can be sent along."""

    def __init__(
        self,
        history: History,
        store: TakeStore,
        photos: PhotoStore,
        report: MakesReport | None = None,
    ) -> None:
        self._history = history
        self._rows = ExchangeHistory(history)
        self._store = store
        self._photos = photos
        self._report = report

    def machine_named(self, name: str) -> Machine | None:
        """The machine here of that name."""
        return self._history.machine_named(name)

    def estimate(self, choice: Choice, wish: Wish | None = None) -> Estimate:
        """What the file would hold and about how large it gets; Problem when no machine is chosen."""
        return estimate(self._rows, self._store, choice.of(self._history.machines()), wish or Wish())

    def write(
        self,
        out: Path,
        choice: Choice,
        wish: Wish | None = None,
        *,
        by: str = "",
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Written:
        """Write the chosen machines to `out`, whole or not at all; what lay there before goes only then.

        Raises:
            Problem: no machine is chosen, no room, no permission.
            Cancelled: asked to stop; nothing of it is kept.
        """
        refuse_folder(out)
        wish, machines = wish or Wish(), choice.of(self._history.machines())
        expected = estimate(self._rows, self._store, machines, wish)
        refuse_no_room(out, expected.size_bytes)
        pace = Pace(expected.size_bytes, on_progress, cancel)
        job = Writing(self._rows, self._store, self._photos, pace, wish)
        page = first_page(self._identity(), by or self._history.who(), wish, len(machines))
        ids = [one.id for one in machines]
        with writing(out, page.made_at, pace) as file:
            job.everything(file, machines, page)
            job.about_all(file, ids, alerts_about(self._rows, ids))
            if wish.reports and self._report:
                job.reports(file, machines, self._report)
        pace.end()
        return Written(out, len(machines), job.visits, job.recordings, out.stat().st_size, tuple(job.left_out))

    def look(
        self,
        path: Path,
        mapping: Mapping[str, str] | None = None,
        *,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Looked:
        """What is in a file and what of it would be new here; writes nothing.

        Args:
            mapping: machines of the file by their ids, and the ids of those here that they are.

        Raises:
            Problem: it is no exchange file, is damaged, or from a newer Earshot; or a match can't be.
            Cancelled: asked to stop.
        """
        with ExchangeFile(path) as file:
            return self._taking_in(file, mapping, Pace(file.told_bytes, on_progress, cancel)).look(
                self._identity(make=False)
            )

    def take_in(
        self,
        path: Path,
        mapping: Mapping[str, str] | None = None,
        *,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> TakenIn:
        """Put what is in a file to what is here: nothing twice, nothing overwritten. Again, it adds nothing.

        Raises:
            Problem: as `look`, or a recording in it is none, or no room; nothing was written.
            Cancelled: asked to stop; machines that were finished stay, and taking it in again goes on.
        """
        with ExchangeFile(path) as file:
            total = file.told_bytes + file.sent_bytes
            return self._taking_in(file, mapping, Pace(total, on_progress, cancel)).take_in()

    def _taking_in(self, file: ExchangeFile, mapping: Mapping[str, str] | None, pace: Pace) -> TakingIn:
        return TakingIn(self._rows, self._store, self._photos, self._history.folder, file, mapping or {}, pace)

    def _identity(self, make: bool = True) -> str:
        """What tells this history from others; lost, it is made anew and nothing but a hint is lost."""
        path = self._history.folder / _IDENTITY
        try:
            return hexadecimal(path.read_text("ascii").strip(), 32)
        except (OSError, ValueError):
            identity = new_id()
        if make:
            try:
                path.write_text(identity, "ascii")
            except OSError:
                return identity
        return identity
