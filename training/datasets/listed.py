"""A plain folder whose labels stand in a table: `labels.csv` beside the sound files."""

from __future__ import annotations

import csv
import io
from pathlib import Path, PurePosixPath

from app.domain.problem import Problem
from training.datasets.labels import label_of
from training.datasets.place import AS_RECORDED, Place, snr_of

TABLE = "labels.csv"
KIND = f"folder with {TABLE}"
_HELP = "Give it a first line “file,label” and, where they differ, machine, type, condition, snr."


def inside(root: Path, named: str) -> Path | None:
    """The file below `root` that a table names, None for one that is not there or lies anywhere else."""
    path = root / named.replace("\\", "/")
    try:
        return path if path.is_file() and path.resolve().is_relative_to(root.resolve()) else None
    except (OSError, ValueError):
        return None


def listed_files(root: Path, skipped: list[str]) -> list[tuple[Path, str, Place]]:
    """The rows of `labels.csv`: (path, shown name, place). Columns file and label; machine, type, condition, snr.

    Raises:
        Problem: the table can't be read or lacks a column.
    """
    found = []
    for line, row in enumerate(_rows(root / TABLE), 2):
        named, told = row.get("file", ""), row.get("label", "")
        path, label = inside(root, named), label_of(told)
        if path is None:
            skipped.append(f"{TABLE}, line {line}: there is no “{named}” in the folder, skipped.")
        elif label is None:
            skipped.append(f"{TABLE}, line {line}: “{told}” says neither healthy nor faulty, skipped.")
        else:
            found.append((path, named, _place(root, row, named, label)))
    return found


def _place(root: Path, row: dict[str, str], named: str, label: str) -> Place:
    machine = " ".join(part for part in (row.get("machine", ""), row.get("condition", "")) if part)
    snr = snr_of(row.get("snr", ""))
    name = root.resolve().name
    recording = named if snr is None else row.get("recording", "") or PurePosixPath(named.replace("\\", "/")).name
    return Place(row.get("type", "") or name, machine or name, label, recording, snr[0] if snr else AS_RECORDED)


def _rows(table: Path) -> list[dict[str, str]]:
    """All rows with names of columns in lower case, as text without spaces around."""
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{table} can't be read.", "Save it as CSV in UTF-8.", str(error)) from error
    first = text.partition("\n")[0]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    except csv.Error as error:
        raise Problem(f"{table} is no table.", _HELP, str(error)) from error
    columns = [name.strip().casefold() for name in lines[0]] if lines else []
    if not {"file", "label"} <= set(columns):
        raise Problem(f"{table} has no columns “file” and “label”.", _HELP, first)
    # A line may be shorter or longer than the first.
    return [dict(zip(columns, (cell.strip() for cell in line), strict=False)) for line in lines[1:] if line]
