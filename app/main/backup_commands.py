"""The `backup` command: make, list, show and restore backups, and check that everything kept is still there.

Only `make` and `check` need a history that opens; the others work when it is damaged or gone.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.workflows.backups import Backup, BackUpHistory, KeptTake, LookedInto
    from app.workflows.check_takes import TroubledTake
    from app.workflows.progress import Progress

NAME = "backup"

_JSON = "one JSON object a line on standard output"


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the command to the others; returns its parser and those of its acts."""
    parser = commands.add_parser(NAME, help="make, list, look into and restore backups; check what is kept")
    acts = parser.add_subparsers(dest="act", required=True)
    make = acts.add_parser("make", help="back up the history now, unless nothing changed since the last backup")
    listed = acts.add_parser("list", help="the backups there are, the newest first")
    show = acts.add_parser("show", help="what is in a backup, and which of its recordings are missing")
    back = acts.add_parser("restore", help="make a backup the history; the one there is now is kept as a backup")
    check = acts.add_parser("check", help="read the database and every recording, and name what is not as it was")
    for one in (show, back):
        one.add_argument("file", type=Path, metavar="FILE", help="a name from the list, or any other path")
    for one in (make, listed, show, back, check):
        one.add_argument("--json", action="store_true", help=_JSON)
    return parser, make, listed, show, back, check


def backup(options: argparse.Namespace, history: Path) -> int:
    """Does one of the five; a Problem when it is refused."""
    # Only here: the parser is built before the window's first paint.
    from app.recordings.take_store import TakeStore
    from app.workflows.backups import BackUpHistory

    if options.act == "check":
        return _check(options, history)
    acts: dict[str, Callable[[BackUpHistory, argparse.Namespace], int]] = {
        "make": _make,
        "list": _list,
        "show": _show,
        "restore": _restore,
    }
    return acts[options.act](BackUpHistory(history, TakeStore(history)), options)


def _make(backups: "BackUpHistory", options: argparse.Namespace) -> int:
    made = backups.make(on_progress=_share if sys.stderr.isatty() else None)
    if options.json:
        _print_json({"made": str(made.path) if made else None})
    else:
        print(f"Backup made: {made.path}" if made else "Nothing changed since the last backup.")
    return 0


def _list(backups: "BackUpHistory", options: argparse.Namespace) -> int:
    found = backups.all()
    for one in found:
        if options.json:
            _print_json(_as_json(one))
        else:
            print(
                f"{one.path.name}: {one.made_at:%Y-%m-%d %H:%M} UTC, {_megabytes(one.size_bytes)}, {one.why.value}"
            )
    if not found:
        print("There is no backup yet. Make one: python -m app backup make", file=sys.stderr)
    return 0


def _show(backups: "BackUpHistory", options: argparse.Namespace) -> int:
    looked = backups.look(backups.find(options.file))
    if options.json:
        _print_json(_looked_as_json(looked))
    else:
        _tell(looked)
        _tell_missing(looked.missing)
    if looked.contents.trouble:
        print(looked.contents.trouble, file=sys.stderr)
    return 2 if looked.contents.trouble else 0


def _restore(backups: "BackUpHistory", options: argparse.Namespace) -> int:
    from app.history.history import History

    restored = backups.restore(backups.find(options.file), on_progress=_share if sys.stderr.isatty() else None)
    if options.json:
        _print_json(
            {
                "restored": str(restored.contents.path),
                "kept_as": str(restored.kept_as) if restored.kept_as else None,
                "missing": [_take_as_json(one) for one in restored.missing],
            }
        )
    else:
        print(f"{restored.contents.path} is the history now.")
        if restored.kept_as:
            print(f"The history before is kept as {restored.kept_as}.")
        _tell_missing(restored.missing)
    # Now, not at the next start: an older format is brought up, and what is wrong is said here.
    History.open(backups.folder).close()
    return 2 if restored.missing else 0


def _check(options: argparse.Namespace, folder: Path) -> int:
    """Opens the history; 2 when anything is not as it was kept."""
    from app.domain.words import count
    from app.history.history import History
    from app.recordings.take_store import TakeStore
    from app.workflows.check_takes import CheckTakes

    with History.open(folder) as history:
        checked = CheckTakes(history, TakeStore(folder))(_file if sys.stderr.isatty() else None)
    for one in checked.troubled:
        if options.json:
            _print_json(_troubled_as_json(one))
        else:
            print(f"{_whose(one.kept)}: {one.trouble.value}. {one.problem}")
    if options.json:
        _print_json({"database": "sound", "checked": checked.checked, "troubled": len(checked.troubled)})
    else:
        good = checked.checked - len(checked.troubled)
        print(f"The database is sound. {good} of {count(checked.checked, 'recording')} as kept.")
    return 2 if checked.troubled else 0


def _tell(looked: "LookedInto") -> None:
    from app.domain.words import count

    found = looked.contents
    print(f"{found.path}: {_megabytes(found.size_bytes)}, format {found.revision or 'unknown'}")
    for number, thing in (
        (found.machines, "machine"),
        (found.inspections, "inspection"),
        (found.baselines, "baseline"),
        (found.takes, "recording"),
    ):
        print(f"  {thing}s cannot be counted" if number is None else f"  {count(number, thing)}")
    if found.newest_inspection_at:
        print(f"  newest inspection {found.newest_inspection_at:%Y-%m-%d %H:%M} UTC")


def _tell_missing(missing: "tuple[KeptTake, ...]") -> None:
    for one in missing:
        print(f"{_whose(one)}: the recording is missing.", file=sys.stderr)


def _whose(one: "KeptTake") -> str:
    when = f", {one.when_at:%Y-%m-%d %H:%M} UTC" if one.when_at else ""
    return f"{one.machine or 'No machine'}{when}, {one.take.file_name}"


def _as_json(one: "Backup") -> dict[str, Any]:
    return {
        "file": str(one.path),
        "made_at": one.made_at.isoformat(),
        "format": one.revision or None,
        "why": one.why.value,
        "size_bytes": one.size_bytes,
    }


def _looked_as_json(looked: "LookedInto") -> dict[str, Any]:
    found = looked.contents
    newest = found.newest_inspection_at
    return {
        "file": str(found.path),
        "size_bytes": found.size_bytes,
        "format": found.revision,
        "machines": found.machines,
        "inspections": found.inspections,
        "newest_inspection_at": newest.isoformat() if newest else None,
        "baselines": found.baselines,
        "takes": found.takes,
        "whole": found.whole,
        "problem": str(found.trouble) if found.trouble else None,
        "missing": [_take_as_json(one) for one in looked.missing],
    }


def _take_as_json(one: "KeptTake") -> dict[str, Any]:
    return {
        "file": one.take.file_name,
        "stored_as": one.take.stored_as,
        "sha256": one.take.sha256,
        "machine": one.machine or None,
        "when": one.when_at.isoformat() if one.when_at else None,
        "inspection_id": one.visit_id,
    }


def _troubled_as_json(one: "TroubledTake") -> dict[str, Any]:
    about = {"trouble": one.trouble.value, "problem": one.problem.what, "to_do": one.problem.to_do}
    return {**_take_as_json(one.kept), **about}


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _share(progress: "Progress") -> None:
    print(f"\r{progress.share:.0%}", end="" if progress.share < 1.0 else "\n", file=sys.stderr)


def _file(progress: "Progress") -> None:
    print(f"{progress.index + 1} of {progress.count}: {progress.file_name}", file=sys.stderr)
