"""The machines and what is known of them: reading and keeping, without judging anything."""

from pathlib import Path

from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.bin import Binned, Thing
from app.domain.fleet import MachineSummary
from app.domain.inspection import Inspection, Visit
from app.domain.machine import Machine, MachineType, MachineVersion
from app.domain.problem import Problem
from app.history.history import History
from app.recordings.photos import PhotoStore, read_photo


class MachineBook:
    """What the pages ask of the history, of its photos, and of the installed models' folder."""

    def __init__(self, history: History, models: ModelRegistry, photos: PhotoStore | None = None) -> None:
        self._history = history
        self._models = models
        self._photos = photos or PhotoStore(history.folder)

    def summaries(self) -> list[MachineSummary]:
        """All machines, a line each."""
        return self._history.fleet(trend=0)

    def machine(self, machine_id: str) -> Machine:
        """One machine; KeyError for an unknown id."""
        return self._history.machine(machine_id)

    def named(self, name: str) -> Machine | None:
        """The machine of that name, whatever its case."""
        return self._history.machine_named(name)

    def add(self, machine: Machine, by: str = "") -> Machine:
        """Adds a machine; a Problem when the name is taken or empty."""
        self._history.add_machine(machine, by or self._history.who())
        return machine

    def change(self, machine: Machine, by: str = "") -> Machine:
        """Changes a machine's facts, points and conditions; what has a history is never removed."""
        self._history.change_machine(machine, by or self._history.who())
        return machine

    def versions(self, machine_id: str) -> list[MachineVersion]:
        """How a machine was left by each change, newest first; the first is how it is now."""
        return self._history.machine_log.versions(machine_id)

    def restore(self, version_id: str, by: str = "") -> Machine:
        """Makes a machine as it was in a version, which becomes its newest; points with history stay.

        Raises:
            Problem: the machine is in the bin, or another has its name of then.
        """
        return self._history.machine_log.restore(version_id, by or self._history.who())

    def throw_away(self, machine_id: str, by: str = "") -> Binned:
        """Puts a machine with all that was heard of it into the bin."""
        return self._history.bin.throw(Thing.MACHINE, machine_id, by or self._history.who())

    def take_back(self, machine_id: str, by: str = "") -> Binned:
        """Takes that back; a Problem when another machine has its name by now, or it is gone for good."""
        return self._history.bin.bring_back(machine_id, by or self._history.who())

    def read_photo(self, path: Path) -> bytes:
        """A JPEG or PNG file as it is; a Problem in one sentence for anything else."""
        return read_photo(path)

    def keep_photo(self, jpeg: bytes) -> str:
        """Keeps a JPEG beside the history; returns what `Machine.photo` says of it."""
        return self._photos.keep_made(jpeg)

    def photo(self, machine: Machine) -> Path | None:
        """Where the machine's photo lies; None where it has none, or it is not there any more."""
        try:
            return self._photos.path(machine.photo) if machine.photo else None
        except Problem:
            return None

    def judged_types(self) -> frozenset[MachineType]:
        """The machine types that can be judged: a model is installed for them."""
        return self._models.types()

    def baseline(self, condition_id: str) -> Baseline | None:
        """The baseline of a condition that counts; None where nothing was learnt, or not since a repair."""
        return self._history.baseline(condition_id)

    def visits(self, machine_id: str, condition_id: str | None = None) -> list[Visit]:
        """The machine's inspections, newest first."""
        return self._history.visits(machine_id, condition_id)

    def last_visit(self, machine_id: str) -> Visit | None:
        """The machine's newest inspection, however many there are; None where there is none."""
        return next(iter(self._history.visits(machine_id, limit=1)), None)

    def inspection(self, inspection_id: str) -> Inspection:
        """One inspection, as it was stored."""
        return self._history.inspection(inspection_id)

    def set_note(self, inspection_id: str, note: str) -> Inspection:
        """Writes a note to an inspection; earlier wordings are kept."""
        return self._history.set_note(inspection_id, note)
