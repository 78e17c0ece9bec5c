"""Joins the form of a machine with what keeps it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from app.domain.machine import Machine
from app.language import tr
from app.ui.pages.form.keeper import FactsKeeper, Known
from app.ui.pages.form.page import MachineForm
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

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""


class FormDesk(QObject):
    """Opens the form for a new machine or a known one, and keeps what it says."""

    def __init__(
        self,
        book: MachinesPresenter,
        around: FormSurroundings,
        parent: QObject,
        keeper: FactsKeeper | None = None,
    ) -> None:
        """Without a keeper there are no photos, no earlier versions and no bin."""
        super().__init__(parent)
        self._book = book
        self._around = around
        self._keeper = keeper
        self.form = MachineForm()
        self.form.save_wanted.connect(self._save)
        self.form.cancel_wanted.connect(around.leave_form)
        if keeper is not None:
            self.form.restore_wanted.connect(self._restore)
            self.form.throw_away_wanted.connect(self._throw_away)
            self.form.photo.file_given.connect(self._read_photo)
            self.form.photo.removed.connect(self._remove_photo)

    def open(self, machine: Machine | None) -> None:
        """Open it; None is a new machine."""
        self._around.show_form(self.form)
        self._start(machine)
        self._book.ask_judged(self.form.show_judged)

    def _start(self, machine: Machine | None) -> None:
        self.form.start(machine, keeps_versions=self._keeper is not None)
        if self._keeper is not None:
            self._keeper.read(machine, self._known)

    def _known(self, known: Known) -> None:
        self.form.facts.show_known(known.machines)
        self.form.show_versions(known.versions)
        self.form.photo.show_image(known.image)

    def _save(self, machine: Machine, new: bool) -> None:
        photo = self.form.photo.fresh
        if photo is None or self._keeper is None:
            self._keep(machine, new)
            return
        self._keeper.keep_photo(
            photo.jpeg, lambda place: self._keep(replace(machine, photo=place), new), self.form.photo.refuse
        )

    def _keep(self, machine: Machine, new: bool) -> None:
        versions = self.form.versions.versions

        def saved(kept: Machine) -> None:
            if new:
                self._around.open_machine(kept.id)
            else:
                self._around.changed()
            if self._keeper is not None and not new:
                self._keeper.offer_way_back(versions, kept)

        self._book.save(machine, new, saved, lambda sentence: self.form.show_error("name", sentence))

    def _restore(self, version_id: str) -> None:
        versions = self.form.versions.versions
        wanted = next((one for one in versions if one.id == version_id), None)
        if self._keeper is not None and wanted is not None:
            self._keeper.restore(wanted, versions[0].id, self._show_again)

    def _show_again(self, machine: Machine) -> None:
        """Its facts are others now; where the form went on to another machine, that one stays."""
        here = self.form.machine
        if here is not None and here.id == machine.id and self.form.isVisible():
            self._start(machine)

    def _throw_away(self) -> None:
        if self._keeper is not None and self.form.machine is not None:
            self._keeper.throw_away(self.form.machine)

    def _read_photo(self, given: object) -> None:
        if self._keeper is not None:
            self.form.photo.show_reading()
            self._keeper.read_photo(Path(str(given)), self.form.photo.show_fresh, self.form.photo.refuse)

    def _remove_photo(self) -> None:
        photo, here = self.form.photo, self.form.machine
        before = (photo.kept, photo.fresh, photo.field.image)
        photo.take_out()

        def put_back() -> None:
            # Once the form was left nothing was taken out, or what was saved has its own way back.
            if self.form.isVisible() and self.form.machine is here:
                photo.put_back(*before)

        self._around.offer_undo(tr("The photo is taken out. Save to keep it so."), put_back)
