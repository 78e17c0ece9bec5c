"""Joins the form of a machine with what keeps it."""

from typing import Protocol

from PySide6.QtCore import QObject

from app.domain.machine import Machine
from app.ui.pages.machine_form import MachineForm
from app.ui.pages.machines_presenter import MachinesPresenter


class FormSurroundings(Protocol):
    """What the form needs of the window."""

    def show_form(self, form: MachineForm) -> None:
        """Bring it to the front."""

    def open_machine(self, machine_id: str) -> None:
        """Show a machine."""

    def changed(self) -> None:
        """The machine that was edited has other facts now."""

    def leave_form(self) -> None:
        """Nothing was changed."""


class FormDesk(QObject):
    """Opens the form for a new machine or a known one, and keeps what it says."""

    def __init__(self, book: MachinesPresenter, around: FormSurroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._around = around
        self.form = MachineForm()
        self.form.save_wanted.connect(self._save)
        self.form.cancel_wanted.connect(around.leave_form)

    def open(self, machine: Machine | None) -> None:
        """Open it; None is a new machine."""
        self._around.show_form(self.form)
        self.form.start(machine)
        self._book.ask_judged(self.form.show_judged)

    def _save(self, machine: Machine, new: bool) -> None:
        def saved(kept: Machine) -> None:
            if new:
                self._around.open_machine(kept.id)
            else:
                self._around.changed()

        self._book.save(machine, new, saved, lambda sentence: self.form.show_error("name", sentence))
