"""What the exchange section says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from app.domain import words
from app.domain.machine import Machine
from app.language import later, tr, tr_many
from app.ui.pages.exchange.values import MachineRow
from app.ui.pages.words import day, listed
from app.workflows.exchange.exchange import Counts, Estimate, Looked, MachineTold, TakenIn, Written

_JOINT = " · "
_YEARS = 4
_DAYS = (("30", later("Last 30 days")), ("90", later("Last 90 days")), ("365", later("Last 12 months")))


def size(size_bytes: float) -> str:
    """ "12.4 MB", of a small one "40 KB"."""
    if size_bytes >= 1e9:
        return f"{words.number(size_bytes / 1e9, 1)} GB"
    return (
        f"{words.number(size_bytes / 1e6, 1)} MB" if size_bytes >= 1e5 else f"{words.number(size_bytes / 1e3)} KB"
    )


def places(machines: Sequence[Machine]) -> tuple[tuple[str, str], ...]:
    """All machines, each site, each area of it: the key is "site" or "site, tab, area"."""
    told = [("", tr("All machines ({n})", n=words.number(len(machines))))]
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
        *_contents(found),
        tr("about {size}", size=size(found.size_bytes)),
    )
    return _JOINT.join(parts)


def missing(found: Estimate) -> str:
    """That some recordings can't be sent; empty where all can."""
    if not found.missing:
        return ""
    return tr_many(
        "{n} recording is no longer on this computer and can't be sent.",
        "{n} recordings are no longer on this computer and can't be sent.",
        found.missing,
    )


def written(one: Written) -> tuple[str, str]:
    """Title and text of what was written."""
    held = _JOINT.join((*_contents(one), size(one.size_bytes))) + "."
    left = len(one.left_out)
    lost = tr_many("{n} file could not be sent.", "{n} files could not be sent.", left) if left else ""
    return tr("“{file}” is written.", file=one.path.name), f"{held} {lost}".strip()


def _contents(one: Estimate | Written) -> tuple[str, ...]:
    """How much is in a file."""
    return (
        tr_many("{n} machine", "{n} machines", one.machines),
        tr_many("{n} visit", "{n} visits", one.visits),
        tr_many("{n} recording", "{n} recordings", one.recordings),
    )


def suggested_name(machines: Sequence[Machine], place: str, today: datetime) -> str:
    """A file name that says what is in it: "Supply fan 3 2026-11-22.earshot"."""
    what = machines[0].name if len(machines) == 1 else place.replace("\t", " ") or tr("Machines")
    plain = "".join(letter if letter.isalnum() or letter in " -_." else "_" for letter in what).strip(" .")
    return f"{plain[:80] or tr('Machines')} {words.iso_date(today)}.earshot"


def origin(looked: Looked) -> str:
    """Where a file comes from."""
    when = {"day": day(looked.made_at), "time": f"{looked.made_at.astimezone():%H:%M}"}
    if looked.made_by:
        told = tr("Written on {day}, {time} by {who}.", who=looked.made_by, **when)
    else:
        told = tr("Written on {day}, {time}.", **when)
    return f"{told} {tr('It was written from this history.')}" if looked.own else told


def news(looked: Looked) -> str:
    """How much of a file is new here."""
    told = _counted(looked.new, _new_machines(looked.machines), looked.recordings_new, looked.routes)
    return tr("New here: {things}.", things=told) if told else tr("Nothing in it is new here.")


def taken(one: TakenIn) -> str:
    """What was added."""
    told = _counted(one.added, _new_machines(one.machines), one.recordings, one.routes)
    if not told:
        return tr("All of it was here already.")
    return tr("Taken in: {things}. Nothing that was here was changed or lost.", things=told)


def machine_row(one: MachineTold) -> MachineRow:
    """A machine of a file, with what it is here and what of it is new."""
    title = one.machine.name if one.name_here == one.machine.name else f"{one.machine.name} → {one.name_here}"
    standing = tr(one.standing.value)
    if one.same_code:
        named = one.same_code.name
        standing = tr("{standing}, same asset code as “{machine}” here", standing=standing, machine=named)
    parts = [standing, _new(one)]
    if one.differing:
        parts.append(tr_many("{n} line differ, ours stay", "{n} lines differ, ours stay", len(one.differing)))
    return MachineRow(
        one.machine.id, title, _JOINT.join(part for part in parts if part), one.here.id if one.here else ""
    )


def done_row(one: MachineTold) -> MachineRow:
    """A machine that was taken in; pressing it opens it."""
    told = _counted(one.new)
    note = tr("{things} added", things=told) if told else tr("nothing new")
    if one.here is None:
        note = tr("new machine, {things}", things=_heard(one))
    return MachineRow(one.machine.id, one.name_here, note, one.here.id if one.here else one.machine.id)


def exported(rows: dict[Path, int]) -> str:
    """What tables were written: "orders.csv, 120 rows"."""
    told = [f"{path.name}, {tr_many('{n} row', '{n} rows', count)}" for path, count in rows.items()]
    return listed(told, at_most=4) + "."


def since_choices(today: datetime) -> tuple[tuple[str, str], ...]:
    """From when on."""
    years = [
        (f"{year}-01-01", tr("From 1 Jan {year}", year=year))
        for year in range(today.year, today.year - _YEARS, -1)
    ]
    return (("", tr("From the beginning")), *((key, tr(word)) for key, word in _DAYS), *years)


def until_choices(today: datetime) -> tuple[tuple[str, str], ...]:
    """Until when."""
    month = today.replace(day=1)
    # At noon it is the same day on any clock.
    last = month.replace(hour=12) - timedelta(days=1)
    years = [
        (f"{year}-01-01", tr("Until 31 Dec {year}", year=year - 1))
        for year in range(today.year, today.year - _YEARS, -1)
    ]
    ended = (f"{month:%Y-%m-%d}", tr("Until {day}", day=day(last)))
    return (("", tr("Until now")), *([] if month.month == 1 else [ended]), *years)


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
    return tr("{things} new", things=told) if told else tr("nothing new")


def _heard(one: MachineTold) -> str:
    """What there is of a new machine beside itself."""
    return _counted(replace(one.new, versions=0, others=0)) or tr("nothing heard yet")


def _new_machines(machines: Sequence[MachineTold]) -> int:
    return sum(one.here is None for one in machines)


def _counted(counts: Counts, machines: int = 0, recordings: int = 0, more: int = 0) -> str:
    """What a technician knows by name; placements, wordings of facts, routes and the like are "more lines"."""
    known = (
        (machines, tr_many("{n} machine", "{n} machines", machines)),
        (counts.visits, tr_many("{n} visit", "{n} visits", counts.visits)),
        (counts.reviews, tr_many("{n} review", "{n} reviews", counts.reviews)),
        (counts.notes, tr_many("{n} note", "{n} notes", counts.notes)),
        (counts.readings, tr_many("{n} reading", "{n} readings", counts.readings)),
        (counts.baselines, tr_many("{n} baseline", "{n} baselines", counts.baselines)),
        (recordings, tr_many("{n} recording", "{n} recordings", recordings)),
    )
    told = [text for number, text in known if number]
    rest = counts.versions + counts.others + more
    if rest and not told:
        return tr_many("{n} line", "{n} lines", rest)
    return ", ".join(told)
