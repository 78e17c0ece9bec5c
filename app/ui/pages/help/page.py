"""The guide: search and contents at the left, the text at the right; where it is narrow, one at a time."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.help.reader import GuideText
from app.ui.pages.help.values import HelpShown
from app.ui.pages.snug import ACROSS, SnugBox
from app.ui.theme import (
    changes,
    control_height,
    current,
    icon_pixmap,
    icon_side,
    panel_padding,
    px,
    set_type,
    touch,
)
from app.ui.theme.state import UNLIMITED
from app.ui.theme.style import RING, paint_ring
from app.ui.widgets import Text
from app.ui.widgets.two_line_list import TwoLineList, TwoLines

_LIST, _TOUCH_LIST, _NARROW = 288, 336, 860
_LOST = later("The guide is missing: install Earshot again. Everything else works without it.")


class _SearchField(QLineEdit):
    """A field with a glass; Down goes on to the list, Escape clears."""

    down_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Search the guide"))
        self.setAccessibleName(tr("Search the guide"))
        set_type(self, BODY)
        self._fit()
        changes().changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(px(160), control_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter into what was found, Escape clears."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass before the words."""
        super().paintEvent(event)
        side = icon_side()
        glass = icon_pixmap("search", side, current().text2, self.devicePixelRatioF())
        QPainter(self).drawPixmap(px(SPACE[2]), (self.height() - side) // 2, glass)

    def _fit(self) -> None:
        self.setTextMargins(px(SPACE[2]) + icon_side(), 0, 0, 0)


class _Side(QFrame):
    """The field, what was found, and the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.field = _SearchField(self)
        self.line = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.list = TwoLineList(tr("Contents"), self)
        self._column = QVBoxLayout(self)
        for part in (self.field, self.line):
            self._column.addWidget(part)
        self._column.addWidget(self.list, 1)
        self._fit()
        changes().changed.connect(self._fit)

    def _fit(self) -> None:
        self._column.setContentsMargins(*(4 * [panel_padding()]))
        self._column.setSpacing(px(SPACE[1]))


class _Paper(QWidget):
    """The ground the text stands on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ringed = False
        self.text = GuideText(self)
        self.text.reached.connect(self._ring)
        self.lost = Text(tr(_LOST), BODY, wrap=True, parent=self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.lost)
        self._column.addWidget(self.text, 1)
        self._column.setContentsMargins(RING, px(SPACE[3]), RING, RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().line))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), QColor(current().surface))
        if self._ringed:
            paint_ring(painter, QRectF(self.rect()))

    def _ring(self, ringed: bool) -> None:
        self._ringed = ringed
        self.update()


class HelpPage(QWidget):
    """Shows; what is decided, the presenter decides."""

    sought = Signal(str)
    chosen = Signal(str)
    link_followed = Signal(str)
    turned = Signal(int)
    folded = Signal(bool)
    """Whether the contents have to be asked for: there is no room for them beside the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side = _Side(self)
        self.paper = _Paper(self)
        self.text = self.paper.text
        self._asked = False
        self._row = SnugBox(ACROSS, self)
        self._row.addWidget(self.side)
        self._row.addWidget(self.paper, 1)
        self._connect()
        self._fit()
        changes().changed.connect(self._fit)

    @property
    def narrow(self) -> bool:
        """Whether contents and text don't stand beside each other."""
        return self.width() < px(_NARROW)

    def show_shown(self, shown: HelpShown) -> None:
        """Show all of it."""
        chapter = shown.chapter
        self.paper.lost.setVisible(chapter is None)
        self.text.setVisible(chapter is not None)
        self.side.line.setText(shown.line)
        self.side.line.setVisible(bool(shown.line))
        rows = [TwoLines(row.key, row.title, row.note) for row in shown.rows]
        self.side.list.show_rows(rows, shown.chosen)
        if chapter is not None:
            self.text.show_chapter(chapter, shown.spot.anchor, shown.spot.scrolled, shown.found)

    def scrolled(self) -> int:
        """How far the text is scrolled, in px."""
        return self.text.verticalScrollBar().value()

    def ask_contents(self) -> None:
        """Unfold the contents where they are folded, or fold them again."""
        self._asked = not self._asked
        self._arrange()
        if self._asked:
            self.side.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self) -> None:
        """The cursor goes into the search field."""
        self._asked = True
        self._arrange()
        self.side.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.side.field.selectAll()

    def clear_search(self) -> None:
        """The contents again, without a word being told of it."""
        blocked = self.side.field.blockSignals(True)
        self.side.field.clear()
        self.side.field.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The contents fold where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _choose(self, key: str) -> None:
        self._asked = False
        self.chosen.emit(key)
        self._arrange()

    def _connect(self) -> None:
        side = self.side
        side.field.textChanged.connect(self.sought)
        side.field.down_wanted.connect(lambda: side.list.setFocus(Qt.FocusReason.OtherFocusReason))
        side.list.chosen.connect(self._choose)
        side.list.row_opened.connect(lambda row: self._choose(row.key))
        self.text.link_followed.connect(self.link_followed)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.turned.emit(by))

    def _arrange(self) -> None:
        narrow = self.narrow
        self.side.setVisible(not narrow or self._asked)
        self.paper.setVisible(not narrow or not self._asked)
        wide = UNLIMITED if narrow else px(_TOUCH_LIST if touch() else _LIST)
        self.side.setMinimumWidth(0 if narrow else wide)
        self.side.setMaximumWidth(wide)
        self.folded.emit(narrow)

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._row.setContentsMargins(margin, gap, margin, margin)
        self._row.setSpacing(gap)
        self._arrange()
