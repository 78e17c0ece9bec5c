"""The job: write inspections for a maintenance system, or everything that an analyst may ask, into files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from app.diagnosis.forecast_action import recommend
from app.domain.fleet import ConditionNow
from app.domain.inspection import Visit
from app.domain.problem import Problem
from app.domain.review import Found
from app.domain.verdict import State
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.plain_lines import InspectionLine, Wanted
from app.history.history import History
from app.language import later
from app.reports.cmms import PRIORITY, RATING, CmmsRow, Profile, cmms_lines
from app.workflows.exchange.choosing import Choice
from app.workflows.progress import Cancel, OnProgress, Progress
from app.workflows.tables.saving import saved

__all__ = ["Choice", "ExportTables", "Period", "Profile", "Tables"]

_TOLD_EVERY = 200


@dataclass(frozen=True, slots=True)
class Period:
    """Inspections from `since` on, before `until`; None leaves them all."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """What was written: the files, and how many rows each has."""

    rows: dict[Path, int]

    @property
    def total(self) -> int:
        """The rows of all files together."""
        return sum(self.rows.values())


class ExportTables:
    """Only reads the history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._lines = ExchangeHistory(history)

    def cmms(
        self,
        out: Path,
        choice: Choice | None = None,
        period: Period | None = None,
        profile: Profile = Profile.COMMA,
        *,
        zone: tzinfo | None = None,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Tables:
        """Write one row an inspection, the newest first; see `app.reports.cmms`.

        Raises:
            Problem: no machine is chosen, there is nothing to write, or the disk refused it.
            Cancelled: asked to stop; nothing of it is kept.
        """
        wanted = self._wanted(choice, period)
        count = self._lines.count_inspections(wanted)
        if not count:
            raise nothing_there()
        lines = told(self._lines.inspection_lines(wanted), count, out.name, on_progress, cancel)
        with saved(out) as part, part.open("wb") as file:
            for line in cmms_lines((cmms_row(one, zone) for one in lines), profile, zone):
                file.write(line)
        return Tables({out: count})

    def parquet(
        self,
        folder: Path,
        choice: Choice | None = None,
        period: Period | None = None,
        *,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Tables:
        """Write machines, inspections, readings and reviews, a file each, into `folder`.

        Raises:
            Problem: pyarrow is not installed, or as `cmms`.
            Cancelled: asked to stop; files that were finished are whole.
        """
        # Only here: the library is large, and installed only where somebody wants it.
        from app.workflows.tables.parquet import write_all

        wanted = self._wanted(choice, period)
        count = self._lines.count_inspections(wanted)

        def tell(lines: Iterator[InspectionLine]) -> Iterator[InspectionLine]:
            return told(lines, count, folder.name, on_progress, cancel)

        chosen = (choice or Choice()).of(self._history.machines())
        return Tables(write_all(folder, self._lines, chosen, wanted, tell))

    def _wanted(self, choice: Choice | None, period: Period | None) -> Wanted:
        period = period or Period()
        if choice is None or choice == Choice():
            return Wanted(None, period.since, period.until)
        ids = [one.id for one in choice.of(self._history.machines())]
        return Wanted(ids, period.since, period.until)


def nothing_there() -> Problem:
    """Nobody listened to these machines in that time."""
    return Problem(later("There is no inspection to export."), later("Choose other machines or a longer time."))


def told(
    lines: Iterator[InspectionLine],
    count: int,
    name: str,
    on_progress: OnProgress | None,
    cancel: Cancel | None,
) -> Iterator[InspectionLine]:
    """The lines again, telling how far they are; raises Cancelled once that is wished."""
    for number, line in enumerate(lines):
        if number % _TOLD_EVERY == 0:
            (cancel or Cancel()).check()
            if on_progress:
                on_progress(Progress(number, count, name))
        yield line
    if on_progress:
        on_progress(Progress(1.0, 1.0, name))


def cmms_row(line: InspectionLine, zone: tzinfo | None) -> CmmsRow:
    """An inspection with what is to be done about it, as of when the machine sounded like this."""
    action = recommend(_state(line), None, line.criticality, line.when_at)
    reviewed = line.found not in (None, Found.OPEN)
    return CmmsRow(
        asset_code=line.code,
        machine=line.machine,
        site=line.site,
        area=line.area,
        point=line.point,
        condition=line.condition,
        recorded_at=line.recorded_at,
        analysed_at=line.analysed_at,
        rating=line.state,
        rating_number=RATING[line.state],
        score=line.score,
        watch_limit=line.watch_from,
        abnormal_limit=line.abnormal_from,
        finding=line.finding,
        next_step=line.next_step,
        recommended_action=action.what,
        due=action.by.astimezone(zone).date() if action.by else None,
        priority=action.priority,
        priority_number=PRIORITY[action.priority],
        found=line.found if reviewed else None,
        cause=(line.cause or "") if reviewed else "",
        cause_code=(line.cause_code or "") if reviewed else "",
        reviewer=(line.reviewed_by or "") if reviewed else "",
        reviewed_at=line.reviewed_at if reviewed else None,
        inspector=line.inspector,
        take_sha256=line.take_sha256,
        model=line.model or "",
        model_version=line.model_version or "",
        inspection_id=line.id,
    )


def _state(line: InspectionLine) -> State:
    """What a technician saw counts for more than the verdict."""
    found = None if line.found is Found.OPEN else line.found
    visit = Visit(
        line.id,
        line.condition_id,
        line.analysed_at,
        line.recorded_at,
        line.state,
        line.score,
        line.finding,
        line.file_name,
        found,
    )
    return ConditionNow(line.condition_id, visit, baseline_clips=1).state
