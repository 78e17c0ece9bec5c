"""A zip from outside: judged by its list of members before one of them is unpacked, read a piece at a time.

No member's name is ever a path here: what is kept is named by its hash. So a name can do no more than be refused.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from app.history.exchange.damage import ContradictionError, DamageError, UnknownWordError
from app.recordings.file_problems import for_log, size_of_regular
from app.workflows.exchange.members import LONGEST_LINE, MOST_MEMBERS, SUMS, most_bytes
from app.workflows.exchange.problems import (
    cannot_read,
    contradicts,
    damaged,
    foreign,
    not_an_exchange,
    too_large,
    unknown_word,
)

_PIECE_BYTES = 1 << 20
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED = 0x1
_BOMB_RATIO, _BOMB_FROM_BYTES = 300, 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    RuntimeError,
    OverflowError,
    IndexError,
)


class ZipIn:
    """The members of a zip that may be read; a context manager."""

    def __init__(self, path: Path) -> None:
        """Opens it and reads the list of members; Problem when it can't be an exchange file."""
        self.path = path
        self.size_bytes = size_of_regular(path)
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise cannot_read(path, error) from error
        try:
            with told(path, unreadable_is_foreign=True):
                _refuse_crowd(self._file, self.size_bytes)
                self._archive = zipfile.ZipFile(self._file)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "ZipIn":
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()
        self._file.close()

    def refuse_strange(self) -> None:
        """Problem when there is a member that no exchange file has, or one that would unpack to too much."""
        with told(self.path):
            seen: set[str] = set()
            for info in self._archive.infolist():
                self._refuse(info)
                if info.filename.casefold() in seen:
                    raise foreign(self.path, f"twice: {info.filename!a}")
                seen.add(info.filename.casefold())
            self._refuse_overlap()

    def names(self) -> Iterator[str]:
        """The names of all members."""
        return iter(self._archive.NameToInfo)

    def has(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self._archive.NameToInfo

    def bytes_of(self, name: str) -> int:
        """How large it is, unpacked."""
        return self._archive.NameToInfo[name].file_size

    def whole(self, name: str, most: int) -> bytes:
        """All of a small member; Problem when it is not there or larger."""
        if not self.has(name) or self.bytes_of(name) > most:
            raise not_an_exchange(self.path, f"no {name}")
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member; Problem when they are not what was put there."""
        seen = 0
        with told(self.path), self._archive.open(name) as member:
            while piece := member.read(_PIECE_BYTES):
                seen += len(piece)
                yield piece
            self._refuse_lie(name, seen)

    def lines(self, name: str, digest: "Digest | None" = None) -> Iterator[bytes]:
        """The lines of a member; none where it is not there."""
        if not self.has(name):
            return
        seen = 0
        with told(self.path), self._archive.open(name) as member:
            while line := member.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise DamageError(f"{name}: an endless line")
                if digest is not None:
                    digest.update(line)
                seen += len(line)
                yield line
            self._refuse_lie(name, seen)

    def sums(self) -> dict[str, str]:
        """What SHA-256 each member should have; those whose name is their hash are compared here and left out.

        Problem when one of them has none, or a wrong name for its hash.
        """
        told_sums: dict[str, str] = {}
        named = 0
        for line in self.lines(SUMS):
            digest, _, name = line.decode("utf-8", "replace").rstrip("\n").partition("  ")
            if not self.has(name) or name in told_sums:
                raise damaged(self.path, f"a checksum of {name!a}")
            if name.startswith(("takes/", "photos/")):
                if digest != name.split("/")[1].partition(".")[0]:
                    raise damaged(self.path, f"{name} is not what its name says")
                named += 1
            else:
                told_sums[name] = digest
        if len(told_sums) + named + 1 != len(self._archive.NameToInfo):
            raise damaged(self.path, "a member without a checksum")
        return told_sums

    def _refuse_lie(self, name: str, seen_bytes: int) -> None:
        if seen_bytes != self.bytes_of(name):
            raise DamageError(f"{name} is not as long as the list says")

    def _refuse(self, info: zipfile.ZipInfo) -> None:
        name, most = info.filename, most_bytes(info.filename)
        kind = stat.S_IFMT(info.external_attr >> 16)
        odd = info.orig_filename != name or kind not in (0, stat.S_IFREG) or info.flag_bits & _ENCRYPTED
        if most is None or odd or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise foreign(self.path, ascii(info.orig_filename)[:200])
        bomb = info.file_size > max(_BOMB_FROM_BYTES, _BOMB_RATIO * info.compress_size)
        if info.file_size > most or bomb:
            raise too_large(self.path, f"{name}: {info.file_size} bytes from {info.compress_size}")

    def _refuse_overlap(self) -> None:
        """Members that share bytes are how a small file unpacks to a huge one."""
        end = 0
        for info in sorted(self._archive.infolist(), key=lambda one: one.header_offset):
            if info.header_offset < end:
                raise too_large(self.path, "members overlap")
            end = info.header_offset + _LOCAL_HEADER_BYTES + len(info.filename) + info.compress_size
        if end > self.size_bytes:
            raise not_an_exchange(self.path, "members beyond the end")


class Digest:
    """A SHA-256 that grows, with how many bytes it has seen."""

    def __init__(self) -> None:
        self._digest = sha256()
        self.seen_bytes = 0

    def update(self, piece: bytes) -> None:
        """So many more bytes."""
        self._digest.update(piece)
        self.seen_bytes += len(piece)

    def hexdigest(self) -> str:
        """As text."""
        return self._digest.hexdigest()


@contextmanager
def told(path: Path, *, unreadable_is_foreign: bool = False) -> Iterator[None]:
    """What is wrong with what is read from a file, as one Problem."""
    tell = not_an_exchange if unreadable_is_foreign else damaged
    try:
        yield
    except UnknownWordError as error:
        raise unknown_word(path, str(error)) from error
    except ContradictionError as error:
        raise contradicts(path, str(error)) from error
    except DamageError as error:
        raise damaged(path, str(error)) from error
    except _BROKEN as error:
        raise tell(path, for_log(error)) from error
    except OSError as error:
        # A place that a list of members names may be none at all.
        raise (tell(path, for_log(error)) if error.errno in (None, 22) else cannot_read(path, error)) from error


def _refuse_crowd(file: BinaryIO, size: int) -> None:
    """Before the list of members is held in memory: is it a list that an exchange file may have?

    Ours ends with its own end record, without a comment; anything else was changed by another program.
    """
    file.seek(max(0, size - _END.size - _LOCATOR.size))
    tail = file.read()
    if len(tail) < _END.size:
        raise zipfile.BadZipFile("too short")
    mark, _, _, _, count, list_bytes, _, comment = _END.unpack(tail[-_END.size :])
    if mark != b"PK\x05\x06" or comment:
        raise zipfile.BadZipFile("no end record")
    locator = tail[: -_END.size]
    if locator.startswith(b"PK\x06\x07") and len(locator) == _LOCATOR.size:
        file.seek(max(0, size - _END.size - _LOCATOR.size - _END64.size))
        end64 = _END64.unpack(file.read(_END64.size))
        if end64[0] == b"PK\x06\x06":
            count, list_bytes = end64[7], end64[8]
    if count > MOST_MEMBERS or list_bytes > 160 * MOST_MEMBERS or list_bytes > size:
        raise zipfile.BadZipFile("a crowd of members")
    file.seek(0)
