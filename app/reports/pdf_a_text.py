"""The text that stands on the pages of a report of ours, read back from the drawing operators.

No PDF reader: only what `pdf_a` writes is understood, which is one table of places, streams packed with zlib and
fonts that say which letter each byte is. Anything else is answered with "cannot be read", never with an error.
"""

import re
import zlib

MOST_TEXT_BYTES = 32 << 20
"""Unpacked, of all pages together: a small file may claim to unpack to more than fits into memory."""

MOST_PAGES = 5000

_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n ")
_REFERENCE = rb"(\d{1,7}) 0 R"
_SHOWN = re.compile(rb"/(\S{1,40}) [\d.]{1,12} Tf|\(((?:[^\\()]|\\.)*)\) Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4,16})>")
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Letters = dict[int, str]


class _UnreadableError(Exception):
    """The file is not laid out as ours are."""


def printed_text(data: bytes) -> list[str] | None:
    """The text of each page in the order in which it was drawn; None for a file not laid out as ours are."""
    try:
        return _Reader(data).pages()
    except (_UnreadableError, zlib.error, ValueError, IndexError):
        return None


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MOST_TEXT_BYTES
        found = _START.findall(data[-200:])
        if not found:
            raise _UnreadableError
        table = int(found[-1])
        places = [int(place) for place in _ENTRY.findall(data, table)]
        self._places = list(zip(places, [*places[1:], table], strict=True))
        self._fonts: dict[bytes, Letters] = {}

    def pages(self) -> list[str]:
        tree = next(
            (one for one in map(self._at, self._places) if re.search(rb"/Type /Pages\b", one[:4000])), None
        )
        if tree is None:
            raise _UnreadableError
        listed = _only(rb"/Kids \[([^\]]*)\]", tree)
        numbers = re.findall(_REFERENCE, listed)
        if len(numbers) > MOST_PAGES:
            raise _UnreadableError
        return [self._page(self._object(number)) for number in numbers]

    def _page(self, page: bytes) -> str:
        fonts = self._letters(self._object(_only(rb"/Font " + _REFERENCE, page)))
        content = self._unpacked(self._object(_only(rb"/Contents " + _REFERENCE, page)))
        letters: Letters = {}
        shown = []
        for font, text in _SHOWN.findall(content):
            if font:
                letters = fonts.get(font, {})
            else:
                shown.append("".join(letters.get(code, "\ufffd") for code in _plain(text)))
        return "\n".join(shown)

    def _letters(self, fonts: bytes) -> dict[bytes, Letters]:
        """Which letter each byte is, by the font's name on the page."""
        known = {}
        for name, number in re.findall(rb"/(\S{1,40}) " + _REFERENCE, fonts):
            if number not in self._fonts:
                table = self._unpacked(self._object(_only(rb"/ToUnicode " + _REFERENCE, self._object(number))))
                pairs = _LETTER.findall(table)
                self._fonts[number] = {
                    int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be", "replace")
                    for code, letter in pairs
                }
            known[name] = self._fonts[number]
        return known

    def _object(self, number: bytes) -> bytes:
        at = int(number) - 1
        if not 0 <= at < len(self._places):
            raise _UnreadableError
        return self._at(self._places[at])

    def _at(self, place: tuple[int, int]) -> bytes:
        return self._data[place[0] : place[1]]

    def _unpacked(self, stream: bytes) -> bytes:
        _, begun, rest = stream.partition(b"stream\n")
        if not begun:
            raise _UnreadableError
        content = zlib.decompressobj().decompress(rest, max(self._left, 1))
        self._left -= len(content)
        if self._left <= 0:
            raise _UnreadableError
        return content


def _only(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text)
    if found is None:
        raise _UnreadableError
    return found.group(1)


def _plain(text: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        octal, sign = found.groups()
        return bytes([int(octal, 8) & 255]) if octal else _CONTROLS.get(sign, sign)

    return _ESCAPED.sub(one, text)
