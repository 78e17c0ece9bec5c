"""The settings of one history folder: read once, told to whoever listens, kept in one file beside the history.

It is there before the window's first paint: nothing heavy is imported before a logo is chosen.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.domain.problem import Problem
from app.domain.settings import BY_KEY, SETTINGS, Group, Settings, Value, understood
from app.language import later, say
from app.workflows import sent_picture, settings_file

if TYPE_CHECKING:
    from app.recordings.photos import PhotoStore

FILE_NAME, DAMAGED_NAME = "settings.json", "settings-damaged.json"
MEMORY_NAME = "window.ini"
"""Beside them: what the window remembers by itself."""

_PICTURE = "logo"
"""Where an exported file has the logo itself, beside its values."""

Told = Callable[[Settings], None]
"""Somebody who wants to hear what holds from now on."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an exported file would change: `values` that are to be taken over, all of them good.

    `unknown` names what is no setting of this version, `refused` the settings whose value can't be; both stay out.
    """

    values: dict[str, Value]
    unknown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


class Preferences:
    """Changed and listened to on one thread; what reads or writes files may be called on any.

    A damaged file costs the memory, never the program; one that can't be written costs no more than that.
    """

    def __init__(self, folder: Path, photos: "PhotoStore | None" = None) -> None:
        """`photos` is where the logo is kept; without one it is the folder's own, opened when it is needed."""
        self.folder = folder
        self.path = folder / FILE_NAME
        self.trouble: Problem | None = None
        """Why the file could not be read at the start; None where it was, or where there is none yet."""
        self._photos = photos
        self._listeners: list[Told] = []
        self._unsaved: dict[str, Value | None] = {}
        self._changes = 0
        self._lock = Lock()
        self._write: Callable[[Callable[[], None]], None] = _at_once
        try:
            self._now = self._from(settings_file.read(self.path))
        except Problem as problem:
            self._now = Settings()
            if not _missing(problem):
                self.trouble = _unreadable(problem)
                log.warning("%s (%s)", problem, problem.detail)

    @property
    def now(self) -> Settings:
        """What holds."""
        return self._now

    @property
    def logo(self) -> Path | None:
        """Where the logo lies; None where there is none, or where it is gone."""
        path = self.folder / self._now.logo
        return path if self._now.logo and path.is_file() else None

    def listen(self, told: Told) -> Callable[[], None]:
        """Have every change told, on the thread that made it; what is returned ends that."""
        self._listeners.append(told)

        def end() -> None:
            with suppress(ValueError):
                self._listeners.remove(told)

        return end

    def write_on(self, run: Callable[[Callable[[], None]], None]) -> None:
        """Have `run` do the writing, on a worker; the write it is handed raises Problem and may be repeated."""
        self._write = run

    def change(self, **values: Value) -> Settings:
        """Choose: holds at once, is told, then kept. ValueError for a value that can't be, or no setting's key."""
        made, refused = understood(values, self._now)
        if refused or not values.keys() <= BY_KEY.keys():
            raise ValueError(values)
        changed = [one for one in SETTINGS if one.of(made) != one.of(self._now)]
        if changed:
            with self._lock:
                for one in changed:
                    # The file holds what was chosen and no defaults, so that these may become better.
                    self._unsaved[one.key] = None if one.of(made) == one.default else one.of(made)
            self._changes += 1
            self._now = made
            self._write(self.keep)
            self._tell()
        return made

    def reset(self, group: Group) -> Settings:
        """All of a group as if nobody had chosen."""
        return self.change(**{one.key: one.default for one in SETTINGS if one.group is group})

    def keep(self) -> None:
        """Write what was changed since the last time, beside what others have written meanwhile.

        Raises:
            Problem: it could not be written; it is tried again with the next change.
        """
        with self._lock:
            if not self._unsaved:
                return
            settings_file.write(self.path, settings_file.with_values(self._top(), self._unsaved))
            self._unsaved.clear()

    def look_again(self) -> Callable[[], None]:
        """Read what another program may have written; what is returned takes it on and tells it."""
        changes = self._changes
        with self._lock:
            found = self._from(settings_file.with_values(self._top(aside=False), self._unsaved))

        def take_on() -> None:
            # What was chosen here meanwhile is newer.
            if changes == self._changes and found != self._now:
                self._now = found
                self._tell()

        return take_on

    def keep_logo(self, path: Path) -> str:
        """The place below the history folder where a picture is kept now; `change(logo=…)` makes it the logo.

        Raises:
            Problem: it is no JPEG or PNG, or can't be read or kept.
        """
        return self._store().keep(path)

    def export_to(self, path: Path) -> None:
        """Write everything that holds, with the logo, for another history; Problem where that can't be written.

        A name that is empty here is not to empty another one there.
        """
        values = {one.key: one.of(self._now) for one in SETTINGS if one.of(self._now) != ""}
        top = settings_file.with_values({}, values)
        logo = self.logo
        if logo is not None:
            top[_PICTURE] = sent_picture.packed(logo)
        settings_file.write(path, top)

    def look_into(self, path: Path) -> Imported:
        """What an exported file would change. A logo in it is kept already, so that `change(**values)` is enough.

        Raises:
            Problem: it can't be read, or is no such file.
        """
        top = settings_file.read(path)
        given = settings_file.values(top)
        unknown = tuple(key for key in given if key not in BY_KEY)
        made, refused = understood(given, self._now)
        values = {key: BY_KEY[key].of(made) for key in given if key in BY_KEY and key not in refused}
        if values.get("logo"):
            stored = self._keep_sent(top.get(_PICTURE))
            if stored:
                values["logo"] = stored
            else:
                values.pop("logo")
                refused = (*refused, "logo")
        return Imported(values, unknown, refused)

    def _keep_sent(self, picture: object) -> str:
        """Where the logo that came along is kept; empty where none did."""
        try:
            with sent_picture.unpacked(picture) as path:
                return self.keep_logo(path)
        except Problem as problem:
            log.warning("the logo of imported settings was left out: %s (%s)", problem, problem.detail)
            return ""

    def _store(self) -> "PhotoStore":
        if self._photos is None:
            from app.recordings.photos import PhotoStore

            self._photos = PhotoStore(self.folder)
        return self._photos

    def _top(self, *, aside: bool = True) -> settings_file.Top:
        """The file as it is now; one that is damaged is put aside, so that it is not written over."""
        try:
            return settings_file.read(self.path)
        except Problem as problem:
            if aside and not _missing(problem):
                with suppress(OSError):
                    self.path.replace(self.path.with_name(DAMAGED_NAME))
            return {}

    def _from(self, top: settings_file.Top) -> Settings:
        made, refused = understood(settings_file.values(top))
        if refused:
            log.warning("settings that can't be are as if nobody had chosen: %s", ", ".join(refused))
        return made

    def _tell(self) -> None:
        for told in tuple(self._listeners):
            told(self._now)


def _at_once(write: Callable[[], None]) -> None:
    try:
        write()
    except Problem as problem:
        log.warning("%s (%s)", problem, problem.detail)


def _missing(problem: Problem) -> bool:
    return isinstance(problem.__cause__, FileNotFoundError)


def _unreadable(problem: Problem) -> Problem:
    return Problem(
        later("Your settings could not be read, so they are as at the first start."),
        say("Choose them again; the file as it was is kept as “{name}” then.", name=DAMAGED_NAME),
        f"{problem.what} {problem.detail}",
    )
