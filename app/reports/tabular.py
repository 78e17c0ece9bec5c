"""Finds a font's tabular figures: digits of one width, so that dates and scores stand in columns.

reportlab knows only the glyph that a font's character map names. The figures of equal width are reached by
the font's own substitution table; this reads just enough of it (OpenType 1.9, GSUB, single substitution).
"""

from struct import unpack_from

_SINGLE = 1
_DELTA = 1
_GLYPH_LIST = 1


def tabular_glyphs(gsub: bytes) -> dict[int, int]:
    """Glyph → glyph of the feature "tnum" in the GSUB table; empty when the font has none."""
    features, lookups = _u16(gsub, 6), _u16(gsub, 8)
    swaps: dict[int, int] = {}
    for index in range(_u16(gsub, features)):
        record = features + 2 + 6 * index
        if gsub[record : record + 4] != b"tnum":
            continue
        feature = features + _u16(gsub, record + 4)
        for number in _u16s(gsub, feature + 4, _u16(gsub, feature + 2)):
            swaps |= _single(gsub, lookups + _u16(gsub, lookups + 2 + 2 * number))
    return swaps


def _single(gsub: bytes, lookup: int) -> dict[int, int]:
    if _u16(gsub, lookup) != _SINGLE:
        return {}
    swaps: dict[int, int] = {}
    for offset in _u16s(gsub, lookup + 6, _u16(gsub, lookup + 4)):
        table = lookup + offset
        glyphs = _coverage(gsub, table + _u16(gsub, table + 2))
        if _u16(gsub, table) == _DELTA:
            swaps |= {glyph: (glyph + _u16(gsub, table + 4)) & 0xFFFF for glyph in glyphs}
        else:
            swaps |= dict(zip(glyphs, _u16s(gsub, table + 6, len(glyphs)), strict=True))
    return swaps


def _coverage(gsub: bytes, table: int) -> list[int]:
    count = _u16(gsub, table + 2)
    if _u16(gsub, table) == _GLYPH_LIST:
        return list(_u16s(gsub, table + 4, count))
    covered: list[int] = []
    for index in range(count):
        first, last = _u16s(gsub, table + 4 + 6 * index, 2)
        covered += range(first, last + 1)
    return covered


def _u16(data: bytes, at: int) -> int:
    return int(unpack_from(">H", data, at)[0])


def _u16s(data: bytes, at: int, count: int) -> tuple[int, ...]:
    return unpack_from(f">{count}H", data, at)
