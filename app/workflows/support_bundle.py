"""What whoever helps needs to know, in one ZIP file: logs, settings, versions, devices, facts of the history.

No sound, no photos, no notes and no names of people; a take only where the user says so. It works without opening
the history, since a history that can't be opened is what help is most often asked for.
"""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import __version__
from app.domain.problem import Problem
from app.language import later, say
from app.workflows.support_facts import devices, facts
from app.workflows.tables.saving import saved

_PRIVATE = {"inspector", "company", "logo", "folder"}
"""Of the settings: who the user is and where their files lie."""

_TEXTS = (
    (
        "earshot.log*",
        "logs",
        later("what the program did and what went wrong; files and machines are named in it"),
    ),
    ("earshot-crash-*.txt", "logs", later("where the program was when it crashed")),
    ("settings.json", "settings", later("the settings, without names of people")),
    ("window.ini", "settings", later("size and layout of the window")),
)
_README = "README.txt"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the bundle: its name there, and what it is in a few words."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that was written, and what is in it."""

    path: Path
    size_bytes: int
    members: tuple[Member, ...]


class SupportBundle:
    """Gathers and packs.

    Args:
        folder: the history's.
        models: what shipped with the program.
        devices: the sound devices as plain values; asked anew each time, may take seconds.
    """

    def __init__(self, folder: Path, models: Path, devices: Callable[[], Any] = devices) -> None:
        self._folder = folder
        self._models = models
        self._devices = devices

    def __call__(self, out: Path, with_sound: bool = False) -> Bundled:
        """Write the bundle to `out`, whole or not at all; `with_sound` adds the newest take.

        Takes seconds where the history is large, since it is read through. Raises Problem when `out` can't be
        written, or when the take that is asked for is not there.
        """
        if out.is_dir():
            raise Problem(
                say("“{name}” is a folder.", name=out.name), later("Choose a file name for the support bundle.")
            )
        sound = self._newest_take() if with_sound else None
        members = []
        with saved(out) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, what, text in self._texts():
                packed.writestr(name, text)
                members.append(Member(name, what))
            if sound is not None:
                name = f"sound/{sound.name}"
                packed.write(sound, name)
                members.append(Member(name, later("the newest take")))
            packed.writestr(_README, _readme(members))
        return Bundled(out, out.stat().st_size, (Member(_README, later("this list")), *members))

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        """Name, what it is, and its text."""
        for pattern, place, what in _TEXTS:
            for path in sorted(self._folder.glob(pattern)) if self._folder.is_dir() else ():
                with suppress(OSError):
                    yield f"{place}/{path.name}", what, _clean(path)
        found = facts(self._folder, self._models, self._devices)
        told = json.dumps(found, ensure_ascii=False, indent=1, default=str)
        yield "facts.json", later("versions, system, drive, history, models and microphones"), _without_home(told)

    def _newest_take(self) -> Path:
        from app.history.backup_contents import takes_in
        from app.history.database import FILE_NAME
        from app.recordings.take_store import TakeStore

        # What was inspected last is what a question is most likely about.
        used = (
            (one.visit_id is not None, one.when_at, one.take)
            for one in takes_in(self._folder / FILE_NAME)
            if one.when_at is not None
        )
        newest = max(used, key=lambda one: one[:2], default=None)
        if newest is None:
            raise Problem(later("There is no take yet."), later("Make the support bundle without sound."))
        return TakeStore(self._folder).path(newest[2])


def _clean(path: Path) -> str:
    text = path.read_text("utf-8", "replace")
    if path.suffix == ".json":
        try:
            text = json.dumps(_without_private(json.loads(text)), ensure_ascii=False, indent=1)
        except ValueError:
            text = "Damaged; left out, since it may hold names of people.\n"
    elif path.suffix == ".ini":
        lines = (line for line in text.splitlines() if line.partition("=")[0].strip() not in _PRIVATE)
        text = "\n".join(lines) + "\n"
    return _without_home(text)


def _without_private(kept: Any) -> Any:
    """At any depth: how the settings are laid out is not for us to know."""
    if isinstance(kept, Mapping):
        return {key: _without_private(value) for key, value in kept.items() if key not in _PRIVATE}
    return [_without_private(one) for one in kept] if isinstance(kept, list) else kept


def _without_home(text: str) -> str:
    """The user's own folder bears their name."""
    with suppress(RuntimeError):
        home = str(Path.home())
        if len(home) > 1:
            text = text.replace(json.dumps(home)[1:-1], "~").replace(home, "~")
    return text


def _readme(members: list[Member]) -> str:
    sound = any(member.name.startswith("sound/") for member in members)
    lines = [
        f"Support bundle of Earshot {__version__}.",
        "",
        *(f"{member.name}: {member.what}." for member in members),
        "",
        "Not in it: "
        + ("" if sound else "sound, ")
        + "photos, notes, reports, names of people, the history itself.",
        "Every file can be read with a text editor before it is sent.",
    ]
    return "\n".join(lines) + "\n"
