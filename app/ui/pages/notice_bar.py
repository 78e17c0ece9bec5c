"""The notice under the top bar: an offer with its buttons, or news with what can be done about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.offer import Choice, Notice
from app.ui.theme import changes, current, px
from app.ui.widgets import Button, IconButton, Look, Text, announce

_MOST_LINES_PX = 84


class _Lines(QScrollArea):
    """As high as its lines, up to a limit; then it scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = Text("", CAPTION, "text2", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWidget(self._text)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        self._text.setText("\n".join(lines))
        self.setVisible(bool(lines))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = max(self.width() - px(12), px(200))
        return QSize(px(400), min(self._text.heightForWidth(wide) + 2, px(_MOST_LINES_PX)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), 0)


class NoticeBar(QWidget):
    """Hidden while there is nothing to say. It never blocks: whoever ignores it just goes on working."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice: Notice | None = None
        self._title = Text("", BODY, weight=600, wrap=True, parent=self)
        self._text = Text("", BODY, wrap=True, parent=self)
        self._lines = _Lines(self)
        self._buttons: list[Button] = []
        self._close = IconButton("x", tr("Close"), look=Look.QUIET, parent=self)
        self._close.clicked.connect(self.clear)
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self._title, self._text, self._lines):
            words.addWidget(part)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of any earlier one."""
        self.notice = notice
        self._title.setText(notice.title)
        self._text.setText(notice.text)
        self._text.setVisible(bool(notice.text))
        self._lines.show_lines(notice.lines)
        self._show_choices(notice.choices)
        self.show()
        announce(self, f"{notice.title} {notice.text}")
        self.changed.emit()

    def clear(self) -> None:
        """Nothing to say any more."""
        if self.notice is not None:
            self.notice = None
            self.hide()
            self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line of its own with an accent at the left."""
        palette, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.accent_tint))
        painter.fillRect(0, 0, 4, self.height(), QColor(palette.accent_fill))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.line))

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(choice) for choice in choices]
        for at, button in enumerate(self._buttons):
            self._row.insertWidget(1 + at, button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.show()

    def _button(self, choice: Choice) -> Button:
        button = Button(choice.word, look=Look.FILLED if choice.filled else Look.PLAIN, parent=self)
        button.clicked.connect(lambda: self._choose(choice))
        return button

    def _choose(self, choice: Choice) -> None:
        if choice.ends:
            self.clear()
        choice.do()

    def _fit(self) -> None:
        self._row.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[1]), px(SPACE[1]))
        self._row.setSpacing(px(SPACE[2]))
