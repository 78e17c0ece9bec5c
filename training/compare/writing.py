"""Writes what a comparison found: numbers, pictures and the report, each whole or not at all."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.compare.comparison import Compared
from training.compare.pictures import draw_all
from training.compare.report import as_markdown

REPORT, FOLDER, NUMBERS, TIME = "REPORT.md", "report", "report.json", "time.json"


def write(compared: Compared, out: Path, sound: Sequence[Path], processes: int) -> Path:
    """Write `REPORT.md` and beside it `report/` with numbers, times and pictures; returns the report's path.

    Numbers and times are two files, so that the numbers of two runs can be compared byte by byte.
    """
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    time = time_of(compared, processes)
    put(folder / NUMBERS, numbers_text(compared.report))
    put(folder / TIME, json.dumps(time, indent=1) + "\n")
    drawn = draw_all(compared.report, folder, sound)
    put(out / REPORT, as_markdown(compared.report, time, drawn))
    return out / REPORT


def last_times(out: Path) -> dict[str, float]:
    """How long each job took in the last run; empty where nobody knows."""
    try:
        jobs = json.loads((out / FOLDER / TIME).read_text(encoding="utf-8"))["jobs_s"]
        return {str(name): float(seconds) for name, seconds in jobs.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def numbers_text(report: Mapping[str, Any]) -> str:
    """JSON with a line for each row; rows of the same keys are a table: `{"columns": […], "rows": [[…], …]}`."""
    parts = []
    for key in sorted(report):
        value = report[key]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            columns = sorted(value[0])
            alike = all(sorted(row) == columns for row in value)
            lines = [_compact([row[name] for name in columns]) if alike else _compact(row) for row in value]
            rows = "[\n  " + ",\n  ".join(lines) + "\n ]"
            value_text = f'{{"columns": {_compact(columns)}, "rows": {rows}}}' if alike else rows
        else:
            value_text = _compact(value)
        parts.append(f"{_compact(key)}: {value_text}")
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def time_of(compared: Compared, processes: int) -> dict[str, Any]:
    """How long it took and on what."""
    return {
        "all_s": round(compared.finished.all_s, 1),
        "processes": processes,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "jobs_s": dict(sorted(compared.finished.took_s.items())),
    }


def put(path: Path, text: str) -> None:
    """Write a file so that whoever reads meanwhile sees the old one or the new one."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
