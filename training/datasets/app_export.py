"""Takes of a technician's own machines, as `python -m app export-training` writes them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from app.domain.problem import Problem
from training.data import LABELS
from training.datasets.listed import inside
from training.datasets.place import Place

LIST = "earshot-export.json"
FORMAT = 1
KIND = "export from the app"
LICENCE = "your own recordings"
_AGAIN = "Export the takes again from the program."


def exported_files(root: Path, skipped: list[str]) -> list[tuple[Path, str, Place]]:
    """The takes of an export: (path, shown name, place); one machine, point and condition is one machine here.

    A take whose file is not there, not inside the folder or not what its SHA-256 says is named in `skipped`, and
    so is one that is listed as both healthy and faulty.

    Raises:
        Problem: the list can't be read or is of another format.
    """
    takes = [take for take in _takes(root / LIST, skipped) if _is_whole(root, take, skipped)]
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for take in takes:
        labels[take["sha256"]].add(take["label"])
    ids = _ids(takes)
    found = []
    for take in sorted(takes, key=lambda take: (str(take.get("recorded_at") or ""), take["sha256"])):
        if len(labels[take["sha256"]]) > 1:
            skipped.append(f"{take['file']}: listed as healthy and as faulty, skipped.")
            continue
        # Takes come in the order they were recorded; of the same take at one place there is one.
        recording = f"{take.get('recorded_at') or ''} {take['sha256']}"
        place = Place(str(take.get("type") or "other"), ids[_where(take)], take["label"], recording)
        found.append((root / take["file"], str(take["file"]), place))
    return found


def _takes(path: Path, skipped: list[str]) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Problem(f"{path} can't be read as the list of an export.", _AGAIN, str(error)) from error
    if not isinstance(content, dict) or not isinstance(content.get("takes"), list):
        raise Problem(f"{path} is no list of an export.", _AGAIN)
    if content.get("format") != FORMAT:
        raise Problem(
            f"{path} is of format {content.get('format')}; this version reads format {FORMAT}.",
            "Use the version of the training package that came with the program.",
        )
    usable = []
    for number, take in enumerate(content["takes"], 1):
        needed = ("file", "sha256", "machine_id", "label")
        if (
            isinstance(take, dict)
            and all(isinstance(take.get(key), str) for key in needed)
            and take["label"] in LABELS
        ):
            usable.append(take)
        else:
            skipped.append(f"{LIST}: take {number} lacks its file, hash, machine or label, skipped.")
    return usable


def _is_whole(root: Path, take: dict[str, Any], skipped: list[str]) -> bool:
    """Whether the file is there, inside the folder, and the one that was exported."""
    path = inside(root, take["file"])
    if path is None:
        skipped.append(f"{take['file']}: not in the folder of the export, skipped.")
        return False
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        skipped.append(f"{take['file']}: can't be read ({error.strerror}), skipped.")
        return False
    if sha256 != take["sha256"].lower():
        skipped.append(f"{take['file']}: not the file that was exported (its SHA-256 differs), skipped.")
        return False
    return True


def _where(take: dict[str, Any]) -> tuple[str, str, str]:
    return take["machine_id"], str(take.get("point") or ""), str(take.get("condition") or "")


def _ids(takes: list[dict[str, Any]]) -> dict[tuple[str, str, str], str]:
    """A name for each machine, point and condition; two machines of one name are told apart by their ids."""
    names = {_where(take): _name(take) for take in takes}
    used: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for where, name in names.items():
        used[name].append(where)
    return {where: name if len(used[name]) == 1 else f"{name} ({where[0]})" for where, name in names.items()}


def _name(take: dict[str, Any]) -> str:
    parts = (take.get("machine") or take["machine_id"], take.get("point"), take.get("condition"))
    return " · ".join(str(part) for part in parts if part)
