"""The command line of the training package: `python -m training train|evaluate`."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from app.domain.problem import Problem

MODELS = Path(__file__).resolve().parents[1] / "models"
BAD_INPUT = 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did its job, 2 for input it can't use."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except Problem as problem:
        print(problem, file=sys.stderr)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    train = commands.add_parser("train", help="make a model from a folder of bands")
    train.add_argument("--bands", type=Path, required=True, help="folder of <type>.npz")
    train.add_argument("--type", default="fan", help="machine type to train on (default: %(default)s)")
    train.add_argument("--out", type=Path, help="folder of the model's versions (default: models/<type>)")
    train.add_argument("--version", default="1.0.0")
    train.add_argument("--seed", type=int, default=0)
    train.set_defaults(run=_train)
    evaluate = commands.add_parser("evaluate", help="print how a model does on every machine of a folder")
    evaluate.add_argument("--bands", type=Path, required=True, help="folder of <type>.npz")
    evaluate.add_argument("--model", type=Path, help="folder of one version (default: the newest of each type)")
    evaluate.add_argument("--enrol", type=_count, default=5, help="healthy clips to learn (default: %(default)s)")
    evaluate.add_argument("--clips", type=_count, default=1, help="clips a verdict (default: %(default)s)")
    evaluate.add_argument("--json", action="store_true", help="print JSON instead of a table")
    evaluate.set_defaults(run=_evaluate)
    return parser


def _train(asked: argparse.Namespace) -> int:
    from training.data import read_bands
    from training.train import train

    folder = read_bands(asked.bands)
    for note in folder.skipped:
        print(f"Note: {note}", file=sys.stderr)
    out = asked.out or MODELS / asked.type
    card = train(folder.of_type(asked.type), name=asked.type, version=asked.version, out=out, seed=asked.seed)
    print(json.dumps(card["summary"], indent=1))
    print(f"Written to {out / asked.version}.")
    return 0


def _evaluate(asked: argparse.Namespace) -> int:
    from training.data import read_bands
    from training.evaluate import ShippedModel, as_text, evaluate

    folder = read_bands(asked.bands)
    if not folder.machines:
        raise ValueError(f"There is nothing to evaluate in {asked.bands}. {' '.join(folder.skipped)}".strip())
    if asked.model:
        models = {}
        fallback = ShippedModel(asked.model)
    else:
        models = {path.parent.name: ShippedModel(path) for path in _newest_versions()}
        if not models:
            raise ValueError(f"There is no model in {MODELS}. Train one first, or name one with --model.")
        fallback = models.get("fan") or next(iter(models.values()))
    report = evaluate(folder, models, fallback, asked.enrol, asked.clips)
    print(json.dumps(report, indent=1) if asked.json else as_text(report))
    return 0


def _newest_versions() -> list[Path]:
    """The newest version of each type, `models/<type>/<version>`."""
    newest: dict[str, Path] = {}
    for card in sorted(MODELS.glob("*/*/card.json"), key=lambda path: _numbers(path.parent.name)):
        newest[card.parent.parent.name] = card.parent
    return list(newest.values())


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return count


if __name__ == "__main__":
    sys.exit(main())
