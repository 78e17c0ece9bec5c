"""The sRGB profile that a PDF/A file must carry, so that its red is the same red in thirty years.

Written here from the published numbers of IEC 61966-2-1 instead of shipping a file of somebody else's: a display
profile of ICC version 2 (ICC.1:2001-04), matrix and curve, which every reader of PDF/A understands.
"""

import struct
from datetime import datetime
from functools import cache

IDENTIFIER = "sRGB IEC61966-2.1"

_CURVE_POINTS = 1024
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the profile's own date has no zone
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Red, green and blue of sRGB, adapted to D50 after Bradford, as every sRGB profile gives them."""


@cache
def srgb_profile() -> bytes:
    """The profile's bytes, always the same."""
    curve = _curve()
    tags = {
        b"desc": _description(IDENTIFIER),
        b"cprt": b"text\0\0\0\0No copyright, use freely.\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(colour) for name, colour in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assembled(tags)


def _assembled(tags: dict[bytes, bytes]) -> bytes:
    table, body, placed = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        if data not in placed:
            placed[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, placed[data], len(data))
    return _header(start + len(body)) + struct.pack(">I", len(tags)) + table + body


def _header(size: int) -> bytes:
    when = (_MADE.year, _MADE.month, _MADE.day, 0, 0, 0)
    start = struct.pack(">I4sI4s4s4s6H4s", size, b"\0" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ ", *when, b"acsp")
    rest = struct.pack(">4sI4s4sQI", b"\0" * 4, 0, b"\0" * 4, b"\0" * 4, 0, 0)
    return (start + rest + _numbers(_D50)).ljust(128, b"\0")


def _description(text: str) -> bytes:
    letters = text.encode("ascii") + b"\0"
    # After the plain text come an empty Unicode one and an empty one for old Macintoshes, 67 bytes long.
    return b"desc\0\0\0\0" + struct.pack(">I", len(letters)) + letters + b"\0" * (4 + 4 + 2 + 1 + 67)


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(colour)


def _numbers(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def _curve() -> bytes:
    values = [round(_linear(at / (_CURVE_POINTS - 1)) * 65535) for at in range(_CURVE_POINTS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *values)


def _linear(value: float) -> float:
    """The light that an sRGB value stands for, both 0 … 1 (IEC 61966-2-1)."""
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
