"""`python -m training release`: says whether a model may ship, and installs it when it may and is asked to."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.domain.problem import Problem
from training.compare.command import MODELS, version_of
from training.compare.sources import BANDS_FOLDER, DATA
from training.release.checks import Finding

REFUSED = 1


def add_command(commands: argparse._SubParsersAction[Any]) -> None:
    """Offer `release`."""
    parser = commands.add_parser("release", help="refuse a model that is worse than the one that ships")
    parser.add_argument("candidate", type=Path, help="folder of one version: card.json, ear.onnx, judge.onnx")
    parser.add_argument("--type", help="machine type it is for (default: what its card says)")
    parser.add_argument(
        "--bands", type=Path, default=BANDS_FOLDER, help="folder of machines (default: %(default)s)"
    )
    parser.add_argument("--models", type=Path, default=MODELS, help="what ships (default: %(default)s)")
    parser.add_argument("--install", action="store_true", help="copy it to models/<type>/<version> when it passes")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """0 when it may ship, 1 when it is refused.

    Raises:
        Problem: there is no such model or data, or the version is installed already.
    """
    from training.data import read_bands
    from training.release.gate import findings

    kind, version = identity(asked.candidate)
    if asked.type and asked.type != kind:
        raise Problem(
            f"{asked.candidate} is a model for {kind}, not for {asked.type}.", "Name the right folder or type."
        )
    shipped = shipping(asked.models, kind, asked.candidate)
    print(f"{kind} {version} against {shipped.name if shipped else 'nothing: none of this type ships yet'}.")
    machines = read_bands(asked.bands).machines
    refused = []
    for finding in findings(asked.candidate, shipped, machines, DATA, _say):
        print(as_line(finding), flush=True)
        refused += [finding] if not finding.passed else []
    print(conclusion(refused))
    if refused:
        return REFUSED
    if asked.install:
        print(f"Installed in {install(asked.candidate, asked.models / kind / version)}.")
    return 0


def identity(candidate: Path) -> tuple[str, str]:
    """Type and version of a card, which name folders.

    Raises:
        Problem: there is no card, or it names nothing that could be a folder.
    """
    try:
        told = json.loads((candidate / "card.json").read_text(encoding="utf-8"))
        kind, version = str(told["machine_type"]), str(told["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem(
            f"There is no model in {candidate}.", "Name the folder of one version.", repr(error)
        ) from error
    if not kind.isidentifier() or not version_of(version) or "/" in version or "\\" in version:
        raise Problem(
            f"The card of {candidate} names no type and version.", "Train it again.", f"{kind!r} {version!r}"
        )
    return kind, version


def shipping(models: Path, kind: str, candidate: Path) -> Path | None:
    """The newest version of a type that ships, the candidate itself left out; None where there is none."""
    cards = sorted((models / kind).glob("*/card.json"), key=lambda path: version_of(path.parent.name))
    others = [card.parent for card in cards if card.parent.resolve() != candidate.resolve()]
    return others[-1] if others else None


def install(candidate: Path, to: Path) -> Path:
    """Copy a model where the app looks for it, whole or not at all.

    Raises:
        Problem: that version is there already.
    """
    if to.resolve() == candidate.resolve():
        return to
    if to.exists():
        raise Problem(f"{to} is there already.", "Give the model a new version number.")
    part = to.with_name(f".{to.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(candidate, part)
    part.rename(to)
    return to


def as_line(finding: Finding) -> str:
    """One check as it is printed."""
    return f"{'ok     ' if finding.passed else 'REFUSED'}  {finding.what}: {finding.said}"


def conclusion(refused: Sequence[Finding]) -> str:
    """The last word."""
    if not refused:
        return "It may ship."
    return f"Refused for {len(refused)} reason{'s' if len(refused) > 1 else ''}: " + "; ".join(
        f"{finding.what} ({finding.said})" for finding in refused
    ) + "."  # fmt: skip


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
