"""Readings of other instruments: typing one in, and the newest of those that were."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.reading import Quantity, Reading
from app.domain.words import capital
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.trend.fold_panel import FoldPanel
from app.ui.pages.trend.values import ReadingsShown, When
from app.ui.theme import changes, current, font, px, row_height
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets import IconButton, PlainButton, Select, Text
from app.ui.widgets.reading_entry import ReadingEntry
from app.ui.widgets.reading_words import in_words, with_unit
from app.ui.widgets.row_list import ROW, RowList, RowsModel
from app.ui.widgets.wording import day, full_moment, moment_text

_ROW = 30
_MOST_LINES = 4
_NOTHING = later("Nothing was read off yet. What you type in here is drawn below the score.")


def _spoken(reading: Reading) -> str:
    by = f", {reading.by}" if reading.by else ""
    return f"{in_words(reading)}, {full_moment(reading.at)}{by}"


class _RowPainter(QStyledItemDelegate):
    """Quantity, value, when."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen_id = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(160), row_height(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        reading: Reading = index.data(ROW)
        palette, rect = current(), option.rect
        painter.save()
        if reading.id == self.chosen_id:
            paint_chosen(painter, rect)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        inner = rect.adjusted(px(4), 0, -px(4), 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(font(BODY, 600))
        painter.setPen(QColor(palette.text))
        value = with_unit(reading.value, reading.unit)
        painter.drawText(inner, right, value)
        room = inner.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(value) - px(8), 0)
        self._paint_words(painter, room, reading)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, reading: Reading) -> None:
        painter.setFont(font(BODY))
        word = capital(tr(reading.quantity.value))
        wide = painter.fontMetrics().horizontalAdvance(word)
        shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(font(CAPTION))
        when = moment_text(reading.at)
        if wide + px(12) + painter.fontMetrics().horizontalAdvance(when) <= room.width():
            painter.setPen(QColor(current().text2))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, when)


class ReadingsPanel(FoldPanel):
    """A reading that is pressed can be corrected or withdrawn; what was typed before is told then."""

    typed = Signal(Quantity, float, str, object)
    """Quantity, value, unit, `When`."""
    reading_chosen = Signal(object)
    withdraw_wanted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Readings"), tr("Open readings"), tr("Fold readings"), parent)
        self.entry = ReadingEntry(self)
        self.when = Select(tr("When it was read"), "clock", self)
        self.withdraw = PlainButton(tr("Withdraw"), "trash-2", parent=self)
        self.cancel = IconButton("x", tr("Back to new readings"), parent=self)
        self.lines = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.nothing = Text(tr(_NOTHING), BODY, "text2", wrap=True, parent=self)
        self._painter = _RowPainter()
        self.rows = RowList(tr("Readings"), self._painter, self)
        self._model = RowsModel(self.rows, in_words, _spoken)
        self._shown = ReadingsShown()
        self._build()
        self.entry.typed.connect(self._type)
        self.rows.row_opened.connect(self.reading_chosen)
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.cancel.clicked.connect(self.cancelled)
        self._dress()
        self.show_readings(self._shown)
        changes().changed.connect(self._dress)

    def show_readings(self, shown: ReadingsShown) -> None:
        """Show the readings that count, and the one that is corrected."""
        before, self._shown = self._shown, shown
        correcting = shown.correcting
        if list(shown.readings) != self._model.rows:
            self._model.show(shown.readings)
        self._painter.chosen_id = correcting.id if correcting else ""
        self.rows.viewport().update()
        self.rows.setVisible(bool(shown.readings))
        self.nothing.setVisible(not shown.readings)
        self._show_whens(shown.whens)
        for part in (self.withdraw, self.cancel, self.lines):
            part.setVisible(correcting is not None)
        self.when.setVisible(correcting is None)
        newest = next(iter(shown.readings), None)
        self.set_summary(f"{with_unit(newest.value, newest.unit)}, {day(newest.at)}" if newest else tr("none yet"))
        of = tr("of {moment}", moment=moment_text(correcting.at)) if correcting else ""
        self.set_title(tr("Correct a reading") if correcting else tr("Readings"), of)
        self.lines.setText("\n".join(_typed(one) for one in shown.typed[:_MOST_LINES]))
        if correcting is not None and correcting != before.correcting:
            self.entry.begin(correcting.quantity, correcting.value, correcting.unit, tr("Correct"))
            self.entry.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def free(self) -> None:
        """What was typed is kept: the field is free."""
        self.entry.clear()

    def _type(self, quantity: Quantity, value: float, unit: str) -> None:
        self.typed.emit(quantity, value, unit, self.when.currentData())

    def _show_whens(self, whens: tuple[When, ...]) -> None:
        known = tuple(self.when.itemData(at) for at in range(self.when.count()))
        if known == whens:
            return
        self.when.clear()
        for when in whens:
            self.when.addItem(_when(when), when)

    def _build(self) -> None:
        self.rows.setModel(self._model)
        self.rows.setUniformItemSizes(True)
        # What else is shown takes its room from the rows, and never from the panel beside.
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.when.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.when.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.withdraw.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.entry.add_beside_quantity(self.when)
        self._acts = QHBoxLayout()
        self._acts.addWidget(self.withdraw, 1)
        self._acts.addWidget(self.cancel)
        self.inside.addWidget(self.entry)
        self.inside.addLayout(self._acts)
        self.inside.addWidget(self.lines)
        self.inside.addWidget(self.nothing)
        self.inside.addWidget(self.rows, 1)
        self.inside.addStretch(0)

    def _dress(self) -> None:
        self._acts.setSpacing(px(SPACE[1]))
        self.rows.setMinimumHeight(2 * row_height(_ROW))
        self.rows.doItemsLayout()


def _when(when: When) -> str:
    return tr("Now") if when.at is None else tr("At the visit of {moment}", moment=moment_text(when.at))


def _typed(line: Reading) -> str:
    """One line of what was ever typed in: "41.5 °C, typed 22 Nov, 09:14 by J. Brandt"."""
    what, at = with_unit(line.value, line.unit) if line.value is not None else tr("withdrawn"), line.typed_at
    if line.by:
        return tr("{what}, typed {moment} by {who}", what=what, moment=moment_text(at), who=line.by)
    return tr("{what}, typed {moment}", what=what, moment=moment_text(at))
