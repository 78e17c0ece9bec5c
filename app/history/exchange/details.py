"""The details that lie in a row as JSON, checked part by part: what comes back is what our own mappers write.

The mappers trust what they read, since they wrote it. Here each word, number and text is looked at first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isfinite
from typing import Any

from app.domain.machine import Criticality, Machine, MachineType
from app.domain.problem import Problem
from app.domain.quality import Check, Grade
from app.domain.verdict import State, Verdict
from app.domain.why import CannotTell, Cause, MarkerKind
from app.history.exchange.damage import DamageError
from app.history.exchange.values import ENDLESS, flag, hexadecimal, moment, number, text, whole, word
from app.history.mappers_explained import explained_in, explained_out
from app.history.mappers_machine import machine_in, machine_out, name_key
from app.history.mappers_take import quality_in, quality_out

_MOST = 100_000
"""Entries of any list."""

_MOST_POINTS = 1_000


def machine_of(value: Any) -> Machine:
    """The machine in that JSON, one that a history would have kept.

    Raises:
        DamageError, UnknownWordError: it is none such.
    """
    kept = dict(_table(value))
    for name in ("name", "site", "code", "area", "notes"):
        text(kept.get(name))
    word(MachineType, kept.get("type"))
    word(Criticality, kept.get("criticality"))
    hexadecimal(kept.get("id"), 32)
    moment(kept.get("created_at"))
    photo_of(kept.get("photo"))
    for name in ("blades", "interval_days"):
        _or_none(whole, kept.get(name))
    for point in _list(kept.get("points"), _MOST_POINTS):
        _point(point)
    with _mapped():
        machine = machine_in(kept)
    _refuse_unkeepable(machine)
    return machine


def photo_of(value: Any) -> str:
    """A photo's place below the history folder, or no photo; never a path to anywhere else."""
    path = text(value)
    parts = path.split("/")
    if not path:
        return path
    if len(parts) != 3 or parts[0] != "photos" or not path.endswith((".jpg", ".png")):
        raise DamageError("a photo in an odd place")
    if parts[1] != hexadecimal(parts[2][:-4], 64)[:2]:
        raise DamageError("a photo in an odd place")
    return path


def place_of(sha256: str, stored_as: Any) -> str:
    """A recording's place below the history folder, which its hash and its ending tell alone."""
    ending = text(stored_as).rpartition("/")[2].partition(".")[2]
    if ending and not (ending.isascii() and ending.isalnum() and ending == ending.lower() and len(ending) <= 8):
        raise DamageError("a recording with an odd ending")
    return f"takes/{sha256[:2]}/{sha256}" + (f".{ending}" if ending else "")


def machine_ids_of(value: Any) -> list[str]:
    """The stops of a route, each once."""
    ids = [hexadecimal(one, 32) for one in _list(value)]
    if len(set(ids)) != len(ids):
        raise DamageError("a stop twice")
    return ids


def _quality(value: Any) -> dict[str, object]:
    kept = _table(value)
    for name in ("level_dbfs", "peak_dbfs"):
        if kept.get(name) != "nan":
            number(kept.get(name))
    for finding in _list(kept.get("findings")):
        for name in ("value", "what", "to_do"):
            text(_table(finding).get(name))
        word(Check, finding.get("check"))
        word(Grade, finding.get("grade"))
    with _mapped():
        return quality_out(quality_in(kept))


def _explained(value: Any) -> dict[str, Any]:
    kept = _table(value)
    for name in ("confidence", "p_value"):
        _or_none(number, kept.get(name))
    flag(kept.get("level_counted", False))
    _or_none(lambda name: word(CannotTell, name), kept.get("cannot"))
    for marker in _list(kept.get("markers", [])):
        kind, order, hz, excess_db = _of(4, marker)
        word(MarkerKind, kind), whole(order), number(hz)
        _or_none(number, excess_db)
    for hint in _list(kept.get("hints", [])):
        cause, *said = _of(3, hint)
        word(Cause, cause), [text(part) for part in said]
    for spot in _list(kept.get("moments", [])):
        [number(part) for part in _of(3, spot)]
    with _mapped():
        return explained_out(Verdict(State.CANNOT_TELL, "", "", **explained_in(kept)))


def _overruled(value: Any) -> list[str]:
    return [word(Check, one).name for one in _list(value)]


def _scores(value: Any) -> list[float | str]:
    return [_score(one) for one in _list(value)]


def _ranges(value: Any) -> list[list[float | str]]:
    return [[_score(one) for one in _of(3, numbers)] for numbers in _list(value)]


def _score(value: Any) -> float | str:
    number(value)
    return str(value) if value in ENDLESS else float(value)


def _texts(value: Any) -> list[str]:
    return [text(one) for one in _list(value)]


DETAILS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("versions", "machine"): lambda value: machine_out(machine_of(value)),
    ("takes", "quality"): _quality,
    ("inspection_details", "reasons"): _texts,
    ("inspection_details", "clip_scores"): _scores,
    ("inspection_details", "ranges"): _ranges,
    ("inspection_details", "quality"): _quality,
    ("inspection_details", "overruled"): _overruled,
    ("inspection_details", "explained"): _explained,
    ("routes", "machine_ids"): machine_ids_of,
    ("route_runs", "machine_ids"): machine_ids_of,
    ("route_runs", "skipped"): machine_ids_of,
}
"""By kind and column, what its JSON must be."""


def _point(value: Any) -> None:
    point = _table(value)
    text(point.get("name"))
    hexadecimal(point.get("id"), 32)
    flag(point.get("fixed"))
    for one in _list(point.get("conditions"), _MOST_POINTS):
        condition = _table(one)
        text(condition.get("name"))
        hexadecimal(condition.get("id"), 32)
        rpm = condition.get("rpm")
        if rpm is not None and not isfinite(number(rpm)):
            raise DamageError("no speed")


def _refuse_unkeepable(machine: Machine) -> None:
    conditions = [condition for point in machine.points for condition in point.conditions]
    ids = [machine.id, *(one.id for one in machine.points), *(one.id for one in conditions)]
    if not name_key(machine.name) or not machine.points or not all(one.conditions for one in machine.points):
        raise DamageError("a machine without a name, a point or a condition")
    if len(set(ids)) != len(ids):
        raise DamageError("two points or conditions of one id")


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DamageError("no table")
    return value


def _list(value: Any, most: int = _MOST) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise DamageError("no list, or too long a one")
    return value


def _of(length: int, value: Any) -> list[Any]:
    if len(_list(value)) != length:
        raise DamageError(f"not {length} values")
    return list(value)


def _or_none(read: Callable[[Any], Any], value: Any) -> None:
    if value is not None:
        read(value)


@contextmanager
def _mapped() -> Iterator[None]:
    """The mappers tell damage as that of a history."""
    try:
        yield
    except Problem as problem:
        raise DamageError(problem.detail) from problem
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise DamageError(repr(error)) from error
