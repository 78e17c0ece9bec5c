"""Takes and the band levels of their clips: each content is kept once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.identity import now
from app.domain.quality import Quality
from app.domain.take import Clips, Take
from app.history.mappers_take import clip_bands_row, quality_in, take_row, to_clips, to_take
from app.history.tables import BaselineRow, BaselineTakeRow, ClipBandsRow, TakeRow


class Takes:
    """Takes of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, take: Take, clips: Clips, quality: Quality) -> tuple[Take, str]:
        """The take as the history has it, added if its content is new, and the id of its clips' band levels."""
        kept = self.with_sha256(take.sha256)
        if kept is None:
            row = take_row(take, quality)
            self._session.add(row)
            self._session.flush()
            self._session.expire(row)
            kept = to_take(row)
        bands = clip_bands_row(kept, clips)
        if self._session.get(ClipBandsRow, bands.id) is None:
            bands.added_at = now()
            self._session.add(bands)
            self._session.flush()
        return kept, bands.id

    def with_sha256(self, sha256: str) -> Take | None:
        """The take with that content."""
        row = self._session.scalar(select(TakeRow).where(TakeRow.sha256 == sha256))
        return None if row is None else to_take(row)

    def get(self, take_id: str) -> Take:
        """The take of that id."""
        return to_take(self._row(take_id))

    def quality(self, take_id: str) -> Quality:
        """How the take passed the quality gate when it came."""
        return quality_in(self._row(take_id).quality)

    def clips(self, take_id: str, ear_sha256: str) -> Clips | None:
        """The newest band levels which that ear gave for the take."""
        row = self._session.scalar(
            select(ClipBandsRow)
            .where(ClipBandsRow.take_id == take_id, ClipBandsRow.ear_sha256 == ear_sha256)
            .order_by(ClipBandsRow.added_at.desc(), ClipBandsRow.id)
            .limit(1)
        )
        return None if row is None else to_clips(row)

    def of_baseline(self, baseline_id: str) -> list[Take]:
        """The takes a baseline was learnt from, in order."""
        rows = self._session.scalars(
            select(TakeRow)
            .join(BaselineTakeRow, BaselineTakeRow.take_id == TakeRow.id)
            .where(BaselineTakeRow.baseline_id == baseline_id)
            .order_by(BaselineTakeRow.position)
        )
        takes = [to_take(row) for row in rows]
        if not takes and self._session.scalar(select(BaselineRow.id).where(BaselineRow.id == baseline_id)) is None:
            raise KeyError(baseline_id)
        return takes

    def _row(self, take_id: str) -> TakeRow:
        row = self._session.get(TakeRow, take_id)
        if row is None:
            raise KeyError(take_id)
        return row
