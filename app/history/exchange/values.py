"""Single values between a history's columns and JSON, checked on the way in as if an enemy had written them."""

import re
from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, Integer, LargeBinary

from app.history.columns import Json, PlainText, UtcTime, Word
from app.history.exchange.damage import DamageError, UnknownWordError
from app.history.mappers_take import number_out

LONGEST_TEXT = 100_000
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
ENDLESS = ("inf", "-inf")
_HEX = re.compile(r"[0-9a-f]+")
_MOST = 2**53
"""Whole numbers up to here are the same in every program that reads JSON."""


def value_out(column: Column[Any], value: Any) -> Any:
    """The value as JSON takes it; arrays as base64 of their bytes, so that not a bit is lost."""
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, UtcTime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(kind, Word):
        return value.name
    if isinstance(kind, LargeBinary):
        return b64encode(value).decode("ascii")
    return number_out(value) if isinstance(kind, Double) else value


def value_in(column: Column[Any], value: Any) -> Any:
    """The value in that JSON as the column takes it; details (`Json`) are passed on, they are checked elsewhere.

    Raises:
        DamageError: it is none such.
        UnknownWordError: it is a word that this program does not know.
    """
    if value is None:
        if not column.nullable:
            raise DamageError(f"{column.name} is missing")
        return None
    if isinstance(column.type, Json):
        return value
    try:
        return _reader(column.type)(value)
    except (DamageError, UnknownWordError) as error:
        raise type(error)(f"{column.name}: {error}") from error


def _reader(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, UtcTime):
        return moment
    if isinstance(kind, Word):
        return lambda value: word(kind.kind, value)
    for type_, reader in _READERS:
        if isinstance(kind, type_):
            return reader
    # An id or a hash: 32 or 64 letters, which the column itself knows.
    return lambda value: hexadecimal(value, kind.length)


def text(value: Any) -> str:
    """Free text of a sensible length."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise DamageError("no text, or too long a one")
    return value


def number(value: Any) -> float:
    """A number, which may be the −inf dB of digital silence (as text: JSON has no word for it) but not NaN."""
    if value in ENDLESS and isinstance(value, str):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise DamageError("no number")
    return float(value)


def whole(value: Any) -> int:
    """A whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST:
        raise DamageError("no whole number")
    return value


def hexadecimal(value: Any, length: int) -> str:
    """An id or a hash of that many digits."""
    if not isinstance(value, str) or len(value) != length or not _HEX.fullmatch(value):
        raise DamageError(f"not {length} hexadecimal digits")
    return value


def moment(value: Any) -> datetime:
    """An aware moment of a time in which there are machines."""
    if not isinstance(value, str) or len(value) > 40:
        raise DamageError("no time")
    try:
        when = datetime.fromisoformat(value)
        if when.tzinfo is None:
            raise DamageError("a time without its zone")
        when = when.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise DamageError("no time") from error
    if not EARLIEST <= when < LATEST:
        raise DamageError(f"a time in the year {when.year}")
    return when


def flag(value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise DamageError("neither true nor false")
    return value


def _bytes(value: Any) -> bytes:
    if not isinstance(value, str):
        raise DamageError("no bytes")
    try:
        return b64decode(value.encode("ascii"), validate=True)
    except (BadBase64, UnicodeEncodeError) as error:
        raise DamageError("no base64") from error


def word(kind: type[StrEnum], value: Any) -> StrEnum:
    """A word by its name in the code; UnknownWordError when this program has none such."""
    name = text(value)
    if name not in kind.__members__:
        raise UnknownWordError(f"{name[:40]!r} is not in {kind.__name__}")
    return kind[name]


_READERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (PlainText, text),
    (Boolean, flag),
    (BigInteger, whole),
    (Integer, whole),
    (Double, number),
    (LargeBinary, _bytes),
)
