"""A sample fan to try Earshot on, for those who have no recording at hand."""

from pathlib import Path

from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.history.history import History

NAME = "Sample fan"


class SampleFan:
    """The shipped recordings of a synthesised fan, and its place in the history."""

    def __init__(self, history: History, folder: Path) -> None:
        self._history = history
        self.healthy_takes = tuple(sorted(folder.glob("healthy-*.wav")))
        self.later_take = folder / "later-blade-damage.wav"

    def machine(self) -> Machine:
        """The sample fan, added at the first call."""
        known = self._history.machine_named(NAME)
        if known:
            return known
        condition = OperatingCondition("Full speed", rpm=1480.0)
        point = MeasuringPoint("Inlet side, 0.5 m", (condition,))
        fan = Machine(NAME, MachineType.FAN, (point,), site="Sample", code="SAMPLE", blades=5)
        self._history.add_machine(fan)
        return fan
