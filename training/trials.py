"""What an inspector would meet: enrol n consecutive healthy clips, judge all other clips of that machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.card import Limits
from training.data import MachineSound, Rows

if TYPE_CHECKING:
    from training.judge import Judge

Scores = NDArray[np.float64]
"""`[clips]` scores, or `[clips, 3]`: score, noisier_db and strange as `app.diagnosis.model.Judged` has them."""

Scorer = Callable[[Rows, Rows], Scores]
"""Clips `[k, 128]` and baseline `[n, 128]` → what is said of each clip."""

ENROLMENTS = 12
"""From how many places in a machine's healthy clips a baseline is learnt."""


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Clips against one baseline: healthy ones recorded before and after it, and faulty ones.

    `between`: healthy ones recorded between the two visits of the baseline, None where it is of one visit.
    """

    before: Scores
    after: Scores
    faulty_clips: Scores
    between: Scores | None = None

    def healthy(self, k: int = 1) -> Scores:
        """Scores of healthy takes of k consecutive clips."""
        runs = [self.before, *([] if self.between is None else [self.between]), self.after]
        return np.concatenate([take_scores(run, k) for run in runs])

    def faulty(self, k: int = 1) -> Scores:
        """Scores of faulty takes of k consecutive clips."""
        return take_scores(self.faulty_clips, k)


def scorer_of(judge: Judge, level_counts: bool = True) -> Scorer:
    """A torch judge as a plain function of arrays, to `[k, 3]`; level counts where one microphone stood still."""
    import torch

    level = torch.tensor([float(level_counts)])

    def score(clips: Rows, baseline: Rows) -> Scores:
        with torch.no_grad():
            score, _, noisier_db, strange = judge(torch.from_numpy(clips), torch.from_numpy(baseline), level)
        return torch.stack([score, noisier_db, strange], dim=1).numpy().astype(np.float64)

    return score


def take_scores(clip_scores: Scores, k: int) -> Scores:
    """Takes of k clips that follow each other: they do not overlap, a rest shorter than k is left out.

    What a judge says (`[clips, 3]`) is put together as in `app.diagnosis.judging`: the score of a take is the
    geometric mean of its clips', so that one clip with a passing truck says less than several that agree. Scores
    of other detectors (`[clips]`), which may be of any sign, are averaged.
    """
    whole = len(clip_scores) // k * k
    takes = clip_scores[:whole].reshape(-1, k, *clip_scores.shape[1:])
    if takes.ndim == 2:
        return takes.mean(axis=1)
    together = np.exp(np.log(takes[..., :1]).mean(axis=1))
    return np.concatenate([together, takes[..., 1:].mean(axis=1)], axis=1)


def score_of(takes: Scores) -> Scores:
    """The scores alone."""
    return takes if takes.ndim == 1 else takes[:, 0]


def told(takes: Scores, limits: Limits) -> NDArray[np.bool_]:
    """Of which takes there is a verdict; the others are "cannot tell"."""
    if takes.ndim == 1:
        return np.ones(len(takes), dtype=bool)
    in_bounds = (takes[:, 1] < limits.noisier_db) & (takes[:, 1] > -limits.quieter_db)
    return in_bounds & (takes[:, 2] < limits.strange)


def run_trials(
    score: Scorer,
    machine: MachineSound,
    snr: str,
    n: int,
    *,
    starts: int = ENROLMENTS,
    learnt_at: str | None = None,
    visits: int = 1,
    other_microphone: Callable[[Rows, int], Rows] | None = None,
    faulty: bool = True,
) -> list[Trial]:
    """Judge a machine at one SNR from `starts` places of enrolment, learnt at that SNR or at another.

    Without `faulty` the healthy clips alone are judged. `other_microphone` turns the clips of trial number i into
    what another microphone would have heard. A baseline of two `visits` is half of it learnt there, the other half
    half of the recordings later.

    A machine with too few healthy clips to enrol n and judge one gives no trial.
    """
    learn, inspect = machine.healthy(learnt_at or snr), machine.healthy(snr)
    rows = min(len(learn), len(inspect))
    broken = machine.faulty(snr) if faulty else machine.faulty(snr)[:0]
    trials = []
    for number, (first, second) in enumerate(_visited(rows, n, starts, visits)):
        runs = [inspect[: first.start], inspect[first.stop : second.start], inspect[second.stop :]]
        clips = np.concatenate([*runs, broken])
        if other_microphone:
            clips = other_microphone(clips, number)
        scores = score(clips, np.concatenate([learn[first], learn[second]]))
        before, between, after, of_broken = np.split(scores, np.cumsum([len(run) for run in runs]))
        trials.append(Trial(before, after, of_broken, between if visits > 1 else None))
    return trials


def _visited(rows: int, n: int, starts: int, visits: int) -> list[tuple[slice, slice]]:
    """Which rows each baseline is learnt from on its first and on its second visit, of one visit none on that."""
    if visits == 1:
        return [(slice(start, start + n), slice(start + n, start + n)) for start in _starts(rows, n, starts)]
    second, later = n // 2, rows // 2
    if not second:
        return []
    first = n - second
    return [
        (slice(start, start + first), slice(start + later, start + later + second))
        for start in _starts(later, first, starts)
    ]


def _starts(rows: int, n: int, starts: int) -> Sequence[int]:
    """Evenly spread first rows of an enrolment, the first and the last possible included."""
    if rows <= n:
        return ()
    return sorted({int(start) for start in np.linspace(0, rows - n, min(starts, rows - n + 1))})
