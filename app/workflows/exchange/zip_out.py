"""Writes an exchange file from front to back: a piece at a time, under another name, and complete or not there."""

import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_problems import unreadable
from app.recordings.take_store import sync_folder
from app.workflows.exchange.members import SUMS
from app.workflows.exchange.problems import not_written
from app.workflows.exchange.strict_json import line
from app.workflows.exchange.telling import Pace

_PIECE_BYTES = 1 << 20


class ZipOut:
    """The members in the order in which they are given; made by `writing`."""

    def __init__(self, archive: zipfile.ZipFile, at: datetime, pace: Pace) -> None:
        self._archive = archive
        self._pace = pace
        self._date = max(at.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        self._sums: list[str] = []

    def lines(self, name: str, values: Iterable[dict[str, Any]]) -> int:
        """A JSON object a line; no member where there is none. Returns how many there were."""
        count = 0
        waiting = iter(values)
        first = next(waiting, None)
        if first is None:
            return 0

        def pieces() -> Iterator[bytes]:
            nonlocal count
            value: dict[str, Any] | None = first
            while value is not None:
                count += 1
                yield line(value)
                value = next(waiting, None)

        self._member(name, pieces(), zipfile.ZIP_DEFLATED)
        return count

    def value(self, name: str, value: Any) -> None:
        """One JSON value."""
        self._member(name, iter([line(value)]), zipfile.ZIP_DEFLATED)

    def file(self, name: str, path: Path, shown: str) -> str:
        """A file as it is, not compressed; returns its SHA-256."""
        return self._member(name, pieces_of(path), zipfile.ZIP_STORED, shown)

    def has(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self._archive.NameToInfo

    def finish(self) -> None:
        """The checksums of all of it, last."""
        self._member(SUMS, (one.encode("utf-8") for one in self._sums), zipfile.ZIP_DEFLATED)

    def _member(self, name: str, pieces: Iterable[bytes], how: int, shown: str = "") -> str:
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type = how
        info.external_attr = 0o100644 << 16
        digest = sha256()
        with self._archive.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
                self._pace(len(piece), shown)
        self._sums.append(f"{digest.hexdigest()}  {name}\n")
        return digest.hexdigest()


@contextmanager
def writing(out: Path, at: datetime, pace: Pace) -> Iterator[ZipOut]:
    """A file that lies at `out` once this ends well; else what lay there before is untouched.

    Raises:
        Problem: it can't be written.
    """
    # The stem may already be as long as the disk allows. What a program that died left here is written over.
    part = out.with_name(f"{out.stem[:60]}{out.suffix[:20]}.part")
    try:
        with part.open("wb") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
                made = ZipOut(archive, at, pace)
                yield made
                made.finish()
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
        sync_folder(out.parent)
    except OSError as error:
        _forget(part)
        raise not_written(out, error) from error
    except BaseException:
        _forget(part)
        raise


def pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time; Problem when it can't be read."""
    try:
        with path.open("rb", buffering=0) as source:
            while piece := source.read(_PIECE_BYTES):
                yield piece
    except OSError as error:
        raise unreadable(path, error) from error


def refuse_folder(out: Path) -> None:
    """Problem when a folder lies where the file should."""
    if out.is_dir():
        raise Problem(
            say("“{name}” is a folder.", name=out.name), later("Choose a file name for the exchange file.")
        )


def _forget(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
