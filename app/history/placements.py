"""What is known of a measuring point beside its takes: how the microphone was placed, what the room sounds like.

Nothing is overwritten: each placement and each room gets the next revision of its point, and the highest one
counts. A clock set back changes nothing.
"""

from datetime import datetime
from math import nan

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.placement import Placement, RoomSound
from app.domain.quality import Quality
from app.history.mappers_placement import placement_row, room_sound_row, to_placement, to_room_sound
from app.history.tables import ClipBandsRow, PlacementRow, PointRow, RoomSoundRow, TakeRow
from app.history.takes import Takes


class Placements:
    """Placements and rooms of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, placement: Placement) -> Placement:
        """Keep a placement as its point's newest; returns it as it is kept."""
        self._require_point(placement.point_id)
        row = placement_row(placement, self._next_revision(PlacementRow, placement.point_id))
        self._session.add(row)
        self._session.flush()
        self._session.expire(row)
        return to_placement(row)

    def newest(self, point_id: str, at: datetime | None) -> Placement | None:
        """The placement that counts, or that counted at that moment."""
        chosen = select(PlacementRow).where(PlacementRow.point_id == point_id)
        if at is not None:
            chosen = chosen.where(PlacementRow.placed_at <= at)
        row = self._session.scalar(
            chosen.order_by(PlacementRow.revision.desc(), PlacementRow.placed_at.desc(), PlacementRow.id).limit(1)
        )
        if row is None:
            self._require_point(point_id)
            return None
        return to_placement(row)

    def add_room(self, room: RoomSound) -> RoomSound:
        """Keep a room as its point's newest, with its take; returns it with the take the history has."""
        self._require_point(room.point_id)
        # A room's take is not judged, so the gate need not have heard it: nobody knows its peak then.
        quality = Quality((), room.level_dbfs, nan)
        take, clip_bands_id = Takes(self._session).keep(room.take, room.clips, quality)
        revision = self._next_revision(RoomSoundRow, room.point_id)
        self._session.add(room_sound_row(room, take, clip_bands_id, revision))
        self._session.flush()
        self._session.expire_all()
        kept = self.room(room.point_id)
        assert kept is not None
        return kept

    def room(self, point_id: str) -> RoomSound | None:
        """The newest sound of the room at that point."""
        found = self._session.execute(
            select(RoomSoundRow, TakeRow, ClipBandsRow)
            .join(TakeRow, TakeRow.id == RoomSoundRow.take_id)
            .join(ClipBandsRow, ClipBandsRow.id == RoomSoundRow.clip_bands_id)
            .where(RoomSoundRow.point_id == point_id)
            .order_by(RoomSoundRow.revision.desc(), RoomSoundRow.heard_at.desc(), RoomSoundRow.id)
            .limit(1)
        ).one_or_none()
        if found is None:
            self._require_point(point_id)
            return None
        return to_room_sound(*found)

    def _next_revision(self, rows: type[PlacementRow | RoomSoundRow], point_id: str) -> int:
        highest = self._session.scalar(select(func.max(rows.revision)).where(rows.point_id == point_id))
        return (highest or 0) + 1

    def _require_point(self, point_id: str) -> None:
        if self._session.get(PointRow, point_id) is None:
            raise KeyError(point_id)
