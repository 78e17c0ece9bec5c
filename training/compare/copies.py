"""Detectors trained without the machine they are held against, and thresholds chosen without it as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.domain.problem import Problem
from training.data import MachineSound
from training.figures import Bar
from training.thresholds import Shares
from training.trials import Scorer, Trial, run_trials, score_of

if TYPE_CHECKING:
    from training.detectors import Detector

SHARES = Shares()


BarFor = Callable[[int, int], Bar | None]
FaultyShare = Callable[[float, int, int], float | None]
"""Score on the scale where 1.0 is abnormal, n and k → which share of such takes was faulty elsewhere."""


@dataclass(frozen=True, slots=True)
class Held:
    """One machine held out, and what judges it.

    `elsewhere` is the same for a take of another microphone, where loudness can't count.
    """

    machine: MachineSound
    score: Scorer
    bar: BarFor
    faulty_share: FaultyShare | None = None
    elsewhere: Held | None = None

    @property
    def on_other_microphone(self) -> Held:
        """What judges takes of another microphone."""
        return self.elsewhere or self


class Copies:
    """One detector, trained on all machines of a type but some; each copy once.

    A scorer may bring its own thresholds (`bar(n, k) -> Bar`), what its score has meant elsewhere
    (`faulty_share(score, n, k)`) and itself for takes of another microphone (`elsewhere`). For one without
    thresholds they are chosen as those that ship are: the score which 4 % of the healthy takes reach at the worst
    of the machines it was trained on, each judged by a copy that heard neither it nor the one held out.
    """

    def __init__(self, detector: Detector, machines: Sequence[MachineSound], seed: int, enrolments: int) -> None:
        self._detector = detector
        self._machines = tuple(machines)
        self._seed = seed
        self._enrolments = enrolments
        self._trained: dict[frozenset[str], Scorer] = {}
        self._trials: dict[tuple[str, int], list[list[Trial]] | None] = {}

    def held(self, machine: MachineSound) -> Held:
        """A copy that never heard that machine.

        Raises:
            Problem: what is left is too little to learn from.
        """
        scorer = self._without(machine)
        held = self._held(machine, scorer)
        elsewhere = getattr(scorer, "elsewhere", None)
        return replace(held, elsewhere=self._held(machine, elsewhere)) if elsewhere else held

    def _held(self, machine: MachineSound, scorer: Scorer) -> Held:
        own: BarFor | None = getattr(scorer, "bar", None)
        return Held(
            machine, scorer, own or (lambda n, k: self._bar(machine, n, k)), getattr(scorer, "faulty_share", None)
        )

    def _without(self, *left_out: MachineSound) -> Scorer:
        names = {machine.name for machine in left_out}
        rest = [machine for machine in self._machines if machine.name not in names]
        key = frozenset(machine.name for machine in rest)
        if key not in self._trained:
            try:
                self._trained[key] = self._detector.train(rest, self._seed)
            except ValueError as error:
                name = self._detector.name
                raise Problem(f"{name} can't be trained on these machines.", str(error), ", ".join(key)) from error
        return self._trained[key]

    def _bar(self, machine: MachineSound, n: int, k: int) -> Bar | None:
        """None where two machines are too few: leaving both out leaves nothing to learn from."""
        # For a machine of a type left out the copies, and so the trials, are the same whichever it is.
        known = any(other.name == machine.name for other in self._machines)
        key = (machine.name if known else "", n)
        if key not in self._trials:
            self._trials[key] = self._of_others(machine, n)
        healthy = [[score_of(trial.healthy(k)) for trial in trials] for trials in self._trials[key] or ()]
        takes = [scores for trials in healthy if trials and len(scores := np.concatenate(trials))]
        if not takes:
            return None
        watch, abnormal = (
            max(float(np.quantile(one, 1 - share)) for one in takes) for share in (SHARES.watch, SHARES.abnormal)
        )
        return Bar(watch, abnormal)

    def _of_others(self, machine: MachineSound, n: int) -> list[list[Trial]] | None:
        """Healthy clips of every other machine at all its noise levels, judged by what heard neither."""
        trials = []
        for other in self._machines:
            if other.name == machine.name:
                continue
            try:
                score = self._without(machine, other)
            except Problem:
                return None
            trials.append(
                [
                    trial
                    for snr in other.snrs
                    for trial in run_trials(score, other, snr, n, starts=self._enrolments, faulty=False)
                ]
            )
        return trials
