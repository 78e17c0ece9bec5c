"""The big trend: the score, what happened and the chosen lanes over one axis of time that is moved and zoomed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import later, tr, tr_many
from app.ui.pages.trend.chart_card import paint_card
from app.ui.pages.trend.chart_frame import MARK, least_height
from app.ui.pages.trend.chart_lanes import AroundPainter
from app.ui.pages.trend.chart_layout import Aim, ChartLayout, laid_out
from app.ui.pages.trend.chart_moves import ZOOM, TimeView
from app.ui.pages.trend.chart_paint import ScorePainter
from app.ui.pages.trend.chart_scale import Span, TimeScale, bounds_of, in_reach
from app.ui.pages.trend.values import Chart, Reach
from app.ui.pages.trend.words import point_lines
from app.ui.theme import changes, px, touch
from app.ui.theme.style import OWN_FOCUS, paint_ring
from app.ui.widgets import announce
from app.workflows.machine_story_values import Point

_FAR = 10**9
_EMPTY = later("The first visit begins the trend.")
_UNSCORED = later("No visit has a score yet: a take can be judged once the healthy sound is learnt.")

_WALKS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR}
_ZOOMS = {Qt.Key.Key_Plus: 1 / ZOOM, Qt.Key.Key_Equal: 1 / ZOOM, Qt.Key.Key_Minus: ZOOM}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_RESETS = (Qt.Key.Key_0, Qt.Key.Key_Escape)
_KEYS = later("Arrows go from visit to visit, Enter opens, plus and minus zoom, 0 shows the chosen time again.")


class TrendChart(TimeView):
    """Wheel or pinch zooms, a drag moves, a double click resets; a click, or Enter, opens a visit.

    With gloves the first tap on a visit tells of it and the second opens it.
    """

    visit_chosen = Signal(str)
    pointed = Signal(str)
    """The visit that was chosen without opening it; the pointer only passes by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._reach = Reach.YEAR
        self._laid: ChartLayout | None = None
        self._aim: Aim | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()
        changes().changed.connect(self._lay_out)

    @property
    def time_scale(self) -> TimeScale | None:
        """Where the times lie now."""
        return self._laid.time if self._laid else None

    @property
    def laid(self) -> ChartLayout | None:
        """Where everything lies now."""
        return self._laid

    @property
    def aim(self) -> Aim | None:
        """What is pointed at."""
        return self._aim

    def show_chart(self, chart: Chart | None, *, moved: bool) -> None:
        """Show a chart; where it `moved` to another machine, the chosen stretch of time comes in sight."""
        before, self._chart = self._chart, chart
        self.bounds = bounds_of(chart) if chart else None
        if moved:
            self._aim = None
        if chart is None or self.bounds is None:
            self.span = None
        else:
            # A forecast that has only now arrived reaches into the future: nobody has looked elsewhere yet.
            fresh = before is None or (before.forecast is None and chart.forecast is not None)
            untouched = fresh and (before is None or self.span == in_reach(self._reach, before, bounds_of(before)))
            if moved or self.span is None or untouched:
                self.span = in_reach(self._reach, chart, self.bounds)
                self.looked.emit(self.span)
            else:
                self.span = self.span.within(self.bounds)
        self._describe()
        self.updateGeometry()
        self._lay_out()

    def show_reach(self, reach: Reach) -> None:
        """Bring that much of the history in sight."""
        self._reach = reach
        if self._chart is not None and self.bounds is not None:
            self.look(in_reach(reach, self._chart, self.bounds))

    def point_at(self, inspection_id: str) -> None:
        """Point at a visit, for instance the one that is chosen in the list; it comes in sight."""
        points = self._chart.points if self._chart else ()
        point = next((one for one in points if one.inspection_id == inspection_id), None)
        if point is None or self.span is None or self.bounds is None:
            return
        if not self.span.start <= point.when <= self.span.end:
            middle = self.span.start + self.span.length / 2
            self.look(self.span.moved(point.when - middle, self.bounds))
        if self._laid is not None:
            self._take_aim(self._laid.aim_at_visit(inspection_id))
            self.pointed.emit(inspection_id)

    def sizeHint(self) -> QSize:
        """As wide as the page; higher where there is room."""
        return QSize(px(760), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """All lanes at their least height."""
        return QSize(px(320), least_height(len(self._chart.lanes) if self._chart else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything, from the back to the front."""
        laid = self._laid
        if laid is None:
            return
        painter, chart = QPainter(self), laid.chart
        score = ScorePainter(painter, laid.frame.score, laid.time, laid.score)
        around = AroundPainter(painter, laid.frame, laid.time)
        score.zones(chart.limits)
        for lane, plot in zip(chart.lanes, laid.frame.lanes, strict=True):
            around.lane(lane, plot)
        if chart.points:
            around.now(chart.now, laid.groups)
        around.marks(laid.groups)
        score.axis()
        around.axis()
        if self._aim is not None:
            around.cursor(laid.time.x(self._aim.when))
        aimed = self._aim.inspection_id if self._aim else None
        painter.save()
        painter.setClipRect(laid.frame.score.adjusted(1, 0, 0, 0))
        if chart.forecast is not None:
            score.fan(chart.forecast)
        score.line(laid.line)
        if chart.forecast is not None:
            score.crossings(chart.forecast, chart.limits, laid.marks)
        painter.restore()
        score.marks(laid.marks, laid.side, aimed, ring=self.hasFocus())
        if all(point.score is None for point in chart.points):
            score.nothing(tr(_UNSCORED if chart.points else _EMPTY))
        if self._aim is not None:
            place = QPointF(laid.time.x(self._aim.when), self._aim.y)
            paint_card(painter, place, self._aim.lines, QRectF(self.rect()).adjusted(4, 4, -4, -4))
        if self.hasFocus() and aimed is None:
            paint_ring(painter, QRectF(self.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places are worked out once a size."""
        super().resizeEvent(event)
        self._lay_out()

    def hovered(self, place: QPointF) -> None:
        """Tell what is under the pointer."""
        self._take_aim(self._at(place))
        over = self._aim is not None and self._aim.inspection_id is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def clicked(self, place: QPointF) -> None:
        """Open the visit there; with gloves, only once it was told of."""
        before, aim = self._aim, self._at(place)
        self._take_aim(aim)
        told = before is not None and aim is not None and before.inspection_id == aim.inspection_id
        if aim is not None and aim.inspection_id and (told or not touch()):
            self.visit_chosen.emit(aim.inspection_id)
        elif aim is not None and aim.inspection_id:
            self.pointed.emit(aim.inspection_id)

    def show_usual(self) -> None:
        """As much of the history as was chosen."""
        self.show_reach(self._reach)

    def look(self, span: Span) -> None:
        """Bring a stretch of time in sight."""
        if span != self.span:
            super().look(span)
            self._lay_out()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone; a finger never hovers, so what it told stays."""
        if not touch():
            self._take_aim(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self._take_aim(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over all visits, Enter opens, plus and minus zoom."""
        key = Qt.Key(event.key())
        if key in _WALKS:
            self._walk(_WALKS[key])
        elif key in _ZOOMS and self._laid is not None:
            about = self._aim.when if self._aim else self._laid.time.span.end
            self.zoom(_ZOOMS[key], self._laid.time.x(about))
        elif key in _RESETS:
            self.show_usual()
        elif key in _OPENS and self._aim is not None and self._aim.inspection_id:
            self.visit_chosen.emit(self._aim.inspection_id)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        ids = [point.inspection_id for point in self._chart.points] if self._chart else []
        if not ids:
            return
        here = self._aim.inspection_id if self._aim else None
        at = ids.index(here) + step if here in ids else 0 if step == -_FAR else len(ids) - 1
        self.point_at(ids[min(max(at, 0), len(ids) - 1)])
        if self._aim is not None:
            announce(self, ", ".join(self._aim.lines))

    def _at(self, place: QPointF) -> Aim | None:
        reach = px(MARK) * (2 if touch() else 1)
        return self._laid.aim_at(place.x(), place.y(), reach) if self._laid else None

    def _take_aim(self, aim: Aim | None) -> None:
        if aim != self._aim:
            self._aim = aim
            self.setAccessibleDescription(", ".join(aim.lines) if aim else tr(_KEYS))
            self._lay_out()

    def _lay_out(self) -> None:
        chart, span = self._chart, self.span
        aimed = self._aim.inspection_id if self._aim else None
        self._laid = laid_out(chart, span, self.width(), self.height(), aimed) if chart and span else None
        self.update()

    def _describe(self) -> None:
        points = self._chart.points if self._chart else ()
        self.setAccessibleName(_spoken(points) if points else tr("No visit yet"))
        self.setAccessibleDescription(tr(_KEYS))


def _spoken(points: Sequence[Point]) -> str:
    last = ", ".join(point_lines(points[-1]))
    return tr_many(
        "Trend of {n} visit. Last: {last}.", "Trend of {n} visits. Last: {last}.", len(points), last=last
    )
