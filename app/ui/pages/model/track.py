"""How the versions of a kind have done here: what technicians found after their verdicts, by month."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.model_use import ModelMonth
from app.domain.verdict import State
from app.domain.words import number
from app.language import tr, tr_many
from app.ui.pages.model.values import Months, Track, TrackLine

_LENGTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months that one bar may stand for."""


def track_of(months: Sequence[ModelMonth], kind: str, chosen: str) -> Track:
    """The months of one kind's versions; `chosen` is the version that is looked at."""
    mine = [one for one in months if one.model.machine_type == kind]
    lines = tuple(_line(version, mine) for version in _newest_first(mine))
    bars = tuple(
        Months(one.month, one.model.version, one.right, one.false_alarms, one.missed)
        for one in sorted(mine, key=lambda one: one.month)
        if one.right or one.false_alarms or one.missed
    )
    return Track(lines, bars, chosen, _summary(next((line for line in lines if line.version == chosen), None)))


def binned(months: Sequence[Months], most: int) -> list[Months]:
    """The same in at most `most` stretches of equal length, whatever number of years that is; a bar a version."""
    if not months:
        return []
    first, last = _index(months[0].start), _index(months[-1].start)
    length = next((one for one in _LENGTHS if (last // one) - (first // one) + 1 <= most), _LENGTHS[-1])
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in months:
        kept = sums[_index(one.start) // length, one.version]
        for at, value in enumerate((one.right, one.false_alarms, one.missed)):
            kept[at] += value
    return [
        Months(_month(at * length), version, values[0], values[1], values[2], length)
        for (at, version), values in sorted(sums.items(), key=lambda item: item[0][0])
    ]


def slots(bars: Sequence[Months]) -> int:
    """How many stretches there are from the first to the last, empty ones counted."""
    if not bars:
        return 0
    return (_index(bars[-1].start) - _index(bars[0].start)) // bars[0].length + 1


def slot_of(bar: Months, first: Months) -> int:
    """In which stretch a bar stands, from 0."""
    return (_index(bar.start) - _index(first.start)) // first.length


def told(right: int, false_alarms: int, missed: int) -> str:
    """ "12 right, 1 false alarm, none missed"."""
    alarms = tr_many("{n} false alarm", "{n} false alarms", false_alarms) if false_alarms else tr("no false alarm")
    faults = tr_many("{n} fault missed", "{n} faults missed", missed) if missed else tr("none missed")
    return f"{tr('{n} right', n=number(right))}, {alarms}, {faults}"


def _line(version: str, months: Sequence[ModelMonth]) -> TrackLine:
    mine = [one for one in months if one.model.version == version]
    return TrackLine(
        version,
        given=sum(sum(one.given.values()) for one in mine),
        right=sum(one.right for one in mine),
        false_alarms=sum(one.false_alarms for one in mine),
        missed=sum(one.missed for one in mine),
        cannot_tell=sum(one.given.get(State.CANNOT_TELL, 0) for one in mine),
    )


def _newest_first(months: Sequence[ModelMonth]) -> list[str]:
    """The versions by the month they last judged in."""
    last = {one.model.version: (one.month, _number(one.model.version)) for one in months}
    for one in months:
        last[one.model.version] = max(last[one.model.version], (one.month, _number(one.model.version)))
    return sorted(last, key=lambda version: last[version], reverse=True)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _summary(line: TrackLine | None) -> str:
    if line is None:
        return tr("It has given no verdict here yet.")
    given = tr_many("{n} verdict given", "{n} verdicts given", line.given)
    if not line.reviewed:
        return tr("{given}, none reviewed yet.", given=given)
    of_it = told(line.right, line.false_alarms, line.missed)
    return tr("{given}, {n} reviewed: {found}.", given=given, n=number(line.reviewed), found=of_it)


def _index(month: datetime) -> int:
    return month.year * 12 + month.month - 1


def _month(index: int) -> datetime:
    return datetime(index // 12, index % 12 + 1, 1, tzinfo=UTC)
