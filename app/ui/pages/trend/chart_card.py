"""The card beside what is pointed at: all that is known of it in a few lines."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.look.tokens import CAPTION, RADIUS
from app.ui.theme import current, font, line_height, px

_WIDEST = 320
_NOTE_LINES = 3


def paint_card(painter: QPainter, at: QPointF, lines: Sequence[str], inside: QRectF) -> None:
    """The lines on a ground of their own, beside a place and within a rectangle; the first one is bold."""
    bold, plain = font(CAPTION, 600), font(CAPTION)
    laid = _laid_out(lines, QFontMetricsF(plain), QFontMetricsF(bold))
    metrics = [QFontMetricsF(bold if row == 0 else plain) for row in range(len(laid))]
    wide = max(metric.horizontalAdvance(line) for metric, line in zip(metrics, laid, strict=True)) + px(24)
    high = len(laid) * line_height(CAPTION) + px(16)
    left = at.x() + px(16) if at.x() + px(16) + wide <= inside.right() else at.x() - px(16) - wide
    left = min(max(left, inside.left()), max(inside.right() - wide, inside.left()))
    top = min(max(at.y() - high / 2, inside.top()), max(inside.bottom() - high, inside.top()))
    box = QRectF(round(left), round(top), round(wide), round(high))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(current().strong), 1))
    painter.setBrush(QColor(current().surface))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(current().text))
    for row, line in enumerate(laid):
        painter.setFont(bold if row == 0 else plain)
        place = QRectF(box.x() + px(12), box.y() + px(8) + row * line_height(CAPTION), wide, line_height(CAPTION))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)


def _laid_out(lines: Sequence[str], plain: QFontMetricsF, bold: QFontMetricsF) -> list[str]:
    """Long lines broken at blanks, a few pieces each; what is left of them is said by three dots."""
    room = px(_WIDEST) - px(24)
    laid: list[str] = []
    for row, line in enumerate(lines):
        metrics = bold if row == 0 else plain
        pieces = [""]
        for word in line.split(" "):
            longer = f"{pieces[-1]} {word}".strip()
            if metrics.horizontalAdvance(longer) <= room or not pieces[-1]:
                pieces[-1] = longer
            else:
                pieces.append(word)
        if len(pieces) > _NOTE_LINES:
            pieces = [*pieces[: _NOTE_LINES - 1], " ".join(pieces[_NOTE_LINES - 1 :])]
        laid += [metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room) for piece in pieces]
    return laid
