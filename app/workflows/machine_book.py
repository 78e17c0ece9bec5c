"""The machines and what is known of them: reading and keeping, without judging anything."""

from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.fleet import MachineSummary
from app.domain.inspection import Inspection, Visit
from app.domain.machine import Machine, MachineType
from app.history.history import History


class MachineBook:
    """What the pages ask of the history, and of the installed models' folder."""

    def __init__(self, history: History, models: ModelRegistry) -> None:
        self._history = history
        self._models = models

    def summaries(self) -> list[MachineSummary]:
        """All machines, a line each."""
        return self._history.fleet(trend=0)

    def machine(self, machine_id: str) -> Machine:
        """One machine; KeyError for an unknown id."""
        return self._history.machine(machine_id)

    def named(self, name: str) -> Machine | None:
        """The machine of that name, whatever its case."""
        return self._history.machine_named(name)

    def add(self, machine: Machine) -> Machine:
        """Adds a machine; a Problem when the name is taken or empty."""
        self._history.add_machine(machine)
        return machine

    def change(self, machine: Machine) -> Machine:
        """Changes a machine's facts, points and conditions; what has a history is never removed."""
        self._history.change_machine(machine)
        return machine

    def judged_types(self) -> frozenset[MachineType]:
        """The machine types that can be judged: a model is installed for them."""
        return self._models.types()

    def baseline(self, condition_id: str) -> Baseline | None:
        """The baseline of a condition that counts; None where nothing was learnt, or not since a repair."""
        return self._history.baseline(condition_id)

    def visits(self, machine_id: str, condition_id: str | None = None) -> list[Visit]:
        """The machine's inspections, newest first."""
        return self._history.visits(machine_id, condition_id)

    def inspection(self, inspection_id: str) -> Inspection:
        """One inspection, as it was stored."""
        return self._history.inspection(inspection_id)

    def set_note(self, inspection_id: str, note: str) -> Inspection:
        """Writes a note to an inspection; earlier wordings are kept."""
        return self._history.set_note(inspection_id, note)
