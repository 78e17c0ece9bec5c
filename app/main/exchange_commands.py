"""The `exchange` command: machines into one file for another laptop, and out of one."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.main.tables_command import add_choice, choice, tell_share

if TYPE_CHECKING:
    from app.workflows.exchange.exchange import Counts, Exchange, Looked, MachineTold

NAME = "exchange"

_JSON = "one JSON object a line on standard output"


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the command to the others; returns its parser and those of its acts."""
    parser = commands.add_parser(NAME, help="send machines to another laptop in one file, or take in such a file")
    acts = parser.add_subparsers(dest="act", required=True)
    write = acts.add_parser("write", help="write machines into a file; all of them unless some are named")
    look = acts.add_parser("look", help="what is in a file and what of it would be new here; changes nothing")
    take_in = acts.add_parser("take-in", help="put what is in a file to what is here; again, it adds nothing")
    for one in (write, look, take_in):
        one.add_argument("file", type=Path, metavar="FILE")
        one.add_argument("--json", action="store_true", help=_JSON)
    _add_wish(write)
    for one in (look, take_in):
        _add_match(one)
    add_choice(write)
    return parser, write, look, take_in


def exchange(options: argparse.Namespace, history: Path) -> int:
    """Does one of the three; a Problem when it is refused."""
    acts = {"write": _write, "look": _look, "take-in": _take_in}
    with _opened(history) as job:
        return acts[options.act](job, options)


def _write(job: "Exchange", options: argparse.Namespace) -> int:
    from app.domain.words import count
    from app.workflows.exchange.exchange import Recordings, Wish

    wish = Wish(Recordings(options.recordings), options.newest, options.reports)
    chosen = choice(job.machine_named, options)
    written = job.write(
        options.file, chosen, wish, by=options.by, on_progress=tell_share if sys.stderr.isatty() else None
    )
    for one in written.left_out:
        print(f"{one.machine}: {one.file_name} was left out. {one.reason}", file=sys.stderr)
    if options.json:
        _print_json(
            {
                "file": str(written.path),
                "machines": written.machines,
                "visits": written.visits,
                "recordings": written.recordings,
                "size_bytes": written.size_bytes,
                "left_out": [{"file": one.file_name, "machine": one.machine} for one in written.left_out],
            }
        )
    else:
        held = ", ".join(
            (
                count(written.machines, "machine"),
                count(written.visits, "visit"),
                count(written.recordings, "recording"),
            )
        )
        print(f"{written.path}: {held}, {written.size_bytes / 1e6:.1f} MB.")
    return 2 if written.left_out else 0


def _look(job: "Exchange", options: argparse.Namespace) -> int:
    looked = job.look(options.file)
    mapping = _mapping(job, looked, options)
    if mapping:
        looked = job.look(options.file, mapping)
    if options.json:
        _print_json(_looked_as_json(looked))
        return 0
    who = f" by {looked.made_by}" if looked.made_by else ""
    print(f"{looked.path}: written {looked.made_at:%Y-%m-%d %H:%M} UTC{who}, Earshot {looked.app_version}")
    if looked.own:
        print("It was written from this history.")
    for one in looked.machines:
        _tell(one)
    print(f"{looked.recordings_new} of {looked.recordings} recordings are new here.")
    return 0


def _take_in(job: "Exchange", options: argparse.Namespace) -> int:
    from app.domain.words import count

    mapping = {}
    if options.match or options.match_codes:
        mapping = _mapping(job, job.look(options.file), options)
    taken = job.take_in(options.file, mapping, on_progress=tell_share if sys.stderr.isatty() else None)
    if options.json:
        _print_json(
            {
                "machines": [_machine_as_json(one) for one in taken.machines],
                "routes": taken.routes,
                "recordings": taken.recordings,
                "photos": taken.photos,
            }
        )
        return 0
    for one in taken.machines:
        _tell(one)
    print(f"{_counted(taken.added)}, {count(taken.recordings, 'recording')} added.")
    return 0


def _mapping(job: "Exchange", looked: "Looked", options: argparse.Namespace) -> dict[str, str]:
    """The machines of the file that the user says are machines here, by their ids."""
    from app.domain.problem import Problem

    mapping = {}
    if options.match_codes:
        mapping = {one.machine.id: one.same_code.id for one in looked.machines if one.same_code}
    for said in options.match or ():
        theirs, _, ours = said.partition("=")
        named = [
            one.machine for one in looked.machines if one.machine.name.casefold() == theirs.strip().casefold()
        ]
        here = job.machine_named(ours.strip())
        if len(named) != 1 or here is None:
            raise Problem(
                f"“{said}” names no machine of the file and one here.",
                "Write their name, an equals sign and ours, as --match “Fan 3=Supply fan 3”.",
            )
        mapping[named[0].id] = here.id
    return mapping


def _tell(one: "MachineTold") -> None:
    name = one.machine.name if one.name_here == one.machine.name else f"{one.machine.name}, here {one.name_here}"
    print(f"{name}: {one.standing.value}. {_counted(one.new)} new, {_counted(one.there)} there already.")
    for line in one.differing:
        print(f"  {line} differs: the one here stays.", file=sys.stderr)
    if one.same_code:
        print(f"  “{one.same_code.name}” here has the same asset code: --match-codes takes the two for one.")


def _counted(counts: "Counts") -> str:
    from app.domain.words import count

    nouns = ("visit", "review", "note", "reading", "baseline", "version")
    told = [count(getattr(counts, f"{noun}s"), noun) for noun in nouns if getattr(counts, f"{noun}s")]
    return ", ".join(told) or "nothing"


def _looked_as_json(looked: "Looked") -> dict[str, Any]:
    return {
        "file": str(looked.path),
        "made_at": looked.made_at.isoformat(),
        "made_by": looked.made_by,
        "app_version": looked.app_version,
        "own": looked.own,
        "machines": [_machine_as_json(one) for one in looked.machines],
        "routes": looked.routes,
        "recordings": looked.recordings,
        "recordings_new": looked.recordings_new,
    }


def _machine_as_json(one: "MachineTold") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "machine": one.machine.name,
        "id": one.machine.id,
        "code": one.machine.code or None,
        "is": one.standing.value,
        "name_here": one.name_here,
        "new": asdict(one.new),
        "there": asdict(one.there),
        "differing": list(one.differing),
        "same_code": one.same_code.name if one.same_code else None,
    }


@contextmanager
def _opened(folder: Path) -> Iterator["Exchange"]:
    # Only here: the parser is built before the window's first paint.
    from app.history.history import History
    from app.main.wiring import build
    from app.recordings.photos import PhotoStore
    from app.recordings.take_store import TakeStore
    from app.workflows.exchange.exchange import Exchange

    with History.open(folder) as history:
        report = build(history, folder).report
        yield Exchange(history, TakeStore(folder), PhotoStore(folder), report)


def _add_wish(write: argparse.ArgumentParser) -> None:
    write.add_argument(
        "--recordings",
        default="baselines",
        choices=("all", "newest", "baselines", "none"),
        help="which go along: all, the newest of each condition, those learnt from or reviewed (default), none",
    )
    write.add_argument(
        "--newest", type=int, default=3, metavar="N", help="how many of each condition (default: 3)"
    )
    write.add_argument("--reports", action="store_true", help="put the newest report of each machine in as PDF")
    write.add_argument("--by", default="", metavar="NAME", help="who writes it")


def _add_match(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--match",
        action="append",
        metavar="THEIRS=OURS",
        help="take a machine of the file for one here, both by name; may be given again",
    )
    one.add_argument(
        "--match-codes", action="store_true", help="take machines for those here that have the same asset code"
    )


def _print_json(value: dict[str, Any]) -> None:
    # ASCII: a file name may hold bytes that are no text.
    print(json.dumps(value), flush=True)
