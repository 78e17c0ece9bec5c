"""What changed from one wording of a machine to the next, in words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.machine import Machine, MachineType, MachineVersion, MeasuringPoint, OperatingCondition
from app.domain.words import number
from app.language import later, tr

FIRST = later("As it was added")
EARLIEST = later("The first wording that was kept")
_TYPES = {
    MachineType.FAN: later("fan"),
    MachineType.PUMP: later("pump"),
    MachineType.SLIDER: later("slide rail"),
    MachineType.OTHER: later("other"),
}
"""As the type is called inside a sentence."""
_WORDINGS = (
    (later("notes added"), later("notes changed"), later("notes removed")),
    (later("photo added"), later("photo changed"), later("photo removed")),
)


def story(versions: Sequence[MachineVersion]) -> tuple[str, ...]:
    """What each version changed against the one before it; `versions` are newest first."""
    told = [sentence(before.machine, after.machine) for after, before in pairwise(versions)]
    return (*told, tr(FIRST if versions[-1].revision == 1 else EARLIEST)) if versions else ()


def sentence(before: Machine, after: Machine) -> str:
    """All that changed in one line: "Interval 30 → 14 days, photo changed"; empty where nothing did."""
    told = difference(before, after)
    return told[:1].upper() + told[1:]


def difference(before: Machine, after: Machine) -> str:
    """The same as it stands inside a sentence: "interval 30 → 14 days, photo changed"."""
    return ", ".join(changed(before, after))


def changed(before: Machine, after: Machine) -> tuple[str, ...]:
    """Each thing that changed, in the order of the form."""
    return (*_facts(before, after), *_points(before.points, after.points))


def _facts(before: Machine, after: Machine) -> Iterator[str]:
    yield from _named(later("name {change}"), before.name, after.name)
    if before.type != after.type:
        yield tr("type {old} → {new}", old=tr(_TYPES[before.type]), new=tr(_TYPES[after.type]))
    for text, old, new in (
        (later("site {change}"), before.site, after.site),
        (later("area {change}"), before.area, after.area),
        (later("code {change}"), before.code, after.code),
    ):
        yield from _named(text, old, new)
    yield from _counted(later("blades {change}"), before.blades, after.blades)
    if before.criticality != after.criticality:
        old, new = tr(before.criticality.value), tr(after.criticality.value)
        yield tr("criticality {old} → {new}", old=old, new=new)
    days = later("interval {change} days") if after.interval_days else later("interval {change}")
    yield from _counted(days, before.interval_days, after.interval_days)
    texts = (before.notes, after.notes), (before.photo, after.photo)
    for (was, now), (added, altered, removed) in zip(texts, _WORDINGS, strict=True):
        if was != now:
            yield tr(altered if was and now else added if now else removed)


def _points(before: Sequence[MeasuringPoint], after: Sequence[MeasuringPoint]) -> Iterator[str]:
    old, new = {point.id: point for point in before}, {point.id: point for point in after}
    for point in after:
        was = old.get(point.id)
        if was is None:
            yield tr("point “{point}” added", point=point.name)
            continue
        yield from _named(later("point {change}"), was.name, point.name)
        if was.fixed != point.fixed:
            fixed, held = later("microphone at “{point}” fixed"), later("microphone at “{point}” held by hand")
            yield tr(fixed if point.fixed else held, point=point.name)
        yield from _conditions(was.conditions, point.conditions)
    yield from (tr("point “{point}” removed", point=point.name) for point in before if point.id not in new)


def _conditions(before: Sequence[OperatingCondition], after: Sequence[OperatingCondition]) -> Iterator[str]:
    old, new = {one.id: one for one in before}, {one.id for one in after}
    for one in after:
        was = old.get(one.id)
        if was is None:
            yield tr("condition “{condition}” added", condition=one.name)
            continue
        yield from _named(later("condition {change}"), was.name, one.name)
        if was.rpm != one.rpm:
            yield tr("“{condition}” {old} → {new}", condition=one.name, old=_rpm(was.rpm), new=_rpm(one.rpm))
    yield from (tr("condition “{condition}” removed", condition=one.name) for one in before if one.id not in new)


def _named(text: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield tr(text, change=_change(*(tr("“{name}”", name=name) if name else "" for name in (old, new))))


def _counted(text: str, old: int | None, new: int | None) -> Iterator[str]:
    if old != new:
        yield tr(text, change=_change(str(old or ""), str(new or "")))


def _change(old: str, new: str) -> str:
    """From one to the other, either of which may be missing."""
    if not old:
        return tr("none → {new}", new=new)
    return tr("{old} → {new}", old=old, new=new) if new else tr("{old} → none", old=old)


def _rpm(rpm: float | None) -> str:
    return tr("no speed") if rpm is None else tr("{n} rpm", n=number(rpm))
