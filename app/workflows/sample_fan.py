"""A sample fan to try Earshot on, for those who have no recording at hand."""

from pathlib import Path

from app.acoustics.samples import HEALTHY
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.take import SoundPicture
from app.history.history import History
from app.language import later, tr
from app.recordings.sound_file import open_sound
from app.workflows.look_closer import picture_of

NAME = later("Sample fan")

_CODE = "SAMPLE"

PICTURE_COLUMNS = 400
"""As wide as the start page shows a take."""


class SampleFan:
    """The shipped recordings of a synthesised fan, and its place in the history."""

    def __init__(self, history: History, folder: Path) -> None:
        self._history = history
        self.healthy_takes = tuple(folder / take.file_name for take in HEALTHY)
        self.later_take = folder / "later-blade-damage.wav"

    def machine(self) -> Machine:
        """The sample fan, added at the first call; its names are in the language that is spoken then."""
        known = self._history.machine_named(tr(NAME)) or self._named_otherwise()
        if known:
            return known
        condition = OperatingCondition(tr("Full speed"), rpm=1480.0)
        # Its synthesised microphone never moves.
        point = MeasuringPoint(tr("Inlet side, 0.5 m"), (condition,), fixed=True)
        fan = Machine(tr(NAME), MachineType.FAN, (point,), site=tr("Sample"), code=_CODE, blades=7)
        self._history.add_machine(fan)
        return fan

    def _named_otherwise(self) -> Machine | None:
        """The sample fan that was added while another language was spoken."""
        return next((one for one in self._history.machines() if one.code == _CODE), None)

    def picture(self, path: Path) -> SoundPicture:
        """A small picture of one of the takes, before it was ever heard; it spans the whole take.

        Raises:
            Problem: the file is missing or damaged.
        """
        with open_sound(path) as sound:
            return picture_of(sound, 0.0, sound.format.duration_s, PICTURE_COLUMNS)
