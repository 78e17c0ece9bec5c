"""The photo of where the microphone stands, drawn here: a fan on a wall, a laptop before it, of no real place."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

_WIDE, _HIGH = 1200, 900
_HUB = QPointF(470.0, 430.0)
_BLADES = 7


def draw_photo(path: Path) -> Path:
    """Write it as a JPEG."""
    image = QImage(_WIDE, _HIGH, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _wall(painter)
    _fan(painter)
    _laptop(painter)
    painter.end()
    assert image.save(str(path), "JPEG", 88), path
    return path


def _wall(painter: QPainter) -> None:
    ground = QLinearGradient(0, 0, _WIDE, _HIGH)
    ground.setColorAt(0.0, QColor(92, 97, 96))
    ground.setColorAt(1.0, QColor(58, 61, 60))
    painter.fillRect(0, 0, _WIDE, _HIGH, ground)
    painter.fillRect(0, 730, _WIDE, _HIGH - 730, QColor(44, 46, 47))
    for top, thick, colour in ((52, 34, QColor(150, 104, 66)), (112, 16, QColor(120, 128, 130))):
        painter.fillRect(0, top, _WIDE, thick, colour)
        painter.fillRect(0, top + thick, _WIDE, 6, QColor(50, 53, 52))
    painter.setPen(QPen(QColor(70, 74, 73), 3))
    for x in range(150, _WIDE, 260):
        painter.drawLine(x, 150, x, 730)
    painter.setPen(Qt.PenStyle.NoPen)


def _fan(painter: QPainter) -> None:
    painter.setBrush(QColor(38, 40, 41))
    painter.drawRect(QRectF(170, 728, 640, 26))
    painter.setBrush(QColor(168, 174, 173))
    painter.drawRoundedRect(QRectF(150, 150, 650, 580), 10, 10)
    painter.setBrush(QColor(186, 191, 190))
    painter.drawRoundedRect(QRectF(164, 164, 622, 552), 6, 6)
    painter.setBrush(QColor(38, 42, 45))
    painter.drawEllipse(_HUB, 236, 236)
    painter.setBrush(QColor(98, 106, 110))
    for at in range(_BLADES):
        painter.save()
        painter.translate(_HUB)
        painter.rotate(at * 360.0 / _BLADES + 11)
        blade = QPainterPath(QPointF(0, -40))
        blade.cubicTo(QPointF(60, -90), QPointF(120, -160), QPointF(70, -218))
        blade.cubicTo(QPointF(20, -226), QPointF(-20, -226), QPointF(-40, -214))
        blade.cubicTo(QPointF(10, -160), QPointF(0, -100), QPointF(0, -40))
        painter.drawPath(blade)
        painter.restore()
    painter.setBrush(QColor(172, 178, 178))
    painter.drawEllipse(_HUB, 52, 52)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(205, 209, 208), 5))
    for radius in range(84, 237, 38):
        painter.drawEllipse(_HUB, radius, radius)
    painter.setPen(QPen(QColor(205, 209, 208), 8))
    painter.drawEllipse(_HUB, 236, 236)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(236, 234, 222))
    painter.drawRoundedRect(QRectF(640, 190, 126, 44), 4, 4)
    painter.fillRect(QRectF(656, 206, 94, 12), QColor(60, 64, 66))


def _laptop(painter: QPainter) -> None:
    painter.setBrush(QColor(30, 50, 96))
    painter.drawRect(QRectF(880, 690, 250, 22))
    for x in (900, 1092):
        painter.drawRect(QRectF(x, 712, 16, 150))
    painter.setBrush(QColor(24, 26, 28))
    painter.drawPolygon(QPolygonF([QPointF(912, 520), QPointF(1086, 502), QPointF(1104, 672), QPointF(930, 690)]))
    painter.setBrush(QColor(118, 64, 132))
    painter.drawPolygon(QPolygonF([QPointF(926, 534), QPointF(1076, 518), QPointF(1090, 652), QPointF(940, 668)]))
    painter.setBrush(QColor(240, 164, 92))
    painter.drawPolygon(QPolygonF([QPointF(936, 628), QPointF(1086, 612), QPointF(1088, 628), QPointF(938, 644)]))
