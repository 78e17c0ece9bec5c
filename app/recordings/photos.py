"""Keeps photos of machines and of where the microphone was held, each named by its SHA-256.

A photo is told by its first bytes, never by its name: a telephone's file may be called `.JPG`, `.jpeg` or nothing.
Its turn (EXIF orientation) stays in the file and is honoured where the photo is shown.
"""

import contextlib
import hashlib
import stat
import time
from pathlib import Path

from app.domain.identity import new_id
from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_problems import for_log, shown, unreadable, unwritable
from app.recordings.take_store import settle

MOST_BYTES = 25 << 20
"""The largest telephones write about 20 MB; what is larger is not a snapshot, and the report has to unpack it."""

_ABANDONED_S = 24 * 3600.0
_ENDINGS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class PhotoStore:
    """The `photos` folder below a history folder; files appear in it complete or not at all."""

    def __init__(self, folder: Path) -> None:
        """Opens the store and removes what was left unfinished more than a day ago; creates nothing yet."""
        self._folder = folder
        self._photos = folder / "photos"
        self._sweep()

    def keep(self, path: Path) -> str:
        """Copies a JPEG or PNG in, once whatever its name; returns its place below the history folder.

        Raises:
            Problem: it cannot be read, is no such photo or cannot be written; then nothing is left behind.
        """
        photo = read_photo(path)
        return self._keep(photo, _ending(path, photo))

    def keep_made(self, jpeg: bytes) -> str:
        """Keeps a JPEG that was made of a photo, once; returns its place below the history folder.

        Raises:
            Problem: it cannot be written; then nothing is left behind.
        """
        return self._keep(jpeg, ".jpg")

    def path(self, stored_as: str) -> Path:
        """Where a kept photo lies; Problem when it is not there any more."""
        path = self._folder / stored_as
        inside = path.resolve().is_relative_to(self._photos.resolve())
        if not inside or not path.is_file():
            raise Problem(
                later("The photo of the microphone’s place is missing."),
                later("Choose the photo again, or restore the history folder from a backup."),
                for_log(FileNotFoundError(str(path))),
            )
        return path

    def _keep(self, photo: bytes, ending: str) -> str:
        sha256 = hashlib.sha256(photo).hexdigest()
        target = self._photos / sha256[:2] / f"{sha256}{ending}"
        try:
            if not target.is_file() or target.stat().st_size != len(photo):
                self._write(target, photo)
        except OSError as error:
            raise unwritable(self._folder, error, later("photo")) from error
        return target.relative_to(self._folder).as_posix()

    def _write(self, target: Path, photo: bytes) -> None:
        self._photos.mkdir(parents=True, exist_ok=True)
        part = self._photos / f"{new_id()}.part"
        try:
            with part.open("xb") as out:
                out.write(photo)
                settle(out, part, target)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Best effort: what cannot be removed now is tried again at the next start."""
        with contextlib.suppress(OSError):
            for part in list(self._photos.glob("*.part")):
                if time.time() - part.stat().st_mtime > _ABANDONED_S:
                    part.unlink(missing_ok=True)


def read_photo(path: Path) -> bytes:
    """All of a photo: an ordinary JPEG or PNG file of at most `MOST_BYTES`; pipes and devices stay unopened.

    Raises:
        Problem: it cannot be read, or is no such photo.
    """
    photo = _read(path)
    _ending(path, photo)
    return photo


def _read(path: Path) -> bytes:
    name = shown(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Problem(say("“{name}” is not a file.", name=name), later("Choose a photo saved as JPEG or PNG."))
        if status.st_size == 0:
            raise Problem(
                say("“{name}” is empty.", name=name), later("Copy the photo from the telephone or camera again.")
            )
        if status.st_size > MOST_BYTES:
            raise Problem(
                say(
                    "“{name}” is too large for a photo: {size} MB.", name=name, size=f"{status.st_size / 1e6:,.0f}"
                ),
                say("Choose one of at most {size} MB, or save it smaller.", size=MOST_BYTES >> 20),
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def _ending(path: Path, photo: bytes) -> str:
    for start, ending in _ENDINGS.items():
        if photo.startswith(start):
            return ending
    name = shown(path)
    if photo[4:8] == b"ftyp" and photo[8:12] in _HEIC_BRANDS:
        raise Problem(
            say("“{name}” is a HEIC photo, which cannot be shown or printed here.", name=name),
            later("Convert it to JPEG, or set the telephone’s camera to JPEG and take the photo again."),
        )
    raise Problem(
        say("“{name}” is neither a JPEG nor a PNG photo.", name=name),
        later("Choose a photo saved as JPEG or PNG."),
    )
