"""The words of the bin's section."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from math import ceil

from app.domain.bin import Binned, Thing
from app.domain.words import UNKNOWN, count, number
from app.ui.pages.bin.values import BinRow
from app.ui.pages.words import day, listed

_SOON = timedelta(days=7)
_ICONS = {Thing.MACHINE: "fan", Thing.INSPECTION: "audio-waveform"}
_WORDS = {Thing.MACHINE: "Machine", Thing.INSPECTION: "Inspection"}


def row(line: Binned, visits: int | None, now: datetime, chosen: bool) -> BinRow:
    """One thing; `visits` is None until they are counted."""
    parts = [_WORDS[line.thing]]
    if line.thing is Thing.MACHINE:
        parts.append(f"{UNKNOWN} visits" if visits is None else count(visits, "visit"))
    by = f" by {line.by}" if line.by else ""
    parts.append(f"thrown away{by} on {day(line.at)}")
    left = line.gone_at - now
    return BinRow(
        line.thing_id, _ICONS[line.thing], line.name, " · ".join(parts), gone_in(left), left <= _SOON, chosen
    )


def gone_in(left: timedelta) -> str:
    """How long it can still be brought back: "gone in 12 days"."""
    days = ceil(left / timedelta(days=1))
    return f"gone in {count(days, 'day')}" if days > 0 else "gone at one of the next starts"


def size(size_bytes: int) -> str:
    """A size as people say it: "1.2 GB", "340 MB", "12 kB"."""
    value, unit = float(size_bytes), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    return f"{number(value, 1 if unit in ('GB', 'TB') and value < 99.95 else 0)} {unit}"


def things(lines: Collection[Binned]) -> str:
    """ "12 machines and 3 inspections"."""
    machines = sum(line.thing is Thing.MACHINE for line in lines)
    parts = [count(machines, "machine")] if machines else []
    parts += [count(len(lines) - machines, "inspection")] if len(lines) > machines else []
    return " and ".join(parts)


def loss(lines: Collection[Binned], visits: int | None, size_bytes: int | None) -> str:
    """What is gone when the bin is emptied: "12 machines, 340 visits, 1.2 GB"."""
    told = [things(lines)]
    told.append("visits being counted" if visits is None else count(visits, "visit"))
    told += [size(size_bytes)] if size_bytes is not None else []
    return ", ".join(told)


def brought_back(names: Sequence[tuple[str, str]]) -> str:
    """What came back, and under which other names: pairs of the name it had and the one it has now."""
    renamed = [(old, new) for old, new in names if old != new]
    if not renamed:
        verb = "is" if len(names) == 1 else "are"
        return f"{listed([new for _, new in names])} {verb} back."
    told = f"There is another machine named {renamed[0][0]} by now, so this one is back as {renamed[0][1]}."
    if len(renamed) > 1:
        told = (
            f"{count(len(renamed), 'machine')} came back under other names: {listed([new for _, new in renamed])}."
        )
    others = len(names) - len(renamed)
    return f"{told} {count(others, 'other')} came back as they were." if others > 1 else told
