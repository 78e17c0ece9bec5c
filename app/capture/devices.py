"""The inputs as the system itself lists them, before anybody judges which of them are microphones.

Nothing here needs numpy: the child process that looks for microphones again and again stays small.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Device:
    """One row of PortAudio's table that can record.

    `index` is where it is now, and changes whenever the library looks again. `host` is the host API's full name.
    `is_default` holds within its own host API. An index of −1: it is there, but another program holds it.
    """

    index: int
    name: str
    host: str
    channels: int
    sample_rate_hz: int
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One source of PulseAudio, or of PipeWire in its place.

    `monitor` says that it plays back what an output plays, `unplugged` that no socket of it has a plug in,
    `telephone` that it comes over Bluetooth: a headset's hands-free side.
    """

    name: str
    description: str
    channels: int
    sample_rate_hz: int
    is_default: bool = False
    monitor: bool = False
    unplugged: bool = False
    telephone: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """All that could be recorded from at one moment; `sources` is None where no sound server answers."""

    devices: tuple[Device, ...] = ()
    sources: tuple[Source, ...] | None = None
    server: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values, for another process."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Found":
        """What `as_json` gave. KeyError and TypeError where it is something else."""
        sources = row["sources"]
        return cls(
            devices=tuple(Device(**each) for each in row["devices"]),
            sources=None if sources is None else tuple(Source(**each) for each in sources),
            server=row["server"],
        )


def table(sounddevice: Any) -> tuple[Device, ...]:
    """PortAudio's inputs as it knows them now, in its own order; `sounddevice` is the imported module."""
    rows = []
    for host in sounddevice.query_hostapis():
        for index in host["devices"]:
            info = _info(sounddevice, index)
            if info["max_input_channels"] > 0:
                rows.append(
                    Device(
                        index=index,
                        name=info["name"],
                        host=host["name"],
                        channels=info["max_input_channels"],
                        sample_rate_hz=round(info["default_samplerate"]),
                        is_default=index == host["default_input_device"],
                    )
                )
    return tuple(sorted(rows, key=lambda row: row.index))


def _info(sounddevice: Any, index: int) -> Mapping[str, Any]:
    """One device; a name that is no text would otherwise cost the whole list."""
    try:
        info: Mapping[str, Any] = sounddevice.query_devices(index)
    except UnicodeDecodeError:
        raw = sounddevice._lib.Pa_GetDeviceInfo(index)
        info = {
            "name": sounddevice._ffi.string(raw.name).decode("utf-8", "replace"),
            "max_input_channels": raw.maxInputChannels,
            "default_samplerate": raw.defaultSampleRate,
        }
    return info
