"""The microphones a technician may choose from, and how to find the chosen one again when it is opened.

The list is made from what the system says (`app.capture.devices.Found`) by plain functions, so that the lists of
machines that nobody here has are tests. A microphone's key is one of

* `pulse:<source>`: a source of PulseAudio or PipeWire. Opened through PortAudio's door to the sound server, with
  `environment(key)` in `os.environ` while it is opened: that is where the server's library looks for the name;
* `portaudio:<host API>:<device>`: a device of PortAudio's table by its names there, for its index changes when
  PortAudio looks again; `portaudio/2:…` is the second that is called exactly so.
"""

import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from app.capture import advice, alsa_cards, portaudio, pulse_sources
from app.capture.device_names import cleaned, is_hands_free, is_loopback, is_mapper
from app.capture.devices import Device, Found, Source, table
from app.capture.folding import folded
from app.domain.microphone import Microphone
from app.language import later

SYSTEM_DEFAULT = later("System default microphone")
"""What a door to the default is called, where the microphone behind it is not known."""

TELEPHONE_HZ = 16_000
"""A device that samples this slowly or slower hears nothing above 8 kHz."""

_DOORS = ("pulse", "pipewire", "default", "sysdefault")
"""ALSA's doors to the default, the best first. The first three lead to a sound server where one runs."""

_PLUGIN = re.compile(
    r"""^(?:sysdefault|front|rear|side|center_lfe|surround\d+|iec958|spdif|hdmi|modem|phoneline|dmix|dsnoop|null|jack
    |oss|lavrate|lavcrate|samplerate|speexrate|speex|upmix|vdownmix|a52|usbstream|plug|plughw|hw)(?::.*)?$""",
    re.VERBOSE,
)
"""ALSA's ways of reaching the same cards once more."""

_MOST_CHANNELS = 8
"""More is a plugin that takes any number, or a mixing desk."""

_RATES_HZ = range(4_000, 768_001)


def listed(found: Found, before: Collection[Microphone] = ()) -> tuple[Microphone, ...]:
    """The real microphones among what was found, the system's default first.

    Two of the same name are numbered; one that was there `before` keeps its name when the other leaves.
    """
    microphones = _of_sources(found) or _of_devices(found.devices)
    named = _numbered(microphones, {microphone.key: microphone.name for microphone in before})
    return tuple(sorted(named, key=lambda microphone: not microphone.is_default))


def scan() -> tuple[Microphone, ...]:
    """The microphones as PortAudio knows them in this process: what came since it was started is not there.

    Raises:
        Problem: PortAudio is missing, or the sound server does not answer.
    """
    linux = sys.platform == "linux"
    try:
        # First the server: PortAudio would wait for one that hangs for ever.
        sources, server = pulse_sources.ask() if linux else (None, "")
        library = portaudio.library()
    except pulse_sources.ServerSilent as silent:
        raise advice.sound_system_silent(str(silent)) from silent
    except OSError as missing:
        raise advice.no_portaudio(str(missing)) from missing
    with portaudio.alone():
        devices = table(library)
    return listed(Found(alsa_cards.with_those_in_use(devices, ()) if linux else devices, sources, server))


def resolve(key: str, devices: Iterable[Device]) -> int:
    """The index in PortAudio's table (`app.capture.devices.table`) to open for a microphone's key.

    Raises:
        LookupError: it is not there now.
    """
    kind, _, rest = key.partition(":")
    if kind == "pulse":
        door = _door(devices)
        if door is None:
            raise LookupError("PortAudio has no way to the sound server")
        return door.index
    host, _, name = rest.partition(":")
    matches = [device.index for device in devices if (device.host, device.name) == (host, name)]
    which = int(kind.partition("/")[2] or 1)
    if not 1 <= which <= len(matches) or matches[which - 1] < 0:
        raise LookupError(f"{key} is not in PortAudio's table")
    return matches[which - 1]


def environment(key: str) -> Mapping[str, str]:
    """What must be in `os.environ` while the microphone is opened: which source the door leads to."""
    kind, _, source = key.partition(":")
    return {"PULSE_SOURCE": source, "PIPEWIRE_NODE": source} if kind == "pulse" else {}


def _of_sources(found: Found) -> list[Microphone]:
    """The sound server's microphones; none where PortAudio can't reach them."""
    if not found.sources or _door(found.devices) is None:
        return []
    real = [source for source in found.sources if not source.monitor and not is_loopback(source.description)]
    usable = [source for source in real if source.is_default or not source.unplugged] or real
    # By their own names, so that the same one of two is "(2)" at each start.
    return [_of_source(source, found.server) for source in sorted(usable, key=lambda source: source.name)]


def _of_source(source: Source, server: str) -> Microphone:
    name = cleaned(source.description or source.name)
    return Microphone(
        name=name,
        key=f"pulse:{source.name}",
        host=server,
        sample_rate_hz=_rate_hz(source.sample_rate_hz),
        channels=_channels(source.channels),
        is_default=source.is_default,
        telephone=source.telephone or is_hands_free(name) or source.sample_rate_hz <= TELEPHONE_HZ,
    )


def _of_devices(devices: Sequence[Device]) -> list[Microphone]:
    """PortAudio's own microphones, each once. ALSA's doors are one; Windows' is one where it has nothing else."""
    keys = _keys(devices)
    doors = [each for each in devices if each.host == "ALSA" and (each.name in _DOORS or _PLUGIN.match(each.name))]
    door = _door(devices)
    if devices and all(is_mapper(cleaned(each.name)) for each in devices):
        door = devices[0]
    found = [
        _of_device(twins.rows[0], keys, twins.name, twins.is_default and door is None, twins.hands_free)
        for twins in folded([each for each in devices if each not in doors])
    ]
    return found if door is None else [_of_device(door, keys, SYSTEM_DEFAULT, True, False), *found]


def _of_device(
    device: Device, keys: Mapping[Device, str], name: str, is_default: bool, hands_free: bool
) -> Microphone:
    return Microphone(
        name=name,
        key=keys[device],
        host=device.host.removeprefix("Windows "),
        sample_rate_hz=_rate_hz(device.sample_rate_hz),
        channels=_channels(device.channels),
        is_default=is_default,
        telephone=hands_free or device.sample_rate_hz <= TELEPHONE_HZ,
    )


def _door(devices: Iterable[Device]) -> Device | None:
    alsa = {each.name: each for each in devices if each.host == "ALSA"}
    return next((alsa[name] for name in _DOORS if name in alsa), None)


def _keys(devices: Sequence[Device]) -> dict[Device, str]:
    seen: dict[str, int] = {}
    keys = {}
    for device in devices:
        names = f"{device.host}:{device.name}"
        seen[names] = seen.get(names, 0) + 1
        keys[device] = f"portaudio:{names}" if seen[names] == 1 else f"portaudio/{seen[names]}:{names}"
    return keys


def _numbered(microphones: Sequence[Microphone], known: Mapping[str, str]) -> list[Microphone]:
    """Each with a name of its own: the one it had, else its own, else its own with the lowest free number."""
    names: dict[str, str] = {}
    for microphone in sorted(microphones, key=lambda each: each.key not in known):
        had = known.get(microphone.key, "")
        numbered = re.fullmatch(re.escape(microphone.name) + r" \(\d+\)", had)
        name = had if numbered or had == microphone.name else microphone.name
        number = 1
        while name in names.values():
            number += 1
            name = f"{microphone.name} ({number})"
        names[microphone.key] = name
    return [replace(each, name=names[each.key]) for each in microphones]


def _channels(channels: int) -> int:
    return channels if 1 <= channels <= _MOST_CHANNELS else 2


def _rate_hz(rate_hz: int) -> int:
    return rate_hz if rate_hz in _RATES_HZ else 48_000
