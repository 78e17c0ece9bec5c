"""Takes debug symbols and the build machine's folders out of the libraries in a bundle.

`strip` moves parts of libraries whose wheels were repaired by patchelf (numpy's BLAS among them) to where the
loader refuses them; so each result is checked for what the loader checks, and the original kept where it fails.
"""

import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

from linux.steps import run

_LOAD, _DYNAMIC = 1, 2
_STRINGS, _RPATH, _RUNPATH = 5, 15, 29
_LEAST_PAGE = 4096


def strip(folder: Path, scratch: Path) -> int:
    """How many bytes that saved."""
    saved = 0
    for path in sorted(folder.rglob("*.so*")):
        if path.is_symlink() or path.read_bytes()[:4] != b"\x7fELF":
            continue
        shutil.copy(path, scratch)
        run(["strip", "--strip-unneeded", scratch])
        gained = path.stat().st_size - scratch.stat().st_size
        if gained > 0 and loads(scratch.read_bytes()):
            shutil.copyfile(scratch, path)
            saved += gained
        whole = path.read_bytes()
        told = without_folders(whole)
        if told != whole:
            path.write_bytes(told)
    scratch.unlink(missing_ok=True)
    return saved


def loads(library: bytes) -> bool:
    """Whether each segment of a 64 bit little-endian ELF file lies in the file as the loader maps it to pages."""
    return all(
        (address - offset) % max(align, _LEAST_PAGE) == 0
        for kind, offset, address, _, align in _segments(library)
        if kind == _LOAD
    )


def without_folders(library: bytes) -> bytes:
    """The library without a search path that names a folder of the build machine; `$ORIGIN` is none."""
    for kind, offset, _, length, _ in _segments(library):
        if kind == _DYNAMIC:
            entries = list(struct.iter_unpack("<qQ", library[offset : offset + length]))
            strings = _in_file(library, dict(entries)[_STRINGS])
            kept = [
                (tag, value)
                for tag, value in entries
                if tag not in {_RPATH, _RUNPATH} or not library.startswith(b"/", strings + value)
            ]
            kept += [(0, 0)] * (len(entries) - len(kept))
            table = b"".join(struct.pack("<qQ", *entry) for entry in kept)
            return library[:offset] + table + library[offset + length :]
    return library


def _segments(library: bytes) -> Iterator[tuple[int, int, int, int, int]]:
    """Each segment as (kind, offset in the file, address, length in the file, alignment)."""
    (table,) = struct.unpack_from("<Q", library, 32)
    length, count = struct.unpack_from("<HH", library, 54)
    for row in range(count):
        kind, _, offset, address, _, in_file, _, align = struct.unpack_from(
            "<IIQQQQQQ", library, table + row * length
        )
        yield kind, offset, address, in_file, align


def _in_file(library: bytes, address: int) -> int:
    """Where in the file that address is."""
    return next(
        offset + address - start
        for kind, offset, start, length, _ in _segments(library)
        if kind == _LOAD and start <= address < start + length
    )
