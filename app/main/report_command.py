"""The `report` command: machines, the fleet and walks as PDF, and every inspection of a walk into a folder."""

import argparse
import sys
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.main.tables_command import tell_share

if TYPE_CHECKING:
    from app.history.history import History
    from app.reports.printing import Period
    from app.workflows.report_printing import AsPreferred

NAME = "report"


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the command to the others; returns its parser and those of its acts."""
    parser = commands.add_parser(NAME, help="print machines, the fleet or a walk along a route as PDF")
    acts = parser.add_subparsers(dest="act", required=True)
    machine = acts.add_parser("machine", help="a machine: trend, repairs, and every inspection of a period")
    machine.add_argument("machine", metavar="NAME", help="the machine's name")
    fleet = acts.add_parser("fleet", help="all machines: how they stand, which to visit first, what changed")
    route = acts.add_parser("route", help="one walk along a route: its alarms, and every stop")
    route.add_argument("route", metavar="NAME", help="the route's name")
    inspections = acts.add_parser("inspections", help="the report of every inspection of a walk, into a folder")
    inspections.add_argument("--route", required=True, metavar="NAME", help="the route's name")
    for one in (machine, fleet):
        _add_period(one)
    for one in (route, inspections):
        one.add_argument(
            "--walk", type=_day, metavar="DATE", help="the walk started on this day (default: the last)"
        )
    for one in (machine, fleet, route):
        one.add_argument("--out", required=True, type=Path, metavar="FILE", help="the PDF to write")
    inspections.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder for the PDFs")
    return parser, machine, fleet, route, inspections


def report(options: argparse.Namespace, history: Path) -> int:
    """Does one of the four; a Problem when there is nothing to print or it can't be written."""
    # Only here: the parser is built before the window's first paint.
    from app.history.history import History

    acts = {"machine": _machine, "fleet": _fleet, "route": _route, "inspections": _inspections}
    with History.open(history) as opened:
        return acts[options.act](opened, history, options)


def _machine(history: "History", folder: Path, options: argparse.Namespace) -> int:
    from app.domain.problem import Problem
    from app.main import paths
    from app.recordings.photos import PhotoStore
    from app.reports.machine_report import MachineReport
    from app.workflows.forecast import LookAhead
    from app.workflows.report_machine import ReportMachine

    machine = history.machine_named(options.machine)
    if machine is None:
        raise Problem(f"There is no machine named “{options.machine}”.", "Write its name as the history has it.")
    pages = MachineReport(paths.FONTS)
    job = ReportMachine(history, LookAhead(history), PhotoStore(folder), pages, _as_preferred(folder))
    return _done(job(machine.id, options.out, _period(options)))


def _fleet(history: "History", folder: Path, options: argparse.Namespace) -> int:
    from app.main import paths
    from app.reports.fleet_report import FleetReport
    from app.workflows.forecast import LookAhead
    from app.workflows.report_fleet import ReportFleet

    job = ReportFleet(history, LookAhead(history), FleetReport(paths.FONTS), _as_preferred(folder))
    return _done(job(options.out, _period(options)))


def _route(history: "History", folder: Path, options: argparse.Namespace) -> int:
    from app.main import paths
    from app.reports.route_report import RouteReport
    from app.workflows.report_route import ReportRoute

    job = ReportRoute(history, RouteReport(paths.FONTS), _as_preferred(folder))
    return _done(job(job.walk(options.route, options.walk).id, options.out))


def _inspections(history: "History", folder: Path, options: argparse.Namespace) -> int:
    from app.domain.words import count
    from app.main import paths
    from app.recordings.photos import PhotoStore
    from app.recordings.take_store import TakeStore
    from app.reports.inspection_report import InspectionReport
    from app.reports.route_report import RouteReport
    from app.workflows.make_report import MakeReport
    from app.workflows.report_route import ReportRoute
    from app.workflows.report_route_inspections import ReportRouteInspections

    how = _as_preferred(folder)
    walks = ReportRoute(history, RouteReport(paths.FONTS), how)
    store, photos, pages = TakeStore(folder), PhotoStore(folder), InspectionReport(paths.FONTS)
    one = MakeReport(history, store, photos, pages, how.paper, letterhead=how.letterhead)
    job = ReportRouteInspections(history, one)
    tell = tell_share if sys.stderr.isatty() else None
    printed = job(walks.walk(options.route, options.walk).id, options.out, on_progress=tell)
    there = f", {len(printed.there)} there already" if printed.there else ""
    print(f"{options.out}: {count(len(printed.written), 'report')} written{there}.")
    return 0


def _as_preferred(folder: Path) -> "AsPreferred":
    from app import __version__
    from app.main import paths
    from app.main.tongue import speak_as_set
    from app.reports.facts import paper_for_locale
    from app.workflows.preferences import Preferences
    from app.workflows.report_printing import AsPreferred

    preferences = Preferences(folder)
    # What is printed is in the language of the settings; the command itself goes on in English.
    speak_as_set(preferences)
    return AsPreferred(preferences, paper_for_locale(paths.locale_name()), f"Earshot {__version__}")


def _done(path: Path) -> int:
    print(path)
    return 0


def _period(options: argparse.Namespace) -> "Period":
    from app.domain.problem import Problem
    from app.reports.printing import Period

    if options.since and options.until and options.since >= options.until:
        raise Problem("The period ends before it begins.", "Write the earlier day after --from.")
    return Period(options.since, options.until)


def _add_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="since", type=_begin, metavar="DATE", help="from this ISO 8601 day or time on"
    )
    parser.add_argument(
        "--to",
        dest="until",
        type=_end,
        metavar="DATE",
        help="to the end of this day, or before this ISO 8601 time",
    )


def _begin(text: str) -> datetime:
    try:
        # Without a zone it is this computer's.
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError("as 2026-11-22 or 2026-11-22T08:00+01:00") from error


def _end(text: str) -> datetime:
    """A day is meant as a whole; a time is where the period ends."""
    with suppress(ValueError, OverflowError):
        after = date.fromisoformat(text) + timedelta(days=1)
        return datetime(after.year, after.month, after.day).astimezone()
    return _begin(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("as 2026-11-22") from error
