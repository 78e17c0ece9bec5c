"""A take store that takes in files by the batch: each is safe against a power cut before the history names it.

A file is copied to `takes/*.part` while it is hashed. Before a batch is written to the history all its parts are
forced onto the disk together, then named, then the folders: a drive that needs 20 ms for each such wish is asked a
few times a batch and not four times a file. Pictures and spectra are made again where they are missing or damaged,
so nothing waits for them.
"""

import contextlib
import errno
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from app.acoustics.fine_spectrum import FineSpectrum
from app.domain.identity import new_id
from app.domain.problem import Problem
from app.domain.take import Take
from app.language import later, say
from app.recordings.file_problems import shown, size_of_regular, unreadable, unwritable
from app.recordings.take_store import TakeStore, ending_of, sync_folder

_PIECE_BYTES = 1 << 20
_SPARE_BYTES = 16 << 20
_PATIENCE_S = 30.0
_SLOWEST_BYTES_PER_S = 100_000
_AT_ONCE = 8
_MOST_SPECTRA = 64


class Halted(Exception):  # noqa: N818 - carries a Problem that ends the import, not one file
    """The import can't go on; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Landed:
    """A copied file that is not yet in the store; `stored_as` is where it will be."""

    part: Path
    sha256: str
    size: int
    stored_as: str


class Landing(TakeStore):
    """The store as one import uses it. Safe to use from several threads; `settle` from one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._parts: set[Path] = set()
        self._lock = Lock()
        self._spectra: dict[str, FineSpectrum] = {}

    def land(self, path: Path) -> Landed:
        """Copies a file and hashes it on the way.

        Raises:
            Problem: it can't be read, or not within reasonable time.
            Halted: the store can't be written.
        """
        if size_of_regular(path) + _SPARE_BYTES > self.free_bytes():
            raise Halted(unwritable(self._folder, OSError(errno.ENOSPC, "not enough free space")))
        part = self._takes / f"{new_id()}.part"
        with self._lock:
            self._parts.add(part)
        try:
            sha256, size = self._copy(path, part)
        except BaseException:
            self._remove(part)
            raise
        stored = self._same_content(sha256, size) or self._place(sha256, ending_of(path))
        return Landed(part, sha256, size, stored.relative_to(self._folder).as_posix())

    def drop(self, landed: Landed) -> None:
        """Forgets a file that is not wanted after all."""
        self._remove(landed.part)

    def settle(self, batch: Iterable[Landed]) -> None:
        """Puts files in their places, safe against a power cut; Halted when the disk refuses."""
        files = list(batch)
        with self._told(), ThreadPoolExecutor(_AT_ONCE) as waiting:
            # All at once: file systems gather what is waited for at the same time.
            list(waiting.map(_force, (one.part for one in files)))
            new = {self._name(one) for one in files}
            list(waiting.map(sync_folder, {*(path.parent for path in new), *([self._takes] if new else [])}))

    def clear(self) -> None:
        """Removes what was copied and never settled."""
        for part in list(self._parts):
            self._remove(part)

    def spectrum(self, take: Take) -> FineSpectrum | None:
        """As the store has it, remembered: each verdict asks for those of the baseline."""
        found = self._spectra.get(take.sha256) or super().spectrum(take)
        if found is not None:
            with self._lock:
                self._spectra[take.sha256] = found
                # Of the places before this one nobody asks any more.
                if len(self._spectra) > _MOST_SPECTRA:
                    del self._spectra[next(iter(self._spectra))]
        return found

    def _keep_beside(self, take: Take, ending: str, packed: bytes) -> None:
        with self._part() as (part, out), self._writing():
            out.write(packed)
            out.close()
            target = self._place(take.sha256, ending)
            target.parent.mkdir(exist_ok=True)
            part.replace(target)

    def _copy(self, path: Path, part: Path) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with self._told():
            self._takes.mkdir(parents=True, exist_ok=True)
            out = part.open("xb")
        with out:
            try:
                source = path.open("rb", buffering=0)
            except OSError as error:
                raise unreadable(path, error) from error
            begun = time.monotonic()
            with source:
                while piece := _read(source.fileno(), path):
                    digest.update(piece)
                    size += len(piece)
                    with self._told():
                        out.write(piece)
                    _refuse_too_slow(path, size, time.monotonic() - begun)
        return digest.hexdigest(), size

    def _name(self, landed: Landed) -> Path:
        target = self._folder / landed.stored_as
        if self._same_content(landed.sha256, landed.size) == target:
            self._remove(landed.part)
            return target
        target.parent.mkdir(exist_ok=True)
        landed.part.replace(target)
        with self._lock:
            self._parts.discard(landed.part)
        return target

    def _remove(self, part: Path) -> None:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        with self._lock:
            self._parts.discard(part)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Halted(unwritable(self._folder, error)) from error


def _read(file: int, path: Path) -> bytes:
    try:
        return os.read(file, _PIECE_BYTES)
    except OSError as error:
        raise unreadable(path, error) from error


def _refuse_too_slow(path: Path, done_bytes: int, taken_s: float) -> None:
    if taken_s > _PATIENCE_S and done_bytes < taken_s * _SLOWEST_BYTES_PER_S:
        raise Problem(
            say("“{name}” could not be read in reasonable time: its drive is slow or failing.", name=shown(path)),
            later("Copy the archive to this computer and import the copy."),
            f"{done_bytes} bytes in {taken_s:.0f} s",
        )


def _force(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
