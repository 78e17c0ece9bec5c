"""What a machine's report is made of. All was stored before; only the forecast looks ahead, from kept scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from app.domain import words
from app.domain.forecast import Action, Forecast
from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.domain.reading import Quantity, Reading
from app.domain.review import Found
from app.domain.verdict import State, Thresholds
from app.language import tr, tr_many
from app.reports.printing import Period, Printing

VERDICTS = (State.ABNORMAL, State.WATCH, State.CANNOT_TELL, State.HEALTHY)
"""What a visit can be, what wants to be seen first at the front."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """One inspection of the period. `number` counts the visits at its point and condition from the first on."""

    number: int
    when: datetime
    state: State
    score: float | None
    limits: Thresholds | None
    finding: str
    inspector: str
    take_sha256: str
    device: str = ""
    note: str = ""
    found: Found | None = None
    cause: str = ""
    cause_code: str = ""
    readings: tuple[Reading, ...] = ()

    @property
    def review(self) -> str:
        """What was found at the machine, with its cause; empty while nobody said."""
        if self.found in (None, Found.OPEN):
            return ""
        cause = ", ".join(part for part in (self.cause.strip(), self.cause_code.strip()) if part)
        told = tr("Found faulty") if self.found is Found.FAULTY else tr("Found healthy")
        return f"{told}: {cause}" if cause else told


@dataclass(frozen=True, slots=True)
class Dot:
    """A visit in the trend; `number` where something was written or found, so that it can be looked up."""

    when: datetime
    state: State
    score: float | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class LimitsFrom:
    """From when on visits were judged by these limits."""

    since: datetime
    limits: Thresholds


class Kind(Enum):
    """What happened to the machine or its baseline."""

    REPAIR = "repair"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Happening:
    """A repair or a step of the baseline; `letter` names it in the trend, `stands` is False of what was undone."""

    letter: str
    at: datetime
    kind: Kind
    word: str
    what: str = ""
    by: str = ""
    stands: bool = True


@dataclass(frozen=True, slots=True)
class ReadingsFacts:
    """The readings of one quantity in the period, oldest first, drawn in `unit`."""

    quantity: Quantity
    unit: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """One point in one condition. `visits` newest first; `dots` oldest first, perhaps fewer than there are visits.

    `state` is how it stands now, `forecast` how it goes on: None where the period does not reach up to now.
    """

    point: MeasuringPoint
    condition: OperatingCondition
    state: State
    visits: tuple[VisitFacts, ...]
    dots: tuple[Dot, ...]
    limits: tuple[LimitsFrom, ...]
    happenings: tuple[Happening, ...]
    readings: tuple[ReadingsFacts, ...]
    baseline_clips: int = 0
    learnt_at: datetime | None = None
    forecast: Forecast | None = None
    action: Action | None = None

    @property
    def name(self) -> str:
        """ "Inlet side · Full speed"."""
        return f"{self.point.name} · {self.condition.name}"

    @property
    def empty(self) -> bool:
        """Whether nothing at all was kept here in the period."""
        return not (self.visits or self.happenings or self.readings)


@dataclass(frozen=True, slots=True)
class NowFacts:
    """How the machine stands when the report is printed, told of its worst condition.

    `last` is the newest visit there, `previous` the score of the one before.
    """

    state: State
    place: str
    action: Action
    forecast: Forecast
    last: VisitFacts | None = None
    previous: float | None = None


@dataclass(frozen=True, slots=True)
class MachineReportFacts:
    """A machine in a period; `due` is where it stands in its plan, in words, empty without one."""

    machine: Machine
    period: Period
    now: NowFacts
    places: Sequence[PlaceFacts]
    how: Printing
    due: str = ""
    photo: Path | None = None

    @property
    def tag(self) -> str:
        """What starts the report number: the asset code, or else the name."""
        return self.machine.code.strip() or self.machine.name

    @property
    def visits(self) -> list[VisitFacts]:
        """Those of all places, in no order."""
        return [visit for place in self.places for visit in place.visits]

    @property
    def days(self) -> str:
        """The period as the report prints it; where it is open, from the first to the last thing that was kept."""
        moments = [visit.when for visit in self.visits]
        moments += [one.at for place in self.places for one in place.happenings]
        return self.period.days(self.how, min(moments, default=None), max(moments, default=None))

    @property
    def where(self) -> str:
        """ "Plant 2 › Hall B"."""
        return " › ".join(part for part in (self.machine.site.strip(), self.machine.area.strip()) if part)


def reviews_text(visits: Sequence[VisitFacts]) -> str:
    """ "8 reviewed: 6 right, 2 false alarms"; what was healthy by the verdict and found faulty is missed."""
    reviewed = [one for one in visits if one.found in (Found.HEALTHY, Found.FAULTY)]
    if not reviewed:
        return tr("none reviewed") if visits else words.UNKNOWN
    alarmed = [one.state in (State.WATCH, State.ABNORMAL) for one in reviewed]
    judged = [one.state is not State.CANNOT_TELL for one in reviewed]
    faulty = [one.found is Found.FAULTY for one in reviewed]
    false = sum(a and not f for a, f in zip(alarmed, faulty, strict=True))
    missed = sum(j and f and not a for j, a, f in zip(judged, alarmed, faulty, strict=True))
    right = sum(judged) - false - missed
    parts = [tr("{count} right", count=words.number(right))]
    parts += [tr_many("{n} false alarm", "{n} false alarms", false)] if false else []
    parts += [tr("{count} missed", count=words.number(missed))] if missed else []
    return tr("{count} reviewed: {told}", count=words.number(len(reviewed)), told=", ".join(parts))


def reading_text(reading: Reading | None) -> str:
    """A value as it was typed in, with its unit, never torn apart: "6.9 mm/s"."""
    if reading is None or reading.value is None:
        return words.UNKNOWN
    text = words.number(reading.value, 3)
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}\N{NO-BREAK SPACE}{tr(reading.unit)}"


def letter(index: int) -> str:
    """A, B, … Z, AA, AB, …: names of what happened, in the trend and in the list."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
