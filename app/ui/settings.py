"""What the window remembers: declared once, read defensively, in an ini file beside the history."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.look.tokens import CEILING_DBFS, FLOOR_DBFS, PALETTES

FILE_NAME = "window.ini"

TAKE_S = 30
"""How long a take is until somebody chooses: three clips, so that one spoilt by a passer-by is outvoted."""

_LONGEST_TAKE_S = 3600

CONTROLS = ("automatic", "large", "usual")
"""How large what one presses is: for gloves, for a mouse, or as the computer is pointed at."""

APPEARANCES = ("system", *PALETTES)
"""What the user may choose; the first holds until then."""


class WindowSettings:
    """Size and look of the window. A damaged or unwritable file costs the memory, never the program."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> str:
        """One of `APPEARANCES`."""
        value = self._file.value("appearance")
        return value if isinstance(value, str) and value in APPEARANCES else APPEARANCES[0]

    @appearance.setter
    def appearance(self, choice: str) -> None:
        self._file.setValue("appearance", choice)

    @property
    def controls(self) -> str:
        """One of `CONTROLS`."""
        value = self._file.value("controls")
        return value if isinstance(value, str) and value in CONTROLS else CONTROLS[0]

    @controls.setter
    def controls(self, choice: str) -> None:
        self._file.setValue("controls", choice)

    @property
    def watch_sound(self) -> bool:
        """Whether a listening watch also tells a change by a sound."""
        return str(self._file.value("watch_sound")) == "on"

    @watch_sound.setter
    def watch_sound(self, on: bool) -> None:
        self._file.setValue("watch_sound", "on" if on else "off")

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was, as Qt keeps it."""
        value = self._file.value("geometry")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("geometry", value)

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

    @property
    def take_s(self) -> int:
        """How long a take is to be; 0 is until somebody stops it."""
        value = str(self._file.value("take_s"))
        seconds = int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else TAKE_S
        return seconds if seconds <= _LONGEST_TAKE_S else TAKE_S

    @take_s.setter
    def take_s(self, seconds: int) -> None:
        self._file.setValue("take_s", str(seconds))

    @property
    def colours(self) -> tuple[float, float, str]:
        """Lowest and highest level that the live view colours, in dBFS, and its colour map."""
        # With it comes numpy, which the first paint does without.
        from app.look.colour_map import NAMES

        usual = (FLOOR_DBFS, CEILING_DBFS, NAMES[0])
        parts = str(self._file.value("colours")).split("/")
        if len(parts) != len(usual) or parts[2] not in NAMES:
            return usual
        try:
            floor_db, ceiling_db = float(parts[0]), float(parts[1])
        except ValueError:
            return usual
        return (floor_db, ceiling_db, parts[2]) if -200 <= floor_db < ceiling_db <= 200 else usual

    @colours.setter
    def colours(self, chosen: tuple[float, float, str]) -> None:
        self._file.setValue("colours", f"{chosen[0]:g}/{chosen[1]:g}/{chosen[2]}")
