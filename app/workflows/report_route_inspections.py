"""Print every inspection of one walk into a folder; what is there already is left alone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.problem import Problem
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.plain_lines import InspectionLine
from app.history.history import History
from app.language import later, say
from app.recordings.file_problems import for_log, shown
from app.reports.pdf_a_xmp import BEGIN, END
from app.workflows.progress import Cancel, OnProgress, Progress
from app.workflows.report_names import inspection_stem
from app.workflows.report_route import walk_lines

Print = Callable[[str, Path], Path]
"""Writes the report of the inspection of that id to that path."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a walk's inspections: `there` were printed into that folder before."""

    written: tuple[Path, ...]
    there: tuple[Path, ...]


class ReportRouteInspections:
    """Names each file as the page does. Another file of that name is never overwritten: the report gets a number.

    A report says itself which inspection it is of, so a job that was stopped goes on where it was, in whatever
    folder, without a list of its own.
    """

    def __init__(self, history: History, report: Print) -> None:
        self._history = history
        self._lines = ExchangeHistory(history)
        self._report = report

    def __call__(
        self, run_id: str, folder: Path, on_progress: OnProgress | None = None, cancel: Cancel | None = None
    ) -> Printed:
        """Print them, the oldest first.

        Raises:
            Problem: nothing was heard on the walk, or the folder or a file can't be written.
            KeyError: no such walk.
            Cancelled: asked to stop; the reports that were finished are whole and stay.
        """
        lines = walk_lines(self._lines, self._history.routes.run(run_id))[::-1]
        if not lines:
            raise Problem(later("Nothing was heard on this walk."), later("Choose another walk."))
        _make(folder)
        written, there = [], []
        for index, line in enumerate(lines):
            (cancel or Cancel()).check()
            path, known = place_for(folder, line)
            _tell(on_progress, Progress(0.0, 1.0, path.name, index, len(lines)))
            if known:
                there.append(path)
            else:
                written.append(self._report(line.id, path))
        _tell(on_progress, Progress(1.0, 1.0, folder.name, len(lines) - 1, len(lines)))
        return Printed(tuple(written), tuple(there))


def place_for(folder: Path, line: InspectionLine) -> tuple[Path, bool]:
    """Where an inspection's report goes in a folder, and whether it is there already."""
    stem, number = inspection_stem(line.machine, line.when_at, line.state), 1
    while True:
        path = folder / f"{stem}{f' {number}' if number > 1 else ''}.pdf"
        if not path.exists():
            return path, False
        if _is_of(path, line.id):
            return path, True
        number += 1


def _is_of(path: Path, inspection_id: str) -> bool:
    """Whether a file is the whole report of that inspection, as it says itself; unreadable ones are somebody's."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    packet = data[data.find(BEGIN) : data.find(END)]
    return inspection_id.encode() in packet and data.rstrip().endswith(b"%%EOF")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            say("The folder “{name}” for the reports can't be made.", name=shown(folder)),
            later("Choose another folder."),
            for_log(error),
        ) from error


def _tell(on_progress: OnProgress | None, progress: Progress) -> None:
    if on_progress:
        on_progress(progress)
