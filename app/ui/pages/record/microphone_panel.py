"""The microphones: which one listens, what kind it is, and that it arrives."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.record.levels import METER_FLOOR_DBFS
from app.ui.pages.record.values import LevelShown, MicrophoneLine, MicrophoneList
from app.ui.theme import current, font, icon_pixmap, icon_side, line_height, panel_padding, px, row_height
from app.ui.theme.style import OWN_FOCUS, paint_chosen, paint_ring
from app.ui.widgets import PanelFrame, Text

_ROW = 44
_METER = (40, 8)


class _Row(QAbstractButton):
    """A radio button with two lines and a small meter."""

    def __init__(self, line: MicrophoneLine, locked: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self._share = 0.0
        self.setCheckable(True)
        self.setChecked(line.chosen)
        self.setEnabled(line.here and not locked)
        self.setText(line.name)
        self.setAccessibleDescription(line.about)
        self.setToolTip(f"{line.name}\n{line.about}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """How far its meter is filled, 0 to 1."""
        wide = px(_METER[0])
        if round(share * wide) != round(self._share * wide):
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), row_height(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = current(), QPainter(self)
        if self._line.chosen:
            paint_chosen(painter, self.rect())
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), QColor(palette.sunken))
        pad, side = px(SPACE[2]), icon_side()
        self._paint_radio(painter, QRectF(pad, (self.height() - side) / 2, side, side))
        wide, high = px(_METER[0]), px(_METER[1])
        meter = QRect(self.width() - pad - wide, (self.height() - high) // 2, wide, high)
        if self._line.here:
            self._paint_meter(painter, meter)
        self._paint_words(painter, pad + side + px(SPACE[1]), meter.left() - px(SPACE[1]))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_radio(self, painter: QPainter, place: QRectF) -> None:
        palette = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._line.chosen
        painter.setPen(QPen(QColor(palette.accent if chosen else palette.strong), 1.5))
        painter.setBrush(QColor(palette.surface))
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
        if chosen and self._line.here:
            inset = place.width() * 0.28
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))
        painter.restore()

    def _paint_meter(self, painter: QPainter, place: QRect) -> None:
        """Empty for those that are not open: headsets, and what can't be had."""
        palette = current()
        painter.fillRect(place, QColor(palette.sunken))
        painter.setPen(QColor(palette.line))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        inside = place.adjusted(1, 1, -1, -1)
        inside.setWidth(round(inside.width() * self._share))
        painter.fillRect(inside, QColor(palette.states[State.HEALTHY].mark))

    def _paint_words(self, painter: QPainter, left: int, right: int) -> None:
        palette, line = current(), self._line
        first, second = line_height(BODY), line_height(CAPTION)
        top = (self.height() - first - second) // 2
        painter.setFont(font(BODY, 600 if line.chosen else 400, tabular=False))
        painter.setPen(QColor(palette.text if line.here else palette.text2))
        room = QRect(left, top, right - left, first)
        shown = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        warned = line.telephone or not line.here
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.states[State.WATCH].text if warned else palette.text2))
        room = QRect(left, top + first, right - left, second)
        shown = painter.fontMetrics().elidedText(line.about, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class MicrophonePanel(PanelFrame):
    """A row each. While recording the choice is locked, and says so."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._words = QVBoxLayout()
        self._lock_sign = QLabel()
        super().__init__(tr("Microphone"), parent=parent)
        self._rows: list[tuple[MicrophoneLine, _Row]] = []
        self._group = QButtonGroup(self)
        self._chosen_dbfs: float | None = None
        self._levels: dict[str, float] = {}
        self._lock = QWidget(self)
        lock = QHBoxLayout(self._lock)
        lock.setContentsMargins(0, 0, 0, 0)
        lock.setSpacing(px(6))
        lock.addWidget(self._lock_sign)
        lock.addWidget(Text(tr("while recording"), CAPTION, "text2", parent=self._lock))
        self.add_right(self._lock)
        self._lock.hide()
        self._empty = Text("", BODY, "text2", parent=self)
        self._foot = Text("", CAPTION, "text2", parent=self)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._words.setSpacing(0)
        for text in (self._empty, self._foot):
            self._words.addWidget(text)
        self.body.addLayout(self._list)
        self.body.addLayout(self._words)
        self.body.addStretch(1)

    def show_microphones(self, shown: MicrophoneList) -> None:
        """Show the list; the focus stays where it was."""
        had = next((line.key for line, row in self._rows if row.hasFocus()), None)
        for _, row in self._rows:
            self._group.removeButton(row)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [(line, self._row(line, shown.locked)) for line in shown.lines]
        for line, row in self._rows:
            if line.key == had:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._lock.setVisible(shown.locked)
        self._empty.setText(shown.empty)
        self._empty.setVisible(bool(shown.empty))
        self._foot.setText(shown.foot)
        self._foot.setVisible(bool(shown.foot))

    def show_level(self, level: LevelShown) -> None:
        """The chosen one's level, and the others' where they are known."""
        self._levels = dict(level.beside)
        self._chosen_dbfs = level.rms_dbfs
        for line, row in self._rows:
            row.show_share(self._share(line))

    def _share(self, line: MicrophoneLine) -> float:
        level_dbfs = self._chosen_dbfs if line.chosen else self._levels.get(line.key)
        return 0.0 if level_dbfs is None else min(max(1.0 - level_dbfs / METER_FLOOR_DBFS, 0.0), 1.0)

    def _row(self, line: MicrophoneLine, locked: bool) -> _Row:
        row = _Row(line, locked, self)
        row.show_share(self._share(line))
        row.clicked.connect(lambda: self.chosen.emit(line.key))
        self._group.addButton(row)
        self._list.addWidget(row)
        row.show()
        return row

    def _fit(self) -> None:
        """The chosen row's tint reaches from edge to edge of the panel; words keep off it."""
        super()._fit()
        pad, side = panel_padding(), px(16)
        self._column.setContentsMargins(1, px(SPACE[1]), 1, pad)
        for words in (self._head, self._words):
            words.setContentsMargins(pad - 1, 0, pad - 1, 0)
        self._lock_sign.setPixmap(icon_pixmap("lock", side, current().text2, self.devicePixelRatioF()))
