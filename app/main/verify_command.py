"""The `verify` command: is a report as Earshot wrote it, and does the history still say the same?

0 when all of it is so, 2 when anything is not or cannot be told, like `backup check`; 1 is our own fault, as ever.
"""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.workflows.verify_report import Verified, VerifyReport

NAME = "verify"

_HONEST = (
    "It finds what was changed by accident or carelessly. It is no cryptographic signature: whoever sets out to "
    "forge a report can work out its digests anew, and then only a history out of their reach says otherwise."
)


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command to the others; returns its parser."""
    parser = commands.add_parser(
        NAME, help="check reports against themselves and the history", description=f"Checks reports. {_HONEST}"
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="REPORT.pdf")
    parser.add_argument("--json", action="store_true", help="one JSON object a report on standard output")
    return parser


def verify(options: argparse.Namespace, history: Path) -> int:
    """Checks each report, the others even when one is bad; 2 when anything is not as it should be."""
    # Only here: the parser is built before the window's first paint.
    from app.domain.problem import Problem

    bad = False
    with ExitStack() as stack:
        check = _workflow(history, stack)
        for path in options.files:
            try:
                verified = check(path)
            except Problem as problem:
                bad = True
                _complain(path, problem, as_json=options.json)
            else:
                bad = bad or not verified.good
                _tell(path, verified, as_json=options.json)
    return 2 if bad else 0


def _workflow(folder: Path, stack: ExitStack) -> "VerifyReport":
    from app.history.database import FILE_NAME
    from app.history.history import History
    from app.recordings.take_store import TakeStore
    from app.workflows.verify_report import VerifyReport

    # Looking at a report must not begin a history where there is none.
    there = (folder / FILE_NAME).is_file()
    history = stack.enter_context(History.open(folder)) if there else None
    return VerifyReport(history, TakeStore(folder))


def _tell(path: Path, verified: "Verified", *, as_json: bool) -> None:
    if as_json:
        found = [{"part": one.part.value, "good": one.good, "text": one.text} for one in verified.found]
        _print_json({"file": str(path), "good": verified.good, "facts": verified.facts, "found": found})
        return
    print(f"{path}: {verified.title}")
    for one in verified.found:
        print(f"  {'good' if one.good else 'NOT '}  {one.part.value}: {one.text}")
    print(f"  {'Everything is as it should be.' if verified.good else 'Do not rely on this report as it is.'}")


def _complain(path: Path, problem: Exception, *, as_json: bool) -> None:
    if as_json:
        _print_json({"file": str(path), "good": False, "problem": str(problem)})
    else:
        print(f"{path}: {problem}", file=sys.stderr)


def _print_json(value: dict[str, object]) -> None:
    # In plain letters: what somebody has put into a file need not be text that a terminal takes.
    print(json.dumps(value))
