"""Who took note of which alert. The alerts themselves are told anew from the inspections each time."""

from collections.abc import Iterable

from sqlalchemy import func, select

from app.domain.fleet import Seen
from app.history.database import Database
from app.history.mappers_fleet import seen_row, to_seen
from app.history.tables_fleet import SeenAlertRow


class Alerts:
    """What was noted of alerts; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seen(self, alert_id: str, note: str = "", by: str = "") -> Seen:
        """Somebody took note of an alert, or says something else of it now."""
        return self._follow(Seen(alert_id, note, by))

    def open_again(self, alert_id: str, by: str = "") -> Seen:
        """Take that back: the alert wants to be looked at again."""
        return self._follow(Seen(alert_id, by=by, open_again=True))

    def seen_of(self, alert_ids: Iterable[str]) -> dict[str, Seen]:
        """What was noted of those of these alerts that were seen and not opened again."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(SeenAlertRow)
                .where(SeenAlertRow.alert_id.in_(set(alert_ids)))
                .order_by(SeenAlertRow.revision, SeenAlertRow.seen_at, SeenAlertRow.id)
            )
            newest = {row.alert_id: to_seen(row) for row in rows}
        return {alert_id: seen for alert_id, seen in newest.items() if not seen.open_again}

    def lines(self, alert_id: str) -> list[Seen]:
        """All that was ever noted of an alert, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(SeenAlertRow)
                .where(SeenAlertRow.alert_id == alert_id)
                .order_by(SeenAlertRow.revision.desc(), SeenAlertRow.seen_at.desc(), SeenAlertRow.id.desc())
            )
            return [to_seen(row) for row in rows]

    def _follow(self, seen: Seen) -> Seen:
        with self._database.writing() as session:
            highest = session.scalar(
                select(func.max(SeenAlertRow.revision)).where(SeenAlertRow.alert_id == seen.alert_id)
            )
            row = seen_row(seen, (highest or 0) + 1)
            session.add(row)
            session.flush()
            session.expire(row)
            return to_seen(row)
