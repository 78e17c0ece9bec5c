"""A plan as lines of text, so that an import goes on with what it planned, whatever happened to the archive."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_time import DateOrder, TimeFrom
from app.workflows.archive.plan import Options, Place, Plan, PlannedFile, Unmatched

FOLDER = "imports"
"""Below the history folder."""

FORMAT = 1


def plan_out(plan: Plan) -> Iterator[dict[str, Any]]:
    """The plan, one entry a line; the first one tells how many follow."""
    options = asdict(plan.options)
    options["table"] = os.fspath(plan.options.table) if plan.options.table else None
    places = {place: at for at, place in enumerate(dict.fromkeys(file.place for file in plan.files))}
    yield {
        "earshot_import": FORMAT,
        "id": plan.id,
        "folder": os.fspath(plan.folder),
        "made_at": plan.made_at.isoformat(),
        "options": options,
        "places": [asdict(place) for place in places],
        "files": len(plan.files),
        "unmatched": len(plan.unmatched),
    }
    for file in plan.files:
        yield {
            "path": file.path,
            "size": file.size,
            "place": places[file.place],
            "learn": file.learn,
            "when": file.when.isoformat() if file.when else None,
            "from": file.time_from,
        }
    for one in plan.unmatched:
        yield {"path": one.path, "why": one.why}


def plan_in(entries: list[dict[str, Any]], path: Path) -> Plan:
    """The plan in the first entries of the journal at `path`; Problem when they hold none."""
    try:
        first = _checked_head(entries[0], path)
        options = first["options"]
        places = [Place(**{**one, "type": MachineType(one["type"])}) for one in first["places"]]
        count = first["files"]
        files = [_file(number, entry, places) for number, entry in enumerate(entries[1 : count + 1])]
        unmatched = entries[count + 1 : count + 1 + first["unmatched"]]
        return Plan(
            folder=Path(first["folder"]),
            options=options_in(options),
            files=tuple(files),
            unmatched=tuple(Unmatched(one["path"], one["why"]) for one in unmatched),
            id=first["id"],
            made_at=datetime.fromisoformat(first["made_at"]),
        )
    except (LookupError, TypeError, ValueError) as error:
        raise damaged(path, error) from error


def options_in(kept: dict[str, Any]) -> Options:
    """Options as they were written down."""
    order = kept["date_order"]
    return Options(
        table=Path(kept["table"]) if kept["table"] else None,
        pattern=kept["pattern"],
        type=MachineType(kept["type"]),
        date_order=DateOrder(order) if order else None,
        learn=kept["learn"],
        healthy=kept["healthy"],
        fixed=kept["fixed"],
    )


def _file(number: int, entry: dict[str, Any], places: list[Place]) -> PlannedFile:
    when = datetime.fromisoformat(entry["when"]) if entry["when"] else None
    place = places[entry["place"]]
    return PlannedFile(number, entry["path"], entry["size"], place, entry["learn"], when, TimeFrom(entry["from"]))


def head(path: Path) -> dict[str, Any]:
    """The first line of a journal: folder, options, when it was made and of how many files."""
    try:
        with path.open("rb") as file:
            return _checked_head(json.loads(file.readline()), path)
    except (OSError, ValueError) as error:
        raise damaged(path, error) from error


def line(entry: dict[str, Any]) -> bytes:
    """An entry as it is written."""
    # ASCII: names with broken bytes survive as they are.
    return json.dumps(entry, separators=(",", ":")).encode("ascii") + b"\n"


def _checked_head(first: dict[str, Any], path: Path) -> dict[str, Any]:
    if not isinstance(first, dict) or first.get("earshot_import") != FORMAT:
        raise damaged(path, ValueError("no import's first line"))
    return first


def damaged(path: Path, error: Exception) -> Problem:
    """That the journal at `path` can't be used."""
    return Problem(
        later("What an earlier import had done can't be read any more."),
        say(
            "Move {file} out of the folder “{folder}” and import again: what is in the history stays as it is.",
            file=path.name,
            folder=FOLDER,
        ),
        ascii(error),
    )
