"""What `export-training` does on the command line: takes known to be healthy or faulty, for `training`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.workflows.progress import Progress

NAME = "export-training"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command to the others; returns its parser."""
    parser = commands.add_parser(NAME, help="write confirmed takes to a folder that training can learn from")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder, or an earlier export")
    return parser


def export_training(options: argparse.Namespace, history: Path) -> int:
    """Writes the folder; 2 when a take had to be left out, each named with the reason."""
    # Only here: the parser is built before the window's first paint.
    from app.domain.words import count
    from app.main.wiring import opened

    with opened(history) as workflows:
        exported = workflows.export(options.folder, on_progress=_tell if sys.stderr.isatty() else None)
    for one in exported.left_out:
        print(f"{one.machine}: {one.file_name} was left out. {one.reason}", file=sys.stderr)
    print(
        f"{exported.folder}: {count(exported.healthy, 'healthy take')}, {count(exported.faulty, 'faulty take')}."
    )
    return 2 if exported.left_out else 0


def _tell(progress: "Progress") -> None:
    print(f"{progress.index + 1} of {progress.count}: {progress.file_name}", file=sys.stderr)
