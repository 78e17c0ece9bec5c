"""What microphones and disks do to a technician, in a sentence, and where on this very system it is put right.

"Check your settings" helps nobody who stands in a plant room with gloves on: each sentence names the page. The
names are those of the systems in English, and a catalogue has those of the systems in its own language; a system
that is not known gets words that are true everywhere.
"""

import os
import platform
import sys
from dataclasses import dataclass

from app.domain.problem import Problem
from app.domain.words import length_s
from app.language import later, say


@dataclass(frozen=True, slots=True)
class _End:
    """How a recording ended: said before one was begun, with how much of it is kept, or that there is nothing."""

    before: str
    kept: str
    empty: str

    def said(self, kept_s: float | None, microphone: str = "") -> str:
        """The sentence; `kept_s` is None when nothing was being recorded."""
        if kept_s is None:
            return say(self.before, microphone_words=microphone)
        if kept_s < _LEAST_S:
            return say(self.empty, microphone_words=microphone)
        return say(self.kept, microphone_words=microphone, length=length_s(kept_s))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a system hides things: the list of inputs, mute, the permission to record, how full the disk is."""

    inputs: str
    mute: str
    permission: str = ""
    storage: str = ""


_WITHOUT_A_PAGE = later(
    "press the microphone key if the laptop has one, and allow Earshot to record if it is in a sandbox"
)


def _linux(sound: str) -> _Places:
    """One page for all; every program may record that was not put into a sandbox."""
    return _Places(inputs=sound, mute=sound)


_PLACES = {
    "windows 11": _Places(
        inputs=later("Settings › System › Sound › All sound devices"),
        mute=later("Settings › System › Sound › Input"),
        permission=later(
            "allow it in Settings › Privacy & security › Microphone, "
            "with “Let desktop apps access your microphone” on"
        ),
        storage=later("Settings › System › Storage"),
    ),
    "windows 10": _Places(
        inputs=later("Settings › System › Sound › Manage sound devices"),
        mute=later("Settings › System › Sound › Input"),
        permission=later(
            "allow it in Settings › Privacy › Microphone, with “Let desktop apps access your microphone” on"
        ),
        storage=later("Settings › System › Storage"),
    ),
    "macos": _Places(
        inputs=later("System Settings › Sound › Input"),
        mute=later("System Settings › Sound › Input"),
        permission=later("allow Earshot in System Settings › Privacy & Security › Microphone and start it again"),
        storage=later("System Settings › General › Storage"),
    ),
    "macos 12": _Places(
        inputs=later("System Preferences › Sound › Input"),
        mute=later("System Preferences › Sound › Input"),
        permission=later(
            "allow Earshot in System Preferences › Security & Privacy › Microphone and start it again"
        ),
        storage=later("About This Mac › Storage"),
    ),
    "gnome": _linux(later("Settings › Sound › Input")),
    "kde": _linux(later("System Settings › Sound (before Plasma 6: Audio)")),
    "cinnamon": _linux(later("System Settings › Sound › Input")),
    "xfce": _linux(later("PulseAudio Volume Control › Input Devices")),
    "linux": _linux(later("the system's sound settings, under inputs")),
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

_LEAST_S = 0.05
"""Less of a recording than this is nothing."""

_LOST = _End(
    later("{microphone_words} was disconnected."),
    later("{microphone_words} was disconnected; {length} are kept."),
    later("{microphone_words} was disconnected; nothing had been recorded yet."),
)
_STALLED = _End(
    later("{microphone_words} stopped delivering sound."),
    later("{microphone_words} stopped delivering sound; {length} are kept."),
    later("{microphone_words} stopped delivering sound; nothing had been recorded yet."),
)
_DISK_FULL = _End(
    later("There is not enough free space on the disk to record."),
    later("The disk is full, so the recording was ended; {length} are kept."),
    later("The disk is full, so the recording was ended; nothing had been recorded yet."),
)
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
    connect = say("Connect one, or switch it on in {place_words}.", place_words=_places(system).inputs)
    return Problem(later("No microphone was found."), connect)


def blocked(*, system: str | None = None) -> Problem:
    """The stream runs and every sample of it is exactly 0: no microphone is that quiet."""
    places = _places(system)
    return Problem(
        later("The microphone delivers only silence: it is muted, or Earshot is not permitted to hear it."),
        say(
            "Switch mute off in {place_words}, and {permission_words}.",
            place_words=places.mute,
            permission_words=places.permission or _WITHOUT_A_PAGE,
        ),
        "every sample of the last second is exactly 0",
    )


def lost(name: str, kept_s: float | None = None) -> Problem:
    """The device went. `kept_s` is how much of a recording there is; None when nothing was being recorded."""
    return Problem(
        _LOST.said(kept_s, _called(name)), later("Connect it again or choose another one, then record again.")
    )


def stalled(name: str, kept_s: float | None = None) -> Problem:
    """The device is there and has gone silent, without an error: no block arrives any more."""
    return Problem(
        _STALLED.said(kept_s, _called(name)),
        later("Choose it again, or unplug it and plug it in again, then record again."),
    )


def busy(name: str, detail: str = "") -> Problem:
    """Another program holds the device and does not share it."""
    return Problem(
        say("{microphone_words} is being used by another program.", microphone_words=_called(name)),
        later("Close calls and other programs that record, then choose the microphone again."),
        detail,
    )


def refused(name: str, detail: str = "", *, system: str | None = None) -> Problem:
    """The device can't be opened, and the system does not say plainly why."""
    places = _places(system)
    to_do = say("Choose another microphone, or switch it on in {place_words}.", place_words=places.inputs)
    if places.permission:
        to_do = say("Choose another microphone, or {permission_words}.", permission_words=places.permission)
    return Problem(say("{microphone_words} can't be opened.", microphone_words=_called(name)), to_do, detail)


def no_portaudio(detail: str = "", *, system: str | None = None) -> Problem:
    """The library that reaches sound cards is not there; Windows and macOS get it with the program."""
    package = later("Install it (on Debian and Ubuntu: libportaudio2) and start Earshot again.")
    brought = (system or this_system()).startswith(("windows", "macos"))
    return Problem(
        later("Sound can't be recorded: the system's PortAudio library is missing."),
        later("Install Earshot again, which brings this library along.") if brought else package,
        detail,
    )


def sound_system_silent(detail: str = "") -> Problem:
    """The system's sound server hangs; nothing can be listed or opened until it goes on."""
    return Problem(
        later("The system's sound does not answer."),
        later("Wait a moment; if it stays so, sign out and in again, or restart the computer."),
        detail,
    )


def microphones_unknown(detail: str = "") -> Problem:
    """The list of microphones can't be made, again and again; what was known stays usable."""
    return Problem(
        later("Earshot can't see which microphones come and go."),
        later("Choose one of those shown, or start Earshot again after plugging one in."),
        detail,
    )


def disk_full(kept_s: float | None = None, *, system: str | None = None) -> Problem:
    """No space to write to; `kept_s` is None where that was seen before a recording began."""
    storage = _places(system).storage
    to_do = later("Free some space, then record again.")
    if storage:
        to_do = say("Free some space (see {place_words}), then record again.", place_words=storage)
    return Problem(_DISK_FULL.said(kept_s), to_do)


def longest(kept_s: float) -> Problem:
    """The file has reached the size that every program can still read."""
    what = say(
        "The recording has the longest length that a sound file can have; {length} are kept.",
        length=length_s(kept_s),
    )
    return Problem(what, later("Press record again to go on in another one."))


def _places(system: str | None) -> _Places:
    return _PLACES[system or this_system()]


def _called(name: str) -> str:
    return say("The microphone “{name}”", name=name) if name.strip() else later("The microphone")
