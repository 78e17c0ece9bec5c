"""Keeps recordings as they came, each named by its SHA-256, and the pictures and spectra made of them."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.acoustics.fine_spectrum import FineSpectrum
from app.domain.identity import new_id
from app.domain.problem import Problem
from app.domain.take import SoundPicture, Take
from app.language import later, say
from app.recordings import kept_picture, kept_spectrum
from app.recordings.file_problems import for_log, size_of_regular, unreadable, unwritable
from app.recordings.recorded_at import recorded_at

_PIECE_BYTES = 1 << 20
_ABANDONED_S = 24 * 3600.0
_SPARE_BYTES = 16 << 20
_PICTURE, _SPECTRUM = ".picture.npz", ".spectrum"
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording that is now in the store: its hash, its place below the history folder, and when it was made."""

    sha256: str
    stored_as: str
    recorded_at: datetime | None


class TakeStore:
    """The `takes` folder below a history folder.

    Files appear in it complete or not at all: they are written to `takes/*.part` and renamed. Safe to use from
    several threads and programs at once.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the store and removes what was left unfinished more than a day ago; creates nothing yet."""
        self._folder = folder
        self._takes = folder / "takes"
        self._sweep()

    def keep(self, path: Path) -> Kept:
        """Copies a recording in, unless the same content is there already.

        Raises:
            Problem: the recording cannot be read, or the store not written; then nothing is left behind.
        """
        if size_of_regular(path) + _SPARE_BYTES > self.free_bytes():
            raise unwritable(self._folder, OSError(errno.ENOSPC, "not enough free space"))
        digest = hashlib.sha256()
        with self._part() as (part, out):
            for piece in _pieces(path):
                digest.update(piece)
                with self._writing():
                    out.write(piece)
            sha256 = digest.hexdigest()
            with self._writing():
                target = self._same_content(sha256, out.tell())
                if target is None:
                    target = self._place(sha256, ending_of(path))
                    settle(out, part, target)
        return Kept(sha256, target.relative_to(self._folder).as_posix(), recorded_at(path))

    def adopt(self, path: Path) -> Kept:
        """Gives a recording of our own, which lies on the same drive, a second name in the store.

        That needs no space, so a take is kept on a full disk too; where the drive knows no second names (FAT), it
        is copied. The first name is for the caller to remove, once the history has the take.

        Raises:
            Problem: it cannot be read or kept; then it is where it was and nothing else is.
        """
        digest = hashlib.sha256()
        for piece in _pieces(path):
            digest.update(piece)
        sha256 = digest.hexdigest()
        with self._writing():
            stored = self._same_content(sha256, path.stat().st_size) or self._second_name(path, sha256)
        if stored is None:
            return self.keep(path)
        return Kept(sha256, stored.relative_to(self._folder).as_posix(), recorded_at(stored))

    def path(self, take: Take) -> Path:
        """Where the take's file lies; Problem when it is not there any more."""
        path = self._folder / take.stored_as
        inside = path.resolve().is_relative_to(self._takes.resolve())
        if not inside or not path.is_file():
            raise Problem(
                say("The stored recording of “{name}” is missing.", name=take.file_name),
                later("Restore the history folder from a backup; the verdict and its figures are still there."),
                for_log(FileNotFoundError(str(path))),
            )
        return path

    def verify(self, take: Take) -> None:
        """Reads the take's file again; Problem when it is not what was kept."""
        path = self.path(take)
        digest = hashlib.sha256()
        for piece in _pieces(path):
            digest.update(piece)
        if digest.hexdigest() != take.sha256:
            raise Problem(
                say("The stored recording of “{name}” was changed after it was kept.", name=take.file_name),
                later("Restore the history folder from a backup, or trust only the stored verdict."),
                f"expected {take.sha256}, found {digest.hexdigest()}",
            )

    def keep_picture(self, take: Take, picture: SoundPicture) -> None:
        """Keeps the picture of a whole take, in place of an older one; Problem when it cannot be written."""
        self._keep_beside(take, _PICTURE, kept_picture.pack(picture))

    def picture(self, take: Take) -> SoundPicture | None:
        """The kept picture, or None when there is none or it is damaged."""
        try:
            with self._place(take.sha256, _PICTURE).open("rb") as file:
                return kept_picture.unpack(file)
        except OSError:
            return None

    def keep_spectrum(self, take: Take, spectrum: FineSpectrum) -> None:
        """Keeps the fine spectrum of a whole take, in place of an older one; Problem when it cannot be written."""
        self._keep_beside(take, _SPECTRUM, kept_spectrum.pack(spectrum))

    def spectrum(self, take: Take) -> FineSpectrum | None:
        """The kept fine spectrum, or None when there is none or it is damaged."""
        try:
            with self._place(take.sha256, _SPECTRUM).open("rb") as file:
                return kept_spectrum.unpack(file)
        except OSError:
            return None

    def free_bytes(self) -> int:
        """Free space on the drive that holds the store."""
        place = self._takes
        while not place.exists() and place != place.parent:
            place = place.parent
        try:
            return shutil.disk_usage(place).free
        except OSError as error:
            raise unwritable(self._folder, error) from error

    def _keep_beside(self, take: Take, ending: str, packed: bytes) -> None:
        with self._part() as (part, out), self._writing():
            out.write(packed)
            settle(out, part, self._place(take.sha256, ending))

    def _place(self, sha256: str, ending: str) -> Path:
        return self._takes / sha256[:2] / f"{sha256}{ending}"

    def _second_name(self, path: Path, sha256: str) -> Path | None:
        """The recording's name in the store; None where the drive knows no second names."""
        target = self._place(sha256, ending_of(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            os.link(path, target)
        except OSError:
            return None
        sync_folder(target.parent)
        return target

    def _same_content(self, sha256: str, size: int) -> Path | None:
        """The file that already holds this content, whatever its ending; a shortened one does not count."""
        for path in (self._takes / sha256[:2]).glob(f"{sha256}*"):
            if not path.name.endswith((_PICTURE, _SPECTRUM)) and path.stat().st_size == size:
                return path
        return None

    @contextmanager
    def _part(self) -> Iterator[tuple[Path, BinaryIO]]:
        """A new file to write to, gone afterwards unless it was renamed."""
        part = self._takes / f"{new_id()}.part"
        with self._writing():
            self._takes.mkdir(parents=True, exist_ok=True)
            out = part.open("xb")
        try:
            yield part, out
        finally:
            with contextlib.suppress(OSError):
                out.close()
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritable(self._folder, error) from error

    def _sweep(self) -> None:
        """Best effort: what cannot be removed now is tried again at the next start."""
        with contextlib.suppress(OSError):
            for part in list(self._takes.glob("*.part")):
                if time.time() - part.stat().st_mtime > _ABANDONED_S:
                    part.unlink(missing_ok=True)


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(_PIECE_BYTES):
                yield piece
    except OSError as error:
        raise unreadable(path, error) from error


def settle(out: BinaryIO, part: Path, target: Path) -> None:
    """Makes a written file safe against power loss and gives it its name in one step."""
    out.flush()
    os.fsync(out.fileno())
    out.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    part.replace(target)
    sync_folder(target.parent)


def sync_folder(path: Path) -> None:
    """Makes a new name in a folder survive power loss."""
    if sys.platform != "win32":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def ending_of(path: Path) -> str:
    """The file's ending in small letters, so that it can be opened elsewhere; none when it is an odd one."""
    ending = path.suffix.lower()
    return ending if _ENDING.fullmatch(ending) else ""
