"""The coloured field at the left of the verdict: shape, word and how many clips say so."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.verdict import State
from app.domain.words import capital
from app.language import tr
from app.look.tokens import CAPTION, RADIUS, TITLE, VERDICT, TypeSize
from app.ui.theme import changes, current, font, line_height, paint_state, px, touch

_WIDTH = 212
_FLAT_HEIGHT = 72
_SHAPE, _TOUCH_SHAPE = 36, 44
_LEFT = 17
_GAP = 12
_ABOVE_LINES = 18


class VerdictFill(QWidget):
    """Deep colour with reversed shape; `quiet` is a tint, for what is not a verdict."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = State.CANNOT_TELL
        self._lines: tuple[str, ...] = ()
        self._quiet = False
        self._flat = False
        self._above = False
        self._fit()
        changes().changed.connect(self._fit)

    def show_state(self, state: State, *lines: str, quiet: bool = False) -> None:
        """Show a state; `lines` are short facts below its word, on one line where they fit."""
        self._state, self._lines, self._quiet = state, lines, quiet
        self._fit()

    def set_flat(self, flat: bool) -> None:
        """Flat: across the top of the band, with the line at the right."""
        if self._flat != flat:
            self._flat = flat
            self._fit()

    def set_above(self, above: bool) -> None:
        """Whether there is more of the band below it, so that it has no corner there."""
        self._above = above
        self.update()

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
        lines, line_high = self._shown_lines(), line_height(CAPTION)
        below = len(lines) * line_high
        block = side if self._flat or not lines else side + px(_ABOVE_LINES if len(lines) == 1 else _GAP) + below
        top = (self.height() - block) // 2
        paint_state(painter, QRectF(left, top, side, side), self._state, on_fill=not self._quiet)
        painter.setPen(QColor(colours.text if self._quiet else colours.on_fill))
        painter.setFont(font(self._word_size()))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left + side + px(_GAP), top, self.width(), side), middle, self._word())
        painter.setFont(font(CAPTION, 500))
        aside = Qt.AlignmentFlag.AlignRight if self._flat else Qt.AlignmentFlag.AlignLeft
        y = (self.height() - below) / 2 if self._flat else top + block - below
        for line in lines:
            box = QRectF(left, y, self.width() - left - (px(16) if self._flat else 0), line_high)
            painter.drawText(box, middle | aside, line)
            y += line_high

    def _shown_lines(self) -> tuple[str, ...]:
        joined = " · ".join(self._lines)
        room = self.width() - 2 * px(_LEFT)
        fits = QFontMetrics(font(CAPTION, 500)).horizontalAdvance(joined) <= room
        return (joined,) if joined and fits and not self._flat else self._lines

    def _word(self) -> str:
        return capital(tr(self._state.value))

    def _word_size(self) -> TypeSize:
        return TITLE if self._quiet else VERDICT

    def _outline(self) -> QPainterPath:
        """Round where it meets the band's corners, square elsewhere."""
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS - 1, RADIUS - 1)
        rest = QPainterPath()
        rest.addRect(box.adjusted(0, RADIUS, 0, 0) if self._flat else box.adjusted(RADIUS, 0, 0, 0))
        if self._above:
            rest.addRect(box.adjusted(0, RADIUS, 0, 0))
        return path.united(rest)

    def _fit(self) -> None:
        fixed, grows = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(grows if self._flat else fixed, fixed if self._flat else grows)
        self.updateGeometry()
        self.update()


def _shape_side() -> int:
    return px(_TOUCH_SHAPE if touch() else _SHAPE)
