"""Where the parts of the chart lie: marks above, the score, the lanes below it, one time axis for all of them."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from app.language import later, tr
from app.look.tokens import CAPTION
from app.ui.theme import font, line_height, px, touch

ABNORMAL_FROM, WATCH_FROM = later("abnormal {score}"), later("watch {score}")
"""What the limits are called at the right of the score."""

MARK, CROWDED_MARK = 14, 12
LEAST_SCORE, TOUCH_LEAST_SCORE, LEAST_LANE, MOST_LANE = 168, 240, 56, 104
_GAP = 12
_LEFT, _RIGHT, _TOUCH_LEFT, _TOUCH_RIGHT = 40, 100, 48, 120
_EDGE = 4
"""Room for the focus ring."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The plots in px: `strip` for the icons, `score`, the `lanes` from above, `axis` for the dates."""

    strip: QRectF
    score: QRectF
    lanes: tuple[QRectF, ...]
    axis: QRectF

    @property
    def bottom(self) -> float:
        """The y of the time axis."""
        return self.axis.top()

    def lane_at(self, y: float) -> int | None:
        """Which lane is at a y."""
        return next((at for at, lane in enumerate(self.lanes) if lane.top() <= y <= lane.bottom()), None)


def frame_of(width: float, height: float, lanes: int) -> Frame:
    """The score takes what the lanes leave; they grow with it, up to a limit."""
    left, right = px(_TOUCH_LEFT if touch() else _LEFT), _right()
    wide = max(width - left - right, 10.0)
    top, gap = strip_height(), px(_GAP)
    room = height - top - axis_height() - _EDGE
    each = 0.0
    if lanes:
        free = (room - least_score()) / lanes - gap
        each = round(min(max(free * 0.6, px(LEAST_LANE)), px(MOST_LANE)))
    high = max(room - lanes * (each + gap), px(48))
    score = QRectF(left, top, wide, round(high))
    plots = tuple(QRectF(left, score.bottom() + gap + at * (each + gap), wide, each) for at in range(lanes))
    bottom = plots[-1].bottom() if plots else score.bottom()
    return Frame(QRectF(left, 0, wide, top), score, plots, QRectF(left, bottom, wide, axis_height()))


def _right() -> int:
    """Wide enough for the names of the limits, which are longer in some languages."""
    metrics = QFontMetrics(font(CAPTION))
    names = (tr(name, score="0.00") for name in (ABNORMAL_FROM, WATCH_FROM))
    longest = max(metrics.horizontalAdvance(name) for name in names)
    return max(px(_TOUCH_RIGHT if touch() else _RIGHT), longest + px(2 * 8))


def least_height(lanes: int) -> int:
    """Below this the page scrolls."""
    return strip_height() + least_score() + lanes * px(LEAST_LANE + _GAP) + axis_height() + _EDGE


def least_score() -> int:
    """The score at its lowest; a page for gloves scrolls anyway."""
    return px(TOUCH_LEAST_SCORE if touch() else LEAST_SCORE)


def strip_height() -> int:
    """The icons with their words."""
    return line_height(CAPTION) + px(12)


def axis_height() -> int:
    """The dates below all plots."""
    return line_height(CAPTION) + px(8)
