"""What a user may choose, each setting declared once: where it stands, what it says, what it may be.

A field of `Settings` is the whole of a setting: its key, its default and, beside it, its words. The file, the page
and everybody who asks for a value go by `SETTINGS`, which is read off the fields.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TypeVar

from app.language import LANGUAGES, later

Value = str | int | float | bool
"""What a setting can hold."""

T = TypeVar("T", bound=Value)

SYSTEM = "system"
"""Chosen where the system is to decide, as it does until somebody chooses."""

LONGEST_TEXT = 200
"""Characters of a name or a company."""

LEVELS_DBFS = (-140.0, 20.0)
"""What the live view can colour at all, lowest and highest."""
LEAST_SPAN_DB = 6.0
"""Between the quietest and the loudest level that is coloured."""

_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""What no name has in it: control characters, halves of characters, and what turns the direction of writing."""
_PHOTO = re.compile(r"photos/[0-9a-f]{2}/[0-9a-f]{64}\.(jpg|png)")


class Group(StrEnum):
    """Which settings stand together, by their heading."""

    YOU = later("You")
    REPORTS = later("Reports")
    LOOK = later("Look")
    RECORDING = later("Recording")


class Kind(StrEnum):
    """What a setting holds."""

    TEXT = "text"
    CHOICE = "choice"
    LEVEL = "level"
    """In dBFS, between `LEVELS_DBFS`."""
    PICTURE = "picture"
    """A photo's place below the history folder, with forward slashes; empty for none."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, and its word."""

    value: Value
    word: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a setting: its heading, its name, one line on what it does, its choices if it has some."""

    group: Group
    kind: Kind
    name: str
    text: str
    choices: tuple[Choice, ...] = ()


def _setting(
    default: T, group: Group, kind: Kind, name: str, text: str, *, choices: tuple[tuple[T, str], ...] = ()
) -> T:
    """A field of `Settings`: its default, and beside it what is said of it."""
    said = Words(group, kind, name, text, tuple(Choice(value, word) for value, word in choices))
    return field(default=default, metadata={"words": said})


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds now, and the default of everything."""

    inspector: str = _setting(
        "",
        Group.YOU,
        Kind.TEXT,
        later("Your name"),
        later("Signs what you do, and stands on the reports you print."),
    )
    company: str = _setting(
        "", Group.YOU, Kind.TEXT, later("Company"), later("Stands at the head of every report.")
    )
    logo: str = _setting(
        "",
        Group.YOU,
        Kind.PICTURE,
        later("Logo"),
        later("Stands beside the company. A JPEG or PNG, best on white."),
    )
    paper: str = _setting(
        "system",
        Group.REPORTS,
        Kind.CHOICE,
        later("Paper"),
        later("The size of reports and of what is printed."),
        choices=(("system", later("As the system")), ("A4", "A4"), ("Letter", "Letter")),
    )
    language: str = _setting(
        SYSTEM,
        Group.LOOK,
        Kind.CHOICE,
        later("Language"),
        later("Of the window, the guide and the reports."),
        choices=((SYSTEM, later("As the system")), *LANGUAGES.items()),
    )
    appearance: str = _setting(
        "system",
        Group.LOOK,
        Kind.CHOICE,
        later("Appearance"),
        later("The colours of the window."),
        choices=(
            ("system", later("As the system")),
            ("light", later("Light")),
            ("dark", later("Dark")),
            ("high contrast", later("High contrast")),
        ),
    )
    controls: str = _setting(
        "automatic",
        Group.LOOK,
        Kind.CHOICE,
        later("Large controls"),
        later("For gloves. Automatic: on where there is only a touch screen."),
        choices=(("automatic", later("Automatic")), ("large", later("On")), ("usual", later("Off"))),
    )
    take_s: int = _setting(
        30,
        Group.RECORDING,
        Kind.CHOICE,
        later("Length of a take"),
        later("Open end: until you stop it."),
        choices=((10, "10 s"), (30, "30 s"), (60, "60 s"), (0, later("Open end"))),
    )
    watch_sound: bool = _setting(
        False,
        Group.RECORDING,
        Kind.CHOICE,
        later("Listening watch"),
        later("Whether a change is also heard."),
        choices=((False, later("Silent")), (True, later("With sound"))),
    )
    live_colours: str = _setting(
        "magma",
        Group.RECORDING,
        Kind.CHOICE,
        later("Live colours"),
        later("Of the spectrogram while you record."),
        choices=(("magma", later("Magma")), ("viridis", later("Viridis")), ("grey", later("Grey"))),
    )
    live_floor_dbfs: float = _setting(
        -80.0, Group.RECORDING, Kind.LEVEL, later("Darkest at"), later("All that is quieter looks like silence.")
    )
    live_ceiling_dbfs: float = _setting(
        -20.0, Group.RECORDING, Kind.LEVEL, later("Brightest at"), later("All that is louder looks the same.")
    )


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Setting:
    """One of them, as the page and the file go by it."""

    key: str
    words: Words

    @property
    def group(self) -> Group:
        """The heading it stands under."""
        return self.words.group

    @property
    def default(self) -> Value:
        """What holds until somebody chooses."""
        return self.of(DEFAULTS)

    def of(self, settings: Settings) -> Value:
        """What it is there."""
        value: Value = getattr(settings, self.key)
        return value

    def clean(self, value: object) -> Value | None:
        """The value as it is kept, such as a name without blanks around it; None for what it can't be."""
        match self.words.kind:
            case Kind.TEXT:
                return _clean_text(value)
            case Kind.PICTURE:
                return value if isinstance(value, str) and (not value or _PHOTO.fullmatch(value)) else None
            case Kind.LEVEL:
                return _clean_level(value)
            case Kind.CHOICE:
                # True is 1 and 10.0 is 10 to Python, but not in a file.
                same = (one.value for one in self.words.choices if type(one.value) is type(value))
                return next((one for one in same if one == value), None)


SETTINGS: tuple[Setting, ...] = tuple(Setting(one.name, one.metadata["words"]) for one in fields(Settings))

BY_KEY = {setting.key: setting for setting in SETTINGS}


def understood(values: Mapping[str, object], start: Settings = DEFAULTS) -> tuple[Settings, tuple[str, ...]]:
    """Settings with these values taken over, and the keys of those that can't be: they stay as they were.

    Keys that are no setting's are passed over.
    """
    taken: dict[str, Value] = {}
    refused: list[str] = []
    for setting in SETTINGS:
        if setting.key in values:
            value = setting.clean(values[setting.key])
            if value is None:
                refused.append(setting.key)
            else:
                taken[setting.key] = value
    made = with_values(start, taken)
    if made.live_ceiling_dbfs - made.live_floor_dbfs < LEAST_SPAN_DB:
        levels = {"live_floor_dbfs", "live_ceiling_dbfs"}
        refused += [key for key in taken if key in levels]
        made = with_values(start, {key: value for key, value in taken.items() if key not in levels})
    return made, tuple(refused)


def with_values(settings: Settings, values: Mapping[str, Value]) -> Settings:
    """The same with some values changed, unchecked; TypeError for a key that is no setting's."""
    return replace(settings, **values)  # type: ignore[arg-type]


def typed(text: str) -> str:
    """What somebody typed as a name, as it is kept: without what no name has, and not too long."""
    return " ".join(_ODD.sub(" ", text).split())[:LONGEST_TEXT].strip()


def _clean_text(value: object) -> str | None:
    if not isinstance(value, str) or _ODD.search(value):
        return None
    text = " ".join(value.split())
    return text if len(text) <= LONGEST_TEXT else None


def _clean_level(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    lowest, highest = LEVELS_DBFS
    return float(value) if lowest <= value <= highest else None
