"""One inspection: a take, judged, and kept for ever as it was judged."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from app.domain.identity import new_id, now
from app.domain.microphone import Ending
from app.domain.quality import Check, Quality
from app.domain.review import Found
from app.domain.take import Clips, Take
from app.domain.verdict import ModelIdentity, State, Verdict


@dataclass(frozen=True, slots=True, eq=False)
class HealthyCurve:
    """The baseline as it was when the verdict was given, kept so that a report never recomputes it.

    `mean`, `spread` float32 `[128]`: mean and standard deviation over the n clips, in dB (10/ln 10 × band level).
    """

    baseline_id: str
    clip_count: int
    learnt_at: datetime
    mean: NDArray[np.float32]
    spread: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """Everything that was known when a take was judged. Only `note` may change later.

    `overruled` are the checks that failed while the technician said "use anyway"; `above_room_db` is how far the
    machine stood above the room, None where the room was not recorded; `ending` is why the recording ended, None
    for a file.
    """

    machine_id: str
    condition_id: str
    take: Take
    clips: Clips
    quality: Quality
    verdict: Verdict
    model: ModelIdentity | None
    healthy: HealthyCurve | None
    app_version: str
    note: str = ""
    inspector: str = ""
    overruled: tuple[Check, ...] = ()
    above_room_db: float | None = None
    ending: Ending | None = None
    id: str = field(default_factory=new_id)
    analysed_at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection in one line, for lists and trends; `found` is its newest review, None while there is none."""

    inspection_id: str
    condition_id: str
    analysed_at: datetime
    recorded_at: datetime | None
    state: State
    score: float | None
    finding: str
    file_name: str
    found: Found | None = None

    @property
    def when(self) -> datetime:
        """When the machine sounded like this: the recording's time where it is known."""
        return self.recorded_at or self.analysed_at


@dataclass(frozen=True, slots=True, eq=False)
class HeardVisit:
    """An inspection as far as it tells how a machine's sound goes over the months.

    `bands` float32 `[128]`: mean over the take's clips, as the ear of `ear_sha256` gives them; `device` is empty
    for a file, `baseline_id` None where there was no baseline yet.
    """

    inspection_id: str
    when: datetime
    state: State
    score: float | None
    bands: NDArray[np.float32]
    ear_sha256: str
    device: str
    baseline_id: str | None
    found: Found | None
