"""Placements of the microphone and sounds of the room between rows and domain values."""

from app.domain.placement import Placement, RoomSound
from app.domain.take import Take
from app.history.mappers_take import real_number, to_clips, to_take
from app.history.tables import ClipBandsRow, PlacementRow, RoomSoundRow, TakeRow


def placement_row(placement: Placement, revision: int) -> PlacementRow:
    """A new row for the placement."""
    return PlacementRow(
        id=placement.id,
        point_id=placement.point_id,
        revision=revision,
        placed_at=placement.placed_at,
        placed_by=placement.by,
        note=placement.note,
        photo=placement.photo,
    )


def to_placement(row: PlacementRow) -> Placement:
    """The placement in this row."""
    return Placement(
        id=row.id,
        point_id=row.point_id,
        note=row.note,
        photo=row.photo,
        by=row.placed_by,
        placed_at=row.placed_at,
    )


def room_sound_row(room: RoomSound, take: Take, clip_bands_id: str, revision: int) -> RoomSoundRow:
    """A new row for a room heard in this take, as the history has it."""
    return RoomSoundRow(
        id=room.id,
        point_id=room.point_id,
        revision=revision,
        take_id=take.id,
        clip_bands_id=clip_bands_id,
        level_dbfs=real_number(room.level_dbfs),
        heard_at=room.heard_at,
    )


def to_room_sound(row: RoomSoundRow, take: TakeRow, clip_bands: ClipBandsRow) -> RoomSound:
    """The room in these rows; Problem when an array is damaged."""
    return RoomSound(
        id=row.id,
        point_id=row.point_id,
        take=to_take(take),
        clips=to_clips(clip_bands),
        level_dbfs=row.level_dbfs,
        heard_at=row.heard_at,
    )
