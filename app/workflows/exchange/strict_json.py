"""JSON from outside: one value, no NaN, no infinity, not endlessly deep."""

import json
from math import isfinite
from typing import Any, NoReturn

from app.history.exchange.damage import DamageError


def parse(data: bytes) -> Any:
    """The value in these bytes; DamageError when they are no plain JSON."""
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
    except DamageError:
        raise
    except (ValueError, RecursionError, MemoryError) as error:
        raise DamageError(f"no JSON: {type(error).__name__}") from error


def line(value: Any) -> bytes:
    """The value as a line of ASCII, so that any text survives any program."""
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise DamageError("a number without end")
    return number


def _refuse(word: str) -> NoReturn:
    raise DamageError(f"{word} is no number")
