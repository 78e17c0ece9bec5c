"""What the archive section says."""

from datetime import datetime

from app.domain import words
from app.domain.machine import MachineType
from app.language import later, retold, tr, tr_many
from app.ui.pages.archive.values import Table, TableRow, Unfinished
from app.ui.pages.words import day
from app.workflows.archive.archive_import import Begun, Imported
from app.workflows.archive.journal import Result
from app.workflows.archive.plan import PlacePreview, Plan
from app.workflows.archive.telling import ImportProgress
from app.workflows.progress import Progress

SHOWN = 500
"""So many lines of a table; an archive of more says how many are missing, and the file names them all."""

_PLACES = (
    later("Machine"),
    later("Files"),
    later("To learn from"),
    later("From – to"),
    later("Time from"),
    later("For example"),
)
_NEW = {
    MachineType.FAN: later("new fan"),
    MachineType.PUMP: later("new pump"),
    MachineType.SLIDER: later("new slider"),
    MachineType.OTHER: later("new other"),
}
_FAILURES = (later("File"), later("What happened"), later("What to do"))


def planned(plan: Plan) -> str:
    """ "2,340 recordings of 12 machines, 11.2 GB."."""
    machines = len({file.place.machine for file in plan.files})
    told = tr(
        "{recordings} of {machines}, {size}.",
        recordings=_recordings(len(plan.files)),
        machines=tr_many("{n} machine", "{n} machines", machines),
        size=_size(plan.size),
    )
    if plan.other_files:
        told += " " + tr_many("{n} other file left alone.", "{n} other files left alone.", plan.other_files)
    return told


def take_in(plan: Plan) -> str:
    """On the button that begins; empty where there is nothing to begin with."""
    files = 0 if plan.undecided else len(plan.files)
    return tr_many("Take in {n} recording", "Take in {n} recordings", files) if files else ""


def doubts(plan: Plan) -> tuple[str, ...]:
    """What is not clear, a sentence each."""
    found = []
    if plan.undecided:
        found.append(
            tr_many(
                "In {n} name, as in “{name}”, day and month could be either. Which comes first?",
                "In {n} names, as in “{name}”, day and month could be either. Which comes first?",
                len(plan.undecided),
                name=plan.undecided[0],
            )
        )
    if plan.unmatched:
        first = plan.unmatched[0]
        found.append(
            tr_many(
                "{n} file would be left out: {path}: {why}",
                "{n} files would be left out: {path}: {why}",
                len(plan.unmatched),
                path=first.path,
                why=retold(first.why),
            )
        )
    if plan.unused:
        found.append(
            tr_many(
                "{n} line of the table fit no file: {line}",
                "{n} lines of the table fit no file: {line}",
                len(plan.unused),
                line=plan.unused[0],
            )
        )
    return tuple(found)


def places(plan: Plan) -> Table:
    """What would happen at each place."""
    previews = list(plan.preview())
    more = len(previews) - SHOWN
    told = tr("and {n} more places", n=words.number(more)) if more > 0 else ""
    return Table(tuple(map(tr, _PLACES)), tuple(_place(one) for one in previews[:SHOWN]), told)


def _place(one: PlacePreview) -> TableRow:
    new = "" if one.place.known else f" · {tr(_NEW[one.place.type])}"
    span = " – ".join(dict.fromkeys(day(when) for when in (one.first, one.last) if when)) or words.UNKNOWN
    times = ", ".join(tr(source.value) for source, _ in one.times_from.most_common(2))
    cells = (f"{one.place.words}{new}", words.number(one.files), words.number(one.to_learn), span, times)
    return TableRow((*cells, one.examples[0] if one.examples else ""), doubtful=not one.first)


def under_way(progress: Progress) -> str:
    """ "231 of 2,340 · 4 failed · 12 min left"."""
    parts = [tr("{n} of {all}", n=words.number(progress.index), all=words.number(progress.count))]
    if isinstance(progress, ImportProgress):
        if progress.failed:
            parts.append(tr("{n} failed", n=words.number(progress.failed)))
        if progress.duplicates:
            parts.append(tr("{n} there already", n=words.number(progress.duplicates)))
        if progress.remaining_s is not None:
            parts.append(tr("{time} left", time=words.length_s(progress.remaining_s)))
    return " · ".join(parts)


def outcome(imported: Imported) -> str:
    """What became of all files, in one sentence."""
    judged = imported.count(Result.JUDGED)
    states = ", ".join(f"{words.number(number)} {tr(state)}" for state, number in imported.states().most_common())
    told = [tr_many("{n} recording judged", "{n} recordings judged", judged) + (f" ({states})" if states else "")]
    told.append(tr("{n} learnt from", n=words.number(imported.count(Result.LEARNT))))
    for number, what in (
        (imported.count(Result.DUPLICATE), later("{n} there already")),
        (imported.count(Result.FAILED), later("{n} failed")),
        (len(imported.plan.unmatched), later("{n} without a machine")),
    ):
        if number:
            told.append(tr(what, n=words.number(number)))
    return ", ".join(told) + "."


def failures(imported: Imported) -> Table | None:
    """What failed and what was left out; None where nothing was."""
    failed = [
        TableRow((file.path, retold(one.what), retold(one.to_do)), doubtful=True)
        for file, one in imported.files()
        if one.result is Result.FAILED
    ]
    lost = tr("No machine is known for it.")
    left = [TableRow((one.path, lost, retold(one.why))) for one in imported.plan.unmatched]
    rows = [*failed, *left]
    if not rows:
        return None
    more = len(rows) - SHOWN
    told = tr_many("and {n} more", "and {n} more", more) if more > 0 else ""
    return Table(tuple(map(tr, _FAILURES)), tuple(rows[:SHOWN]), told)


def unfinished(begun: Begun) -> Unfinished:
    """An import that was broken off."""
    told = tr("{recordings}, begun {when}", recordings=_recordings(begun.files), when=_moment(begun.made_at))
    return Unfinished(begun.id, str(begun.folder), told)


def _recordings(number: int) -> str:
    return tr_many("{n} recording", "{n} recordings", number)


def _moment(when: datetime) -> str:
    return f"{day(when)}, {when.astimezone():%H:%M}"


def _size(size_bytes: int) -> str:
    if size_bytes >= 1e9:
        return f"{words.number(size_bytes / 1e9, 1)} GB"
    return f"{words.number(size_bytes / 1e6, 1)} MB"
