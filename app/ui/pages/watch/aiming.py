"""What is to be listened to, read from the history."""

from typing import TYPE_CHECKING

from app.ui.pages.next_step import next_step
from app.ui.pages.watch.values import Aim

if TYPE_CHECKING:
    from app.workflows.machine_book import MachineBook


def aim_at(book: "MachineBook", machine_id: str, condition_id: str) -> Aim:
    """The machine at that condition, and whether it can be judged there. Runs on the history's worker."""
    machine, baseline, types = book.machine(machine_id), book.baseline(condition_id), book.judged_types()
    step = next_step(machine, condition_id, baseline, types)
    return Aim(machine, condition_id, step, baseline is not None and machine.type in types)
