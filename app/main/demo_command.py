"""The `demo` command: a folder of its own with a simulated fleet, to look at Earshot as it is after years."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.main import paths

if TYPE_CHECKING:
    from app.history.history import History
    from app.workflows.demo.make_demo import Made

NAME = "demo"
_MOST_MACHINES = 5000
_LONGEST_YEARS = 20.0


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command to the others; returns its parser."""
    parser = commands.add_parser(
        NAME, help="fill a folder with simulated machines and their years, to look around"
    )
    parser.add_argument(
        "--fleet", type=_machines, default=200, metavar="N", help="how many machines (default: 200)"
    )
    parser.add_argument(
        "--folder",
        "--history",
        type=Path,
        dest="history",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="a new or empty history folder (default: one beside this user's)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="another seed, another fleet (default: 1)"
    )
    parser.add_argument("--years", type=_years, default=2.0, metavar="Y", help="how far back it goes (default: 2)")
    parser.add_argument("--until", type=_moment, metavar="DATE", help="when it ends, as 2026-11-22 (default: now)")
    return parser


def default_folder() -> Path:
    """Where it goes when no folder is named: never among this user's own machines."""
    return paths.sample_history().with_name("demo-history")


def demo(options: argparse.Namespace, history: Path) -> int:
    """Fills the folder; a Problem when it holds machines already."""
    # Only here: the parser is built before the window's first paint.
    from app.diagnosis.registry import ModelRegistry
    from app.history.history import History
    from app.recordings.take_store import TakeStore
    from app.workflows.demo.make_demo import MakeDemo, Wish

    wish = Wish(options.fleet, options.seed, options.years, options.until)
    with History.open(history) as opened:
        make = MakeDemo(opened, TakeStore(history), ModelRegistry(paths.MODELS))
        made = make(wish, _tell_progress if sys.stderr.isatty() else None)
        _tell(made, opened)
    print(f"Open it: python -m app --history {_quoted(history)}")
    return 0


def _tell(made: "Made", history: "History") -> None:
    from collections import Counter

    from app.domain.words import count, iso_date

    since, until = iso_date(made.since), iso_date(made.until)
    print(f"{count(made.machines, 'machine')}, {count(made.inspections, 'inspection')} from {since} to {until}.")
    states = Counter(one.state for one in history.fleet(trend=0))
    print(", ".join(f"{number} {state}" for state, number in states.most_common()) + ".")
    print(
        f"{count(made.played, 'recording')} can be played: the newest of each machine, and the healthy ones of "
        "those that matter most. All others are told as missing: what was heard at those visits is simulated, and "
        "no sound was ever made of it."
    )


def _tell_progress(done: int, machines: int, name: str) -> None:
    print(f"\r\033[K{done + 1} of {machines}: {name}", end="", file=sys.stderr)
    if done + 1 == machines:
        print(file=sys.stderr)


def _quoted(path: Path) -> str:
    """The path as a shell takes it."""
    import shlex
    import subprocess

    return subprocess.list2cmdline([str(path)]) if sys.platform == "win32" else shlex.quote(str(path))


def _machines(text: str) -> int:
    machines = int(text)
    if not 1 <= machines <= _MOST_MACHINES:
        raise argparse.ArgumentTypeError(f"from 1 to {_MOST_MACHINES} machines")
    return machines


def _years(text: str) -> float:
    years = float(text)
    if not 0.1 <= years <= _LONGEST_YEARS:
        raise argparse.ArgumentTypeError(f"from 0.1 to {_LONGEST_YEARS:.0f} years")
    return years


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("an ISO date as 2026-11-22, or a moment as 2026-11-22T16:00") from error
    # A day alone means its end: its visits are made by then.
    if len(text) <= len("2026-11-22"):
        moment = moment.replace(hour=18)
    return moment.astimezone()
