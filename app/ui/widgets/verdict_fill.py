"""The coloured field at the left of the verdict: shape, word and how many clips say so."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.verdict import State
from app.look.tokens import CAPTION, RADIUS, TITLE, VERDICT, TypeSize
from app.ui.theme import changes, current, font, line_height, paint_state, px, touch

_WIDTH = 212
_FLAT_HEIGHT = 72
_SHAPE, _TOUCH_SHAPE = 36, 44
_LEFT = 17
_GAP = 12


class VerdictFill(QWidget):
    """Deep colour with reversed shape; `quiet` is a tint, for what is not a verdict."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = State.CANNOT_TELL
        self._line = ""
        self._quiet = False
        self._flat = False
        self._fit()
        changes().changed.connect(self._fit)

    def show_state(self, state: State, line: str, *, quiet: bool = False) -> None:
        """Show a state; `line` is one short line below its word."""
        self._state, self._line, self._quiet = state, line, quiet
        self._fit()

    def set_flat(self, flat: bool) -> None:
        """Flat: across the top of the band, with the line at the right."""
        if self._flat != flat:
            self._flat = flat
            self._fit()

    def sizeHint(self) -> QSize:
        """212 wide, or what the word needs; 72 high when flat."""
        word_wide = QFontMetrics(font(self._word_size())).horizontalAdvance(self._word())
        needed = px(_LEFT + _GAP) + _shape_side() + word_wide
        return QSize(max(px(_WIDTH), needed + px(_GAP)), px(_FLAT_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, shape, word, line."""
        colours = current().states[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._outline(), QColor(colours.tint if self._quiet else colours.fill))
        side, left = _shape_side(), px(_LEFT)
        line_high = line_height(CAPTION)
        block = side if self._flat or not self._line else side + px(18) + line_high
        top = (self.height() - block) // 2
        paint_state(painter, QRectF(left, top, side, side), self._state, on_fill=not self._quiet)
        painter.setPen(QColor(colours.text if self._quiet else colours.on_fill))
        painter.setFont(font(self._word_size()))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left + side + px(_GAP), top, self.width(), side), middle, self._word())
        painter.setFont(font(CAPTION, 500))
        if self._flat:
            line = QRectF(0, 0, self.width() - px(16), self.height())
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, self._line)
        else:
            painter.drawText(QRectF(left, top + block - line_high, self.width(), line_high), middle, self._line)

    def _word(self) -> str:
        return self._state.value.capitalize()

    def _word_size(self) -> TypeSize:
        return TITLE if self._quiet else VERDICT

    def _outline(self) -> QPainterPath:
        """Round where it meets the band's corners, square elsewhere."""
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS - 1, RADIUS - 1)
        rest = QPainterPath()
        rest.addRect(box.adjusted(0, RADIUS, 0, 0) if self._flat else box.adjusted(RADIUS, 0, 0, 0))
        return path.united(rest)

    def _fit(self) -> None:
        fixed, grows = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(grows if self._flat else fixed, fixed if self._flat else grows)
        self.updateGeometry()
        self.update()


def _shape_side() -> int:
    return px(_TOUCH_SHAPE if touch() else _SHAPE)
