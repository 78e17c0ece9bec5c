"""What the record page needs of the window around it."""

from typing import TYPE_CHECKING, Protocol

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.ui.pages.offer import Place
from app.ui.pages.result_desk import Surroundings

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt


class Around(Surroundings, Protocol):
    """What the record page needs of the window."""

    @property
    def has_machines(self) -> bool:
        """Whether there is a machine at all; the chosen one may still be being read."""

    def show_record(self, place: Place | None = None) -> None:
        """Bring the record page to the front: at that machine, or at the one that is chosen."""

    def open_result(self, inspection: Inspection) -> None:
        """Show an inspection on the machine page."""

    def open_machine(self, machine_id: str) -> None:
        """Show a machine."""

    def inspected(self, inspection: Inspection) -> None:
        """One more visit."""

    def inspecting(self, machine: Machine) -> None:
        """A take of this machine is about to be judged."""

    def learnt(self, machine: Machine, learnt: "Learnt") -> bool:
        """A baseline has changed."""
