"""What the window remembers by itself, in an ini file beside the history; what is chosen, the preferences hold."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal, Slot

from app.domain.problem import Problem
from app.domain.settings import BY_KEY, Settings, Value, understood
from app.workflows.preferences import MEMORY_NAME, Preferences, Told


class WindowSettings:
    """Size and place of things. A damaged or unwritable file costs the memory, never the program."""

    def __init__(self, folder: Path, preferences: Preferences | None = None, *, first_start: bool = False) -> None:
        """`preferences` are those of the same folder; without them they are read here."""
        self.first_start = first_start
        """Whether name and microphone are still to be asked for."""
        self._file = QSettings(str(folder / MEMORY_NAME), QSettings.Format.IniFormat)
        self.preferences = preferences or Preferences(folder)
        take_over(self._file, self.preferences)

    @property
    def appearance(self) -> str:
        """The colours that were chosen, which the first paint has to know."""
        return self.preferences.now.appearance

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was, as Qt keeps it."""
        value = self._file.value("geometry")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("geometry", value)
        # By this file the next start knows that it is not the first.
        self._file.sync()

    @property
    def folder(self) -> str:
        """Where files were chosen last; empty when that is not known or not there any more."""
        value = self._file.value("folder")
        return value if isinstance(value, str) else ""

    @folder.setter
    def folder(self, value: str) -> None:
        self._file.setValue("folder", value)

    @property
    def fleet(self) -> dict[str, object]:
        """How the fleet page is laid out; empty until somebody chose."""
        with suppress(ValueError):
            kept = json.loads(str(self._file.value("fleet")))
            return kept if isinstance(kept, dict) else {}
        return {}

    @fleet.setter
    def fleet(self, layout: Mapping[str, object]) -> None:
        self._file.setValue("fleet", json.dumps(dict(layout)))

    @property
    def microphone(self) -> str:
        """The name of the microphone that was chosen last; empty before the first time."""
        value = self._file.value("microphone")
        return value if isinstance(value, str) else ""

    @microphone.setter
    def microphone(self, name: str) -> None:
        self._file.setValue("microphone", name)


class PageMemory:
    """What the pages that use a microphone go on with: which one was chosen last, and what the settings say."""

    def __init__(self, settings: WindowSettings) -> None:
        self._settings = settings
        self.preferences = settings.preferences

    @property
    def microphone(self) -> str:
        """The name of the one that was chosen last; empty before the first time."""
        return self._settings.microphone

    @microphone.setter
    def microphone(self, name: str) -> None:
        self._settings.microphone = name

    @property
    def take_s(self) -> int:
        """How long a take is to be; 0 is until somebody stops it."""
        return self.preferences.now.take_s

    @take_s.setter
    def take_s(self, seconds: int) -> None:
        self.preferences.change(take_s=seconds)

    @property
    def watch_sound(self) -> bool:
        """Whether a listening watch also tells a change by a sound."""
        return self.preferences.now.watch_sound

    @watch_sound.setter
    def watch_sound(self, on: bool) -> None:
        self.preferences.change(watch_sound=on)

    @property
    def colours(self) -> tuple[float, float, str]:
        """Lowest and highest level that the live view colours, in dBFS, and its colour map."""
        now = self.preferences.now
        return now.live_floor_dbfs, now.live_ceiling_dbfs, now.live_colours

    @colours.setter
    def colours(self, chosen: tuple[float, float, str]) -> None:
        floor_dbfs, ceiling_dbfs, name = chosen
        self.preferences.change(live_floor_dbfs=floor_dbfs, live_ceiling_dbfs=ceiling_dbfs, live_colours=name)


class _Hearing(QObject):
    """Brings what it hears onto the window's thread, whoever changed it, and ends with its owner."""

    heard = Signal(object)

    def __init__(self, owner: QObject, preferences: Preferences, told: Told) -> None:
        super().__init__(owner)
        self._told = told
        self.heard.connect(self._tell)
        end = preferences.listen(self.heard.emit)
        self.destroyed.connect(lambda *_: end())

    @Slot(object)
    def _tell(self, now: Settings) -> None:
        self._told(now)


def listen_while(owner: QObject, preferences: Preferences, told: Told) -> None:
    """Have every change told on the window's thread for as long as the owner lives; preferences live longer."""
    _Hearing(owner, preferences, told)


_OLD = ("appearance", "controls", "watch_sound", "take_s", "colours")


def take_over(file: QSettings, preferences: Preferences) -> None:
    """What was chosen when the window's own file still held it: taken over once, and taken out of it."""
    old = {key: str(file.value(key)) for key in _OLD if file.contains(key)}
    if not old:
        return
    made, refused = understood(values := _as_now(old))
    good: dict[str, Value] = {key: BY_KEY[key].of(made) for key in values if key not in refused}
    preferences.change(**good)
    try:
        preferences.keep()
    except Problem:
        return
    for key in old:
        file.remove(key)


def _as_now(old: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {key: old[key] for key in ("appearance", "controls") if key in old}
    if "watch_sound" in old:
        values["watch_sound"] = old["watch_sound"] == "on"
    with suppress(KeyError, ValueError):
        values["take_s"] = int(old["take_s"])
    with suppress(KeyError, ValueError):
        floor_db, ceiling_db, name = old["colours"].split("/")
        values |= {"live_floor_dbfs": float(floor_db), "live_ceiling_dbfs": float(ceiling_db)}
        values["live_colours"] = name
    return values
