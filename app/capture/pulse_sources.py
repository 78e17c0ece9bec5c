"""Asks PulseAudio, or PipeWire in its place, for its sources: PortAudio knows only "pulse" for all of them.

Through `pactl`, which every desktop with a sound server can have. As text, which all of its versions print alike:
the JSON of 16.1 says "(null)" for every name that is not ASCII, "Eingebautes Tongerät" for one.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field

from app.capture.devices import Source

PATIENCE_S = 5.0
"""A server that answers at all answers in milliseconds."""

_SAMPLES = re.compile(r"(\d+)ch (\d+)Hz")
_PLUG = re.compile(r"\bnot available\)\s*$")
_OTHER_DEVICE_PLAYS = re.compile(r"a2dp.source")


class ServerSilent(Exception):  # noqa: N818 - told, not a defect
    """The sound server is there and does not answer."""


@dataclass(slots=True)
class _Row:
    """One source as pactl prints it: titled lines, properties, and which sockets have a plug in."""

    titled: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    plugged: list[bool] = field(default_factory=list)


def ask() -> tuple[tuple[Source, ...] | None, str]:
    """The sources and the server's name ("PulseAudio", "PipeWire"); None and "" where no server can be reached.

    Raises:
        ServerSilent: it does not answer.
    """
    if shutil.which("pactl") is None:
        return None, ""
    about = _pactl("info")
    told = None if about is None else _pactl("list", "sources")
    if about is None or told is None:
        return None, ""
    default, server = _default_and_server(about)
    return tuple(_source(row, default) for row in _rows(told) if row.titled.get("Name")), server


def _pactl(*words: str) -> str | None:
    """What pactl prints, None where it failed. In the C locale: others translate the titles."""
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}
    try:
        done = subprocess.run(
            ["pactl", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as silent:
        raise ServerSilent(str(silent)) from silent
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _default_and_server(about: str) -> tuple[str, str]:
    default = re.search(r"^Default Source: (.*)$", about, re.MULTILINE)
    server = re.search(r"^Server Name: .*pipewire", about, re.MULTILINE | re.IGNORECASE)
    return default.group(1).strip() if default else "", "PipeWire" if server else "PulseAudio"


def _rows(told: str) -> list[_Row]:
    """The sources of `pactl list sources`: a heading, titled lines one tab deep, what belongs to a title two."""
    rows: list[_Row] = []
    title = ""
    for line in told.splitlines():
        if line.startswith("Source #"):
            rows.append(_Row())
            title = ""
        elif rows and re.match(r"\t\S", line):
            title, _, value = line.strip().partition(":")
            rows[-1].titled.setdefault(title, value.strip())
        elif rows and title == "Properties" and " = " in line:
            name, _, value = line.strip().partition(" = ")
            rows[-1].properties[name] = value.strip().strip('"')
        elif rows and title == "Ports" and line.startswith("\t\t"):
            rows[-1].plugged.append(_PLUG.search(line) is None)
    return rows


def _source(row: _Row, default: str) -> Source:
    name = row.titled["Name"]
    samples = _SAMPLES.search(row.titled.get("Sample Specification", ""))
    channels, rate_hz = (int(samples.group(1)), int(samples.group(2))) if samples else (1, 48_000)
    profile = f"{name} {row.properties.get('bluetooth.protocol')} {row.properties.get('api.bluez5.profile')}"
    monitor = (
        row.titled.get("Monitor of Sink", "n/a") != "n/a"
        or row.properties.get("device.class") == "monitor"
        # A telephone that plays music to this computer is a source as well.
        or _OTHER_DEVICE_PLAYS.search(profile) is not None
    )
    return Source(
        name=name,
        description=row.titled.get("Description", ""),
        channels=channels,
        sample_rate_hz=rate_hz,
        is_default=name == default,
        monitor=monitor,
        unplugged=bool(row.plugged) and not any(row.plugged),
        telephone=name.startswith(("bluez_source", "bluez_input"))
        or row.properties.get("device.bus") == "bluetooth",
    )
