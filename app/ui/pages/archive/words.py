"""What the archive section says."""

from datetime import datetime

from app.domain import words
from app.ui.pages.archive.values import Table, TableRow, Unfinished
from app.ui.pages.words import day
from app.workflows.archive.archive_import import Begun, Imported
from app.workflows.archive.journal import Result
from app.workflows.archive.plan import PlacePreview, Plan
from app.workflows.archive.telling import ImportProgress
from app.workflows.progress import Progress

SHOWN = 500
"""So many lines of a table; an archive of more says how many are missing, and the file names them all."""

_PLACES = ("Machine", "Files", "To learn from", "From – to", "Time from", "For example")
_FAILURES = ("File", "What happened", "What to do")


def planned(plan: Plan) -> str:
    """ "2,340 recordings of 12 machines, 11.2 GB."."""
    machines = len({file.place.machine for file in plan.files})
    told = (
        f"{words.count(len(plan.files), 'recording')} of {words.count(machines, 'machine')}, {_size(plan.size)}."
    )
    if plan.other_files:
        told += f" {words.count(plan.other_files, 'other file')} left alone."
    return told


def doubts(plan: Plan) -> tuple[str, ...]:
    """What is not clear, a sentence each."""
    found = []
    if plan.undecided:
        names = words.count(len(plan.undecided), "name")
        found.append(f"In {names}, as in “{plan.undecided[0]}”, day and month could be either. Which comes first?")
    if plan.unmatched:
        first = plan.unmatched[0]
        found.append(f"{words.count(len(plan.unmatched), 'file')} would be left out: {first.path}: {first.why}")
    if plan.unused:
        found.append(f"{words.count(len(plan.unused), 'line')} of the table fit no file: {plan.unused[0]}")
    return tuple(found)


def places(plan: Plan) -> Table:
    """What would happen at each place."""
    previews = list(plan.preview())
    more = len(previews) - SHOWN
    told = f"and {words.number(more)} more places" if more > 0 else ""
    return Table(_PLACES, tuple(_place(one) for one in previews[:SHOWN]), told)


def _place(one: PlacePreview) -> TableRow:
    new = "" if one.place.known else f" · new {one.place.type.value}"
    span = " – ".join(dict.fromkeys(day(when) for when in (one.first, one.last) if when)) or words.UNKNOWN
    times = ", ".join(source.value for source, _ in one.times_from.most_common(2))
    cells = (f"{one.place.words}{new}", words.number(one.files), words.number(one.to_learn), span, times)
    return TableRow((*cells, one.examples[0] if one.examples else ""), doubtful=not one.first)


def under_way(progress: Progress) -> str:
    """ "231 of 2,340 · 4 failed · 12 min left"."""
    parts = [f"{words.number(progress.index)} of {words.number(progress.count)}"]
    if isinstance(progress, ImportProgress):
        if progress.failed:
            parts.append(f"{words.number(progress.failed)} failed")
        if progress.duplicates:
            parts.append(f"{words.number(progress.duplicates)} there already")
        if progress.remaining_s is not None:
            parts.append(f"{words.length_s(progress.remaining_s)} left")
    return " · ".join(parts)


def outcome(imported: Imported) -> str:
    """What became of all files, in one sentence."""
    judged = imported.count(Result.JUDGED)
    states = ", ".join(f"{words.number(number)} {state}" for state, number in imported.states().most_common())
    told = [f"{words.count(judged, 'recording')} judged" + (f" ({states})" if states else "")]
    told.append(f"{words.number(imported.count(Result.LEARNT))} learnt from")
    for number, what in (
        (imported.count(Result.DUPLICATE), "there already"),
        (imported.count(Result.FAILED), "failed"),
        (len(imported.plan.unmatched), "without a machine"),
    ):
        if number:
            told.append(f"{words.number(number)} {what}")
    return ", ".join(told) + "."


def failures(imported: Imported) -> Table | None:
    """What failed and what was left out; None where nothing was."""
    failed = [
        TableRow((file.path, one.what, one.to_do), doubtful=True)
        for file, one in imported.files()
        if one.result is Result.FAILED
    ]
    left = [TableRow((one.path, "No machine is known for it.", one.why)) for one in imported.plan.unmatched]
    rows = [*failed, *left]
    if not rows:
        return None
    more = len(rows) - SHOWN
    return Table(_FAILURES, tuple(rows[:SHOWN]), f"and {words.number(more)} more" if more > 0 else "")


def unfinished(begun: Begun) -> Unfinished:
    """An import that was broken off."""
    return Unfinished(
        begun.id, str(begun.folder), f"{words.count(begun.files, 'recording')}, begun {_moment(begun.made_at)}"
    )


def _moment(when: datetime) -> str:
    return f"{day(when)}, {when.astimezone():%H:%M}"


def _size(size_bytes: int) -> str:
    if size_bytes >= 1e9:
        return f"{words.number(size_bytes / 1e9, 1)} GB"
    return f"{words.number(size_bytes / 1e6, 1)} MB"
