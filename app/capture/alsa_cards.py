"""What Linux itself says about its sound cards: it costs nothing to ask, and a microphone in use is in it too.

PortAudio opens each device to see what it can do, so one that is being recorded from looks as if it were gone; and
opening devices every two seconds may keep others from them.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from app.capture.devices import Device

FOLDER = Path("/proc/asound")
_PCM = re.compile(r"^(\d+)-(\d+): [^:]*: (.*?) *:(.*)$")
_CARD = re.compile(r"^ *(\d+) \[.*?\]: .*? - (.*)$")
_ADDRESS = re.compile(r"\((hw:\d+,\d+)\)\s*$")


def told(folder: Path = FOLDER) -> str:
    """The kernel's list of devices, "" where there is none: when it changes, something came or went."""
    return _read(folder / "pcm")


def with_those_in_use(
    devices: Iterable[Device], before: Iterable[Device], folder: Path = FOLDER
) -> tuple[Device, ...]:
    """The table together with the cards that record, are there, and are not in it: somebody holds them.

    What was known of them `before` still holds, except where in the table they are.
    """
    devices = tuple(devices)
    seen = {_address(device) for device in devices}
    known = {_address(device): device for device in before}
    missing = []
    for address, name in _recording(folder):
        if address not in seen:
            was = known.get(address)
            channels, rate_hz = (was.channels, was.sample_rate_hz) if was else (1, 48_000)
            missing.append(Device(-1, f"{name} ({address})", "ALSA", channels, rate_hz))
    return (*devices, *missing)


def _recording(folder: Path) -> list[tuple[str, str]]:
    """Address ("hw:0,0") and name, made as PortAudio makes it, of each device that records."""
    cards = {m.group(1): m.group(2).strip() for m in map(_CARD.match, _read(folder / "cards").splitlines()) if m}
    found = []
    for match in map(_PCM.match, told(folder).splitlines()):
        if match and "capture" in match.group(4):
            card, device = str(int(match.group(1))), int(match.group(2))
            found.append((f"hw:{card},{device}", f"{cards.get(card, 'Sound card')}: {match.group(3)}"))
    return found


def _address(device: Device) -> str:
    match = _ADDRESS.search(device.name)
    return match.group(1) if match else ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
