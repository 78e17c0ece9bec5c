"""What a model must be by itself: small, whole, with a card that says where it comes from and how good it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.diagnosis import self_test
from app.diagnosis.graph_file import objections
from app.diagnosis.model import Model
from training.trials import Scorer, score_of

LARGEST_BYTES = 8_000_000
FILES = ("card.json", "ear.onnx", "judge.onnx")
PARITY = 1e-4
"""By how much training and shipped graphs may differ; of scores above 1, of each score."""
THRESHOLDS_OFF = 0.005
"""By which share the card's thresholds may differ from those that training chooses: they are rounded."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `said` says by how much it holds or fails."""

    what: str
    passed: bool
    said: str


def files(folder: Path) -> Iterator[Finding]:
    """Size of the whole folder, and whether it holds what a model is and nothing else."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    size = sum(path.stat().st_size for path in there.values())
    over = size - LARGEST_BYTES
    said = f"{size / 1e6:.2f} MB of {LARGEST_BYTES / 1e6:.0f} MB"
    yield Finding("size", over <= 0, said if over <= 0 else f"{said}, {over / 1e6:.2f} MB too much")
    missing = [name for name in FILES if name not in there]
    other = sorted(set(there) - set(FILES))
    told = [f"{name} is missing" for name in missing] + [f"{name} does not belong there" for name in other]
    yield Finding("files", not told, "; ".join(told) or "card, ear and judge")
    for name in FILES[1:]:
        if name in there:
            against = objections(there[name].read_bytes())
            yield Finding(
                f"graph {name}", not against, against[0] if against else "nothing that the app would refuse"
            )


def same_model(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files of a model, byte by byte."""
    try:
        return all((one / name).read_bytes() == (other / name).read_bytes() for name in FILES)
    except OSError:
        return False


def card(told: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether the card has figures of machines left out, and a licence."""
    trained_on = told.get("trained_on") or {}
    gone = [key for key in ("data_set", "source", "licence", "notice", "machines") if not trained_on.get(key)]
    said = "trained_on lacks " + ", ".join(gone) if gone else str(trained_on.get("licence"))
    yield Finding("card: origin and licence", not gone, said)
    absent = [
        key for key in ("thresholds", "thresholds_chosen", "summary", "held_out", "self_test") if not told.get(key)
    ]
    known = {full_name(told, row["id"]) for row in told.get("held_out") or ()}
    without = [name for name in trained_on.get("machines", ()) if full_name(told, name) not in known]
    lacks = [*absent, *(f"figures of {name}" for name in without)]
    yield Finding(
        "card: figures", not lacks, "lacks " + ", ".join(lacks) if lacks else "of every machine left out"
    )


def full_name(told: Mapping[str, Any], machine_id: str) -> str:
    """A machine's type and id; cards of one type may name the id alone."""
    return machine_id if "/" in machine_id else f"{told.get('machine_type')}/{machine_id}"


def self_tested(model: Model, told: Mapping[str, Any]) -> Finding:
    """The card's own golden sound through the graphs."""
    try:
        wrong = self_test.failures(model, told["self_test"])
    except (KeyError, TypeError, ValueError) as error:
        wrong = [f"the card's self_test is none ({error!r})"]
    return Finding("self-test", not wrong, wrong[0] if wrong else "the graphs give what the card says")


def ear_parity(
    model: Model, trained_ear: Callable[[np.ndarray], np.ndarray], golden: Sequence[tuple[Any, Any]]
) -> Finding:
    """The shipped ear against the one of training, and against published rows (`golden`: sound and its bands)."""
    sound = self_test.waveform()
    far = _far(model.ear(sound), trained_ear(sound))
    far = max([far, *(_far(model.ear(wave), bands) for wave, bands in golden)])
    where = f"on the self-test's sound and {len(golden)} golden clips" if golden else "on the self-test's sound"
    return _parity("parity of the ear", far, where)


def judge_parity(shipped: Scorer, trained: Scorer, cases: Sequence[tuple[Any, Any]]) -> Finding:
    """The shipped judge against the one trained again from the card's settings; `cases`: clips and baseline."""
    far = 0.0
    for clips, baseline in cases:
        one, other = score_of(shipped(clips, baseline)), score_of(trained(clips, baseline))
        far = max(far, _far(one / np.maximum(1, np.abs(other)), other / np.maximum(1, np.abs(other))))
    return _parity("parity of the judge", far, "with the judge trained again from the card's settings")


def thresholds(card: Sequence[Row], trained: Sequence[Row]) -> Finding:
    """The card's table against the one chosen by training it again; all figures of copies rest on the latter."""
    chosen = {_counts_of(row): row for row in trained}
    if {_counts_of(row) for row in card} != set(chosen):
        return Finding("thresholds", False, "the card's are for other n and k than those that training chooses")
    off, said = 0.0, "those that training chooses"
    for row in card:
        by_training = chosen[_counts_of(row)]
        for name in ("watch", "abnormal"):
            apart = abs(math.log(row[name] / by_training[name]))
            if apart > off:
                off = apart
                level = "with" if row["level"] else "without"
                said = (
                    f"{name} at n = {row['n']}, k = {row['k']} {level} level is {row[name]:.3f}, training chooses "
                    f"{by_training[name]:.3f}"
                )
    return Finding("thresholds", off <= THRESHOLDS_OFF, said)


def _counts_of(row: Row) -> tuple[int, int, bool, int]:
    """What a row of the table is for."""
    return row["n"], row["k"], row["level"], row.get("visits", 1)


def _parity(what: str, far: float, where: str) -> Finding:
    holds = far <= PARITY
    said = f"{where} they differ by at most {far:.1g}"
    return Finding(what, holds, said if holds else f"{said}, {PARITY:g} is allowed")


def _far(one: np.ndarray, other: np.ndarray) -> float:
    far = float(np.max(np.abs(np.asarray(one, float) - np.asarray(other, float))))
    return math.inf if math.isnan(far) else far
