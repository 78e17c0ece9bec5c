"""Facts for whoever helps, each found out for itself: what can't be found out may be the very fault."""

import os
import platform
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import __version__
from app.domain.problem import Problem
from app.workflows.bundled import versions

_LOOK_WITHIN_S = 20.0


def facts(folder: Path, models: Path, devices: Callable[[], Any]) -> dict[str, Any]:
    """Of program, drive, the history in `folder`, the shipped `models` and the sound devices; plain values.

    A fact that could not be found out is what went wrong instead.
    """
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": _told(_program),
        "drive": _told(lambda: _drive(folder)),
        "history": _told(lambda: _history(folder)),
        "models": _told(lambda: _models(folder, models)),
        "microphones": _told(devices),
    }


def _history(folder: Path) -> dict[str, Any]:
    from app.history.backup_contents import contents
    from app.history.database import FILE_NAME

    path = folder / FILE_NAME
    if not path.exists():
        return {"problem": "There is no history in this folder yet."}
    found = contents(path)
    return {
        "format": found.revision,
        "size_bytes": found.size_bytes,
        "whole": found.whole,
        "problem": str(found.trouble) if found.trouble else None,
        "detail": found.trouble.detail if found.trouble else None,
        "machines": found.machines,
        "inspections": found.inspections,
        "baselines": found.baselines,
        "takes": found.takes,
        "newest_inspection_at": found.newest_inspection_at,
        "files": _files(folder),
    }


def _models(folder: Path, shipped: Path) -> list[dict[str, Any]]:
    from app.diagnosis.registry import ModelRegistry

    registry = ModelRegistry(shipped, folder / "models")
    return [
        {"kind": kind, "version": one.version, "shipped": one.shipped, "sha256": _hashes(one.folder)}
        for kind in registry.kinds()
        for one in registry.versions(kind)
    ]


def _program() -> dict[str, Any]:
    return {
        "version": __version__,
        "installed": bool(getattr(sys, "frozen", False)),
        "versions": versions().splitlines(),
        "system": platform.platform(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "session": {name: os.environ.get(name) for name in ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "LANG")},
        "utc_offset_s": -(time.altzone if time.daylight and time.localtime().tm_isdst else time.timezone),
    }


def _drive(folder: Path) -> dict[str, Any]:
    place = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    usage = shutil.disk_usage(place)
    return {"folder": str(folder), "size_bytes": usage.total, "free_bytes": usage.free}


def _files(folder: Path) -> dict[str, dict[str, int]]:
    """How many files there are in each part of the history's folder, and how large they are together."""
    found: dict[str, dict[str, int]] = {}
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                below = path.relative_to(folder).parts
                part = found.setdefault(below[0] if len(below) > 1 else ".", {"files": 0, "bytes": 0})
                part["files"] += 1
                part["bytes"] += path.stat().st_size
    return found


def _hashes(folder: Path) -> dict[str, str]:
    import hashlib

    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def devices() -> Any:
    """As the window sees them: by the child that looks for them."""
    from app.capture.scanner import MicrophoneWatch

    watch = MicrophoneWatch()
    watch.start()
    until_s = time.monotonic() + _LOOK_WITHIN_S
    try:
        while watch.microphones is None and watch.problem is None and time.monotonic() < until_s:
            time.sleep(0.02)
        if watch.problem is not None:
            return {"problem": str(watch.problem), "detail": watch.problem.detail}
        if watch.microphones is None:
            return {"problem": f"The look for microphones said nothing within {_LOOK_WITHIN_S:.0f} s."}
        return [asdict(one) for one in watch.microphones]
    finally:
        watch.close()


def _told(ask: Callable[[], Any]) -> Any:
    """What can't be found out is told, too: that may be the very fault."""
    try:
        return ask()
    except Problem as problem:
        return {"problem": str(problem), "detail": problem.detail}
    except Exception as error:  # noqa: BLE001 - a bundle without this is better than none
        return {"error": f"{type(error).__name__}: {error}"}
