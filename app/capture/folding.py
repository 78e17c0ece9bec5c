"""One microphone, one row: Windows shows each through up to four host APIs, under names of different lengths.

Rows are only ever put together, never dropped, while it is not known what they are; what is no microphone is left
out as a whole, so that no twin of a loopback survives under a shorter name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.capture.device_names import cleaned, is_hands_free, is_loopback, is_mapper
from app.capture.devices import Device

HOSTS = ("Windows WASAPI", "Core Audio", "ALSA", "Windows DirectSound", "MME")
"""The first that has a microphone opens it; hosts not named here are worse, and come in their own order."""

_LAST_RESORT = "Windows WDM-KS"
"""It names the pins of the driver, not the devices, and shows what was switched off: only where no other is."""

_CUT_AT = 30
"""MME's names end after 31 letters or bytes, in the middle of whatever is there."""

_WORDIEST_NAME = 200


@dataclass(slots=True)
class Twins:
    """One input and all the rows that it has; the first is the one to open."""

    rows: list[Device] = field(default_factory=list)
    is_default: bool = False

    @property
    def name(self) -> str:
        """The longest name of all, for the others are cut."""
        return max((cleaned(row.name) for row in self.rows), key=len)[:_WORDIEST_NAME]

    @property
    def hears_a_room(self) -> bool:
        """Whether it is a microphone or a line, not a loopback."""
        return not any(is_loopback(cleaned(row.name)) for row in self.rows)

    @property
    def hands_free(self) -> bool:
        """Whether one of its names says that it is a telephone."""
        return any(is_hands_free(cleaned(row.name)) for row in self.rows)


def folded(devices: Sequence[Device]) -> list[Twins]:
    """The real inputs among the rows of PortAudio's table, in the order of the host API that opens them."""
    hosts = sorted(dict.fromkeys(device.host for device in devices), key=_worth)
    inputs: list[Twins] = []
    for host in hosts:
        rows = [device for device in devices if device.host == host]
        if host == _LAST_RESORT and any(twins.hears_a_room for twins in inputs):
            continue
        doors = {row for row in rows if is_mapper(cleaned(row.name))} | _unnamed_door(rows, inputs)
        _add([row for row in rows if row not in doors], inputs)
    _mark_default(hosts, devices, inputs)
    return [twins for twins in inputs if twins.hears_a_room]


def _worth(host: str) -> tuple[bool, int]:
    return host == _LAST_RESORT, HOSTS.index(host) if host in HOSTS else len(HOSTS)


def _unnamed_door(rows: Sequence[Device], known: Sequence[Twins]) -> set[Device]:
    """DirectSound's first input is the door to the default under a name in the system's language.

    A device of Windows is called "what (whose)", and another host API knows it too.
    """
    first = rows[0]
    if first.host != "Windows DirectSound" or len(rows) < 2 or "(" in first.name:
        return set()
    return set() if any(_same(first, twins.rows[0]) for twins in known) else {first}


def _add(rows: Sequence[Device], inputs: list[Twins]) -> None:
    """Give each row of one host API to the input it belongs to: each input takes one, the same name goes first."""
    before = list(inputs)
    free = list(range(len(before)))
    waiting: list[Device] = []
    for row in rows:
        match = next((at for at in free if cleaned(before[at].rows[0].name) == cleaned(row.name)), None)
        if match is None:
            waiting.append(row)
        else:
            free.remove(match)
            before[match].rows.append(row)
    for row in waiting:
        match = next((at for at in free if any(_same(row, other) for other in before[at].rows)), None)
        if match is None:
            inputs.append(Twins([row]))
        else:
            free.remove(match)
            before[match].rows.append(row)


def _same(one: Device, other: Device) -> bool:
    """Whether two names are the same, or one is the other's beginning and was cut."""
    first, second = cleaned(one.name), cleaned(other.name)
    if first == second:
        return True
    if len(first) > len(second):
        one, first, second = other, second, first
    cut = one.host == "MME" and len(one.name.encode("utf-8", "replace")) >= _CUT_AT
    if first and not first[-1].isascii():
        # It may be half a letter.
        first = first[:-1]
    return cut and second.startswith(first)


def _mark_default(hosts: Sequence[str], devices: Sequence[Device], inputs: Sequence[Twins]) -> None:
    """The best host API that names a default decides, unless what it names is only a door to it."""
    owner = {row: twins for twins in inputs for row in twins.rows}
    for host in hosts:
        for device in devices:
            if device.host == host and device.is_default and device in owner:
                owner[device].is_default = True
                return
