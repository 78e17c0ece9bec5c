"""What changed from one wording of a machine to the next, in words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.machine import Machine, MachineVersion, MeasuringPoint, OperatingCondition
from app.domain.words import number
from app.ui.pages.words import TYPE_WORDS

FIRST = "As it was added"
EARLIEST = "The first wording that was kept"
_NONE = "none"


def story(versions: Sequence[MachineVersion]) -> tuple[str, ...]:
    """What each version changed against the one before it; `versions` are newest first."""
    told = [sentence(before.machine, after.machine) for after, before in pairwise(versions)]
    return (*told, FIRST if versions[-1].revision == 1 else EARLIEST) if versions else ()


def sentence(before: Machine, after: Machine) -> str:
    """All that changed in one line: "Interval 30 → 14 days, photo changed"; empty where nothing did."""
    told = ", ".join(changed(before, after))
    return told[:1].upper() + told[1:]


def changed(before: Machine, after: Machine) -> tuple[str, ...]:
    """Each thing that changed, in the order of the form."""
    return (*_facts(before, after), *_points(before.points, after.points))


def _facts(before: Machine, after: Machine) -> Iterator[str]:
    yield from _named("name", before.name, after.name)
    if before.type != after.type:
        yield f"type {TYPE_WORDS[before.type][0].lower()} → {TYPE_WORDS[after.type][0].lower()}"
    for word, old, new in (
        ("site", before.site, after.site),
        ("area", before.area, after.area),
        ("code", before.code, after.code),
    ):
        yield from _named(word, old, new)
    yield from _counted("blades", before.blades, after.blades)
    if before.criticality != after.criticality:
        yield f"criticality {before.criticality.value} → {after.criticality.value}"
    yield from _counted("interval", before.interval_days, after.interval_days, " days")
    for word, was, now in (("notes", before.notes, after.notes), ("photo", before.photo, after.photo)):
        if was != now:
            yield f"{word} {'changed' if was and now else 'added' if now else 'removed'}"


def _points(before: Sequence[MeasuringPoint], after: Sequence[MeasuringPoint]) -> Iterator[str]:
    old, new = {point.id: point for point in before}, {point.id: point for point in after}
    for point in after:
        was = old.get(point.id)
        if was is None:
            yield f"point “{point.name}” added"
            continue
        yield from _named("point", was.name, point.name)
        if was.fixed != point.fixed:
            yield f"microphone at “{point.name}” {'fixed' if point.fixed else 'held by hand'}"
        yield from _conditions(was.conditions, point.conditions)
    yield from (f"point “{point.name}” removed" for point in before if point.id not in new)


def _conditions(before: Sequence[OperatingCondition], after: Sequence[OperatingCondition]) -> Iterator[str]:
    old, new = {one.id: one for one in before}, {one.id for one in after}
    for one in after:
        was = old.get(one.id)
        if was is None:
            yield f"condition “{one.name}” added"
            continue
        yield from _named("condition", was.name, one.name)
        if was.rpm != one.rpm:
            yield f"“{one.name}” {_rpm(was.rpm)} → {_rpm(one.rpm)}"
    yield from (f"condition “{one.name}” removed" for one in before if one.id not in new)


def _named(word: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"{word} {f'“{old}”' if old else _NONE} → {f'“{new}”' if new else _NONE}"


def _counted(word: str, old: int | None, new: int | None, unit: str = "") -> Iterator[str]:
    if old != new:
        yield f"{word} {old or _NONE} → {new or _NONE}{unit if new else ''}"


def _rpm(rpm: float | None) -> str:
    return "no speed" if rpm is None else f"{number(rpm)} rpm"
