"""Makes the plan of an import: finds the files, asks their names, and changes nothing."""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.machine import Machine, MachineType
from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_problems import shown, unreadable
from app.recordings.file_time import DateOrder, NamedTime, TimeFrom, time_in_file, time_in_path
from app.workflows.archive.naming import Label, Named, Pattern, guess
from app.workflows.archive.plan import Options, Place, Plan, PlannedFile, Unmatched
from app.workflows.archive.table import Table, read_table
from app.workflows.progress import Cancel

ENDINGS = {
    *(".wav", ".wave", ".bwf", ".rf64", ".w64", ".flac", ".ogg", ".oga", ".opus", ".mp3"),
    *(".aif", ".aiff", ".aifc", ".au", ".snd", ".caf"),
}
"""What is taken for sound by its name; whether it is one shows when it is heard."""

Known = Callable[[str], Machine | None]
"""The history's machine of a name."""

_NO_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Found:
    """A sound file of the archive, and what its names told."""

    path: str
    size: int
    named: Named
    time: tuple[NamedTime, TimeFrom] | None


def make_plan(folder: Path, options: Options, known: Known, cancel: Cancel, *, leave_out: Path) -> Plan:
    """The plan for all sound below a folder.

    Args:
        folder: the archive.
        options: what is known of it.
        known: the history's machine of a name.
        cancel: asks to stop.
        leave_out: the history's own folder, in which nothing is looked for.

    Raises:
        Problem: the folder, the table or the pattern can't be used.
        Cancelled: asked to stop.
    """
    table = read_table(options.table) if options.table else None
    pattern = Pattern(options.pattern) if options.pattern and table is None else None
    sizes, others = _sound_in(folder, leave_out, cancel)
    paths = sorted(sizes, key=_natural)
    named = _names(paths, folder, table, pattern)
    found: list[_Found] = []
    unmatched: list[Unmatched] = []
    used: set[int] = set()
    for path, one in zip(paths, named, strict=True):
        if isinstance(one, str):
            unmatched.append(Unmatched(path, one))
            continue
        row = table.row_for(path) if table else None
        used |= {row.line} if row else set()
        time = (row.time, TimeFrom.TABLE) if row and row.time else time_in_path(path)
        found.append(_Found(path, sizes[path], one, time))
    order = _order(found, options)
    undecided = tuple(one.path for one in found if one.time and one.time[0].read(order) is None)
    return Plan(
        folder=folder,
        options=options,
        files=_in_order(_telling_types(found, options), folder, options, order, known, cancel=cancel),
        unmatched=tuple(unmatched),
        undecided=undecided,
        unused=tuple(row.files for row in table.rows if row.line not in used) if table else (),
        other_files=others,
    )


def _names(paths: list[str], folder: Path, table: Table | None, pattern: Pattern | None) -> list[Named | str]:
    if table is not None:
        rows = (table.row_for(path) for path in paths)
        return [row.named if row else later("No line of the table fits it.") for row in rows]
    return [pattern.read(path) for path in paths] if pattern else guess(paths, shown(folder))


def _sound_in(folder: Path, leave_out: Path, cancel: Cancel) -> tuple[dict[str, int], int]:
    """Size by path of all sound below a folder, and how many other files there are; no link is followed."""
    found: dict[str, int] = {}
    others = 0

    def refuse(error: OSError) -> None:
        if error.filename == os.fspath(folder):
            raise unreadable(folder, error) from error

    if not folder.is_dir():
        raise Problem(
            say("“{name}” is no folder.", name=shown(folder)), later("Name the folder that holds the recordings.")
        )
    for here, folders, names in os.walk(folder, onerror=refuse):
        cancel.check()
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and Path(here, name).resolve() != leave_out.resolve()
        )
        for name in names:
            path = Path(here, name)
            # ._name is what macOS leaves beside each file on foreign drives.
            if name.startswith("._") or path.suffix.lower() not in ENDINGS:
                others += 1
                continue
            try:
                found[path.relative_to(folder).as_posix()] = path.stat().st_size
            except OSError:
                found[path.relative_to(folder).as_posix()] = 0  # named with the reason when it is to be read
    return found, others


def _order(found: list[_Found], options: Options) -> DateOrder | None:
    """Which order the archive's dates are in: as said, else as those show that leave no doubt."""
    if options.date_order is not None:
        return options.date_order
    times = [one.time[0] for one in found if one.time]
    shown_by = {time.shows for time in times} - {None}
    if len(shown_by) == 1:
        return shown_by.pop()
    dotted = all(time.dotted for time in times if not time.decided)
    return DateOrder.DAY_FIRST if not shown_by and dotted else None


def _telling_types(found: list[_Found], options: Options) -> list[_Found]:
    """The same with "fan id_00" and "pump id_00" where one name stands for machines of several types."""
    types: dict[str, set[MachineType]] = defaultdict(set)
    for one in found:
        types[key(one.named.machine)].add(one.named.type or options.type)

    def told(named: Named) -> Named:
        if options.table is not None or len(types[key(named.machine)]) == 1:
            return named
        return replace(named, machine=f"{(named.type or options.type).value} {named.machine}")

    return [replace(one, named=told(one.named)) for one in found]


def _in_order(
    found: list[_Found], folder: Path, options: Options, order: DateOrder | None, known: Known, *, cancel: Cancel
) -> tuple[PlannedFile, ...]:
    at: dict[tuple[str, str, str], list[PlannedFile]] = defaultdict(list)
    places: dict[tuple[str, str, str], Place] = {}
    for one in found:
        cancel.check()
        named = one.named
        where = (key(named.machine), key(named.point), key(named.condition))
        if where not in places:
            places[where] = _place(named, options, known)
        healthy = named.label is Label.HEALTHY or (named.label is None and options.healthy)
        when, time_from = _when(one, folder, order)
        at[where].append(PlannedFile(0, one.path, one.size, places[where], healthy, when, time_from))
    ordered = (file for where in sorted(at) for file in _by_time(at[where], options.learn))
    return tuple(replace(file, number=number) for number, file in enumerate(ordered))


def _by_time(files: list[PlannedFile], learn: int | None) -> Iterator[PlannedFile]:
    """Those to learn from first; of more healthy ones than wanted, the oldest."""
    ordered = sorted(files, key=lambda file: (file.when or _NO_TIME, _natural(file.path)))
    healthy = [file for file in ordered if file.learn]
    to_learn = healthy if learn is None else healthy[:learn]
    chosen = {file.path for file in to_learn}
    yield from to_learn
    yield from (replace(file, learn=False) for file in ordered if file.path not in chosen)


def _place(named: Named, options: Options, known: Known) -> Place:
    machine = known(named.machine)
    return Place(
        machine.name if machine else " ".join(named.machine.split()),
        machine.type if machine else named.type or options.type,
        " ".join(named.point.split()),
        " ".join(named.condition.split()),
        known=machine is not None,
        fixed=options.fixed,
    )


def _when(one: _Found, folder: Path, order: DateOrder | None) -> tuple[datetime | None, TimeFrom]:
    if one.time is not None:
        return one.time[0].read(order), one.time[1]
    return time_in_file(folder / one.path)


def key(name: str) -> str:
    """A name as it is compared: whatever its capitals, blanks and way of writing accents."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def _natural(path: str) -> list[tuple[int, int | str]]:
    """So that file 10 comes after file 9."""
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", path.casefold())]
