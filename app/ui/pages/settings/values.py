"""What the settings page shows, as plain values: decided by the presenter, painted by the page."""

from dataclasses import dataclass

from app.domain.settings import Choice, Group, Setting, Value


@dataclass(frozen=True, slots=True)
class RowFace:
    """One setting: what holds, what may be chosen in its place, and what a reset would make of it.

    `back` is empty where it is as if nobody had chosen. `note` stands in place of the setting's own line.
    """

    setting: Setting
    value: Value
    choices: tuple[Choice, ...] = ()
    back: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GroupFace:
    """The settings below one heading; `changed` where a reset of all of them would change something."""

    group: Group
    rows: tuple[RowFace, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """The whole page but the logo's picture; `busy` while a file is read or written."""

    groups: tuple[GroupFace, ...] = ()
    folder: str = ""
    busy: bool = False
