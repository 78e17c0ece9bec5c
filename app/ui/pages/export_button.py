"""A button that opens what can be done with a report: beside the one that exports it, or alone in a bar."""

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr
from app.look.tokens import SPACE
from app.ui.pages.exporting import Way
from app.ui.theme import control_height, icon, icon_button_side, icon_side, main_step_height, px
from app.ui.widgets import IconButton

_OTHERS = (Way.PREVIEW, Way.PRINT, Way.MAIL)


class WaysButton(IconButton):
    """As high as the button it stands beside; the list opens below it, or above where there is no room."""

    way_chosen = Signal(Way)

    many_wanted = Signal()
    """All reports at once, into a folder."""

    def __init__(self, *, main: bool = False, parent: QWidget) -> None:
        super().__init__("chevron-down", tr("Preview, print or mail the report"), parent=parent)
        self._as_main = main
        self._ways: tuple[Way, ...] = _OTHERS
        self._many = ""
        self.choices = QMenu(self)
        self.choices.setAccessibleName(tr("What to do with the report"))
        self.clicked.connect(self.open_menu)

    @classmethod
    def alone(cls, what: str, parent: QWidget, many: str = "") -> "WaysButton":
        """In a bar, with saving among the ways: `what` is reported on, `many` what stands for all at once."""
        button = cls(parent=parent)
        button.set_icon("printer")
        button.setToolTip(tr("Report on {what}: preview, save, print or mail it", what=what))
        button.setAccessibleName(tr("Report on {what}", what=what))
        button._ways, button._many = tuple(Way), many
        return button

    def sizeHint(self) -> QSize:
        """As narrow as an icon may be, to leave the words beside it their room."""
        return QSize(icon_button_side(), main_step_height() if self._as_main else control_height())

    def open_menu(self) -> None:
        """Its right edge is the button's, so that it stays inside the window."""
        self.choices.clear()
        for way in self._ways:
            action = self.choices.addAction(icon(way.icon, icon_side()), way.word)
            action.triggered.connect(lambda _checked=False, way=way: self.way_chosen.emit(way))
        if self._many:
            self.choices.addSeparator()
            self.choices.addAction(icon("file-down", icon_side()), self._many).triggered.connect(self.many_wanted)
        size, gap = self.choices.sizeHint(), px(SPACE[0])
        at = self.mapToGlobal(QPoint(self.width() - size.width(), self.height() + gap))
        if at.y() + size.height() > self.window().mapToGlobal(self.window().rect().bottomLeft()).y():
            at.setY(self.mapToGlobal(QPoint()).y() - size.height() - gap)
        self.choices.popup(at)
