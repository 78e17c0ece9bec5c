"""Closes the history while the window is open, which then begins anew: with a backup in its place, or not."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import Control, Kind, Runner, impossible
from app.ui.opening import Opening
from app.ui.pages.offer import Notice
from app.ui.pages.words import day

if TYPE_CHECKING:
    from app.workflows.backups import Restored


def restore(
    opening: Opening,
    jobs: Runner,
    path: Path,
    told: Callable[[str, float], None],
    over: Callable[[Notice | Problem], None],
) -> None:
    """Closes the history and makes the backup at `path` the history; the window opens it anew on `over`.

    `over` hears of a refusal too: then nothing was changed, and the history is opened as it was. Whoever calls has
    ended what records, plays and listens.
    """

    def work(control: Control) -> "Restored":
        opening.close()
        return opening.backups().restore(path, on_progress=control.report)

    def begin() -> None:
        jobs.run(
            Kind.HISTORY,
            work,
            lambda restored: over(_tell(restored)),
            over,
            on_progress=lambda progress: told(tr("Restoring the backup"), progress.share),
        )

    _when_let_go(jobs, begin)


def close(opening: Opening, jobs: Runner, over: Callable[[], None]) -> None:
    """Closes the history; the window opens it anew on `over`. Whoever calls has ended what records and plays."""

    def begin() -> None:
        jobs.run(Kind.HISTORY, lambda control: opening.close(), lambda nothing: over(), impossible)

    _when_let_go(jobs, begin)


def _when_let_go(jobs: Runner, begin: Callable[[], None]) -> None:
    """Those who take their time must have let go of the history; its own worker is the job's that begins then."""

    def wait(idle: None) -> None:
        jobs.run(Kind.ANALYSIS, lambda control: None, lambda idle: begin(), impossible)

    jobs.stop_analysing()
    jobs.run(Kind.BULK, lambda control: None, wait, impossible)


def _tell(restored: "Restored") -> Notice:
    newest = restored.contents.newest_inspection_at
    told = []
    if newest:
        told.append(tr("Its newest visit is of {day}.", day=day(newest)))
    if restored.kept_as:
        told.append(tr("What was here before is a backup now, and can be restored likewise."))
    missing = len(restored.missing)
    gone = tr("Recordings that are no longer there: {missing}. Data › Backups names them.", missing=missing)
    return Notice(tr("The backup is the history now."), " ".join(told), (gone,) if missing else ())
