"""Which colour is which level; its ends can be moved, and the levels between them get the colours."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.domain.words import number
from app.language import later, tr
from app.look.colour_map import NAMES
from app.look.tokens import CAPTION, CEILING_DBFS, FLOOR_DBFS
from app.ui import theme
from app.ui.sound.picture_item import colour_table

LOWEST_DB, HIGHEST_DB = -140.0, 20.0
_LEAST_SPAN_DB = 6.0
_BAR_WIDTH, _BAR_HEIGHT, _GAP = 120, 10, 8
_STEP_DB = 5.0
_GRIP = 3

_MAPS = {"magma": later("magma"), "viridis": later("viridis"), "grey": later("grey")}
"""What the colour maps are called within a sentence."""


class ColourBar(QWidget):
    """Drag an end to move it, the middle or the wheel to move both; double click for −80…−20; menu for the map."""

    changed = Signal(float, float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.floor_db, self.ceiling_db, self.map_name = FLOOR_DBFS, CEILING_DBFS, NAMES[0]
        self._held: str | None = None
        self._from: tuple[float, float, float] = (0.0, 0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changes().changed.connect(self._fit)
        self._fit()

    def set_range(self, floor_db: float, ceiling_db: float) -> None:
        """Colour the levels between these two; kept apart and within what sound can be."""
        floor = min(max(floor_db, LOWEST_DB), HIGHEST_DB - _LEAST_SPAN_DB)
        ceiling = min(max(ceiling_db, floor + _LEAST_SPAN_DB), HIGHEST_DB)
        self._set(floor, ceiling, self.map_name)

    def set_map(self, name: str) -> None:
        """Use another colour map."""
        self._set(self.floor_db, self.ceiling_db, name)

    def reset(self) -> None:
        """−80…−20 dBFS."""
        self.set_range(FLOOR_DBFS, CEILING_DBFS)

    def _set(self, floor_db: float, ceiling_db: float, name: str) -> None:
        if (floor_db, ceiling_db, name) == (self.floor_db, self.ceiling_db, self.map_name):
            return
        self.floor_db, self.ceiling_db, self.map_name = floor_db, ceiling_db, name
        self._describe()
        self.update()
        self.changed.emit(floor_db, ceiling_db, name)

    def sizeHint(self) -> QSize:
        """Room for the widest values, so that nothing moves when they change."""
        low, high = self._text_widths()
        return QSize(low + high + theme.px(_BAR_WIDTH) + 2 * theme.px(_GAP), theme.control_height())

    def bar(self) -> QRectF:
        """Where the colours are."""
        height = theme.px(_BAR_HEIGHT)
        left = self._text_widths()[0] + theme.px(_GAP)
        return QRectF(left, (self.height() - height) // 2, theme.px(_BAR_WIDTH), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both values, the very colours of the picture, a grip at each end."""
        palette = theme.current()
        painter = QPainter(self)
        bar = self.bar()
        table = np.ascontiguousarray(colour_table(self.map_name)[None, :])
        painter.drawImage(bar, QImage(table.data, 256, 1, 1024, QImage.Format.Format_RGB32))
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        for x in (bar.left(), bar.right() - _GRIP):
            painter.fillRect(QRectF(x, bar.top() - 3, _GRIP, bar.height() + 6), QColor(palette.text2))
        painter.setFont(theme.font(CAPTION))
        painter.setPen(QColor(palette.text2))
        middle = Qt.AlignmentFlag.AlignVCenter
        left = QRectF(0, 0, bar.left() - theme.px(_GAP), self.height())
        right = QRectF(bar.right() + theme.px(_GAP), 0, self.width() - bar.right() - theme.px(_GAP), self.height())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, number(self.floor_db))
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignLeft, f"{number(self.ceiling_db)} dBFS")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the end that is nearer, or both in the middle."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = self._part(event.position())
            self._from = (event.position().x(), self.floor_db, self.ceiling_db)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The level under an end follows the mouse: to the right is louder, one px half a dB."""
        if self._held is None:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
            return
        at, floor, ceiling = self._from
        moved = round((event.position().x() - at) / 2)
        if self._held == "floor":
            self.set_range(min(floor + moved, ceiling - _LEAST_SPAN_DB), ceiling)
        elif self._held == "ceiling":
            self.set_range(floor, max(ceiling + moved, floor + _LEAST_SPAN_DB))
        else:
            self._move_both(floor, ceiling, moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the usual range."""
        self._held = None
        self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Brighter or darker; with Ctrl more or less contrast."""
        event.accept()
        self._nudge(event.angleDelta().y() / 120.0, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down for brightness, right and left for contrast, Home for the usual range."""
        steps = {
            Qt.Key.Key_Up: (1.0, False),
            Qt.Key.Key_Down: (-1.0, False),
            Qt.Key.Key_Right: (1.0, True),
            Qt.Key.Key_Left: (-1.0, True),
        }
        if event.key() == Qt.Key.Key_Home:
            self.reset()
        elif event.key() in steps:
            self._nudge(*steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose the colour map."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """The colour maps and the way back."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for name in NAMES:
            action = menu.addAction(tr(name.capitalize()))
            action.setCheckable(True)
            action.setChecked(name == self.map_name)
            action.triggered.connect(lambda _checked=False, name=name: self.set_map(name))
            group.addAction(action)
        menu.addSeparator()
        floor, ceiling = number(FLOOR_DBFS), number(CEILING_DBFS)
        menu.addAction(tr("Back to {floor}…{ceiling} dBFS", floor=floor, ceiling=ceiling), self.reset)
        return menu

    def _nudge(self, steps: float, contrast: bool) -> None:
        moved = steps * _STEP_DB
        if contrast:
            self.set_range(min(self.floor_db + moved, self.ceiling_db - _LEAST_SPAN_DB), self.ceiling_db)
        else:
            self._move_both(self.floor_db, self.ceiling_db, -moved)

    def _move_both(self, floor_db: float, ceiling_db: float, moved_db: float) -> None:
        moved = min(max(moved_db, LOWEST_DB - floor_db), HIGHEST_DB - ceiling_db)
        self.set_range(floor_db + moved, ceiling_db + moved)

    def _part(self, at: QPointF) -> str:
        bar = self.bar()
        third = bar.width() / 3
        if at.x() < bar.left() + third:
            return "floor"
        return "ceiling" if at.x() > bar.right() - third else "both"

    def _text_widths(self) -> tuple[int, int]:
        metrics = QFontMetrics(theme.font(CAPTION))
        return metrics.horizontalAdvance("−140"), metrics.horizontalAdvance("−140 dBFS")

    def _fit(self) -> None:
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(tr("Colours of the spectrogram"))
        span = tr(
            "From {floor} to {ceiling} dBFS in {map}.",
            floor=number(self.floor_db),
            ceiling=number(self.ceiling_db),
            map=tr(_MAPS[self.map_name]),
        )
        self.setAccessibleDescription(span)
        how = tr("Drag an end, turn the wheel, double click to reset, right click for other maps.")
        self.setToolTip(f"{span}\n{how}")
