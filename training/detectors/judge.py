"""The learned judge that ships, trained here without the machine it is compared on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.data import MachineSound, Rows
from training.detectors.base import need_machines
from training.detectors.features import BANDS, Feature
from training.settings import GENERIC, Settings, settings_for
from training.trials import Scores

if TYPE_CHECKING:
    from training.figures import Bar
    from training.strange import Strange
    from training.trained import Trained


class JudgeScorer:
    """A trained judge: scores `[k, 3]`, and with them what `training.trials.told` decides "cannot tell" by.

    `bar` gives its own thresholds. Level counts, as where the microphone stayed; `elsewhere` is the same judge for
    takes of another microphone, None where it is that already.
    """

    def __init__(self, trained: Trained, level_counts: bool = True) -> None:
        self._trained = trained
        self._level_counts = level_counts
        self._score = trained.scorer(level_counts)
        self.elsewhere = JudgeScorer(trained, level_counts=False) if level_counts else None

    def __call__(self, clips: Rows, baseline: Rows) -> Scores:
        """Scores of clips `[k, 128]` against a baseline `[n, 128]`."""
        return self._score(clips, baseline)

    def bar(self, n: int, k: int) -> Bar:
        """Thresholds and limits for n clips in the baseline and k in the take."""
        return self._trained.bar(n, k, self._level_counts)


@dataclass(frozen=True)
class LearnedJudge:
    """What `training.trained` makes of some machines, run by torch.

    Args:
        settings: None takes those with which the machines' type ships, for several types the generic ones.
    """

    name: str = "judge"
    what: str = "The learned judge that ships, with the settings of the machines' type."
    feature: Feature = BANDS
    settings: Settings | None = None

    def train(self, machines: Sequence[MachineSound], seed: int) -> JudgeScorer:
        """Problem for one machine, since thresholds come from machines left out; ValueError for other lacks."""
        need_machines(self.name, machines, fewest=2)
        from training.detectors.networks import seeded
        from training.trained import train_on

        types = {machine.type for machine in machines}
        settings = self.settings or settings_for(types.pop() if len(types) == 1 else GENERIC)
        with seeded(seed):
            return JudgeScorer(train_on(machines, settings, strange=_strange(machines, seed), seed=seed))


def _strange(machines: Sequence[MachineSound], seed: int) -> Strange | None:
    """What is no machine, learnt on these and on the sounds at hand; None where no fault shows what to spare."""
    from training.datasets.command import CACHE
    from training.everyday import SOUNDS, everyday_sounds
    from training.strange_fit import StrangeSettings, fit_strange

    if not all(len(machine.faulty(snr)) for machine in machines for snr in machine.snrs):
        return None
    return fit_strange(machines, everyday_sounds(SOUNDS, CACHE, seed).sounds, StrangeSettings(seed=seed))


JUDGE = LearnedJudge()
