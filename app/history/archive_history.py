"""The history as an import writes it: many inspections in one transaction.

`History.add_inspection` costs a transaction and a dozen statements each, which would be half of an import.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.identity import now
from app.domain.inspection import Inspection
from app.domain.quality import Quality
from app.domain.take import Clips, Take
from app.history.history import History
from app.history.inspections import Inspections, write_missing, write_rows
from app.history.mappers_take import clip_bands_row, take_row, to_take
from app.history.tables import BaselineTakeRow, ClipBandsRow, InspectionRow, TakeRow


@dataclass(frozen=True, slots=True, eq=False)
class HealthyTake:
    """A take that is going to be learnt from."""

    take: Take
    clips: Clips
    quality: Quality


class ArchiveHistory(History):
    """An opened history, as one import uses it. It remembers what never changes."""

    def __init__(self, history: History) -> None:
        super().__init__(history._database)
        self._takes_of: dict[str, list[Take]] = {}

    def takes_of_baseline(self, baseline_id: str) -> list[Take]:
        """The takes a baseline was learnt from, in order."""
        if baseline_id not in self._takes_of:
            self._takes_of[baseline_id] = super().takes_of_baseline(baseline_id)
        return self._takes_of[baseline_id]

    def used(self) -> set[str]:
        """The SHA-256 of all takes that were inspected or learnt from."""
        with self._database.reading() as session:
            inspected = session.query(TakeRow.sha256).join(InspectionRow, InspectionRow.take_id == TakeRow.id)
            learnt = session.query(TakeRow.sha256).join(BaselineTakeRow, BaselineTakeRow.take_id == TakeRow.id)
            return {sha256 for (sha256,) in inspected.union(learnt)}

    def has_inspection(self, inspection_id: str) -> bool:
        """Whether an inspection of that id is kept."""
        with self._database.reading() as session:
            return session.query(InspectionRow.id).filter(InspectionRow.id == inspection_id).first() is not None

    def machine_of(self, sha256: str) -> str:
        """The name of a machine that a recording was inspected at; empty where it was not."""
        with self._database.reading() as session:
            row = (
                session.query(InspectionRow.machine_id)
                .join(TakeRow, InspectionRow.take_id == TakeRow.id)
                .filter(TakeRow.sha256 == sha256)
                .first()
            )
        return self.machine(row[0]).name if row else ""

    def keep_all(self, inspections: Sequence[Inspection], healthy: Sequence[HealthyTake]) -> set[str]:
        """Keeps all of it in one transaction.

        Returns:
            the ids of those inspections that are not kept, since another program kept one of the same recording
            meanwhile.
        """
        wanted = {one.take.sha256: one for one in healthy}
        wanted |= {one.take.sha256: HealthyTake(one.take, one.clips, one.quality) for one in inspections}
        with self._database.writing() as session:
            found = session.query(TakeRow).filter(TakeRow.sha256.in_(wanted))
            there = {row.sha256: to_take(row) for row in found}
            taken = session.query(InspectionRow.take_id).filter(
                InspectionRow.take_id.in_([take.id for take in there.values()])
            )
            inspected = {take_id for (take_id,) in taken}
            write_rows(
                session, [take_row(one.take, one.quality) for sha, one in wanted.items() if sha not in there]
            )
            kept = {sha: there.get(sha, one.take) for sha, one in wanted.items()}
            bands = {sha: _clips_row(kept[sha], one.clips) for sha, one in wanted.items()}
            write_missing(session, bands.values())
            chosen = [one for one in inspections if kept[one.take.sha256].id not in inspected]
            shas = [one.take.sha256 for one in chosen]
            Inspections(session).write(
                [(one, kept[sha], bands[sha].id) for one, sha in zip(chosen, shas, strict=True)]
            )
        return {one.id for one in inspections} - {one.id for one in chosen}


def _clips_row(take: Take, clips: Clips) -> ClipBandsRow:
    row = clip_bands_row(take, clips)
    row.added_at = now()
    return row
