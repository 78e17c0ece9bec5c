"""Print one walk along a route: its stops as they were left, and what was stored of each inspection."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.fleet import ConditionNow, MachineNow
from app.domain.machine import Machine
from app.domain.plan import Route, RouteRun
from app.domain.problem import Problem
from app.domain.review import Found
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.plain_lines import InspectionLine, Wanted
from app.history.history import History
from app.language import later, say
from app.reports.printing import Printing
from app.reports.route_report_facts import HeardFacts, RouteReportFacts, StopFacts
from app.workflows.planned import planned_machines
from app.workflows.progress import Cancel
from app.workflows.walk_stops import Stop, route_now

if TYPE_CHECKING:
    # It brings the whole of reportlab, which nobody needs before a report is printed.
    from app.reports.route_report import RouteReport


class ReportRoute:
    """Writes reports of walks; only reads the history. `printing` says for whom, on what paper, when."""

    def __init__(self, history: History, pages: "RouteReport", printing: Callable[[], Printing]) -> None:
        self._history = history
        self._lines = ExchangeHistory(history)
        self._pages = pages
        self._printing = printing

    def walk(self, name: str, day: date | None = None) -> RouteRun:
        """The walk along a route that was started last, or last on a day; Problem where there is none."""
        route = self._named(name)
        runs = self._history.routes.runs(route.id, limit=1 if day is None else 10_000)
        of_day = [run for run in runs if day is None or run.started_at.astimezone().date() == day]
        if of_day:
            return of_day[0]
        if day is None:
            what = say("Nobody walked the route “{name}” yet.", name=route.name)
            raise Problem(what, later("Walk it, then print the report."))
        what = say("No walk along “{name}” was started on {day}.", name=route.name, day=day.isoformat())
        raise Problem(what, later("Choose another day."))

    def __call__(self, run_id: str, out: Path, cancel: Cancel | None = None) -> Path:
        """The PDF's path.

        Raises:
            Problem: the file can't be written.
            KeyError: no such walk.
            Cancelled: asked to stop; nothing of it is kept.
        """
        cancel = cancel or Cancel()
        facts = self._facts(self._history.routes.run(run_id), self._printing())
        self._pages.write(out, facts, on_page=cancel.check)
        return out

    def _facts(self, run: RouteRun, how: Printing) -> RouteReportFacts:
        route = self._history.routes.wordings(run.route_id)[0]
        machines = {one.machine.id: one for one in planned_machines(self._history, how.printed_at)}
        there = [machines[machine_id] for machine_id in run.machine_ids if machine_id in machines]
        then = {now.machine.id: self._at_the_end(now, run) for now in there}
        # What became of a stop is asked of a walk under way: this is how it stood when it ended.
        stops = route_now(route, replace(run, ended_at=None), then).stops
        lines = self._heard(run)
        places = {machine_id: at for at, machine_id in enumerate(run.machine_ids, start=1)}
        return RouteReportFacts(
            name=route.name,
            run=run,
            stops=[_stop(stop, places[stop.machine.id], lines.get(stop.machine.id, {})) for stop in stops],
            gone=len(run.machine_ids) - len(there),
            how=how,
        )

    def _at_the_end(self, now: MachineNow, run: RouteRun) -> MachineNow:
        """The machine with the visits it had when the walk ended."""
        if run.ended_at is None:
            return now
        conditions = tuple(self._condition(now.machine, one, run) for one in now.summary.conditions)
        return replace(now, summary=replace(now.summary, conditions=conditions))

    def _condition(self, machine: Machine, one: ConditionNow, run: RouteRun) -> ConditionNow:
        over = _over(run)
        if one.last is None or over is None or one.last.when < over:
            return one
        last = self._history.visits(machine.id, one.condition_id, limit=1, until=over)
        return replace(one, last=last[0] if last else None)

    def _heard(self, run: RouteRun) -> dict[str, dict[str, InspectionLine]]:
        """The newest inspection of the walk at each condition, by machine and condition."""
        found: dict[str, dict[str, InspectionLine]] = {}
        for line in walk_lines(self._lines, run):
            found.setdefault(line.machine_id, {}).setdefault(line.condition_id, line)
        return found

    def _named(self, name: str) -> Route:
        wanted = _key(name)
        route = next((one for one in self._history.routes.all() if _key(one.name) == wanted), None)
        if route is None:
            what = say("There is no route named “{name}”.", name=name)
            raise Problem(what, later("Write its name as the history has it."))
        return route


def walk_lines(lines: ExchangeHistory, run: RouteRun) -> list[InspectionLine]:
    """Every inspection of a walk's machines between its start and its end, the newest first."""
    return list(lines.inspection_lines(Wanted(run.machine_ids, run.started_at, _over(run))))


def _over(run: RouteRun) -> datetime | None:
    """From when on nothing belongs to a walk: its end is kept to the second, and that second is still of it."""
    return None if run.ended_at is None else run.ended_at + timedelta(seconds=1)


def _stop(stop: Stop, number: int, lines: Mapping[str, InspectionLine]) -> StopFacts:
    order = [condition.id for point in stop.machine.points for condition in point.conditions]
    heard = tuple(_heard_at(lines[condition_id]) for condition_id in order if condition_id in lines)
    return StopFacts(number, stop.machine, stop.state, heard)


def _heard_at(line: InspectionLine) -> HeardFacts:
    return HeardFacts(
        place=f"{line.point} · {line.condition}",
        when=line.when_at,
        state=line.state,
        score=line.score,
        finding=line.finding,
        next_step=line.next_step,
        inspector=line.inspector,
        take_sha256=line.take_sha256,
        found=None if line.found is Found.OPEN else line.found,
        cause=line.cause or "",
    )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
