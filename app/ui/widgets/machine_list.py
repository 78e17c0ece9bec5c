"""The machines at the left: found by typing, grouped by site, each with its last state and score."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.fleet import MachineSummary
from app.domain.verdict import State
from app.language import tr, tr_many
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.theme import (
    changes,
    current,
    font,
    icon_pixmap,
    icon_side,
    px,
    row_height,
    set_type,
    state_pixmap,
    touch,
)
from app.ui.theme.style import OWN_FOCUS, paint_chosen, paint_ring
from app.ui.widgets.buttons import QuietButton
from app.ui.widgets.machine_model import ROW, Heading, MachineModel, needing_visit
from app.ui.widgets.small import Rule, key_cap_width, paint_key_cap, spoken
from app.ui.widgets.text import Text
from app.ui.widgets.wording import number

_WIDTH, _TOUCH_WIDTH, _ROOMY_WIDTH = 216, 256, 304
"""Roomy is where the window has the room: then hardly any name has to be cut."""
_ROW = 32


class _RowPainter(QStyledItemDelegate):
    """Shape, name, score; the chosen machine on a tint with an accent edge."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.chosen_id: str | None = None
        self._fit()
        changes().changed.connect(self._fit)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), row_height(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, option.rect, row.text)
        else:
            self._paint_machine(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._caption)
        painter.setPen(QColor(current().text2))
        place = rect.adjusted(px(16), px(6), -px(8), 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_machine(self, painter: QPainter, option: QStyleOptionViewItem, row: MachineSummary) -> None:
        palette, rect = current(), option.rect
        chosen = row.machine.id == self.chosen_id
        if chosen:
            paint_chosen(painter, rect)
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(palette.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.surface))
        state, side, ratio = row.state, icon_side(), painter.device().devicePixelRatio()
        painter.drawPixmap(
            rect.x() + px(16), rect.y() + (rect.height() - side) // 2, state_pixmap(state, side, ratio)
        )
        last = row.last
        said = number(last.score if last else None)
        score_wide = max(self._score_wide, self._strong_wide.horizontalAdvance(said))
        score = QRect(rect.right() - px(16) - score_wide, rect.y(), score_wide + 1, rect.height())
        loud = state is State.ABNORMAL
        painter.setFont(self._strong if loud else self._plain)
        painter.setPen(QColor(palette.text if loud else palette.text2))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(score, right, said)
        painter.setFont(self._strong if chosen else self._plain)
        painter.setPen(QColor(palette.text))
        left = rect.x() + px(16 + 8) + side
        name = QRect(left, rect.y(), score.x() - px(8) - left, rect.height())
        shown = painter.fontMetrics().elidedText(row.machine.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect).adjusted(1, 1, -1, -1))

    def _fit(self) -> None:
        """Fonts are made once a size, not once a row."""
        self._caption, self._plain, self._strong = font(CAPTION), font(BODY, 400), font(BODY, 600)
        self._strong_wide = QFontMetrics(self._strong)
        self._score_wide = self._strong_wide.horizontalAdvance("0.00")


class _Search(QLineEdit):
    """The search field with its glass and its key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Find machine"))
        self.setAccessibleName(tr("Find machine"))
        set_type(self, BODY)
        self._fit()
        changes().changed.connect(self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, ink = QPainter(self), current().text2
        side = icon_side()
        image = icon_pixmap("search", side, ink, self.devicePixelRatioF())
        painter.drawPixmap(px(12), (self.height() - side) // 2, image)
        wide = key_cap_width(spoken("Ctrl F"))
        if not self.text() and not self.hasFocus() and not touch() and self._room() >= wide:
            cap = QRectF(self.width() - px(12) - wide, (self.height() - px(18)) // 2, wide, px(18))
            paint_key_cap(painter, cap, spoken("Ctrl F"), QColor(ink))

    def _room(self) -> float:
        """What the words leave to the key, in px."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return self.width() - px(12 + 8 + 8 + 12) - icon_side() - words

    def _fit(self) -> None:
        self.setTextMargins(px(12) + icon_side() - 4, 0, 0, 0)


class _View(QListView):
    """The rows; Enter, Space or a click chooses."""

    picked = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class MachineList(QWidget):
    """A column, wider for gloves and in a wide window: search, machines, "Add machine" and the counts."""

    chosen = Signal(str)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roomy = False
        self._model = MachineModel(self)
        self._search = _Search(self)
        self._view = _View(self)
        self._delegate = _RowPainter(self._view)
        self._empty = Text("", BODY, "text2", wrap=True, parent=self)
        self._add = QuietButton(tr("Add machine"), "plus", parent=self)
        self._counts = Text("", CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, parent=self)
        self._set_up_view()
        self._build()
        self._connect()
        self._fit()

    def show_machines(self, summaries: Sequence[MachineSummary], chosen_id: str | None = None) -> None:
        """Show the machines with their last state, and mark the chosen one."""
        self._delegate.chosen_id = chosen_id
        if self._model.show(summaries) or not summaries:
            self._tell_count(summaries)
        self._after_change()
        row = self._model.row_of(chosen_id)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row))

    def set_roomy(self, roomy: bool) -> None:
        """Whether the window has the room for whole names."""
        if roomy != self._roomy:
            self._roomy = roomy
            self._fit()

    def seek(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().sunken))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(current().line))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field: Down into the list, Enter takes the first match, Escape clears."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._search_key(event.key())
        return super().eventFilter(watched, event)

    def _search_key(self, key: int) -> bool:
        first = self._first_machine()
        if key == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
        elif key == Qt.Key.Key_Down and first.isValid():
            self._view.setCurrentIndex(first)
            self._view.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and first.isValid():
            self._pick(first)
        else:
            return False
        return True

    def _first_machine(self) -> QModelIndex:
        for row in range(min(2, self._model.rowCount())):
            index = self._model.index(row)
            if not isinstance(index.data(ROW), Heading):
                return index
        return QModelIndex()

    def _pick(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, MachineSummary):
            self.chosen.emit(row.machine.id)

    def _tell_count(self, summaries: Sequence[MachineSummary]) -> None:
        count, urgent = len(summaries), needing_visit(summaries)
        said = tr_many("{n} machine", "{n} machines", count)
        if urgent:
            wanting = tr_many("{n} needs a visit", "{n} need a visit", urgent)
            said = f"{said} · {wanting}"
        self._counts.setText(said)

    def _after_change(self) -> None:
        shown = self._model.rowCount() > 0
        self._view.setVisible(shown)
        self._empty.setVisible(not shown)
        self._empty.setText(tr("No machine matches.") if self._model.summaries else tr("No machine yet."))
        self._view.viewport().update()

    def _sift(self, text: str) -> None:
        self._model.seek(text)
        self._after_change()

    def _set_up_view(self) -> None:
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._delegate)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName(tr("Machines"))
        self._view.setProperty(OWN_FOCUS, True)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._top = QHBoxLayout()
        self._top.addWidget(self._search)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self._add)
        self._foot.addWidget(self._counts)
        self._column.addLayout(self._top)
        self._column.addWidget(self._view, 1)
        self._column.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(Rule(parent=self))
        self._column.addLayout(self._foot)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._sift)
        self._search.installEventFilter(self)
        self._view.clicked.connect(self._pick)
        self._view.picked.connect(self._pick)
        self._add.clicked.connect(self.add_wanted)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.seek)
        changes().changed.connect(self._fit)

    def _fit(self) -> None:
        usual = _TOUCH_WIDTH if touch() else _WIDTH
        self.setFixedWidth(px(_ROOMY_WIDTH if self._roomy else usual))
        self._column.setContentsMargins(0, 0, 1, 0)
        self._top.setContentsMargins(px(SPACE[2]), px(SPACE[2]), px(SPACE[2]), px(SPACE[1]))
        self._foot.setContentsMargins(px(SPACE[0]), px(SPACE[1]), px(SPACE[0]), px(SPACE[2]))
        self._foot.setSpacing(px(SPACE[0]))
        self._empty.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[1]), 0)
        self._counts.setContentsMargins(px(SPACE[2]), 0, 0, 0)
        self._view.doItemsLayout()
