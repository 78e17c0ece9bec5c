"""The `self-test` command: does this program, as it is installed here, do its job? One line for each part of it.

It works in a temporary folder: the user's own history is neither opened nor written.
"""

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.main.self_test_lines import Line

NAME = "self-test"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command to the others; returns its parser."""
    parser = commands.add_parser(NAME, help="try every part of the program in a temporary folder; nothing is kept")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    return parser


def self_test(options: argparse.Namespace, history: Path) -> int:
    """Tries everything; 0 when all is well or only noted, 1 when anything failed. `history` is left alone."""
    # Only here: the parser is built before the window's first paint.
    from app.main.self_test_lines import Result, lines
    from app.main.self_test_parts import parts

    began_s = time.monotonic()
    failed = number = 0
    for line in lines(parts):
        number += 1
        failed += line.result is Result.FAILED
        _tell(line, options.json)
    took_s = time.monotonic() - began_s
    if options.json:
        print(json.dumps({"failed": failed, "parts": number, "took_s": round(took_s, 1)}))
    else:
        print(f"{failed} of {number} failed." if failed else f"Everything works ({took_s:.1f} s).")
    return 1 if failed else 0


def _tell(line: "Line", as_json: bool) -> None:
    if as_json:
        told = {"part": line.part, "result": line.result.value, "what": line.what, "to_do": line.to_do}
        print(json.dumps(told, ensure_ascii=False), flush=True)
        return
    print(f"{line.result.value:<7} {line.part:<14} {line.what}", flush=True)
    if line.to_do:
        print(f"{'':<22} {line.to_do}", flush=True)
