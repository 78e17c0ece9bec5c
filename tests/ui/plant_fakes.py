"""The fleet in memory, over the same machines as the other stand-ins; nothing is due and nothing changed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from app.domain.fleet import Alert, FirstVisit, MachineNow, Seen, TrendPoint
from app.domain.forecast import Action, Priority
from app.domain.plan import Timing
from app.domain.verdict import State


class FakeFleet:
    """Those that are abnormal or to be watched come first, by name."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def overview(self, at: datetime | None = None) -> tuple[MachineNow, ...]:
        return tuple(MachineNow(one, None, Timing.UNPLANNED) for one in self._book.lines())

    def trends(self, machine_ids: Collection[str], count: int = 12) -> dict[str, tuple[TrendPoint, ...]]:
        return {}

    def first(
        self, machines: Sequence[MachineNow], count: int = 3, at: datetime | None = None
    ) -> tuple[FirstVisit, ...]:
        urgent = [one for one in machines if one.summary.state in (State.ABNORMAL, State.WATCH)]
        return tuple(FirstVisit(one, Action("Look at it.", Priority.NOW)) for one in urgent[:count])

    def changes(self, since: datetime, until: datetime | None = None, cancel: object = None) -> tuple[Alert, ...]:
        return ()

    def see(self, alert_id: str, note: str = "", by: str = "") -> Seen:
        return Seen(alert_id, note, by)

    def open_again(self, alert_id: str, by: str = "") -> Seen:
        return Seen(alert_id, by=by, open_again=True)
