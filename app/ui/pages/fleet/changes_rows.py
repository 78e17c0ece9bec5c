"""What changed as rows: a day, then its alerts, each with where its words and links stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt

from app.domain.fleet import Alert
from app.language import later, retold, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.fleet.day_words import heading_day, weekday
from app.ui.pages.fleet.lettering import lettering
from app.ui.pages.fleet.words import alert_title, spoken_alert
from app.ui.pages.fleet.wrapping import wrapped
from app.ui.theme import control_height, icon_side, line_height, px, touch
from app.ui.widgets.row_list import RowsModel
from app.ui.widgets.wording import clock, day

_ABOVE = 8
_LINES, _NOTE_LINES = 3, 3


class Link(Enum):
    """What can be pressed in a row; the value is its English word."""

    SEEN = later("Seen")
    NOTE = later("Note")
    AGAIN = later("Open again")


@dataclass(frozen=True, slots=True)
class Day:
    """The line above a day's alerts."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """An alert with the words about it."""

    alert: Alert
    title: str
    line: str
    time: str
    tip: str
    note: str
    """What was noted of it, or who has seen it when."""

    @property
    def seen(self) -> bool:
        """Whether somebody took note of it."""
        return self.alert.seen is not None


def rows_of(alerts: Sequence[Alert], names: Mapping[str, str], at: datetime) -> list[Day | Row]:
    """The alerts under their days, in the order given."""
    rows: list[Day | Row] = []
    heading = ""
    # Of hundreds of alerts there are a few days: each is put into words once.
    days: dict[date, tuple[str, str]] = {}
    for alert in alerts:
        here = alert.at.astimezone().date()
        text, of_week = days.get(here) or days.setdefault(here, (heading_day(alert.at, at), weekday(alert.at)))
        if text != heading:
            rows.append(Day(text))
            heading = text
        about, time = ", ".join(names.get(one, "") for one in alert.machine_ids if one in names), clock(alert.at)
        what = retold(alert.what)
        tip = "\n".join(part for part in (f"{of_week}, {time}", about, what) if part)
        rows.append(Row(alert, alert_title(alert, names), what, time, tip, _note(alert)))
    return rows


def _note(alert: Alert) -> str:
    seen = alert.seen
    if seen is None:
        return ""
    when = day(seen.at)
    if seen.by and seen.note:
        return tr("Seen {day} by {who}: {note}", day=when, who=seen.by, note=seen.note)
    if seen.by:
        return tr("Seen {day} by {who}", day=when, who=seen.by)
    return tr("Seen {day}: {note}", day=when, note=seen.note) if seen.note else tr("Seen {day}", day=when)


class ChangesModel(RowsModel):
    """Days can't be chosen, and the arrow keys pass over them; a note is typed in its row."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, _title, self._spoken, _tip)
        self.names: Mapping[str, str] = {}

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Alerts can be pressed, and edited where the list asks for it."""
        if index.isValid() and isinstance(self.rows[index.row()], Day):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def _spoken(self, row: Day | Row) -> str:
        if isinstance(row, Day):
            return row.text
        return spoken_alert(row.alert, self.names, f"{weekday(row.alert.at)}, {row.time}")


class RowPlan:
    """Where everything of an alert's row stands at a width. `side` is the room left and right in px."""

    def __init__(self, rect: QRect, row: Row, *, editing: bool, with_note: bool) -> None:
        pad, self.row = px(SPACE[2]), row
        metrics = lettering(CAPTION).metrics
        self.time_wide = metrics.horizontalAdvance("00:00") + px(SPACE[1])
        self.time_wide = max(self.time_wide, metrics.horizontalAdvance(row.time) + px(6))
        body, caption = line_height(BODY), line_height(CAPTION)
        y = rect.y() + px(_ABOVE)
        self.time = QRect(rect.x() + pad, y, self.time_wide, body)
        side = icon_side()
        self.shape = QRect(self.time.right() + 1, y + (body - side) // 2, side, side)
        left, right = self.shape.right() + px(SPACE[1]), rect.right() - pad
        self.link = Link.NOTE if row.seen else Link.SEEN
        link_wide = lettering(BODY, 500).metrics.horizontalAdvance(tr(self.link.value)) + 2
        self.link_text = QRect(right - link_wide + 1, y, link_wide, body)
        self.title = QRect(left, y, self.link_text.x() - px(SPACE[1]) - left, body)
        names = lettering(BODY, 500, tabular=False).metrics
        self.title_lines = wrapped(row.title, names, self.title.width(), 2)
        y += body * max(1, len(self.title_lines))
        self.lines = wrapped(row.line, metrics, right - left + 1, _LINES)
        self.line = QRect(left, y, right - left + 1, caption)
        y += caption * len(self.lines)
        self.note_lines = wrapped(row.note, metrics, right - left + 1, _NOTE_LINES) if with_note else []
        self.note = QRect(left, y + px(2), right - left + 1, caption)
        y += caption * len(self.note_lines) + (px(2) if self.note_lines else 0)
        self.again = QRect()
        if row.seen:
            again_wide = lettering(CAPTION, 500).metrics.horizontalAdvance(tr(Link.AGAIN.value)) + 2
            self.again = QRect(left, y, again_wide, max(caption, px(48) if touch() else 0))
            y += self.again.height()
        self.editor = QRect()
        if editing:
            self.editor = QRect(left, y + px(SPACE[0]), right - left + 1, control_height())
            y = self.editor.bottom() + 1
        least = px(64) if touch() else 0
        self.height = max(least, y + px(_ABOVE) - rect.y())

    def link_at(self, x: int, y: int) -> Link | None:
        """What would be pressed there; for gloves more than the word."""
        around = px(8)
        places = {self.link: self.link_text.adjusted(-around, -px(_ABOVE), around, around)}
        if touch():
            places[self.link] = self.link_text.adjusted(-px(12), -px(_ABOVE), px(12), px(24))
        if self.row.seen:
            places[Link.AGAIN] = self.again.adjusted(-around, 0, around, px(4))
        return next((link for link, place in places.items() if place.contains(x, y)), None)


def day_height() -> int:
    """A day's line."""
    return line_height(CAPTION) + px(SPACE[2])


def _title(row: Day | Row) -> str:
    return row.text if isinstance(row, Day) else row.title


def _tip(row: Day | Row) -> str:
    return "" if isinstance(row, Day) else row.tip
