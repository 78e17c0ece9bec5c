"""What `import` does on the command line: a folder of thousands of recordings becomes history, or is previewed."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.workflows.archive.archive_import import ArchiveImport, Begun, Imported
    from app.workflows.archive.journal import Outcome
    from app.workflows.archive.plan import Options, Plan, PlannedFile
    from app.workflows.progress import Progress

NAME = "import"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command to the others; returns its parser."""
    parser = commands.add_parser(
        NAME, help="take in a folder of recordings; run again, it goes on where it was broken off"
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the archive; nothing in it is changed")
    parser.add_argument(
        "--map",
        type=Path,
        metavar="FILE",
        dest="table",
        help="CSV with the columns file, machine and, if known, type, point, condition, label, time",
    )
    parser.add_argument(
        "--pattern",
        default="",
        metavar="P",
        help="how the folders are called, as {type}/{machine}/{label} (default: what their names tell)",
    )
    parser.add_argument("--preview", action="store_true", help="say what would happen, and write nothing")
    parser.add_argument(
        "--type", default="fan", choices=("fan", "pump", "slider", "other"), help="for new machines"
    )
    parser.add_argument("--date-order", choices=("dmy", "mdy"), help="which comes first in 03-04-2026")
    parser.add_argument("--healthy", action="store_true", help="files are healthy where nothing says otherwise")
    parser.add_argument(
        "--learn", type=int, metavar="N", help="learn from the first N healthy files of each (default: all)"
    )
    parser.add_argument(
        "--fixed", action="store_true", help="of new measuring points: the microphone is mounted, loudness counts"
    )
    parser.add_argument("--retry", action="store_true", help="try those files again that failed last time")
    parser.add_argument("--json", action="store_true", help="one JSON object a machine or file on standard output")
    return parser


def import_archive(options: argparse.Namespace, history: Path) -> int:
    """Previews or imports; 2 when a file failed or belongs to no machine."""
    # Only here: the parser is built before the window's first paint.
    from app.main.wiring import opened

    with opened(history) as workflows:
        archives = workflows.archive
        if options.retry:
            imported = _retry(archives, options)
        else:
            plan = archives.plan(options.folder, _said(options))
            if options.preview:
                return _tell_plan(plan, options.json)
            imported = _go_on_or_begin(archives, plan)
    return _tell_imported(imported, options.json)


def _said(options: argparse.Namespace) -> "Options":
    from app.domain.machine import MachineType
    from app.recordings.file_time import DateOrder
    from app.workflows.archive.plan import Options

    return Options(
        table=options.table.absolute() if options.table else None,
        pattern=options.pattern,
        type=MachineType(options.type),
        date_order=DateOrder(options.date_order) if options.date_order else None,
        learn=options.learn,
        healthy=options.healthy,
        fixed=options.fixed,
    )


def _go_on_or_begin(archives: "ArchiveImport", plan: "Plan") -> "Imported":
    """An import of the same folder, with the same said of it, that was broken off is gone on with."""
    tell = _tell_progress if sys.stderr.isatty() else None
    for begun in archives.unfinished(plan.folder):
        if begun.options == plan.options:
            print(f"Going on with the import begun on {_when(begun)}.", file=sys.stderr)
            return archives.resume(begun.id, on_progress=tell)
        # Said otherwise now: what it finished is in the history and won't be taken in twice.
        archives.give_up(begun.id)
    return archives.run(plan, on_progress=tell)


def _retry(archives: "ArchiveImport", options: argparse.Namespace) -> "Imported":
    from app.domain.problem import Problem

    begun = [*archives.finished(options.folder), *archives.unfinished(options.folder)]
    if not begun:
        raise Problem("This folder was never imported.", "Import it without --retry.")
    tell = _tell_progress if sys.stderr.isatty() else None
    return archives.retry(begun[-1].id, on_progress=tell)


def _tell_plan(plan: "Plan", as_json: bool) -> int:
    from app.domain.words import count, iso_date

    for one in plan.preview():
        if as_json:
            _print_json(
                {
                    "machine": one.place.machine,
                    "point": one.place.point,
                    "condition": one.place.condition,
                    "type": one.place.type.value,
                    "known": one.place.known,
                    "files": one.files,
                    "to_learn": one.to_learn,
                    "first": one.first.isoformat() if one.first else None,
                    "last": one.last.isoformat() if one.last else None,
                    "time_from": {source.value: number for source, number in one.times_from.items()},
                    "examples": list(one.examples),
                }
            )
            continue
        new = "" if one.place.known else f", new {one.place.type.value}"
        times = ", ".join(f"{number} by {source.value}" for source, number in one.times_from.most_common())
        print(f"{one.place.words}{new}: {count(one.files, 'file')}, {one.to_learn} to learn from")
        print(f"  {iso_date(one.first)} to {iso_date(one.last)} (time: {times})")
        print(f"  {', '.join(one.examples)}")
    _tell_doubts(plan, as_json)
    return 2 if plan.undecided or not plan.files else 0


def _tell_doubts(plan: "Plan", as_json: bool) -> None:
    from app.domain.words import count

    if as_json:
        _print_json(
            {
                "no_machine": [{"file": one.path, "why": one.why} for one in plan.unmatched],
                "undecided_dates": list(plan.undecided),
                "unused_lines": list(plan.unused),
                "other_files": plan.other_files,
            }
        )
        return
    for one in plan.unmatched[:3]:
        print(f"{one.path}: {one.why}", file=sys.stderr)
    if plan.unmatched:
        print(f"{count(len(plan.unmatched), 'file')} would be left out.", file=sys.stderr)
    if plan.undecided:
        print(
            f"In {count(len(plan.undecided), 'name')}, as in “{plan.undecided[0]}”, "
            "day and month could be either: say which comes first with --date-order.",
            file=sys.stderr,
        )
    if plan.unused:
        print(f"{count(len(plan.unused), 'line')} of the table fit no file: {plan.unused[0]}", file=sys.stderr)


def _tell_imported(imported: "Imported", as_json: bool) -> int:
    from app.domain.words import count
    from app.workflows.archive.journal import Result

    if as_json:
        for file, outcome in imported.files():
            _print_json(_file_as_json(file, outcome))
    failed = imported.count(Result.FAILED)
    states = ", ".join(f"{number} {state}" for state, number in imported.states().most_common())
    told = [f"{count(imported.count(Result.JUDGED), 'file')} judged" + (f" ({states})" if states else "")]
    told.append(f"{imported.count(Result.LEARNT)} learnt")
    told.append(count(imported.count(Result.DUPLICATE), "duplicate"))
    told.append(f"{failed} failed")
    if imported.plan.unmatched:
        told.append(f"{len(imported.plan.unmatched)} without a machine")
    print(", ".join(told) + ".", file=sys.stderr if as_json else sys.stdout)
    if imported.table:
        print(f"What was left out, and why: {imported.table}", file=sys.stderr)
    return 2 if failed or imported.plan.unmatched else 0


def _file_as_json(file: "PlannedFile", outcome: "Outcome") -> dict[str, Any]:
    return {
        "file": file.path,
        "result": outcome.result.value,
        "machine": file.place.machine,
        "point": file.place.point,
        "condition": file.place.condition,
        "time": file.when.isoformat() if file.when else None,
        "time_from": file.time_from.value,
        "sha256": outcome.sha256,
        "verdict": outcome.state or None,
        "score": outcome.score,
        "inspection_id": outcome.id if outcome.state else None,
        "problem": outcome.what or None,
        "to_do": outcome.to_do or None,
    }


def _tell_progress(progress: "Progress") -> None:
    from app.domain.words import length_s
    from app.workflows.archive.telling import ImportProgress

    left = progress.remaining_s if isinstance(progress, ImportProgress) else None
    left_words = "" if left is None else f", {length_s(left)} left"
    print(
        f"\r\033[K{progress.index} of {progress.count}{left_words}: {progress.file_name}", end="", file=sys.stderr
    )
    if progress.index == progress.count:
        print(file=sys.stderr)


def _when(begun: "Begun") -> str:
    from app.domain.words import iso_time

    return iso_time(begun.made_at)


def _print_json(value: dict[str, Any]) -> None:
    # ASCII: a file name may hold bytes that are no text.
    print(json.dumps(value), flush=True)
