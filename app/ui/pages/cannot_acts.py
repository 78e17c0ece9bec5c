"""Where there is no verdict: what can be done about it, in the place where a score would stand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.verdict import State
from app.domain.why import CannotTell
from app.language import later, tr
from app.look.tokens import SPACE
from app.ui.pages.next_step import Act
from app.ui.theme import changes, px
from app.ui.widgets import Button, Look

_ACTS = {
    CannotTell.QUALITY: (Act.RECORD,),
    CannotTell.TOO_NOISY: (Act.RECORD,),
    CannotTell.NOISIER_BASELINE: (Act.LEARN_ANEW,),
    CannotTell.OTHER_MACHINE: (Act.RECORD, Act.OTHER_MACHINE, Act.OTHER_CONDITION),
}
"""A missing baseline has its own line beside the take, and a missing model cannot be helped here."""

_OTHERS = (Act.OTHER_MACHINE, Act.OTHER_CONDITION)
_WORDS = {Act.RECORD: later("Record again")}
_ICONS = {Act.RECORD: "mic", Act.INSPECT: "folder-open", Act.LEARN_ANEW: "graduation-cap"}


def cannot_acts(inspection: Inspection, machine: Machine, *, recordable: bool) -> tuple[Act, ...]:
    """What can be done next, the first thing first; empty where there is a verdict.

    `recordable` is False where there is no microphone: then another file is inspected.
    """
    verdict = inspection.verdict
    if verdict.state is not State.CANNOT_TELL:
        return ()
    why = verdict.cannot or (None if inspection.quality.usable else CannotTell.QUALITY)
    acts = _ACTS.get(why, ()) if why is not None else ()
    single = sum(len(point.conditions) for point in machine.points) == 1
    instead = {Act.RECORD: Act.RECORD if recordable else Act.INSPECT}
    return tuple(instead.get(act, act) for act in acts if not (single and act is Act.OTHER_CONDITION))


class CannotActs(QWidget):
    """The main act in a line of its own, the others below it."""

    act_wanted = Signal(Act)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main = Button("", parent=self)
        self.others = tuple(Button(tr(act.value), parent=self) for act in _OTHERS)
        self._acts: tuple[Act, ...] = ()
        for button in (self.main, *self.others):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.main.clicked.connect(self._main_wanted)
        for button, act in zip(self.others, _OTHERS, strict=True):
            button.clicked.connect(lambda _=False, act=act: self.act_wanted.emit(act))
        self._below = QHBoxLayout()
        for button in self.others:
            self._below.addWidget(button, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.main)
        self._column.addLayout(self._below)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_acts(self, acts: tuple[Act, ...], *, filled: bool) -> None:
        """Show what can be done; gone where there is nothing. `filled`: it may have the page's filled button."""
        self._acts = acts
        if acts:
            self.main.setText(tr(_WORDS.get(acts[0], acts[0].value)))
            self.main.set_icon(_ICONS[acts[0]])
            self.main.set_look(Look.FILLED if filled else Look.PLAIN)
        for button, act in zip(self.others, _OTHERS, strict=True):
            button.setVisible(act in acts)
        self.setVisible(bool(acts))

    def _main_wanted(self) -> None:
        self.act_wanted.emit(self._acts[0])

    def _fit(self) -> None:
        for layout in (self._below, self._column):
            layout.setSpacing(px(SPACE[1]))
