"""The mapping table: a CSV that says which file belongs to which machine, as it comes out of Excel or a script."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime
from fnmatch import translate
from pathlib import Path, PurePosixPath

from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_problems import shown, unreadable
from app.recordings.file_time import NamedTime, named_time
from app.workflows.archive.naming import Named, label_in, type_in

_COLUMNS = ("file", "machine", "type", "point", "condition", "label", "time")
_ALSO_FILE = ("folder", "path", "pattern")
_MOST_BYTES = 64 << 20
_DELIMITERS = ",;\t"
_HOW = later("The first line names the columns: file, machine and, if known, type, point, condition, label, time.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: which files it is about, and what it says of them; `time` as it may be read."""

    line: int
    files: str
    named: Named
    time: NamedTime | None = None


class Table:
    """All lines. Of several that fit a file its own name comes first, then patterns in order, then folders."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        self._exact: dict[str, Row] = {}
        self._patterns: list[tuple[re.Pattern[str], Row]] = []
        for row in rows:
            if any(sign in row.files for sign in "*?"):
                self._patterns.append((re.compile(translate(_key(row.files).replace("[", "[[]"))), row))
            else:
                self._exact.setdefault(_key(row.files), row)

    def row_for(self, relative: str) -> Row | None:
        """The line about a file at this path below the archive, with forward slashes; None where there is none."""
        path = PurePosixPath(_key(relative))
        for name in (path.as_posix(), path.name, path.with_suffix("").as_posix(), path.stem):
            if name in self._exact:
                return self._exact[name]
        for pattern, row in self._patterns:
            if pattern.match(path.as_posix()) or pattern.match(path.name):
                return row
        parents = (parent.as_posix() for parent in path.parents)
        return next((self._exact[parent] for parent in parents if parent in self._exact), None)


def read_table(path: Path) -> Table:
    """Reads a table: comma, semicolon or tab, with or without a byte order mark.

    Raises:
        Problem: it can't be read, or a line of it can't be understood; the line is named.
    """
    text = _text(path)
    delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = next(lines, [])
        columns = _columns(head, path)
        rows = [
            _row(columns, cells, lines.line_num, path) for cells in lines if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise _wrong(path, lines.line_num, later("it is no line of a table")) from error
    if not rows:
        raise Problem(say("The table “{name}” has no line below its heading.", name=shown(path)), _HOW)
    return Table(tuple(rows))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Problem(
                say("The table “{name}” is far too large.", name=shown(path)),
                later("Choose the table itself, as CSV."),
            )
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problem(say("The table “{name}” holds no text.", name=shown(path)), later("Save it as CSV (UTF-8)."))


def _columns(head: list[str], path: Path) -> dict[str, int]:
    names = [cell.strip().casefold() for cell in head]
    columns = {name: names.index(name) for name in _COLUMNS if name in names}
    for name in _ALSO_FILE:
        if "file" not in columns and name in names:
            columns["file"] = names.index(name)
    missing = [name for name in ("file", "machine") if name not in columns]
    if missing:
        raise Problem(
            say("The table “{name}” has no column “{column}”.", name=shown(path), column=missing[0]), _HOW
        )
    return columns


def _row(columns: dict[str, int], cells: list[str], line: int, path: Path) -> Row:
    cell = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
    if not cell["file"] or not cell["machine"]:
        raise _wrong(path, line, later("the file or the machine is missing"))
    kind, label = cell.get("type", ""), cell.get("label", "")
    if kind and type_in(kind) is None:
        raise _wrong(path, line, say("“{kind}” is no type of machine (fan, pump, slider, other)", kind=kind))
    if label and label_in(label) is None:
        raise _wrong(path, line, say("“{label}” is no label (healthy, inspect)", label=label))
    named = Named(
        cell["machine"],
        type_in(kind) if kind else None,
        cell.get("point", ""),
        cell.get("condition", ""),
        label_in(label) if label else None,
    )
    return Row(line, cell["file"], named, _time(cell.get("time", ""), line, path))


def _time(text: str, line: int, path: Path) -> NamedTime | None:
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
        exact = named_time(when.astimezone().isoformat(timespec="seconds"))
    except (ValueError, OverflowError, OSError):
        exact = None
    found = exact or named_time(text)
    if found is None:
        raise _wrong(path, line, say("“{text}” is no time (as 2026-11-22T09:14:08)", text=text))
    return found


def _wrong(path: Path, line: int, why: str) -> Problem:
    return Problem(
        say(
            "Line {line} of the table “{name}” can't be used: {why_words}.",
            line=line,
            name=shown(path),
            why_words=why,
        ),
        _HOW,
    )


def _key(files: str) -> str:
    """How names are compared: with forward slashes, from the archive's folder on, whatever the case."""
    tidy = files.replace("\\", "/").strip("/").casefold()
    return tidy.removeprefix("./")
