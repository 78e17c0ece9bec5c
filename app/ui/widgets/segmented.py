"""A few choices side by side of which one holds, such as "This take" and "Healthy"."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.look.tokens import BODY, RADIUS
from app.ui.theme import control_height, current, font, px, touch
from app.ui.widgets.small import key_cap_width, paint_key_cap, spoken


class _Segment(QAbstractButton):
    """One choice; `first` and `last` have the rounded corners."""

    def __init__(self, text: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = self.last = False
        self._keys = spoken(keys)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for the bold text, so that choosing never moves anything."""
        wide = QFontMetricsF(font(BODY, 600)).horizontalAdvance(self.text()) + px(24) + 1
        if self._keys and not touch():
            wide += key_cap_width(self._keys) + px(8)
        return QSize(max(round(wide), control_height() if touch() else 0), control_height())

    def minimumSizeHint(self) -> QSize:
        """A choice is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled when chosen, separated by a line when not."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() and self.isEnabled()
        live = self.isChecked() and self.isEnabled()
        still = palette.line if self.isChecked() else palette.surface
        ground = palette.accent_fill if live else palette.sunken if hot else still
        edge = palette.accent_fill if live else palette.strong if self.isEnabled() else palette.line
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawPath(self._outline())
        ink = palette.on_accent if live else palette.text if self.isEnabled() else palette.text3
        self._paint_text(painter, QColor(ink))

    def _paint_text(self, painter: QPainter, ink: QColor) -> None:
        written = font(BODY, 600 if self.isChecked() else 500)
        cap = key_cap_width(self._keys) if self._keys and not touch() else 0.0
        wide = QFontMetricsF(written).horizontalAdvance(self.text())
        room = wide + (px(8) + cap if cap else 0)
        left = max(px(4), (self.width() - room) / 2)
        painter.setPen(ink)
        painter.setFont(written)
        place = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if cap:
            box = QRectF(left + wide + px(8), (self.height() - px(18)) // 2, cap, px(18))
            paint_key_cap(painter, box, self._keys, ink)

    def _outline(self) -> QPainterPath:
        box = QRectF(self.rect()).adjusted(0.5 if self.first else -0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(
            box, RADIUS if self.first or self.last else 0, RADIUS if self.first or self.last else 0
        )
        square = QPainterPath()
        if self.first and not self.last:
            square.addRect(box.adjusted(box.width() / 2, 0, 0, 0))
        elif self.last and not self.first:
            square.addRect(box.adjusted(0, 0, -box.width() / 2, 0))
        return path.united(square).simplified()


class SegmentedControl(QWidget):
    """Exclusive choices; arrow keys move between them."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, keys: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        """`choices` are (key, text), the first one holds; `keys` are shown beside the texts."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        for index, (key, text) in enumerate(choices):
            segment = _Segment(text, keys[index] if index < len(keys) else "", self)
            segment.first, segment.last = index == 0, index == len(choices) - 1
            segment.setChecked(index == 0)
            segment.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)

    @property
    def current(self) -> str:
        """The key of the choice that holds."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def set_current(self, key: str) -> None:
        """Choose without a signal; KeyError for a key it does not have."""
        self._segments[key].setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Another text for one choice."""
        self._segments[key].setText(text)
        self._segments[key].updateGeometry()

    def set_available(self, key: str, available: bool) -> None:
        """Whether a choice can be chosen now."""
        self._segments[key].setEnabled(available)
