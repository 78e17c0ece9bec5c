"""Takes out of ICU's data what Qt never asks it for: three quarters of the largest library in the bundle.

Qt takes from ICU how each language sorts and writes capitals. Dates, numbers, currencies and names of countries
it has in its own tables, and text is UTF-8. An item that is not there is, to ICU, one that a language lacks.
"""

import struct
from pathlib import Path

from linux.steps import Failed, run

NEVER_ASKED = ("brkitr", "curr", "lang", "rbnf", "region", "translit", "unit", "zone")
"""Folders in it: line breaks, currencies, languages, spelt numbers, countries, scripts, units, time zones."""

_CONVERTER = ".cnv"
_ALIGNED = 16

_AS_SOURCE = """
.section .note.GNU-stack,"",@progbits
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, @object
.size {symbol}, {size}
{symbol}: .incbin "{file}"
"""


def shrink(folder: Path, scratch: Path) -> int:
    """Makes `libicudata.so.*` below `folder` anew in `scratch`; how many bytes that saved."""
    saved = 0
    for library in sorted(path for path in folder.rglob("libicudata.so.*") if not path.is_symlink()):
        before = library.stat().st_size
        symbol, data = _data(library)
        scratch.mkdir(exist_ok=True)
        _link(without(data), symbol, library, scratch)
        saved += before - library.stat().st_size
    return saved


def items(data: bytes) -> dict[str, bytes]:
    """What is in ICU's common data, by name, in its order."""
    toc = struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<I", data, toc)[0]
    rows = list(struct.iter_unpack("<II", data[toc + 4 : toc + 4 + 8 * count]))
    ends = [start for _, start in rows[1:]] + [len(data) - toc]
    return {
        data[toc + name : data.index(b"\0", toc + name)].decode(): data[toc + start : toc + end]
        for (name, start), end in zip(rows, ends, strict=True)
    }


def without(data: bytes) -> bytes:
    """The same with only the items that Qt asks for."""
    toc = struct.unpack_from("<H", data)[0]
    kept = {name: item for name, item in items(data).items() if _is_asked_for(name)}
    names = [name.encode() + b"\0" for name in kept]
    start = 4 + 8 * len(kept)
    first = _aligned(start + sum(map(len, names)))
    rows, texts, contents = [struct.pack("<I", len(kept))], b"", b""
    for name, item in zip(names, kept.values(), strict=True):
        rows.append(struct.pack("<II", start + len(texts), first + len(contents)))
        texts += name
        contents += item + bytes(_aligned(len(item)) - len(item))
    table = b"".join(rows) + texts
    return data[:toc] + table + bytes(first - len(table)) + contents


def _is_asked_for(name: str) -> bool:
    folder = name.split("/")[1]
    return folder not in NEVER_ASKED and not name.endswith(_CONVERTER)


def _aligned(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED


def _data(library: Path) -> tuple[str, bytes]:
    """Name and content of the one thing that the library holds, which lies in the file where it does in memory."""
    told = run(["nm", "--dynamic", "--print-size", library]).split()
    if len(told) != 4 or not told[3].startswith("icudt"):
        raise Failed(f"{library.name} is not built as it was, see installer/linux/icu.py: {told}")
    start, length = int(told[0], 16), int(told[1], 16)
    return told[3], library.read_bytes()[start : start + length]


def _link(data: bytes, symbol: str, library: Path, scratch: Path) -> None:
    """By the assembler and the linker, which belong to `strip`."""
    (scratch / "data").write_bytes(data)
    source = _AS_SOURCE.format(symbol=symbol, size=len(data), file="data")
    (scratch / "data.s").write_text(source, encoding="ascii")
    run(["as", "-o", "data.o", "data.s"], folder=scratch)
    plain = ["-shared", "--strip-all", "--build-id=none", "-z", "noexecstack", "-z", "relro"]
    run(["ld", *plain, "-soname", library.name, "-o", library, "data.o"], folder=scratch)
