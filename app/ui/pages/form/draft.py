"""A machine while it is being described: plain text as typed, checked, made into a machine."""

from dataclasses import dataclass, field, replace

from app.domain.identity import new_id
from app.domain.machine import Criticality, Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.words import number
from app.language import later, tr

DEFAULT_POINT = later("Inlet side, 0.5 m")
DEFAULT_CONDITION = later("Full speed")

MOST_RPM = 200_000.0
MOST_BLADES = 500
MOST_DAYS = 3650


class DraftError(ValueError):
    """Something typed can't be kept: `field` names it, the text says what to do."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = where


@dataclass(slots=True)
class ConditionDraft:
    """One operating condition as typed. `kept` once it is in the history and can only be renamed."""

    name: str = field(default_factory=lambda: tr(DEFAULT_CONDITION))
    rpm: str = ""
    id: str = field(default_factory=new_id)
    kept: bool = False


@dataclass(slots=True)
class PointDraft:
    """One measuring point as typed."""

    name: str = field(default_factory=lambda: tr(DEFAULT_POINT))
    conditions: list[ConditionDraft] = field(default_factory=lambda: [ConditionDraft()])
    id: str = field(default_factory=new_id)
    kept: bool = False
    fixed: bool = False


@dataclass(slots=True)
class MachineDraft:
    """A machine as typed; `original` is the machine that is being changed, None for a new one."""

    name: str = ""
    type: MachineType = MachineType.FAN
    site: str = ""
    code: str = ""
    blades: str = ""
    points: list[PointDraft] = field(default_factory=lambda: [PointDraft()])
    original: Machine | None = None
    area: str = ""
    criticality: Criticality = Criticality.NORMAL
    interval: str = ""
    notes: str = ""
    photo: str = ""

    @staticmethod
    def of(machine: Machine) -> "MachineDraft":
        """What is known of a machine, ready to be changed."""
        points = [
            PointDraft(p.name, [_known(c) for c in p.conditions], p.id, kept=True, fixed=p.fixed)
            for p in machine.points
        ]
        return MachineDraft(
            machine.name,
            machine.type,
            machine.site,
            machine.code,
            str(machine.blades or ""),
            points,
            machine,
            machine.area,
            machine.criticality,
            str(machine.interval_days or ""),
            machine.notes,
            machine.photo,
        )

    def machine(self) -> Machine:
        """The machine it describes; DraftError for the first thing that can't be kept."""
        name = _needed("name", self.name, tr("Give the machine a name."))
        points = tuple(_point(draft) for draft in self.points)
        sentence = tr("Two measuring points have the same name; rename one.")
        _distinct("points", [p.name for p in points], sentence)
        made = Machine(
            name,
            self.type,
            points,
            self.site.strip(),
            self.code.strip(),
            _blades(self.blades),
            self.area.strip(),
            self.criticality,
            self.notes.strip(),
            self.photo,
            _days(self.interval),
        )
        if self.original is None:
            return made
        return replace(made, id=self.original.id, created_at=self.original.created_at)


def _known(condition: OperatingCondition) -> ConditionDraft:
    return ConditionDraft(condition.name, _rpm_text(condition.rpm), condition.id, True)


def _rpm_text(rpm: float | None) -> str:
    return "" if rpm is None else f"{rpm:g}" if rpm < 1e5 else f"{rpm:.0f}"


def _needed(where: str, text: str, sentence: str) -> str:
    if not text.strip():
        raise DraftError(where, sentence)
    return text.strip()


def _distinct(where: str, names: list[str], sentence: str) -> None:
    if len({name.casefold() for name in names}) < len(names):
        raise DraftError(where, sentence)


def _point(draft: PointDraft) -> MeasuringPoint:
    sentence = tr("Name each measuring point, so that you hold the microphone there again.")
    name = _needed("points", draft.name, sentence)
    conditions = tuple(_condition(one) for one in draft.conditions)
    sentence = tr("Two operating conditions at {point} have the same name; rename one.", point=name)
    _distinct("points", [c.name for c in conditions], sentence)
    return MeasuringPoint(name, conditions, draft.id, draft.fixed)


def _condition(draft: ConditionDraft) -> OperatingCondition:
    name = _needed("points", draft.name, tr("Say how the machine runs, for example “full speed”."))
    return OperatingCondition(name, _rpm(draft.rpm), draft.id)


def _rpm(text: str) -> float | None:
    """Rotations a minute as people type them: "1480", "1 480", "1480,5" or "1,480"."""
    plain = "".join(text.split())
    if not plain:
        return None
    head, comma, tail = plain.rpartition(",")
    plain = head.replace(",", "") + tail if comma and len(tail) == 3 else plain.replace(",", ".")
    try:
        rpm = float(plain)
    except ValueError:
        rpm = float("nan")
    if not 0 < rpm <= MOST_RPM:
        sentence = tr("“{typed}” is no speed; give rotations per minute, for example 1480.", typed=text.strip())
        raise DraftError("points", sentence)
    return rpm


def _blades(text: str) -> int | None:
    sentence = tr("“{typed}” is no number of blades; count them, or leave it empty.", typed=text.strip())
    return _whole("blades", text, MOST_BLADES, sentence)


def _days(text: str) -> int | None:
    sentence = tr(
        "“{typed}” is no number of days; give 1 to {most}, or leave it empty for no plan.",
        typed=text.strip(),
        most=number(MOST_DAYS),
    )
    return _whole("interval", text, MOST_DAYS, sentence)


def _whole(where: str, text: str, most: int, sentence: str) -> int | None:
    typed = text.strip()
    if not typed:
        return None
    # Longer ones are no count of anything, and Python refuses to read the longest.
    count = int(typed) if typed.isdecimal() and len(typed) <= len(str(most)) else 0
    if not 1 <= count <= most:
        raise DraftError(where, sentence)
    return count
