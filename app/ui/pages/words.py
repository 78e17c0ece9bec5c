"""Small pieces of the sentences on the pages: counts, days, places."""

from datetime import datetime

from app.domain.machine import Criticality, Machine, MachineType
from app.domain.words import count

TYPE_WORDS = {
    MachineType.FAN: ("Fan", "fans"),
    MachineType.PUMP: ("Pump", "pumps"),
    MachineType.SLIDER: ("Slide rail", "slide rails"),
    MachineType.OTHER: ("Other", "machines of this type"),
}
"""What the screen calls a type: one of them, many of them."""


def day(moment: datetime) -> str:
    """ "3 Mar 2026", on the clock of this computer."""
    local = moment.astimezone()
    return f"{local.day} {local:%b %Y}"


def facts(machine: Machine, condition_id: str) -> str:
    """The line under a machine's name: "Plant 2 · Hall B · Fan · 1,480 rpm, 5 blades · high criticality"."""
    _, condition = machine.find(condition_id)
    turning = [f"{condition.rpm:,.0f} rpm"] if condition.rpm else []
    turning += [count(machine.blades, "blade")] if machine.blades else []
    critical = "high criticality" if machine.criticality is Criticality.HIGH else ""
    parts = [machine.site, machine.area, TYPE_WORDS[machine.type][0], ", ".join(turning), critical]
    return " · ".join(part for part in parts if part)


def listed(names: list[str], at_most: int = 3) -> str:
    """ "a.wav, b.wav and 4 more"."""
    if len(names) <= at_most:
        return ", ".join(names)
    return f"{', '.join(names[:at_most])} and {len(names) - at_most} more"
