"""`python -m training release`: says whether a model may ship; installs it or packs it for others when it may."""

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
from training.release.checks import Finding, same_model
from training.release.packing import file_for, pack

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
    parser.add_argument(
        "--pack", type=Path, nargs="?", const=Path(), metavar="FILE",
        help="write it as one file that the app imports when it passes; without FILE, or with a folder, "
        "<type>-<version>.earshot-model",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """0 when it may ship, 1 when it is refused.

    Raises:
        Problem: there is no such model or data, or it can't be installed or packed where it was asked for.
    """
    from training.data import read_bands
    from training.release.gate import findings

    kind, version = identity(asked.candidate)
    if asked.type and asked.type != kind:
        raise Problem(
            f"{asked.candidate} is a model for {kind}, not for {asked.type}.", "Name the right folder or type."
        )
    place = asked.models / kind / version
    file = file_for(asked.pack, kind, version) if asked.pack else None
    if asked.install:
        # Before minutes of training, not after them.
        need_room_for(asked.candidate, place)
    shipped = shipping(asked.models, kind, asked.candidate)
    print(f"{kind} {version} against {against_what(asked.candidate, shipped)}.", flush=True)
    refused = []
    for finding in findings(asked.candidate, shipped, read_bands(asked.bands).machines, DATA, _say):
        print(as_line(finding), flush=True)
        refused += [finding] if not finding.passed else []
    print(conclusion(refused, f"{kind} {shipped.name}" if shipped else None))
    if refused:
        return REFUSED
    if asked.install:
        print(f"Installed in {install(asked.candidate, place)}.")
    if file:
        print(f"Packed in {pack(asked.candidate, file)}: import it on the app's model page.")
    return 0


def against_what(candidate: Path, shipped: Path | None) -> str:
    """What a candidate is held against, in words."""
    if shipped is None:
        return "nothing: none of this type ships yet"
    return f"{shipped.name}, which is the same model" if same_model(candidate, shipped) else shipped.name


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
    """The newest version of a type that ships, before the candidate's own folder any other; None without one."""
    cards = sorted((models / kind).glob("*/card.json"), key=lambda path: version_of(path.parent.name))
    own = [card.parent for card in cards if card.parent.resolve() == candidate.resolve()]
    others = [card.parent for card in cards if card.parent not in own]
    return [*own, *others][-1] if cards else None


def need_room_for(candidate: Path, place: Path) -> None:
    """Refuse to install over another model.

    Raises:
        Problem: there is something else at that place.
    """
    if place.exists() and place.resolve() != candidate.resolve():
        raise Problem(f"{place} is there already.", "Give the model a new version number.")


def install(candidate: Path, to: Path) -> Path:
    """Copy a model where the app looks for it, whole or not at all.

    Raises:
        Problem: that version is there already, or nothing can be written there.
    """
    need_room_for(candidate, to)
    if to.exists():
        return to
    part = to.with_name(f".{to.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(candidate, part)
        part.rename(to)
    except OSError as error:
        raise Problem(
            f"The model could not be copied to {to}.", "Make room or write rights there.", str(error)
        ) from error
    return to


def as_line(finding: Finding) -> str:
    """One check as it is printed."""
    return f"{'ok     ' if finding.passed else 'REFUSED'}  {finding.what}: {finding.said}"


def conclusion(refused: Sequence[Finding], shipped: str | None) -> str:
    """The last word; `shipped` names what it was held against."""
    if not refused:
        return (
            f"It may ship: it is no worse than {shipped}."
            if shipped
            else "It may ship: it is the first of its type."
        )
    return f"Refused for {len(refused)} reason{'s' if len(refused) > 1 else ''}: " + "; ".join(
        f"{finding.what} ({finding.said})" for finding in refused
    ) + "."  # fmt: skip


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
