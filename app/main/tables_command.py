"""The `export` command: inspections as CSV for work orders, everything as Parquet for analysts."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.workflows.exchange.choosing import Choice
    from app.workflows.progress import Progress

NAME = "export"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command to the others; returns its parser."""
    parser = commands.add_parser(NAME, help="write inspections as CSV for work orders, or tables for analysts")
    _add_tables(parser)
    add_choice(parser)
    return parser


def export(options: argparse.Namespace, history: Path) -> int:
    """Writes the tables; a Problem when there is nothing to write."""
    # Only here: the parser is built before the window's first paint.
    from app.domain.words import count
    from app.history.history import History
    from app.workflows.tables.export_tables import ExportTables, Period, Profile

    period = Period(options.since, options.until)
    tell = tell_share if sys.stderr.isatty() else None
    with History.open(history) as opened:
        job, chosen = ExportTables(opened), choice(opened.machine_named, options)
        if options.cmms:
            profile = Profile(options.profile)
            tables = job.cmms(options.cmms, chosen, period, profile, on_progress=tell)
        else:
            tables = job.parquet(options.parquet, chosen, period, on_progress=tell)
    for path, rows in tables.rows.items():
        print(f"{path}: {count(rows, 'row')}.")
    return 0


def add_choice(parser: argparse.ArgumentParser) -> None:
    """What says which machines; without it all of them."""
    parser.add_argument("--machine", action="append", metavar="NAME", help="this machine; may be given again")
    parser.add_argument("--site", default="", metavar="NAME", help="the machines of this site")
    parser.add_argument("--area", default="", metavar="NAME", help="the machines of this area")


def choice(named: Any, options: argparse.Namespace) -> "Choice":
    """Which machines were said; Problem when one is not known."""
    from app.domain.problem import Problem
    from app.workflows.exchange.choosing import Choice

    ids = []
    for name in options.machine or ():
        machine = named(name)
        if machine is None:
            raise Problem(f"There is no machine named “{name}”.", "Write its name as the history has it.")
        ids.append(machine.id)
    return Choice(tuple(ids), options.site, options.area)


def tell_share(progress: "Progress") -> None:
    """How far it is, on a line that is written over."""
    from app.domain.words import length_s
    from app.workflows.exchange.telling import ExchangeProgress

    left = progress.remaining_s if isinstance(progress, ExchangeProgress) else None
    words = "" if left is None or progress.share >= 1.0 else f", {length_s(left)} left"
    print(f"\r\033[K{progress.share:.0%}{words}", end="" if progress.share < 1.0 else "\n", file=sys.stderr)


def _add_tables(export: argparse.ArgumentParser) -> None:
    kind = export.add_mutually_exclusive_group(required=True)
    kind.add_argument("--cmms", type=Path, metavar="FILE", help="CSV for work orders, one row an inspection")
    kind.add_argument(
        "--parquet", type=Path, metavar="DIR", help="machines, inspections, readings and reviews as Parquet"
    )
    export.add_argument(
        "--profile",
        default="comma",
        choices=("comma", "semicolon"),
        help="of the CSV: commas and decimal points, or semicolons and decimal commas for Excel",
    )
    export.add_argument("--since", type=_moment, metavar="TIME", help="from this ISO 8601 day or time on")
    export.add_argument("--until", type=_moment, metavar="TIME", help="before this ISO 8601 day or time")


def _moment(text: str) -> datetime:
    try:
        # Without a zone it is this computer's.
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError("as 2026-11-22 or 2026-11-22T08:00+01:00") from error
