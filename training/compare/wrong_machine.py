"""Another machine's healthy clips held against this machine's baseline: is it noticed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from training.compare.cells import Row
from training.compare.copies import Held
from training.compare.plan import QUOTED_N, Plan
from training.data import MachineSound, Rows
from training.figures import Bar
from training.trials import Scores, score_of, take_scores, told

ANSWERS = ("healthy", "watch", "abnormal", "cannot_tell")


def wrong_machine_rows(held: Held, others: Sequence[MachineSound], detector: str, plan: Plan) -> Iterator[Row]:
    """For machines of the same and of other types, each noise level and k: how their takes are answered.

    Shares are means over the machines met; `most_healthy` is the machine taken for this one most often, by name.
    Both machines stand in the same noise.
    """
    machine = held.machine
    for same_type in (True, False):
        met = [one for one in others if (one.type == machine.type) is same_type and one.name != machine.name]
        for snr in machine.snrs:
            scored = {
                one.name: clips
                for one in met
                if snr in one.snrs and (clips := _scored(held, one.healthy(snr)[: plan.wrong_clips], snr, plan))
            }
            for k in plan.takes:
                bar = held.bar(QUOTED_N, k)
                shares = {
                    name: found for name, clips in scored.items() if bar and (found := _shares(clips, bar, k))
                }
                if shares:
                    who = {"detector": detector, "type": machine.type, "id": machine.id, "same_type": same_type}
                    yield {**who, "snr": snr, "n": QUOTED_N, "k": k, **_over(shares)}


def _over(shares: dict[str, dict[str, float]]) -> Row:
    worst = max(sorted(shares), key=lambda name: shares[name]["healthy"])
    means = {answer: round(float(np.mean([one[answer] for one in shares.values()])), 4) for answer in ANSWERS}
    return {
        **means,
        "machines": len(shares),
        "most_healthy": worst,
        "most_healthy_share": shares[worst]["healthy"],
    }


def _scored(held: Held, clips: Rows, snr: str, plan: Plan) -> list[Scores]:
    """The other machine's clips against baselines from several places; none where there are too few to learn."""
    learn = held.machine.healthy(snr)
    if len(learn) < QUOTED_N:
        return []
    starts = np.linspace(0, len(learn) - QUOTED_N, plan.wrong_enrolments).astype(int)
    return [held.score(clips, learn[start : start + QUOTED_N]) for start in starts]


def _shares(scored: Sequence[Scores], bar: Bar, k: int) -> dict[str, float] | None:
    takes = np.concatenate([take_scores(scores, k) for scores in scored])
    if not len(takes):
        return None
    tell, score = told(takes, bar.limits), score_of(takes)
    answers = (
        tell & (score < bar.watch),
        tell & (score >= bar.watch) & (score < bar.abnormal),
        tell & (score >= bar.abnormal),
        ~tell,
    )
    return {answer: round(float(given.mean()), 4) for answer, given in zip(ANSWERS, answers, strict=True)}
