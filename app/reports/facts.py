"""What a report is made of: everything it prints was stored before, nothing is worked out anew."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import Enum
from pathlib import Path

from app.domain import words
from app.domain.baseline import FIRM_FROM_CLIPS
from app.domain.inspection import Inspection, Visit
from app.domain.letterhead import Letterhead
from app.domain.machine import Machine
from app.domain.placement import Placement
from app.domain.plan import due_at
from app.domain.reading import Reading
from app.domain.review import Found, Review
from app.domain.take import SoundPicture
from app.language import retold, tr

_LETTER_REGIONS = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "DO", "GT", "HN", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where offices print on Letter; everywhere else on A4."""


class Paper(Enum):
    """A sheet's width and height in pt (1/72 inch)."""

    A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
    LETTER = (612.0, 792.0)

    @property
    def width_pt(self) -> float:
        """Width in pt."""
        return self.value[0]

    @property
    def height_pt(self) -> float:
        """Height in pt."""
        return self.value[1]


def paper_for_locale(name: str) -> Paper:
    """The paper people use where that locale is spoken: "en_US", "es-MX.UTF-8" and the like are Letter."""
    _, *parts = re.split("[-_.@]", name)
    return Paper.LETTER if any(part.upper() in _LETTER_REGIONS for part in parts) else Paper.A4


@dataclass(frozen=True, slots=True, eq=False)
class ReportFacts:
    """One inspection with what stands around it on paper.

    `visits` may hold other conditions and later visits: the report leaves them out. Times are
    printed in `zone`, None means the system's. `picture` is the kept picture of the whole take, None when
    it is lost. `placement` is how the microphone was placed at the point, `photo` where its photo lies, None when
    there is none or it is lost. `letterhead` is whose paper it is printed on, and who prints. `review` is what was
    found at the machine since, None while nobody said; `readings` are those typed in at this visit.
    """

    inspection: Inspection
    machine: Machine
    visits: Sequence[Visit]
    picture: SoundPicture | None
    paper: Paper
    printed_at: datetime
    letterhead: Letterhead = field(default_factory=Letterhead)
    zone: tzinfo | None = None
    placement: Placement | None = None
    photo: Path | None = None
    review: Review | None = None
    readings: Sequence[Reading] = ()

    @property
    def this_visit(self) -> Visit:
        """The printed inspection in one line."""
        i = self.inspection
        return Visit(
            inspection_id=i.id,
            condition_id=i.condition_id,
            analysed_at=i.analysed_at,
            recorded_at=i.take.recorded_at,
            state=i.verdict.state,
            score=i.verdict.score,
            finding=i.verdict.finding,
            file_name=i.take.file_name,
        )

    @property
    def visits_so_far(self) -> list[Visit]:
        """The visits in this point and condition up to this one, newest first: this one is the first."""
        this = self.this_visit
        earlier = [
            visit
            for visit in self.visits
            if visit.condition_id == this.condition_id
            and visit.inspection_id != this.inspection_id
            and (visit.when, visit.analysed_at) <= (this.when, this.analysed_at)
        ]
        return [this, *sorted(earlier, key=lambda visit: (visit.when, visit.analysed_at), reverse=True)]

    @property
    def previous(self) -> Visit | None:
        """The visit before this one, if there was one."""
        return self.visits_so_far[1] if len(self.visits_so_far) > 1 else None

    @property
    def next_visit(self) -> datetime | None:
        """When the plan wants the visit after this one; None where nobody planned."""
        when = self.this_visit.when
        return due_at(self.machine.interval_days, when, when)

    @property
    def confirmed(self) -> str:
        """What became of the verdict: confirmed or not, and what was found."""
        review = self.review
        if review is None or review.found is Found.OPEN:
            return tr("not yet")
        right = review.confirms(self.inspection.verdict.state)
        answer = found = tr(review.found.value)
        if right is not None:
            answer = tr("yes, {found}", found=found) if right else tr("no, {found}", found=found)
        return f"{answer}: {review.cause}" if review.cause else answer

    @property
    def number_tail(self) -> str:
        """The report number after the machine: day of the visit and which visit it was."""
        return f" / {words.iso_date(self.this_visit.when, self.zone)} / {len(self.visits_so_far)}"

    @property
    def machine_tag(self) -> str:
        """What starts the report number: the asset code, or else the name."""
        return self.machine.code.strip() or self.machine.name

    @property
    def used_anyway(self) -> str:
        """The checks that failed and were overruled, each with its value; empty when there were none."""
        values = {found.check: f" ({retold(found.value)})" for found in self.inspection.quality.findings}
        return ", ".join(f"{tr(check.value)}{values.get(check, '')}" for check in self.inspection.overruled)

    @property
    def above_room(self) -> str:
        """How far the machine stood above the room; empty where the room was not recorded."""
        margin_db = self.inspection.above_room_db
        if margin_db is None:
            return ""
        margin = words.number(abs(margin_db))
        if words.number(margin_db).startswith(words.MINUS):
            return tr("{margin} dB below the room", margin=margin)
        return tr("{margin} dB above the room", margin=margin)

    @property
    def provisional(self) -> bool:
        """Whether the baseline rested on too few clips when the verdict was given."""
        return self.inspection.healthy is not None and self.inspection.healthy.clip_count < FIRM_FROM_CLIPS

    def time(self, when: datetime | None) -> str:
        """That moment as the report prints it."""
        return words.iso_time(when, self.zone)

    def day(self, when: datetime | None) -> str:
        """That day as the report prints it."""
        return words.iso_date(when, self.zone)
