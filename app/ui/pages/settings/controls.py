"""What a setting is chosen with: a field, a few choices side by side, a list of levels, or a picture."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.settings import Choice, Kind, Setting, Value
from app.language import later, tr
from app.ui.pages.form.fields import line_edit
from app.ui.pages.settings.values import RowFace
from app.ui.theme import px, touch
from app.ui.widgets import SegmentedControl, Select
from app.ui.widgets.photo_field import PhotoField

_WIDE, _HIGH = 320, 120
_LEVEL, _TOUCH_LEVEL = 128, 168
_DROP = later("Drop a picture here, or press to choose one")


class _Levels(Select):
    """Turning the wheel scrolls the page; it chooses nothing by the way."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Passed on to the page."""
        event.ignore()


class Control(QObject):
    """One widget that shows what holds and says what is chosen; `show_face` never says anything."""

    chosen = Signal(object)
    """A value of the setting; of a picture the path of a file, or None where one is to be asked for."""

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self.finish: Callable[[], None] = _nothing
        """What is half typed counts now."""
        makers: dict[Kind, Callable[[Setting, QWidget], _Made]] = {
            Kind.TEXT: self._field,
            Kind.CHOICE: self._segments,
            Kind.LEVEL: self._levels,
            Kind.PICTURE: self._picture,
        }
        self.widget, self.show_face = makers[setting.words.kind](setting, parent)

    def _field(self, setting: Setting, parent: QWidget) -> "_Made":
        field: QLineEdit = line_edit(tr(setting.words.name), "", parent)

        def finish() -> None:
            if field.isModified():
                field.setModified(False)
                self.chosen.emit(field.text())

        def show(face: RowFace) -> None:
            # What is just being typed is nobody else's.
            if field.text() != face.value and not field.isModified():
                at = field.cursorPosition()
                field.setText(str(face.value))
                # Of a long name its beginning tells most; where somebody is at work nothing jumps.
                field.setCursorPosition(at if field.hasFocus() else 0)

        field.editingFinished.connect(finish)
        self.finish = finish
        return field, show

    def _segments(self, setting: Setting, parent: QWidget) -> "_Made":
        values: dict[str, Value] = {str(one.value): one.value for one in setting.words.choices}
        control = SegmentedControl(_words(setting), parent=parent)
        control.setAccessibleName(tr(setting.words.name))
        control.chosen.connect(lambda key: self.chosen.emit(values[key]))
        return control, lambda face: control.set_current(str(face.value))

    def _levels(self, setting: Setting, parent: QWidget) -> "_Made":
        select = _Levels(tr(setting.words.name), parent=parent)
        offered: list[Choice] = []
        select.activated.connect(lambda at: self.chosen.emit(offered[at].value))

        def show(face: RowFace) -> None:
            if offered != list(face.choices):
                offered[:] = face.choices
                select.clear()
                select.addItems([one.word for one in offered])
                select.updateGeometry()
            select.setCurrentIndex([one.value for one in offered].index(face.value))

        return select, show

    def _picture(self, setting: Setting, parent: QWidget) -> "_Made":
        field = PhotoField(tr(setting.words.name), tr(_DROP), parent)
        field.clicked.connect(lambda: self.chosen.emit(None))
        field.dropped.connect(self.chosen)
        return field, lambda face: field.show_hint(face.note or tr(_DROP))

    def fit(self) -> None:
        """Another scale, or gloves."""
        if isinstance(self.widget, QLineEdit | PhotoField):
            self.widget.setFixedWidth(px(_WIDE))
        if isinstance(self.widget, PhotoField):
            self.widget.setFixedHeight(px(_HIGH))
        elif isinstance(self.widget, Select):
            # Both levels alike, whichever is the longer number.
            self.widget.setFixedWidth(px(_TOUCH_LEVEL if touch() else _LEVEL))


def _words(setting: Setting) -> list[tuple[str, str]]:
    """Each choice with its word; the names of languages are no texts of ours and stay as they are."""
    return [(str(one.value), tr(one.word)) for one in setting.words.choices]


def _nothing() -> None:
    """All but a field say at once what is chosen."""


_Made = tuple[QWidget, Callable[[RowFace], None]]
