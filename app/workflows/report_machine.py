"""Print a machine over a period: what was stored of its visits, repairs and readings, and its forecast."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.machine import Machine
from app.domain.plan import Timing
from app.domain.problem import Problem
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.plain_lines import Wanted
from app.history.history import History
from app.language import later, say, tr
from app.recordings.photos import PhotoStore
from app.reports.machine_report_facts import MachineReportFacts, NowFacts, PlaceFacts
from app.reports.printing import Period, Printing
from app.workflows.forecast import LookAhead
from app.workflows.machine_story import MachineStory
from app.workflows.machine_story_facts import ConditionFacts, MachineFacts
from app.workflows.progress import Cancel
from app.workflows.report_machine_parts import Lines, happenings_of, lines_of, place_of, worst_of

if TYPE_CHECKING:
    # It brings the whole of reportlab, which nobody needs before a report is printed.
    from app.reports.machine_report import MachineReport


class ReportMachine:
    """Writes reports of machines; only reads the history. `printing` says for whom, on which paper, and when."""

    def __init__(
        self,
        history: History,
        ahead: LookAhead,
        photos: PhotoStore,
        pages: "MachineReport",
        printing: Callable[[], Printing],
    ) -> None:
        self._history = history
        self._lines = ExchangeHistory(history)
        self._story = MachineStory(history, ahead)
        self._photos = photos
        self._pages = pages
        self._printing = printing

    def __call__(
        self, machine_id: str, out: Path, period: Period | None = None, cancel: Cancel | None = None
    ) -> Path:
        """The PDF's path; without a period of all that is known.

        Raises:
            Problem: nobody listened to the machine yet, or the file can't be written.
            KeyError: no such machine.
            Cancelled: asked to stop; nothing of it is kept.
        """
        cancel = cancel or Cancel()
        facts = self._facts(self._history.machine(machine_id), period or Period(), self._printing(), cancel)
        self._pages.write(out, facts, on_page=cancel.check)
        return out

    def _facts(self, machine: Machine, period: Period, how: Printing, cancel: Cancel) -> MachineReportFacts:
        # All of them: a visit's number counts from the first one, in the period or before.
        lines = lines_of(self._lines.inspection_lines(Wanted([machine.id])), cancel)
        if not lines:
            raise nothing_heard(machine)
        first = machine.points[0].conditions[0].id
        known = self._story.facts(machine.id, first, how.printed_at)
        worst = worst_of(known)
        places = []
        for one in known.conditions:
            cancel.check()
            places.append(self._place(machine, one, lines.get(one.condition.id, []), period, how))
        return MachineReportFacts(
            machine=machine,
            period=period,
            now=self._now(machine, worst, lines, how),
            places=places,
            how=how,
            due=_due(machine, known, how),
            photo=self._photo(machine),
        )

    def _place(
        self, machine: Machine, one: ConditionFacts, lines: Lines, period: Period, how: Printing
    ) -> PlaceFacts:
        story = self._story.of(machine.id, one.condition.id, period.since)
        ahead = None
        if lines and (period.until is None or period.until >= how.printed_at):
            ahead = self._story.forecast(machine.id, one.condition.id, how.printed_at)
        notes = self._history.stories.notes(one.condition.id)
        happened = happenings_of(self._story.facts(machine.id, one.condition.id, how.printed_at).baselines, period)
        return place_of(one, story, lines, notes, happenings=happened, ahead=ahead, period=period)

    def _now(self, machine: Machine, worst: ConditionFacts, lines: dict[str, Lines], how: Printing) -> NowFacts:
        ahead = self._story.forecast(machine.id, worst.condition.id, how.printed_at)
        here = lines.get(worst.condition.id, [])
        visits = [one.visit for one in here[:2]]
        return NowFacts(
            state=worst.now.state,
            place=f"{worst.point.name}, {worst.condition.name}",
            action=ahead.action,
            forecast=ahead.forecast,
            last=visits[0] if visits else None,
            previous=visits[1].score if len(visits) > 1 else None,
        )

    def _photo(self, machine: Machine) -> Path | None:
        try:
            return self._photos.path(machine.photo) if machine.photo else None
        except Problem:
            return None  # the report is worth printing without it


def _due(machine: Machine, known: MachineFacts, how: Printing) -> str:
    if machine.interval_days is None or known.due_at is None:
        return ""
    days, day = machine.interval_days, how.day(known.due_at)
    every = tr("every day") if days == 1 else tr("every {days} days", days=days)
    told = tr("{every}, next {day}", every=every, day=day)
    return f"{told}, {tr(known.timing.value)}" if known.timing in (Timing.DUE, Timing.OVERDUE) else told


def nothing_heard(machine: Machine) -> Problem:
    """There is nothing to report on."""
    return Problem(
        say("Nobody listened to “{name}” yet, so there is nothing to report.", name=machine.name),
        later("Record it or inspect a recording of it first."),
    )
