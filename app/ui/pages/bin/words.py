"""The words of the bin's section."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from math import ceil

from app.domain.bin import Binned, Thing
from app.domain.words import UNKNOWN, number
from app.language import later, tr, tr_many
from app.ui.pages.bin.values import BinRow
from app.ui.pages.words import day, listed

_SOON = timedelta(days=7)
_ICONS = {Thing.MACHINE: "fan", Thing.INSPECTION: "audio-waveform"}
_WORDS = {Thing.MACHINE: later("Machine"), Thing.INSPECTION: later("Inspection")}


def row(line: Binned, visits: int | None, now: datetime, chosen: bool) -> BinRow:
    """One thing; `visits` is None until they are counted."""
    parts = [word(line.thing)]
    if line.thing is Thing.MACHINE:
        unknown = tr("{unknown} visits", unknown=UNKNOWN)
        parts.append(unknown if visits is None else tr_many("{n} visit", "{n} visits", visits))
    if line.by:
        parts.append(tr("thrown away by {who} on {day}", who=line.by, day=day(line.at)))
    else:
        parts.append(tr("thrown away on {day}", day=day(line.at)))
    left = line.gone_at - now
    return BinRow(
        line.thing_id, _ICONS[line.thing], line.name, " · ".join(parts), gone_in(left), left <= _SOON, chosen
    )


def word(thing: Thing) -> str:
    """What it is."""
    return tr(_WORDS[thing])


def gone_in(left: timedelta) -> str:
    """How long it can still be brought back: "gone in 12 days"."""
    days = ceil(left / timedelta(days=1))
    if days > 0:
        return tr_many("gone in {n} day", "gone in {n} days", days)
    return tr("gone at one of the next starts")


def size(size_bytes: int) -> str:
    """A size as people say it: "1.2 GB", "340 MB", "12 kB"."""
    value, unit = float(size_bytes), tr("bytes")
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    return f"{number(value, 1 if unit in ('GB', 'TB') and value < 99.95 else 0)} {unit}"


def things(lines: Collection[Binned]) -> str:
    """ "12 machines and 3 inspections"."""
    machines = sum(line.thing is Thing.MACHINE for line in lines)
    some = tr_many("{n} machine", "{n} machines", machines)
    others = len(lines) - machines
    if not others:
        return some if machines else ""
    if not machines:
        return tr_many("{n} inspection", "{n} inspections", others)
    return tr_many("{machines} and {n} inspection", "{machines} and {n} inspections", others, machines=some)


def loss(lines: Collection[Binned], visits: int | None, size_bytes: int | None) -> str:
    """What is gone when the bin is emptied: "12 machines, 340 visits, 1.2 GB"."""
    told = [things(lines)]
    told.append(tr("visits being counted") if visits is None else tr_many("{n} visit", "{n} visits", visits))
    told += [size(size_bytes)] if size_bytes is not None else []
    return ", ".join(told)


def brought_back(names: Sequence[tuple[str, str]]) -> str:
    """What came back, and under which other names: pairs of the name it had and the one it has now."""
    renamed = [(old, new) for old, new in names if old != new]
    if not renamed:
        back = listed([new for _, new in names])
        return tr_many("{names} is back.", "{names} are back.", len(names), names=back)
    if len(renamed) == 1:
        old, new = renamed[0]
        told = tr("There is another machine named {old} by now, so this one is back as {new}.", old=old, new=new)
    else:
        told = tr_many(
            "{n} machine came back under other names: {names}.",
            "{n} machines came back under other names: {names}.",
            len(renamed),
            names=listed([new for _, new in renamed]),
        )
    others = len(names) - len(renamed)
    if others < 2:
        return told
    rest = tr_many("{n} other came back as they were.", "{n} others came back as they were.", others)
    return f"{told} {rest}"
