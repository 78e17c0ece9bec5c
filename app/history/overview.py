"""What the page of all machines asks beside its lines: of the machines on screen, and of what changed meanwhile.

Each answer takes as many statements for one machine as for a thousand, and reads no more visits than it needs.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import String, select, type_coerce

from app.domain.fleet import JudgedVisit, SureVisit, TrendPoint
from app.domain.verdict import State
from app.history.database import Database
from app.history.fleet import plain_rows, trends_of
from app.history.heard_series import Comparable, Sound, comparable, sounds
from app.history.in_the_bin import thrown_away
from app.history.mappers_take import readable
from app.history.sure_visits import sure_visits
from app.history.tables import InspectionRow
from app.language import later


class Overview:
    """Questions about many machines at once; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def trends(self, machine_ids: Collection[str], count: int) -> dict[str, tuple[TrendPoint, ...]]:
        """Up to `count` newest visits at the worst condition of each of these machines, oldest first.

        A machine never visited has none, and so has an id that is not in the history.
        """
        with self._database.reading() as session:
            return trends_of(session, machine_ids, count)

    def judged(self, since: datetime, until: datetime) -> list[JudgedVisit]:
        """Which machines got a verdict from `since` on, before `until`, oldest first; "cannot tell" is none."""
        gone = thrown_away()
        chosen = (
            select(
                type_coerce(InspectionRow.when_at, String), InspectionRow.machine_id, InspectionRow.condition_id
            )
            .where(InspectionRow.when_at >= since, InspectionRow.when_at < until)
            .where(InspectionRow.state != State.CANNOT_TELL)
            .where(InspectionRow.id.not_in(gone), InspectionRow.machine_id.not_in(gone))
            .order_by(InspectionRow.when_at)
        )
        with self._database.reading() as session, readable(later("the time of a visit")):
            return [
                JudgedVisit(datetime.fromisoformat(when), machine_id, condition_id)
                for when, machine_id, condition_id in plain_rows(session, chosen)
            ]

    def sure_visits(
        self, condition_ids: Collection[str], since: datetime, until: datetime, before: int
    ) -> dict[str, list[SureVisit]]:
        """How sure the verdicts at these conditions were in that time and at up to `before` visits before it."""
        with self._database.reading() as session:
            return sure_visits(session, condition_ids, since, until, before)

    def comparable(self, condition_ids: Collection[str], until: datetime) -> dict[str, Comparable]:
        """When each of these conditions was heard so that its visits can be compared with each other."""
        with self._database.reading() as session:
            return comparable(session, condition_ids, until)

    def sounds(self, wanted: Collection[Comparable]) -> dict[str, list[Sound]]:
        """What was heard at those visits of each condition, oldest first."""
        with self._database.reading() as session:
            return sounds(session, wanted)
