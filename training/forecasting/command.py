"""`python -m training forecast`: how honest forecasts are, in one table."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[2] / "models" / "report" / "forecast.json"


def add_command(commands: argparse._SubParsersAction[Any]) -> None:
    """Offer `forecast`."""
    parser = commands.add_parser(
        "forecast", help="compare forecasts on simulated lives of machines, print a table and write its numbers"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--lives", type=int, default=100, help="lives of each shape (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=OUT, help="where the JSON goes (default: %(default)s)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Compare, print and write."""
    if asked.lives < 1:
        raise ValueError("--lives must be at least 1")
    import torch

    from training.forecasting.table import as_text, compare

    # One thread: sums in one order, so the same figures on every machine with the same torch.
    torch.set_num_threads(1)
    rows = compare(asked.seed, asked.lives, _say)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    numbers = {"seed": asked.seed, "lives_of_a_shape": asked.lives, "rows": rows}
    asked.out.write_text(json.dumps(numbers, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    print(as_text(rows))
    print(f"Written to {asked.out}.")
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
