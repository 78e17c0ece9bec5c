"""`python -m training compare`: all detectors on the same clips, the machine left out, to a report for people."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from training.compare.plan import Plan

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "models"
BROKE, STOPPED = 1, 130


def add_command(commands: argparse._SubParsersAction[Any]) -> None:
    """Offer `compare`."""
    parser = commands.add_parser(
        "compare", help="compare detectors on machines left out, and write models/REPORT.md"
    )
    parser.add_argument(
        "--data", type=Path, action="append", metavar="DIR",
        help="a data set, or a folder of real recordings for the whole app; repeatable (default: ../shared/data)",
    )  # fmt: skip
    parser.add_argument(
        "--detectors", type=_names, default=(), metavar="NAME,NAME", help="(default: all that can run)"
    )
    parser.add_argument("--out", type=Path, default=MODELS, help="where REPORT.md goes (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--quick", action="store_true", help="a part of the clips and of the cases, to see that it runs"
    )
    parser.add_argument("--processes", type=_count, default=2, help="(default: %(default)s)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Compare and write; 1 when a part broke, which the report then says, 130 when it was stopped."""
    from training.compare.comparison import Asked, compare
    from training.compare.sources import default_paths
    from training.compare.writing import last_times, write
    from training.datasets.command import CACHE
    from training.detectors import detectors
    from training.real_sound import real_sound

    data = tuple(asked.data or default_paths())
    what = Asked(
        data=data,
        known=detectors,
        plan=Plan(seed=asked.seed, quick=asked.quick),
        detectors=asked.detectors,
        models=newest_models(MODELS),
        real_sound=real_sound,
        processes=asked.processes,
        keep=CACHE / "compare",
    )
    try:
        compared = compare(what, _say, last_times(asked.out))
    except KeyboardInterrupt:
        _say("Stopped. What was finished is kept: the same command goes on from there.")
        return STOPPED
    path = write(compared, asked.out, data, asked.processes)
    print(f"Written to {path}.")
    if compared.report["failures"]:
        _say("What failed is named in the report. The same command tries it again; the rest is kept.")
        return BROKE
    if compared.kept:
        compared.kept.forget()
    return 0


def newest_models(models: Path) -> dict[str, Path]:
    """The newest version's folder of each type, `models/<type>/<version>`."""
    cards = sorted(models.glob("*/*/card.json"), key=lambda path: version_of(path.parent.name))
    return {card.parent.parent.name: card.parent for card in cards}


def version_of(name: str) -> list[int]:
    """ "1.10.0" is newer than "1.9.0"."""
    return [int(number) for number in re.findall(r"\d+", name)]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return count
