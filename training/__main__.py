"""The command line of the training package: `python -m training`, with a word for what to do."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from app.domain.problem import Problem
from training.settings import GENERIC, KINDS

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

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
    from training.compare.command import add_command as add_compare
    from training.datasets.command import add_command as add_prepare
    from training.forecasting.command import add_command as add_forecast
    from training.release.command import add_command as add_release

    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    add_prepare(commands)
    _add_train(commands)
    _add_evaluate(commands)
    add_compare(commands)
    add_release(commands)
    add_forecast(commands)
    return parser


def _add_train(commands: Commands) -> None:
    sounds = MODELS.parents[1] / "shared" / "data" / "background" / "esc-10"
    train = commands.add_parser("train", help="make models from a folder of bands")
    train.add_argument("--bands", type=Path, required=True, help="folder of <type>.npz")
    train.add_argument(
        "--sounds", type=Path, default=sounds, help="folder of everyday sounds by kind (default: %(default)s)"
    )
    train.add_argument("--kinds", nargs="+", default=list(KINDS), help="what to train (default: %(default)s)")
    train.add_argument("--out", type=Path, default=MODELS, help="where <kind>/<version> goes (default: models)")
    train.add_argument("--version", default="2.1.0")
    train.add_argument("--seed", type=int, default=0)
    train.add_argument("--processes", type=_count, default=2, help="(default: %(default)s)")
    train.set_defaults(run=_train)


def _add_evaluate(commands: Commands) -> None:
    evaluate = commands.add_parser("evaluate", help="print how the models do on every machine of a folder")
    evaluate.add_argument("--bands", type=Path, required=True, help="folder of <type>.npz")
    evaluate.add_argument("--model", type=Path, help="folder of one version (default: the newest of each kind)")
    evaluate.add_argument("--enrol", type=_count, default=5, help="healthy clips to learn (default: %(default)s)")
    evaluate.add_argument("--clips", type=_count, default=1, help="clips a verdict (default: %(default)s)")
    evaluate.add_argument(
        "--microphone",
        choices=("same", "other"),
        default="same",
        help="whether one microphone stood still for all clips of a machine, so that loudness counts "
        "(default: %(default)s)",
    )
    evaluate.add_argument("--json", action="store_true", help="print JSON instead of a table")
    evaluate.set_defaults(run=_evaluate)


def _train(asked: argparse.Namespace) -> int:
    from training.data import read_bands
    from training.datasets.command import CACHE
    from training.everyday import everyday_sounds
    from training.train import train

    folder = read_bands(asked.bands)
    everyday = everyday_sounds(asked.sounds, CACHE, asked.seed)
    if not everyday.notice:
        print(f"Note: no recorded sounds in {asked.sounds}, synthesised ones alone.", file=sys.stderr)
    for note in (*folder.skipped, *everyday.skipped):
        print(f"Note: {note}", file=sys.stderr)
    cards = train(
        folder.machines, kinds=asked.kinds, version=asked.version, out=asked.out,
        sounds=everyday.sounds, notice=everyday.notice,
        seed=asked.seed, say=_say, processes=asked.processes,
    )  # fmt: skip
    for kind, card in cards.items():
        print(f"{kind} {asked.version}, machines never heard: {json.dumps(card['summary']['n=5 k=1'], indent=1)}")
    print(f"Written to {asked.out}.")
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
        fallback = models.get(GENERIC) or next(iter(models.values()))
    same = asked.microphone == "same"
    report = evaluate(folder, models, fallback, asked.enrol, asked.clips, same_microphone=same)
    print(json.dumps(report, indent=1) if asked.json else as_text(report))
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


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
