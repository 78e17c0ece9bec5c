"""The band curve: this take against the healthy range, and the difference in the abnormal colour."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.domain.verdict import State
from app.look.tokens import Palette
from app.ui.sound.curves import BandCurves, Curve, excess
from app.ui.sound.scale import Scale, limits, to_axis

EXCESS_SHARE = 0.55
CURVE_PX = 1.5


@dataclass(frozen=True, slots=True)
class _Paths:
    take: QPainterPath
    mean: QPainterPath
    spread: QPainterPath
    excess: QPainterPath


class BandItem(QGraphicsItem):
    """Levels in dB to the right, frequency upwards."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: _Paths | None = None
        self._rect = QRectF()
        self._palette: Palette | None = None
        self._grid: tuple[list[float], list[float]] = ([], [])

    def show_curves(self, curves: BandCurves | None, scale: Scale) -> None:
        """Take the curves on that scale, or none."""
        self.prepareGeometryChange()
        self._paths, self._rect = None, QRectF()
        if curves is None:
            return
        at = to_axis(scale, curves.hz)
        self._paths = _paths(curves, at)
        low, high = curves.span_db()
        bottom, top = limits(scale)
        self._rect = QRectF(low, bottom, high - low, top - bottom)

    def set_grid(self, levels_db: list[float], positions: list[float]) -> None:
        """Where the grid runs: the ticks of both axes."""
        if (levels_db, positions) != self._grid:
            self._grid = (levels_db, positions)
            self.update()

    def restyle(self, palette: Palette) -> None:
        """Take the colours."""
        self._palette = palette
        self.update()

    def boundingRect(self) -> QRectF:
        """dB × axis position."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Grid, spread, excess, baseline, take: the take always on top."""
        if self._paths is None or self._palette is None:
            return
        palette, paths = self._palette, self._paths
        painter.setPen(_pen(palette.grid, 1.0))
        painter.drawLines([QLineF(db, self._rect.top(), db, self._rect.bottom()) for db in self._grid[0]])
        painter.drawLines([QLineF(self._rect.left(), y, self._rect.right(), y) for y in self._grid[1]])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(paths.spread, QColor(palette.spread))
        filling = QColor(palette.states[State.ABNORMAL].mark)
        filling.setAlphaF(EXCESS_SHARE)
        painter.fillPath(paths.excess, filling)
        dashed = _pen(palette.baseline, 1.0)
        dashed.setDashPattern([3.0, 2.0])
        painter.strokePath(paths.mean, dashed)
        painter.strokePath(paths.take, _pen(palette.trace, CURVE_PX))


def _paths(curves: BandCurves, at: Curve) -> _Paths:
    take = _line(curves.take, at)
    healthy = curves.healthy
    if healthy is None:
        return _Paths(take, QPainterPath(), QPainterPath(), QPainterPath())
    beyond = QPainterPath()
    for fine, inner, outer in excess(at, curves.take, healthy):
        beyond.addPath(_area(inner, outer, fine))
    return _Paths(take, _line(healthy.mean, at), _area(healthy.low, healthy.high, at), beyond)


def _line(level_db: Curve, at: Curve) -> QPainterPath:
    path: QPainterPath = pg.functions.arrayToQPath(np.asarray(level_db), np.asarray(at))
    return path


def _area(one: Curve, other: Curve, at: Curve) -> QPainterPath:
    path = _line(np.r_[one, other[::-1]], np.r_[at, at[::-1]])
    path.closeSubpath()
    return path


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
