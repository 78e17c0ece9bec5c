"""The model's card: what it is, what it was made from, and from which score on it speaks up."""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

from app.domain.problem import Problem
from app.domain.take import BAND_COUNT
from app.domain.verdict import Thresholds
from app.language import later, say

EAR_RATE_HZ = 16_000

FORMAT = 2


class _ByCount(Protocol):
    @property
    def n(self) -> int: ...
    @property
    def k(self) -> int: ...


_Row = TypeVar("_Row", bound=_ByCount)


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """Raw-score thresholds for baselines of at least n clips and takes of at least k clips.

    `level`: whether loudness counted when they were taken. `visits`: on how many visits the baseline was learnt;
    from two on a machine has shown how it wanders, and less is enough to call it abnormal.
    """

    n: int
    k: int
    watch: float
    abnormal: float
    level: bool = False
    visits: int = 1


@dataclass(frozen=True, slots=True)
class ConfidenceRow:
    """Which share of takes with such a score was faulty, at machines held out, as points (score, share).

    Scores are on the scale where 1.0 is abnormal, rising; healthy and faulty takes count alike.
    """

    n: int
    k: int
    points: tuple[tuple[float, float], ...]

    def faulty_share(self, score: float) -> float:
        """The share at a score, on straight lines between the points and flat beyond them."""
        scores = [point[0] for point in self.points]
        after = bisect_right(scores, score)
        if after in {0, len(scores)}:
            return self.points[min(after, len(scores) - 1)][1]
        (x0, y0), (x1, y1) = self.points[after - 1], self.points[after]
        return y0 + (y1 - y0) * (score - x0) / (x1 - x0)


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond which signs (see `Judged`) there is no honest verdict; `quieter_db` is how much less noise."""

    noisier_db: float = math.inf
    quieter_db: float = math.inf
    strange: float = math.inf


NO_LIMITS = Limits()


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
    limits: Limits = NO_LIMITS
    confidence: tuple[ConfidenceRow, ...] = ()

    @property
    def self_test(self) -> dict[str, Any]:
        """What the model must make of Earshot's test sound; empty where the card does not say."""
        found = json.loads(self.text).get("self_test", {})
        return found if isinstance(found, dict) else {}

    @property
    def most_visits(self) -> int:
        """From how many visits of a baseline on another one changes nothing any more."""
        return max(row.visits for row in self.thresholds)

    def thresholds_for(self, n: int, k: int, level_counts: bool = False, visits: int = 1) -> Thresholds:
        """Raw-score thresholds for n baseline clips from that many visits and k take clips: the largest row not
        beyond any of them."""
        of_level = [row for row in self.thresholds if row.level is level_counts]
        known = _largest((row.visits for row in of_level), visits)
        row = fitting([row for row in of_level if row.visits == known], n, k)
        return Thresholds(watch=row.watch, abnormal=row.abnormal)

    def faulty_share(self, score: float, n: int, k: int) -> float | None:
        """Which share of takes with that score was faulty at machines held out; None where nobody measured."""
        return fitting(self.confidence, n, k).faulty_share(score) if self.confidence else None


def fitting(rows: Sequence[_Row], n: int, k: int) -> _Row:
    """The row with the largest n not above n, then the largest k not above k; else the smallest there is."""
    fitting_n = _largest((row.n for row in rows), n)
    of_n = [row for row in rows if row.n == fitting_n]
    fitting_k = _largest((row.k for row in of_n), k)
    return next(row for row in of_n if row.k == fitting_k)


def _largest(counts: Iterable[int], limit: int) -> int:
    known = sorted(counts)
    return max((count for count in known if count <= limit), default=known[0])


def read_card(path: Path) -> Card:
    """Reads a card, believing nothing.

    Raises:
        Problem: the card is missing, is not one, or describes a model this program does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8")
        card = _card(json.loads(text), text)
    except FileNotFoundError as missing:
        raise model_problem(path.parent, later("has no card")) from missing
    except OSError as error:
        raise model_problem(path.parent, later("can't be read"), str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise model_problem(path.parent, later("has a damaged card"), repr(error)) from error
    return card


def model_problem(folder: Path, what: str, detail: str = "") -> Problem:
    """The one way this room says that a model can't be used; `what` goes on after the model's name."""
    return Problem(
        say(
            "The model {kind_words} {version} {what_words}.",
            kind_words=folder.parent.name,
            version=folder.name,
            what_words=what,
        ),
        later("Install Earshot again, or copy the model folder anew."),
        detail or str(folder),
    )


def _card(raw: dict[str, Any], text: str) -> Card:
    contract = raw["input"]
    if contract["sample_rate_hz"] != EAR_RATE_HZ or contract["bands"] != BAND_COUNT:
        raise ValueError(f"this program does not fit the input contract {contract}")
    if raw["format"] != FORMAT:
        raise ValueError(f"this program does not know card format {raw['format']}")
    return Card(
        name=str(raw["name"]),
        version=str(raw["version"]),
        machine_type=str(raw["machine_type"]),
        ear_sha256=str(raw["sha256"]["ear.onnx"]),
        judge_sha256=str(raw["sha256"]["judge.onnx"]),
        thresholds=_thresholds(raw["thresholds"]),
        text=text,
        limits=_limits(raw.get("limits", {})),
        confidence=_confidence(raw.get("confidence", [])),
    )


def _thresholds(raw: list[dict[str, Any]]) -> tuple[ThresholdRow, ...]:
    rows = tuple(
        ThresholdRow(
            int(r["n"]),
            int(r["k"]),
            float(r["watch"]),
            float(r["abnormal"]),
            bool(r["level"]),
            int(r.get("visits", 1)),
        )
        for r in raw
    )
    if not rows or not all(0 < row.watch < row.abnormal < math.inf for row in rows):
        raise ValueError("thresholds must be positive, watch below abnormal")
    if {row.level for row in rows} != {False, True}:
        raise ValueError("thresholds are needed with and without level")
    if {row.level for row in rows if row.visits == 1} != {False, True}:
        raise ValueError("thresholds are needed for a baseline of one visit")
    return rows


def _limits(raw: dict[str, Any]) -> Limits:
    limits = {key: float(value) for key, value in raw.items()}
    if not all(limit > 0 for limit in limits.values()):
        raise ValueError("limits must be positive")
    return Limits(**limits)


def _confidence(raw: list[dict[str, Any]]) -> tuple[ConfidenceRow, ...]:
    rows = []
    for r in raw:
        points = tuple((float(score), float(share)) for score, share in r["points"])
        rising = all(before[0] < after[0] for before, after in pairwise(points))
        if not points or not rising or not all(0 <= share <= 1 for _, share in points):
            raise ValueError("confidence must be shares at rising scores")
        rows.append(ConfidenceRow(int(r["n"]), int(r["k"]), points))
    return tuple(rows)
