"""The candidate against the model that ships: figures of machines neither has heard, and speed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from training.release.checks import Finding

Row = dict[str, Any]
"""Figures of one machine in one situation: `machine learnt_at snr n k` and measures."""

AUC_TOLERANCE = 0.01
FALSE_ALARMS_MEAN = 0.005
FALSE_ALARMS_WORST = 0.01
SHIFTED_MEAN = 0.01
SHIFTED_WORST = 0.02
DETECTIONS_MEAN = 0.02
DETECTIONS_WORST = 0.05
CANNOT_TELL_MEAN = 0.02
SPEED = 1.10
CARD_TOLERANCE = 0.005
"""The card may say its model is so much better than it is found to be; both are rounded."""

ROUNDS = 25


def worse_auc(candidate: Sequence[Row], shipped: Sequence[Row]) -> Iterator[Finding]:
    """AUC of the worst machine at every noise level and take length, noise as it was learnt."""
    for snr, k in _cells(candidate, shipped):
        one, other = (_worst(_alike(rows, snr, k), "auc", min) for rows in (candidate, shipped))
        if one is not None and other is not None:
            what = f"AUC of the worst machine, {snr}, k = {k}"
            yield _compared(what, one, other, AUC_TOLERANCE, higher_is_better=True, as_share=False)


def worse_alarms(candidate: Sequence[Row], shipped: Sequence[Row]) -> Iterator[Finding]:
    """False alarms in the mean and at worst, noise as it was learnt and shifted."""
    for shifted, said, mean_by, worst_by in (
        (False, "", FALSE_ALARMS_MEAN, FALSE_ALARMS_WORST),
        (True, ", noise shifted", SHIFTED_MEAN, SHIFTED_WORST),
    ):
        for k in sorted({row["k"] for row in candidate}):
            both = [
                [row for row in rows if (row["learnt_at"] != row["snr"]) is shifted and row["k"] == k]
                for rows in (candidate, shipped)
            ]
            for word, over, by in (("mean", statistics.fmean, mean_by), ("worst", max, worst_by)):
                one, other = (_worst(rows, "false_alarms", over) for rows in both)
                if one is not None and other is not None:
                    yield _compared(
                        f"false alarms, {word}{said}, k = {k}",
                        one,
                        other,
                        by,
                        higher_is_better=False,
                        as_share=True,
                    )


def worse_verdicts(candidate: Sequence[Row], shipped: Sequence[Row]) -> Iterator[Finding]:
    """Faults found, noise as it was learnt, and how often there is no answer: who is silent never errs."""
    for k in sorted({row["k"] for row in candidate}):
        both = [
            [row for row in rows if row["learnt_at"] == row["snr"] and row["k"] == k]
            for rows in (candidate, shipped)
        ]
        for what, measure, over, by in (
            ("detections, mean", "detections", statistics.fmean, DETECTIONS_MEAN),
            ("detections, worst", "detections", min, DETECTIONS_WORST),
            ("healthy takes not judged, mean", "cannot_tell_healthy", statistics.fmean, CANNOT_TELL_MEAN),
        ):
            one, other = (_worst(rows, measure, over) for rows in both)
            if one is not None and other is not None:
                yield _compared(
                    f"{what}, k = {k}", one, other, by, higher_is_better=measure == "detections", as_share=True
                )


def boasting(card_rows: Sequence[Row], measured: Sequence[Row]) -> Finding:
    """Whether the card promises more than is measured now."""
    found = {_key(row): row for row in measured}
    if not any(_key(row) in found for row in card_rows):
        return Finding(
            "card: true", False, "its figures are of other clips than those here, so they can't be checked"
        )
    most, where = 0.0, "the card's figures are those measured"
    for row in card_rows:
        now = found.get(_key(row))
        for measure, sign in (("auc", 1), ("false_alarms", -1)):
            if now is None or row[measure] is None or now[measure] is None:
                continue
            boast = sign * (row[measure] - now[measure])
            if boast > most:
                most = boast
                learnt = "" if row["learnt_at"] == row["snr"] else f", learnt at {row['learnt_at']}"
                where = (
                    f"{measure} of {row['machine']} at {row['snr']}{learnt}, k = {row['k']}: the card says "
                    f"{row[measure]:.3f}, measured is {now[measure]:.3f}, {boast:.3f} too good"
                )
    return Finding("card: true", most <= CARD_TOLERANCE, where)


def speed(
    candidate: Callable[[], object], shipped: Callable[[], object], *,
    rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time,
) -> Finding:  # fmt: skip
    """CPU time of ear and judge for one clip as a ratio, taken in turns so that both meet the same computer."""
    one_s, other_s = interleaved((candidate, shipped), rounds, clock)
    ratio = one_s / other_s if other_s else float("inf")
    both = f"{1000 * one_s:.1f} against {1000 * other_s:.1f} ms a clip"
    said = f"{ratio:.2f} of the CPU time of the one that ships ({both})"
    holds = ratio <= SPEED
    return Finding("speed", holds, said if holds else f"{said}, {SPEED:.2f} is allowed")


def interleaved(works: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float]) -> list[float]:
    """Median seconds of each."""
    for work in works:
        work()
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for taken, work in zip(seconds, works, strict=True):
            begun = clock()
            work()
            taken.append(clock() - begun)
    return [statistics.median(taken) for taken in seconds]


@dataclass(frozen=True, slots=True)
class _Amount:
    """A figure in words."""

    value: float
    as_share: bool

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} %" if self.as_share else f"{self.value:.3f}"


def _compared(
    what: str, one: float, other: float, by: float, *, higher_is_better: bool, as_share: bool
) -> Finding:
    worse = other - one if higher_is_better else one - other
    holds = round(worse, 9) <= by
    amounts = [_Amount(value, as_share) for value in (one, other, abs(worse), by)]
    said = f"{amounts[0]} against {amounts[1]}"
    if worse > 0:
        said += f", worse by {amounts[2]}"
    return Finding(what, holds, said if holds else f"{said}, {amounts[3]} is allowed")


def _cells(candidate: Iterable[Row], shipped: Iterable[Row]) -> list[tuple[str, int]]:
    """Noise level and k that both were measured at."""
    cells = [list(dict.fromkeys((row["snr"], row["k"]) for row in rows)) for rows in (candidate, shipped)]
    return [cell for cell in cells[0] if cell in cells[1]]


def _alike(rows: Iterable[Row], snr: str, k: int) -> list[Row]:
    return [row for row in rows if row["learnt_at"] == row["snr"] == snr and row["k"] == k]


def _worst(rows: Iterable[Row], measure: str, over: Callable[[list[float]], float]) -> float | None:
    values = [row[measure] for row in rows if row[measure] is not None]
    return over(values) if values else None


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[key] for key in ("machine", "learnt_at", "snr", "n", "k"))
