"""The bar above the record page: which machine is recorded, where, and at which step one is."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr, tr_many
from app.ui.pages.offer import Place
from app.ui.pages.record.steps import Steps
from app.ui.pages.record.values import Step
from app.ui.theme import px
from app.ui.widgets import TopBar

_NARROW = 900


class RecordBar(TopBar):
    """Its facts are the point, the condition and the baseline: what makes two takes comparable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = Steps(self)
        self.add_action(self.steps)
        self.show_place(None)

    def show_place(self, place: Place | None) -> None:
        """Where the take is made."""
        self.steps.setVisible(place is not None)
        if place is None:
            self.show_title(tr("Record"))
            return
        point, condition = place.machine.find(place.condition_id)
        clips = place.baseline.clip_count if place.baseline else 0
        known = tr_many("baseline of {n} clip", "baseline of {n} clips", clips)
        baseline = known if clips else tr("no baseline yet")
        self.show_title(
            tr("Record {machine}", machine=place.machine.name),
            " · ".join((point.name, condition.name, baseline)),
            place.machine.code,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The machine's name is worth more than the names of the steps."""
        super().resizeEvent(event)
        self.steps.set_compact(self.width() < px(_NARROW))

    def show_step(self, step: Step) -> None:
        """Where one is."""
        self.steps.show_step(step)
