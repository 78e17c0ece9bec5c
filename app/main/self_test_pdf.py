"""Reads the words back out of a report that was just written: enough of PDF for our own files and for no others.

It finds the streams, undoes their compression, takes each font's table of characters and decodes what is shown.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?:^|\s)(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_FONT = re.compile(rb"/([\w.+-]+)\s+(\d+) 0 R")
_TABLE = re.compile(rb"/ToUnicode\s+(\d+) 0 R")
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,})>")
_SHOWN = re.compile(rb"/([\w.+-]+)\s+[\d.-]+\s+Tf|\(((?:[^\\()]|\\.)*)\)\s*(?:Tj|'|\")", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """What is shown on all pages, a line for each piece; "" where nothing can be read."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    tables = _tables(objects)
    pieces: list[str] = []
    for body in objects.values():
        content = _content(body)
        if b"BT" in content and b"Tf" in content:
            pieces += _pieces(content, tables)
    return "\n".join(pieces)


def _tables(objects: dict[int, bytes]) -> dict[str, dict[int, str]]:
    """For each font's name in the pages its characters by their codes."""
    tables = {}
    for body in objects.values():
        for name, number in _FONT.findall(body):
            table = _TABLE.search(objects.get(int(number), b""))
            if table:
                pairs = _PAIR.findall(_content(objects.get(int(table.group(1)), b"")))
                tables[name.decode()] = {
                    int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
                    for code, text in pairs
                }
    return tables


def _pieces(content: bytes, tables: dict[str, dict[int, str]]) -> Iterator[str]:
    table: dict[int, str] = {}
    for found in _SHOWN.finditer(content):
        name, shown = found.groups()
        if name is not None:
            table = tables.get(name.decode(), {})
        else:
            yield "".join(table.get(code, "") for code in _ESCAPE.sub(_unescaped, shown))


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found.group(1)
    return bytes([int(what, 8) & 0xFF]) if what[:1].isdigit() else _LETTERS.get(what, what)


def _content(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if stream is None:
        return b""
    if b"/FlateDecode" not in body[: stream.start()]:
        return stream.group(1)
    try:
        return zlib.decompressobj().decompress(stream.group(1))
    except zlib.error:
        return b""
