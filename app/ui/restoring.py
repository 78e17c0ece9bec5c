"""Puts a backup in the place of the history while the window is open: close, restore, open anew."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.problem import Problem
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

    def wait(idle: None) -> None:
        jobs.run(Kind.ANALYSIS, lambda control: None, begin, impossible)

    def begin(idle: None) -> None:
        jobs.run(
            Kind.HISTORY,
            work,
            lambda restored: over(_tell(restored)),
            over,
            on_progress=lambda progress: told("Restoring the backup", progress.share),
        )

    jobs.stop_analysing()
    # First those who take their time must have let go of the history; its own worker is this job's.
    jobs.run(Kind.BULK, lambda control: None, wait, impossible)


def _tell(restored: "Restored") -> Notice:
    newest = restored.contents.newest_inspection_at
    until = f" Its newest visit is of {day(newest)}." if newest else ""
    kept = " What was here before is a backup now, and can be restored likewise." if restored.kept_as else ""
    missing = len(restored.missing)
    lines = (f"Recordings that are no longer there: {missing}. Data › Backups names them.",) if missing else ()
    return Notice("The backup is the history now.", f"{until}{kept}".strip(), lines)
