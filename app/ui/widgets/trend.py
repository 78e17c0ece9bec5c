"""The score over the visits: zones, limits, a line, and each visit as its state's shape."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.inspection import Visit
from app.language import retold, tr, tr_many
from app.look.tokens import CAPTION
from app.ui.theme import changes, line_height, px, touch
from app.ui.theme.style import OWN_FOCUS
from app.ui.widgets.trend_paint import CHOSEN, MARK, RING_REACH, TrendPainter, limit_names_width
from app.ui.widgets.trend_scale import Place, TrendScale, score_top, span_of, worth_a_mark
from app.ui.widgets.visit_list import spoken


class Trend(QWidget):
    """A mark opens its visit: by click, or with the arrow keys and Enter."""

    visit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visits: list[Visit] = []
        self._learnt: tuple[datetime, ...] = ()
        self._changed: datetime | None = None
        self._watch: float | None = None
        self._chosen: str | None = None
        self._cursor: str | None = None
        self._scale: TrendScale | None = None
        self._places: list[Place] = []
        self._marks: list[Place] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("No visit yet"))
        changes().changed.connect(self._lay_out)

    def show_visits(
        self,
        visits: Sequence[Visit],
        chosen_id: str | None = None,
        *,
        learnt: Sequence[datetime] = (),
        watch: float | None = None,
    ) -> None:
        """Show visits, oldest first; `learnt` are the times of baselines, `watch` the lower limit."""
        self._visits = list(visits)
        self._learnt, self._watch = tuple(learnt), watch
        self._chosen = self._cursor = chosen_id
        self.setAccessibleName(self._sentence())
        self._lay_out()

    def show_changed(self, since: datetime | None) -> None:
        """Mark since when it sounds another way; None is never."""
        self._changed = since
        self.update()

    def marks(self) -> list[Place]:
        """Where the marks are that can be clicked, in the order of time."""
        return self._marks

    def sizeHint(self) -> QSize:
        """As designed."""
        return QSize(px(754), px(120))

    def minimumSizeHint(self) -> QSize:
        """Axis, zones and one line of dates still fit."""
        return QSize(px(280), px(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything, from the back to the front."""
        scale = self._scale
        brush = TrendPainter(QPainter(self), self.width())
        if scale is None:
            brush.empty(QRectF(self.rect()), tr("The first visit begins the history."))
            return
        brush.zones(scale, self._watch)
        brush.axes(scale)
        changed = () if self._changed is None else ((self._changed, tr("changed since")),)
        learnt = tr("baseline learnt")
        brush.events(scale, [*((moment, learnt) for moment in self._learnt), *changed])
        brush.line(self._places)
        brush.marks(self._marks, self._chosen, self._cursor if self.hasFocus() else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places are worked out once a size, not once a paint."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """A tool tip for the mark under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            if place is None:
                QToolTip.hideText()
            else:
                visit = place.visit
                QToolTip.showText(event.globalPos(), f"{spoken(visit)}\n{retold(visit.finding)}".strip(), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the visit under the pointer."""
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.visit_chosen.emit(place.visit.inspection_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the marks, Enter opens."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._walk(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cursor:
            self.visit_chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the open visit, or at the newest."""
        super().focusInEvent(event)
        marks = self._marks
        if marks and self._cursor not in {place.visit.inspection_id for place in marks}:
            self._cursor = marks[-1].visit.inspection_id

    def _walk(self, step: int) -> None:
        ids = [place.visit.inspection_id for place in self._marks]
        if not ids:
            return
        at = ids.index(self._cursor) + step if self._cursor in ids else len(ids) - 1
        self._cursor = ids[min(max(at, 0), len(ids) - 1)]
        visit = next(visit for visit in self._visits if visit.inspection_id == self._cursor)
        self.setAccessibleDescription(spoken(visit))
        self.update()

    def _at(self, point: QPointF) -> Place | None:
        """The nearest mark within a finger's reach, or a glove's."""
        reach = px(MARK) * (2 if touch() else 1)
        near = [(abs(p.x - point.x()) + abs(p.y - point.y()), p) for p in self._marks]
        distance, place = min(near, key=lambda pair: pair[0], default=(reach + 1.0, None))
        return place if distance <= reach else None

    def _lay_out(self) -> None:
        self._scale = self._fitting_scale() if self._visits else None
        self._places = [self._scale.place(visit) for visit in self._visits] if self._scale else []
        self._marks = worth_a_mark(self._places, px(MARK), self._chosen)
        self.update()

    def _fitting_scale(self) -> TrendScale:
        start, end = span_of(self._visits, self._learnt)
        beside = px(CHOSEN) / 2
        left, right = self._beside_plot()
        top, below = beside + RING_REACH, line_height(CAPTION) + px(6)
        room = self.width() - left - right
        return TrendScale(left, top, room, self.height() - top - below, start, end, score_top(self._visits))

    @staticmethod
    def _beside_plot() -> tuple[float, float]:
        """Room for the scores at the left and the limits' names at the right."""
        left, right = (32, 112) if touch() else (28, 96)
        return px(left) + px(CHOSEN) / 2, max(px(right), limit_names_width()) + px(CHOSEN) / 2

    def _sentence(self) -> str:
        if not self._visits:
            return tr("No visit yet")
        last = spoken(self._visits[-1])
        return tr_many(
            "Score of {n} visit. Last: {last}.", "Score of {n} visits. Last: {last}.", len(self._visits), last=last
        )
