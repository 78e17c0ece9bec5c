"""What the backups section says."""

from datetime import datetime

from app.domain import words
from app.language import later, retold, tr, tr_many
from app.ui.pages.backups.values import BackupRow, CheckFace, ContentsFace
from app.ui.pages.words import day
from app.workflows.backups import Backup, KeptTake, LookedInto, Why
from app.workflows.check_takes import TakesChecked, Trouble

_WHY = {
    Why.ROUTINE: "",
    Why.BEFORE_RESTORE: later("as it was before a restore"),
    Why.BEFORE_UPGRADE: later("as it was before a new version of Earshot"),
}
_TROUBLE = {
    Trouble.MISSING: later("recording missing"),
    Trouble.ALTERED: later("recording altered"),
    Trouble.UNREADABLE: later("recording can't be read"),
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
    note = " · ".join(filter(None, (size(backup.size_bytes), tr(_WHY[backup.why]))))
    return BackupRow(backup.path, moment(backup.made_at), note)


def all_of_them(backups: list[Backup]) -> str:
    """How many there are and what they take."""
    if not backups:
        return tr("There is no backup yet. One is made each day, and when Earshot is closed.")
    taken = size(sum(one.size_bytes for one in backups))
    return tr_many(
        "{n} backup, {size}. One is made each day, and when Earshot is closed.",
        "{n} backups, {size}. One is made each day, and when Earshot is closed.",
        len(backups),
        size=taken,
    )


def reading(title: str) -> ContentsFace:
    """While a backup is read through."""
    return ContentsFace(title, tr("Reading it through …"), reading=True)


def contents(title: str, looked: LookedInto) -> ContentsFace:
    """What is in a backup."""
    found = looked.contents
    newest = found.newest_inspection_at
    facts = (
        (tr("Machines"), words.number(found.machines)),
        (tr("Visits"), words.number(found.inspections)),
        (tr("Newest visit"), moment(newest) if newest else words.UNKNOWN),
        (tr("Baselines"), words.number(found.baselines)),
        (tr("Recordings"), words.number(found.takes)),
        (tr("Size"), size(found.size_bytes)),
        (tr("File"), found.path.name),
    )
    if found.trouble:
        return ContentsFace(title, "", facts, problem=found.trouble)
    line = tr(
        "Read through: it is whole. Restoring puts it in the place of what you see now, which is kept as a backup."
    )
    return ContentsFace(title, line, facts, _missing(looked.missing), restorable=True)


def _missing(takes: tuple[KeptTake, ...]) -> tuple[str, ...]:
    named = tuple(whose(one) for one in takes[:NAMED])
    more = len(takes) - len(named)
    return (*named, tr_many("and {n} more", "and {n} more", more)) if more else named


def whose(one: KeptTake) -> str:
    """ "Supply fan 3, 12 Nov 2026, 09:14, SF3.wav"."""
    when = moment(one.when_at) if one.when_at else ""
    return ", ".join(filter(None, (one.machine or tr("no machine"), when, one.take.file_name)))


def checked(found: TakesChecked) -> CheckFace:
    """What a check came to, whole or broken off."""
    good = found.checked - len(found.troubled)
    line = tr_many(
        "The database is sound. {good} of {n} recording as kept.",
        "The database is sound. {good} of {n} recordings as kept.",
        found.checked,
        good=words.number(good),
    )
    if not found.complete:
        line += " " + tr_many("Stopped; {n} left to check.", "Stopped; {n} left to check.", found.left)
    rows = tuple(
        (whose(one.kept), f"{tr(_TROUBLE[one.trouble])}. {retold(one.problem.to_do)}")
        for one in found.troubled[:NAMED]
    )
    more = len(found.troubled) - len(rows)
    if more:
        named = tr("python -m app backup check names them all.")
        rows = (*rows, (tr_many("and {n} more", "and {n} more", more), named))
    return CheckFace(line, rows, clean=not found.troubled, may_go_on=not found.complete)
