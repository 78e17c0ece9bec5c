"""What microphones and disks do to a technician, in a sentence, and where on this very system it is put right.

"Check your settings" helps nobody who stands in a plant room with gloves on: each sentence names the page. The
names are those of the systems in English; a system that is not known gets words that are true everywhere.
"""

import os
import platform
import sys
from dataclasses import dataclass

from app.domain.problem import Problem
from app.domain.words import length_s


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a system hides things: the list of inputs, mute, the permission to record, how full the disk is."""

    inputs: str
    mute: str
    permission: str = ""
    storage: str = ""


_DESKTOP_APPS = "with “Let desktop apps access your microphone” on"
_WITHOUT_A_PAGE = (
    "press the microphone key if the laptop has one, and allow Earshot to record if it is in a sandbox"
)


def _linux(sound: str) -> _Places:
    """One page for all; every program may record that was not put into a sandbox."""
    return _Places(inputs=sound, mute=sound)


_PLACES = {
    "windows 11": _Places(
        inputs="Settings › System › Sound › All sound devices",
        mute="Settings › System › Sound › Input",
        permission=f"allow it in Settings › Privacy & security › Microphone, {_DESKTOP_APPS}",
        storage="Settings › System › Storage",
    ),
    "windows 10": _Places(
        inputs="Settings › System › Sound › Manage sound devices",
        mute="Settings › System › Sound › Input",
        permission=f"allow it in Settings › Privacy › Microphone, {_DESKTOP_APPS}",
        storage="Settings › System › Storage",
    ),
    "macos": _Places(
        inputs="System Settings › Sound › Input",
        mute="System Settings › Sound › Input",
        permission="allow Earshot in System Settings › Privacy & Security › Microphone and start it again",
        storage="System Settings › General › Storage",
    ),
    "macos 12": _Places(
        inputs="System Preferences › Sound › Input",
        mute="System Preferences › Sound › Input",
        permission="allow Earshot in System Preferences › Security & Privacy › Microphone and start it again",
        storage="About This Mac › Storage",
    ),
    "gnome": _linux("Settings › Sound › Input"),
    "kde": _linux("System Settings › Sound (before Plasma 6: Audio)"),
    "cinnamon": _linux("System Settings › Sound › Input"),
    "xfce": _linux("PulseAudio Volume Control › Input Devices"),
    "linux": _linux("the system's sound settings, under inputs"),
}
"""Windows before 11 and macOS before 13 have their own rows; a Linux desktop that is not here is "linux"."""

_DESKTOPS = {
    "gnome": "gnome",
    "unity": "gnome",
    "budgie": "gnome",
    "kde": "kde",
    "x-cinnamon": "cinnamon",
    "cinnamon": "cinnamon",
    "xfce": "xfce",
    "lxqt": "xfce",
}
"""By a part of XDG_CURRENT_DESKTOP ("ubuntu:GNOME"), in small letters."""

_WINDOWS_11_BUILD = 22_000
_SYSTEM_SETTINGS_SINCE = 13


def this_system() -> str:
    """Which row of settings pages holds here: "windows 11", "macos", "gnome", "linux" …"""
    if sys.platform == "win32":
        return "windows 11" if sys.getwindowsversion().build >= _WINDOWS_11_BUILD else "windows 10"
    if sys.platform == "darwin":
        major = platform.mac_ver()[0].split(".")[0]
        return "macos 12" if major.isdigit() and int(major) < _SYSTEM_SETTINGS_SINCE else "macos"
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    return next((_DESKTOPS[each] for each in desktops if each in _DESKTOPS), "linux")


def no_microphone(*, system: str | None = None) -> Problem:
    """The system has no input that hears a room."""
    return Problem("No microphone was found.", f"Connect one, or switch it on in {_places(system).inputs}.")


def blocked(*, system: str | None = None) -> Problem:
    """The stream runs and every sample of it is exactly 0: no microphone is that quiet."""
    places = _places(system)
    return Problem(
        "The microphone delivers only silence: it is muted, or Earshot is not permitted to hear it.",
        f"Switch mute off in {places.mute}, and {places.permission or _WITHOUT_A_PAGE}.",
        "every sample of the last second is exactly 0",
    )


def lost(name: str, kept_s: float | None = None) -> Problem:
    """The device went. `kept_s` is how much of a recording there is; None when nothing was being recorded."""
    return Problem(
        f"{_called(name)} was disconnected{_kept(kept_s)}.",
        "Connect it again or choose another one, then record again.",
    )


def stalled(name: str, kept_s: float | None = None) -> Problem:
    """The device is there and has gone silent, without an error: no block arrives any more."""
    return Problem(
        f"{_called(name)} stopped delivering sound{_kept(kept_s)}.",
        "Choose it again, or unplug it and plug it in again, then record again.",
    )


def busy(name: str, detail: str = "") -> Problem:
    """Another program holds the device and does not share it."""
    return Problem(
        f"{_called(name)} is being used by another program.",
        "Close calls and other programs that record, then choose the microphone again.",
        detail,
    )


def refused(name: str, detail: str = "", *, system: str | None = None) -> Problem:
    """The device can't be opened, and the system does not say plainly why."""
    places = _places(system)
    return Problem(
        f"{_called(name)} can't be opened.",
        f"Choose another microphone, or {places.permission or f'switch it on in {places.inputs}'}.",
        detail,
    )


def no_portaudio(detail: str = "", *, system: str | None = None) -> Problem:
    """The library that reaches sound cards is not there; Windows and macOS get it with the program."""
    package = "Install it (on Debian and Ubuntu: libportaudio2) and start Earshot again."
    brought = (system or this_system()).startswith(("windows", "macos"))
    return Problem(
        "Sound can't be recorded: the system's PortAudio library is missing.",
        "Install Earshot again, which brings this library along." if brought else package,
        detail,
    )


def sound_system_silent(detail: str = "") -> Problem:
    """The system's sound server hangs; nothing can be listed or opened until it goes on."""
    return Problem(
        "The system's sound does not answer.",
        "Wait a moment; if it stays so, sign out and in again, or restart the computer.",
        detail,
    )


def microphones_unknown(detail: str = "") -> Problem:
    """The list of microphones can't be made, again and again; what was known stays usable."""
    return Problem(
        "Earshot can't see which microphones come and go.",
        "Choose one of those shown, or start Earshot again after plugging one in.",
        detail,
    )


def disk_full(kept_s: float | None = None, *, system: str | None = None) -> Problem:
    """No space to write to; `kept_s` is None where that was seen before a recording began."""
    what = "There is not enough free space on the disk to record"
    if kept_s is not None:
        what = "The disk is full, so the recording was ended"
    storage = _places(system).storage
    where = f" (see {storage})" if storage else ""
    return Problem(f"{what}{_kept(kept_s)}.", f"Free some space{where}, then record again.")


def longest(kept_s: float) -> Problem:
    """The file has reached the size that every program can still read."""
    return Problem(
        f"The recording has the longest length that a sound file can have{_kept(kept_s)}.",
        "Press record again to go on in another one.",
    )


def _places(system: str | None) -> _Places:
    return _PLACES[system or this_system()]


def _called(name: str) -> str:
    return f"The microphone “{name}”" if name.strip() else "The microphone"


def _kept(kept_s: float | None) -> str:
    if kept_s is None:
        return ""
    return f"; {length_s(kept_s)} are kept" if kept_s >= 0.05 else "; nothing had been recorded yet"
