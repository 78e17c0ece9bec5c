"""The files of what was removed for good: set aside first, deleted a little later, and never one that is needed.

Another program may be keeping the same recording at this moment: it has seen that the file is there, and its row
comes next. So files are moved to `removed/` below the history folder, and only after a rest looked for in the
history once more: what is needed by then goes back to its place, the rest is deleted.

A note says that rows are being removed whose files are not set aside yet, and which photos may go with them. Where
it is found, a crash came between: all takes are gone through then, and what nothing refers to is set aside.
"""

import contextlib
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from app.domain.bin import Binned, Removed, Thing
from app.domain.machine import Machine
from app.domain.take import Take
from app.history.history import History
from app.language import later
from app.recordings.file_problems import unwritable

REST_S = 120.0
"""How long a file is set aside before it is deleted: far longer than any program needs from a file to its row."""

_TAKES, _PHOTOS = "takes", "photos"
_YOUNG_S = 600.0


def files_of(folder: Path, take: Take) -> list[Path]:
    """The recording of a take, its picture and its spectrum; none of a path that leads out of the store."""
    place = (folder / take.stored_as).parent
    if not _inside(folder / _TAKES, place) or not place.is_dir():
        return []
    return [path for path in place.iterdir() if _named(path) == take.sha256]


class FilesAside:
    """The files of one history that nothing refers to any more."""

    def __init__(self, history: History, rest_s: float = REST_S) -> None:
        self._history = history
        self._folder = history.folder
        self._aside = history.folder / "removed"
        self._note = self._aside / "begun"
        self._rest_s = rest_s

    def begin(self, lines: Iterable[Binned]) -> None:
        """Note that the rows of these things are about to be removed; Problem when nothing can be written."""
        machines = [self._history.machine(line.thing_id) for line in lines if line.thing is Thing.MACHINE]
        photos = {photo for machine in machines for photo in self._photos_of(machine)} - {""}
        try:
            self._aside.mkdir(exist_ok=True)
            self._note.write_text("\n".join(sorted(photos)), "utf-8")
        except OSError as error:
            raise unwritable(self._folder, error, later("note of what is removed")) from error

    def set_aside(self, removed: Removed) -> None:
        """Move the files of what was removed; where one can't be moved now, the note stays."""
        files = [path for take in removed.takes for path in files_of(self._folder, take)]
        photos = [self._folder / photo for photo in removed.photos]
        files += [path for path in photos if _inside(self._folder / _PHOTOS, path)]
        self._move(files)

    def go_on(self) -> None:
        """Set aside what a crash, or a file that was in use, left behind."""
        if self._note.exists():
            unneeded = list(self._unneeded())
            old = [path for path in unneeded if not _young(path)]
            self._move(old, all_of_them=len(old) == len(unneeded))

    def tidy(self) -> None:
        """Delete what has rested; what is needed after all goes back to its place."""
        now_s = time.time()
        rested = [path for path in self._sets() if _rested(path, now_s, self._rest_s)]
        if not rested:
            return
        photos = self._photos() if any((path / _PHOTOS).exists() for path in rested) else set()
        needed = dict[str, bool]()
        for aside in rested:
            for path in [path for path in aside.rglob("*") if path.is_file()]:
                name, place = _named(path), path.relative_to(aside)
                if name not in needed:
                    needed[name] = name in photos or self._is_take(name, place)
                self._settle(path, self._folder / place, needed[name])
            _remove_empty(aside)
        _remove_empty(self._aside)

    def _is_take(self, name: str, place: Path) -> bool:
        return place.parts[0] == _TAKES and self._history.take_with(name) is not None

    def _settle(self, path: Path, home: Path, needed: bool) -> None:
        with contextlib.suppress(OSError):
            if needed and not home.exists():
                home.parent.mkdir(parents=True, exist_ok=True)
                path.replace(home)
            else:
                path.unlink()

    def _move(self, files: list[Path], all_of_them: bool = True) -> None:
        """The note goes once nothing is left in the store that should not be."""
        target = self._aside / f"{time.time():.6f}"
        for path in files:
            aside = target / path.relative_to(self._folder)
            try:
                aside.parent.mkdir(parents=True, exist_ok=True)
                path.replace(aside)
            except FileNotFoundError:
                continue
            except OSError:
                all_of_them = False
        if all_of_them:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
            _remove_empty(self._aside)

    def _sets(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return [path for path in self._aside.iterdir() if path.is_dir()]
        return []

    def _unneeded(self) -> Iterator[Path]:
        """The takes that nothing refers to, and those of the noted photos."""
        needed, after = set[str](), ""
        while takes := self._history.kept_takes(after).takes:
            needed |= {kept.take.sha256 for kept in takes}
            after = takes[-1].take.id
        for path in (self._folder / _TAKES).glob("??/*"):
            if path.is_file() and _named(path) not in needed:
                yield path
        photos = self._photos()
        for path in map(self._folder.joinpath, self._note.read_text("utf-8").splitlines()):
            if _inside(self._folder / _PHOTOS, path) and path.is_file() and _named(path) not in photos:
                yield path

    def _photos(self) -> set[str]:
        """The names of all photos that are shown anywhere, also of what is in the bin."""
        thrown = [line.thing_id for line in self._history.bin.contents() if line.thing is Thing.MACHINE]
        machines = [*self._history.machines(), *map(self._history.machine, thrown)]
        return {_named(Path(photo)) for machine in machines for photo in self._photos_of(machine)}

    def _photos_of(self, machine: Machine) -> Iterator[str]:
        """The photos of a machine as it is and was, and of the placements that can still be asked for."""
        for version in self._history.machine_log.versions(machine.id):
            yield version.machine.photo
        for point in machine.points:
            placement = self._history.placement(point.id)
            while placement is not None:
                yield placement.photo
                placement = self._history.placement(point.id, placement.placed_at - timedelta(microseconds=1))


def size_of(path: Path) -> int:
    """Its size in bytes; 0 where it is not there any more."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _named(path: Path) -> str:
    return path.name.split(".")[0]


def _inside(store: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(store.resolve())


def _young(path: Path) -> bool:
    """Whether it came so lately that its row may not be there yet."""
    try:
        found = path.stat()
    except OSError:
        return True
    return time.time() - max(found.st_mtime, found.st_ctime) < _YOUNG_S


def _rested(aside: Path, now_s: float, rest_s: float) -> bool:
    """Whether it was set aside long enough ago; a clock that was set back since must not keep it for ever."""
    try:
        age_s = now_s - float(aside.name)
    except ValueError:
        return False
    return age_s >= rest_s or age_s < -rest_s


def _remove_empty(folder: Path) -> None:
    """Remove it with the folders in it, as far as they are empty."""
    for path in [*sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True), folder]:
        with contextlib.suppress(OSError):
            path.rmdir()
