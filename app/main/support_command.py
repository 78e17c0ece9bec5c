"""The `support` command: what whoever helps needs to know, in one file."""

import argparse
from pathlib import Path

NAME = "support"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command to the others; returns its parser."""
    parser = commands.add_parser(
        NAME, help="pack logs, settings, versions and facts of the history for whoever helps; no sound"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip", help="where to write it")
    parser.add_argument("--with-last-take", action="store_true", help="add the newest recording")
    return parser


def support(options: argparse.Namespace, history: Path) -> int:
    """Writes the bundle and says what is in it; a Problem when it can't be written."""
    # Only here: the parser is built before the window's first paint.
    from app.main import paths
    from app.workflows.support_bundle import SupportBundle

    made = SupportBundle(history, paths.MODELS)(options.out, options.with_last_take)
    print(f"{made.path}: {made.size_bytes / 1000:.0f} kB")
    for member in made.members:
        print(f"  {member.name}: {member.what}")
    return 0
