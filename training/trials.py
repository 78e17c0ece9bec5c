"""What an inspector would meet: enrol n consecutive healthy clips, judge all other clips of that machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from training.data import MachineSound, Rows

if TYPE_CHECKING:
    from training.judge import Judge

Scores = NDArray[np.float64]
Scorer = Callable[[Rows, Rows], Scores]
"""Clips `[k, 128]` and baseline `[n, 128]` → score of each clip `[k]`."""

ENROLMENTS = 12
"""From how many places in a machine's healthy clips a baseline is learnt."""


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Clip scores against one baseline: healthy ones recorded before and after it, and faulty ones."""

    before: Scores
    after: Scores
    faulty_clips: Scores

    def healthy(self, k: int = 1) -> Scores:
        """Scores of healthy takes of k consecutive clips."""
        return np.concatenate([take_scores(self.before, k), take_scores(self.after, k)])

    def faulty(self, k: int = 1) -> Scores:
        """Scores of faulty takes of k consecutive clips."""
        return take_scores(self.faulty_clips, k)


def scorer_of(judge: Judge) -> Scorer:
    """A torch judge as a plain function of arrays."""
    import torch

    def score(clips: Rows, baseline: Rows) -> Scores:
        with torch.no_grad():
            return judge(torch.from_numpy(clips), torch.from_numpy(baseline))[0].numpy().astype(np.float64)

    return score


def take_scores(clip_scores: Scores, k: int) -> Scores:
    """The score of a take is the mean of its k clips; takes do not overlap, a rest shorter than k is left out."""
    whole = len(clip_scores) // k * k
    return clip_scores[:whole].reshape(-1, k).mean(axis=1)


def run_trials(
    score: Scorer,
    machine: MachineSound,
    snr: str,
    n: int,
    *,
    starts: int = ENROLMENTS,
    learnt_at: str | None = None,
) -> list[Trial]:
    """Judge a machine at one SNR from `starts` places of enrolment, learnt at that SNR or at another.

    A machine with too few healthy clips to enrol n and judge one gives no trial.
    """
    learn, inspect = machine.healthy(learnt_at or snr), machine.healthy(snr)
    rows = min(len(learn), len(inspect))
    trials = []
    for start in _starts(rows, n, starts):
        clips = np.concatenate([inspect[:start], inspect[start + n :], machine.faulty(snr)])
        scores = score(clips, learn[start : start + n])
        before, after, faulty = np.split(scores, [start, len(inspect) - n])
        trials.append(Trial(before, after, faulty))
    return trials


def _starts(rows: int, n: int, starts: int) -> Sequence[int]:
    """Evenly spread first rows of an enrolment, the first and the last possible included."""
    if rows <= n:
        return ()
    return sorted({int(start) for start in np.linspace(0, rows - n, min(starts, rows - n + 1))})
