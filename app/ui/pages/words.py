"""Small pieces of the sentences on the pages: counts, days, places."""

from datetime import datetime

from app.domain.machine import Criticality, Machine, MachineType
from app.domain.words import number
from app.language import later, tr, tr_many

TYPE_WORDS = {
    MachineType.FAN: (later("Fan"), later("fans")),
    MachineType.PUMP: (later("Pump"), later("pumps")),
    MachineType.SLIDER: (later("Slide rail"), later("slide rails")),
    MachineType.OTHER: (later("Other"), later("machines of this type")),
}
"""What the screen calls a type: one of them, many of them."""

_MONTHS = (
    later("Jan"),
    later("Feb"),
    later("Mar"),
    later("Apr"),
    later("May"),
    later("Jun"),
    later("Jul"),
    later("Aug"),
    later("Sep"),
    later("Oct"),
    later("Nov"),
    later("Dec"),
)


def day(moment: datetime) -> str:
    """ "3 Mar 2026", on the clock of this computer."""
    local = moment.astimezone()
    month = tr(_MONTHS[local.month - 1])
    return tr("{day} {month} {year}", day=local.day, month=month, year=local.year)


def facts(machine: Machine, condition_id: str) -> str:
    """The line under a machine's name: "Plant 2 · Hall B · Fan · 1,480 rpm, 5 blades · high criticality"."""
    _, condition = machine.find(condition_id)
    turning = [tr("{rpm} rpm", rpm=number(condition.rpm))] if condition.rpm else []
    turning += [tr_many("{n} blade", "{n} blades", machine.blades)] if machine.blades else []
    critical = tr("high criticality") if machine.criticality is Criticality.HIGH else ""
    parts = [machine.site, machine.area, tr(TYPE_WORDS[machine.type][0]), ", ".join(turning), critical]
    return " · ".join(part for part in parts if part)


def listed(names: list[str], at_most: int = 3) -> str:
    """ "a.wav, b.wav and 4 more"."""
    if len(names) <= at_most:
        return ", ".join(names)
    return tr("{names} and {more} more", names=", ".join(names[:at_most]), more=len(names) - at_most)
