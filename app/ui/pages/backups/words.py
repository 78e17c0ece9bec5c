"""What the backups section says."""

from datetime import datetime

from app.domain import words
from app.ui.pages.backups.values import BackupRow, CheckFace, ContentsFace
from app.ui.pages.words import day
from app.workflows.backups import Backup, KeptTake, LookedInto, Why
from app.workflows.check_takes import TakesChecked, Trouble

_WHY = {
    Why.ROUTINE: "",
    Why.BEFORE_RESTORE: "as it was before a restore",
    Why.BEFORE_UPGRADE: "as it was before a new version of Earshot",
}
_TROUBLE = {
    Trouble.MISSING: "recording missing",
    Trouble.ALTERED: "recording altered",
    Trouble.UNREADABLE: "recording can't be read",
}
NAMED = 50
"""So many takes are named; of more, the rest is counted."""


def moment(when: datetime) -> str:
    """ "12 Nov 2026, 09:14", on the clock of this computer."""
    return f"{day(when)}, {when.astimezone():%H:%M}"


def size(size_bytes: float) -> str:
    """ "12.4 MB"."""
    if size_bytes >= 1e9:
        return f"{words.number(size_bytes / 1e9, 1)} GB"
    return f"{words.number(size_bytes / 1e6, 1)} MB"


def row(backup: Backup) -> BackupRow:
    """A backup in the list."""
    note = " · ".join(filter(None, (size(backup.size_bytes), _WHY[backup.why])))
    return BackupRow(backup.path, moment(backup.made_at), note)


def all_of_them(backups: list[Backup]) -> str:
    """How many there are and what they take."""
    if not backups:
        return "There is no backup yet. One is made each day, and when Earshot is closed."
    taken = size(sum(one.size_bytes for one in backups))
    return f"{words.count(len(backups), 'backup')}, {taken}. One is made each day, and when Earshot is closed."


def reading(title: str) -> ContentsFace:
    """While a backup is read through."""
    return ContentsFace(title, "Reading it through …", reading=True)


def contents(title: str, looked: LookedInto) -> ContentsFace:
    """What is in a backup."""
    found = looked.contents
    newest = found.newest_inspection_at
    facts = (
        ("Machines", words.number(found.machines)),
        ("Visits", words.number(found.inspections)),
        ("Newest visit", moment(newest) if newest else words.UNKNOWN),
        ("Baselines", words.number(found.baselines)),
        ("Recordings", words.number(found.takes)),
        ("Size", size(found.size_bytes)),
        ("File", found.path.name),
    )
    if found.trouble:
        return ContentsFace(title, "", facts, problem=found.trouble)
    line = (
        "Read through: it is whole. Restoring puts it in the place of what you see now, which is kept as a backup."
    )
    return ContentsFace(title, line, facts, _missing(looked.missing), restorable=True)


def _missing(takes: tuple[KeptTake, ...]) -> tuple[str, ...]:
    named = tuple(whose(one) for one in takes[:NAMED])
    more = len(takes) - len(named)
    return (*named, f"and {words.number(more)} more") if more else named


def whose(one: KeptTake) -> str:
    """ "Supply fan 3, 12 Nov 2026, 09:14, SF3.wav"."""
    when = moment(one.when_at) if one.when_at else ""
    return ", ".join(filter(None, (one.machine or "no machine", when, one.take.file_name)))


def checked(found: TakesChecked) -> CheckFace:
    """What a check came to, whole or broken off."""
    good = found.checked - len(found.troubled)
    line = f"The database is sound. {words.number(good)} of {words.count(found.checked, 'recording')} as kept."
    if not found.complete:
        line += f" Stopped; {words.number(found.left)} left to check."
    rows = tuple(
        (whose(one.kept), f"{_TROUBLE[one.trouble]}. {one.problem.to_do}") for one in found.troubled[:NAMED]
    )
    more = len(found.troubled) - len(rows)
    if more:
        rows = (*rows, (f"and {words.number(more)} more", "python -m app backup check names them all."))
    return CheckFace(line, rows, clean=not found.troubled, may_go_on=not found.complete)
