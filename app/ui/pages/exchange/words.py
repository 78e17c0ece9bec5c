"""What the exchange section says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from app.domain import words
from app.domain.machine import Machine
from app.ui.pages.exchange.values import MachineRow
from app.ui.pages.words import day, listed
from app.workflows.exchange.exchange import Counts, Estimate, Looked, MachineTold, TakenIn, Written

_NOUNS = ("visit", "review", "note", "reading", "baseline")
_JOINT = " · "
_YEARS = 4
_DAYS = (("30", "Last 30 days"), ("90", "Last 90 days"), ("365", "Last 12 months"))


def size(size_bytes: float) -> str:
    """ "12.4 MB", of a small one "40 KB"."""
    if size_bytes >= 1e9:
        return f"{words.number(size_bytes / 1e9, 1)} GB"
    return (
        f"{words.number(size_bytes / 1e6, 1)} MB" if size_bytes >= 1e5 else f"{words.number(size_bytes / 1e3)} KB"
    )


def places(machines: Sequence[Machine]) -> tuple[tuple[str, str], ...]:
    """All machines, each site, each area of it: the key is "site" or "site, tab, area"."""
    told = [("", f"All machines ({words.number(len(machines))})")]
    for site in sorted({one.site for one in machines if one.site}, key=str.casefold):
        here = [one for one in machines if one.site == site]
        told.append((site, f"{site} ({words.number(len(here))})"))
        areas = sorted({one.area for one in here if one.area}, key=str.casefold)
        told += [
            (f"{site}\t{area}", f"{site}{_JOINT}{area} ({words.number(sum(one.area == area for one in here))})")
            for area in areas
        ]
    return tuple(told)


def in_place(machine: Machine, place: str) -> bool:
    """Whether a machine is at that key of `places`."""
    site, _, area = place.partition("\t")
    return (not site or machine.site == site) and (not area or machine.area == area)


def whose(machine: Machine) -> str:
    """What tells machines of like names apart: "Hall 2 · Line 4 · AHU-03"."""
    return _JOINT.join(part for part in (machine.site, machine.area, machine.code) if part)


def estimated(found: Estimate) -> str:
    """What the file would hold."""
    parts = (
        words.count(found.machines, "machine"),
        words.count(found.visits, "visit"),
        words.count(found.recordings, "recording"),
        f"about {size(found.size_bytes)}",
    )
    return _JOINT.join(parts)


def missing(found: Estimate) -> str:
    """That some recordings can't be sent; empty where all can."""
    if not found.missing:
        return ""
    are = "is" if found.missing == 1 else "are"
    return f"{words.count(found.missing, 'recording')} {are} no longer on this computer and can't be sent."


def written(one: Written) -> tuple[str, str]:
    """Title and text of what was written."""
    title = f"“{one.path.name}” is written."
    held = _JOINT.join(
        (
            words.count(one.machines, "machine"),
            words.count(one.visits, "visit"),
            words.count(one.recordings, "recording"),
            size(one.size_bytes),
        )
    )
    left = f" {words.count(len(one.left_out), 'file')} could not be sent." if one.left_out else ""
    return title, f"{held}.{left}"


def suggested_name(machines: Sequence[Machine], place: str, today: datetime) -> str:
    """A file name that says what is in it: "Supply fan 3 2026-11-22.earshot"."""
    what = machines[0].name if len(machines) == 1 else place.replace("\t", " ") or "Machines"
    plain = "".join(letter if letter.isalnum() or letter in " -_." else "_" for letter in what).strip(" .")
    return f"{plain[:80] or 'Machines'} {words.iso_date(today)}.earshot"


def origin(looked: Looked) -> str:
    """Where a file comes from."""
    by = f" by {looked.made_by}" if looked.made_by else ""
    where = " It was written from this history." if looked.own else ""
    return f"Written on {day(looked.made_at)}, {looked.made_at.astimezone():%H:%M}{by}.{where}"


def news(looked: Looked) -> str:
    """How much of a file is new here."""
    told = _counted(looked.new, _new_machines(looked.machines), looked.recordings_new, looked.routes)
    return f"New here: {told}." if told else "Nothing in it is new here."


def taken(one: TakenIn) -> str:
    """What was added."""
    told = _counted(one.added, _new_machines(one.machines), one.recordings, one.routes)
    if not told:
        return "All of it was here already."
    return f"Taken in: {told}. Nothing that was here was changed or lost."


def machine_row(one: MachineTold) -> MachineRow:
    """A machine of a file, with what it is here and what of it is new."""
    title = one.machine.name if one.name_here == one.machine.name else f"{one.machine.name} → {one.name_here}"
    standing = one.standing.value
    if one.same_code:
        standing += f", same asset code as “{one.same_code.name}” here"
    parts = [standing, _new(one)]
    if one.differing:
        parts.append(f"{words.count(len(one.differing), 'line')} differ, ours stay")
    return MachineRow(
        one.machine.id, title, _JOINT.join(part for part in parts if part), one.here.id if one.here else ""
    )


def done_row(one: MachineTold) -> MachineRow:
    """A machine that was taken in; pressing it opens it."""
    told = _counted(one.new)
    note = f"{told} added" if told else "nothing new"
    if one.here is None:
        note = f"new machine, {_heard(one)}"
    return MachineRow(one.machine.id, one.name_here, note, one.here.id if one.here else one.machine.id)


def exported(rows: dict[Path, int]) -> str:
    """What tables were written: "orders.csv, 120 rows"."""
    return listed([f"{path.name}, {words.count(count, 'row')}" for path, count in rows.items()], at_most=4) + "."


def since_choices(today: datetime) -> tuple[tuple[str, str], ...]:
    """From when on."""
    years = [(f"{year}-01-01", f"From 1 Jan {year}") for year in range(today.year, today.year - _YEARS, -1)]
    return (("", "From the beginning"), *_DAYS, *years)


def until_choices(today: datetime) -> tuple[tuple[str, str], ...]:
    """Until when."""
    month = today.replace(day=1)
    last = month - timedelta(days=1)
    years = [(f"{year}-01-01", f"Until 31 Dec {year - 1}") for year in range(today.year, today.year - _YEARS, -1)]
    ended = (f"{month:%Y-%m-%d}", f"Until {last.day} {last:%b %Y}")
    return (("", "Until now"), *([] if month.month == 1 else [ended]), *years)


def moment(key: str, today: datetime) -> datetime | None:
    """The moment that a choice of `since_choices` or `until_choices` means, on the clock of this computer."""
    if not key:
        return None
    if key.isdigit():
        return today - timedelta(days=int(key))
    return datetime.fromisoformat(key).astimezone()


def _new(one: MachineTold) -> str:
    told = _counted(one.new)
    if one.here is None:
        return _heard(one)
    return f"{told} new" if told else "nothing new"


def _heard(one: MachineTold) -> str:
    """What there is of a new machine beside itself."""
    return _counted(replace(one.new, versions=0, others=0)) or "nothing heard yet"


def _new_machines(machines: Sequence[MachineTold]) -> int:
    return sum(one.here is None for one in machines)


def _counted(counts: Counts, machines: int = 0, recordings: int = 0, more: int = 0) -> str:
    """What a technician knows by name; placements, wordings of facts, routes and the like are "more lines"."""
    known = (
        ("machine", machines),
        *((noun, getattr(counts, f"{noun}s")) for noun in _NOUNS),
        ("recording", recordings),
    )
    told = [words.count(number, noun) for noun, number in known if number]
    rest = counts.versions + counts.others + more
    if rest and not told:
        return words.count(rest, "line")
    return ", ".join(told)
