"""The learned judge as it is trained to ship: what is no machine it learns on machines of all types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.compare.no_machine import strange_from
from training.data import MachineSound
from training.detectors.judge import JudgeScorer, LearnedJudge
from training.settings import GENERIC, settings_for

if TYPE_CHECKING:
    from training.detectors import Detector
    from training.trained import Trained


class ScorerWithCurves(JudgeScorer):
    """With what happened while the learnt part was trained; nothing where the judge has none."""

    def __init__(self, trained: Trained) -> None:
        super().__init__(trained)
        self.curves: dict[str, list[float]] = getattr(trained.judge.head, "curves", {})


@dataclass(frozen=True)
class JudgeAsShipped(LearnedJudge):
    """Trained on machines of one type; those of other types `among` all are heard for what is no machine."""

    among: tuple[MachineSound, ...] = ()

    def train(self, machines: Sequence[MachineSound], seed: int) -> JudgeScorer:
        """Nothing of a machine of these types that is not given; raises as `LearnedJudge` does."""
        from training.detectors.base import need_machines
        from training.detectors.networks import seeded
        from training.trained import train_on

        need_machines(self.name, machines, fewest=2)
        types, names = {machine.type for machine in machines}, {machine.name for machine in machines}
        heard = [one for one in self.among if one.name in names or one.type not in types]
        settings = self.settings or settings_for(next(iter(types)) if len(types) == 1 else GENERIC)
        with seeded(seed):
            return ScorerWithCurves(train_on(machines, settings, strange=strange_from(heard, seed), seed=seed))


def as_shipped(detector: Detector, among: Sequence[MachineSound]) -> Detector:
    """The learned judge with the machines that tell it what is no machine; any other detector as it is."""
    if not isinstance(detector, LearnedJudge):
        return detector
    return JudgeAsShipped(detector.name, detector.what, detector.feature, detector.settings, tuple(among))
