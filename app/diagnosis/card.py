"""The model's card: what it is, what it was made from, and from which score on it speaks up."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.problem import Problem
from app.domain.take import BAND_COUNT
from app.domain.verdict import Thresholds

EAR_RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """Raw-score thresholds for baselines of at least n clips and takes of at least k clips."""

    n: int
    k: int
    watch: float
    abnormal: float


@dataclass(frozen=True, slots=True)
class Card:
    """What the app needs of `card.json`; `text` is the whole card, for whoever wants to read on."""

    name: str
    version: str
    machine_type: str
    ear_sha256: str
    judge_sha256: str
    thresholds: tuple[ThresholdRow, ...]
    text: str

    def thresholds_for(self, n: int, k: int) -> Thresholds:
        """Raw-score thresholds for n baseline clips and k take clips: the largest row not beyond either."""
        least_n = min(row.n for row in self.thresholds)
        fitting_n = max((row.n for row in self.thresholds if row.n <= n), default=least_n)
        rows = [row for row in self.thresholds if row.n == fitting_n]
        least_k = min(row.k for row in rows)
        fitting_k = max((row.k for row in rows if row.k <= k), default=least_k)
        row = next(row for row in rows if row.k == fitting_k)
        return Thresholds(watch=row.watch, abnormal=row.abnormal)


def read_card(path: Path) -> Card:
    """Reads a card, believing nothing.

    Raises:
        Problem: the card is missing, is not one, or describes a model this program does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8")
        card = _card(json.loads(text), text)
    except FileNotFoundError as missing:
        raise model_problem(path.parent, "has no card") from missing
    except OSError as error:
        raise model_problem(path.parent, "can't be read", str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise model_problem(path.parent, "has a damaged card", repr(error)) from error
    return card


def model_problem(folder: Path, what: str, detail: str = "") -> Problem:
    """The one way this room says that a model can't be used."""
    return Problem(
        f"The model {folder.parent.name} {folder.name} {what}.",
        "Install Earshot again, or copy the model folder anew.",
        detail or str(folder),
    )


def _card(raw: dict[str, Any], text: str) -> Card:
    contract = raw["input"]
    if contract["sample_rate_hz"] != EAR_RATE_HZ or contract["bands"] != BAND_COUNT:
        raise ValueError(f"this program does not fit the input contract {contract}")
    rows = tuple(
        ThresholdRow(int(r["n"]), int(r["k"]), float(r["watch"]), float(r["abnormal"])) for r in raw["thresholds"]
    )
    if not rows or not all(0 < row.watch < row.abnormal for row in rows):
        raise ValueError("thresholds must be positive, watch below abnormal")
    return Card(
        name=str(raw["name"]),
        version=str(raw["version"]),
        machine_type=str(raw["machine_type"]),
        ear_sha256=str(raw["sha256"]["ear.onnx"]),
        judge_sha256=str(raw["sha256"]["judge.onnx"]),
        thresholds=rows,
        text=text,
    )
