"""Whether verdicts are right as often as they say, each machine by what was measured on others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.compare.cells import Row
from training.compare.copies import FaultyShare, Held
from training.compare.plan import QUOTED_N, Plan
from training.compare.situations import trials_of
from training.confidence import Takes, confidence_of, fit_confidence, takes_of

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FEWEST_OTHERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class OfMachine:
    """The takes of one machine that there was a verdict on.

    `share` is set where the judge says by itself how sure it is, as the files that ship do.
    """

    detector: str
    type: str
    id: str
    takes: Takes
    share: FaultyShare | None = None


def takes_of_machine(held: Held, detector: str, label: str, plan: Plan) -> OfMachine | None:
    """The takes of one machine, the noise as it was learnt."""
    cells = []
    for snr in held.machine.snrs:
        trials = trials_of(held, detector, plan, {"learnt_at": snr, "snr": snr, "n": QUOTED_N})
        cells += [(trials, bar, QUOTED_N, k) for k in plan.takes if (bar := held.bar(QUOTED_N, k))]
    takes = takes_of(f"{label}/{held.machine.id}", cells)
    return OfMachine(detector, label, held.machine.id, takes, held.faulty_share) if takes else None


def reliability_rows(machines: Sequence[OfMachine]) -> list[Row]:
    """Verdicts of each machine by how sure they were: `low` … `high`, their weight, mean confidence, share right.

    How sure a verdict is comes from the judge itself, else from a table fitted on all the other machines. Healthy
    and faulty takes weigh the same: how often a machine is faulty is for nobody to know. "Cannot tell" is no
    verdict.
    """
    rows: list[Row] = []
    for one in machines:
        said = _said(
            one, [other.takes for other in machines if other is not one and other.detector == one.detector]
        )
        if said is not None:
            right = np.where(one.takes.score >= one.takes.watch, one.takes.faulty, ~one.takes.faulty)
            who = {"detector": one.detector, "type": one.type, "id": one.id}
            rows += [{**who, **bin_} for bin_ in _bins(said, right, one.takes.weight / one.takes.weight.sum())]
    return rows


def _said(one: OfMachine, others: Sequence[Takes]) -> NDArray[np.float64] | None:
    takes = one.takes
    if one.share is not None:
        shares = [one.share(float(score), int(n), 1) for score, n in zip(takes.score, takes.n, strict=True)]
        if None in shares:
            return None
        faulty = np.array(shares, float)
        return np.where(takes.score >= takes.watch, faulty, 1 - faulty)
    return confidence_of(fit_confidence(others), takes) if len(others) >= FEWEST_OTHERS else None


def _bins(said: NDArray[np.float64], right: NDArray[np.bool_], weight: NDArray[np.float64]) -> Iterable[Row]:
    at = np.clip(np.searchsorted(EDGES, said + 1e-9, "right") - 1, 0, len(EDGES) - 2)
    for number in np.unique(at):
        inside = at == number
        yield {
            "low": EDGES[number],
            "high": EDGES[number + 1],
            "weight": round(float(weight[inside].sum()), 6),
            "confidence": round(float(np.average(said[inside], weights=weight[inside])), 4),
            "right": round(float(np.average(right[inside], weights=weight[inside])), 4),
        }
