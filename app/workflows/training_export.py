"""Takes that technicians vouch for, in a folder that `training` can learn from.

Files come complete or not at all, and the list that names them comes last: an export that was broken off goes on
where it stopped. Only what an earlier export wrote there is ever replaced or removed.
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from app import __version__
from app.domain.identity import now
from app.domain.problem import Problem
from app.domain.review import Found
from app.domain.take import Take
from app.history.history import History
from app.language import later, say
from app.recordings.file_problems import for_log
from app.recordings.take_store import TakeStore
from app.workflows.progress import Cancel, OnProgress, Progress
from app.workflows.vouched import LeftOut, Vouched, vouched_takes

LIST = "earshot-export.json"
FORMAT = 1
_UNFINISHED = "earshot-export.unfinished"
_OURS = re.compile(r"[0-9a-f]{64}\.[a-z0-9]+(\.part)?")
_PIECE_BYTES = 1 << 20
_SPARE_BYTES = 16 << 20
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True, slots=True)
class Exported:
    """What the folder holds now, and what could not be put there."""

    folder: Path
    healthy: int
    faulty: int
    left_out: tuple[LeftOut, ...]


class TrainingExport:
    """Writes the folder. What lies in the history is only read."""

    def __init__(self, history: History, store: TakeStore) -> None:
        self._history = history
        self._store = store

    def __call__(
        self, folder: Path, *, on_progress: OnProgress | None = None, cancel: Cancel | None = None
    ) -> Exported:
        """Brings the folder up to what is known now.

        Raises:
            Problem: the folder holds something else or can't be written to, or there is nothing to export.
            Cancelled: asked to stop; what was copied stays, and the next export goes on from there.
        """
        vouched, left_out = vouched_takes(self._history)
        if not vouched:
            raise Problem(
                later("There is no take yet that is known to be healthy or faulty."),
                later("Learn a baseline, or confirm or reject a verdict, then export again."),
            )
        kept: list[Vouched] = []
        with _told(folder):
            _begin(folder)
            _refuse_too_much(folder, self._missing_bytes(folder, vouched))
            for index, one in enumerate(vouched):
                if on_progress:
                    on_progress(Progress(0.0, 1.0, one.take.file_name, index, len(vouched)))
                reason = self._copy(one.take, folder, cancel or Cancel())
                if reason:
                    left_out.append(LeftOut(one.take.file_name, one.machine.name, reason))
                else:
                    kept.append(one)
            _finish(folder, kept)
        healthy = sum(one.found is Found.HEALTHY for one in kept)
        return Exported(folder, healthy, len(kept) - healthy, tuple(left_out))

    def _missing_bytes(self, folder: Path, vouched: list[Vouched]) -> int:
        missing = 0
        for take in {one.take.sha256: one.take for one in vouched}.values():
            source = self._source(take)
            if isinstance(source, Path) and not _target(folder, take).exists():
                missing += source.stat().st_size
        return missing

    def _source(self, take: Take) -> Path | Problem:
        try:
            return self._store.path(take)
        except Problem as problem:
            return problem

    def _copy(self, take: Take, folder: Path, cancel: Cancel) -> str:
        """Copies a take's file unless it is there already; else the sentence why it can't be had."""
        cancel.check()
        source, target = self._source(take), _target(folder, take)
        if isinstance(source, Problem):
            return source.what
        if target.exists() and target.stat().st_size == source.stat().st_size:
            return ""
        part = target.with_name(f"{target.name}.part")
        try:
            sound = source.open("rb")
        except OSError:
            return say("The stored recording of “{name}” can't be read.", name=take.file_name)
        with sound, part.open("wb") as out:
            digest = _pour(sound, out, cancel)
        if digest != take.sha256:
            part.unlink()
            return say("The stored recording of “{name}” was changed after it was kept.", name=take.file_name)
        part.replace(target)
        return ""


def _pour(sound: BinaryIO, out: BinaryIO, cancel: Cancel) -> str:
    """Copies to the end and onto the disk; the SHA-256 of what was copied."""
    digest = sha256()
    while piece := sound.read(_PIECE_BYTES):
        cancel.check()
        digest.update(piece)
        out.write(piece)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest()


def _target(folder: Path, take: Take) -> Path:
    return folder / "takes" / f"{take.sha256}{Path(take.stored_as).suffix.lower() or '.wav'}"


def _begin(folder: Path) -> None:
    """Only an empty folder, or one that an export wrote, is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {path.name for path in folder.iterdir()}
    if there and not (_UNFINISHED in there or _is_export(folder / LIST)):
        raise Problem(
            say("The folder {folder} holds something else.", folder=folder),
            later("Name a new or an empty folder."),
        )
    (folder / _UNFINISHED).write_text("Earshot is writing here. Export once more to complete it.\n", "utf-8")
    (folder / "takes").mkdir(exist_ok=True)


def _is_export(listed: Path) -> bool:
    try:
        known = json.loads(listed.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and known.get("format") == FORMAT and "takes" in known


def _refuse_too_much(folder: Path, needed: int) -> None:
    if needed + _SPARE_BYTES > shutil.disk_usage(folder).free:
        raise OSError(errno.ENOSPC, f"{needed} bytes are needed")


def _finish(folder: Path, kept: list[Vouched]) -> None:
    """The list under its name once it is complete, then away with what it does not name."""
    listed = {
        "format": FORMAT,
        "app_version": __version__,
        "made_at": now().isoformat(),
        "takes": [_entry(one, folder) for one in kept],
    }
    part = folder / f"{LIST}.part"
    with part.open("w", encoding="utf-8") as out:
        json.dump(listed, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    part.replace(folder / LIST)
    named = {_target(folder, one.take).name for one in kept}
    for path in (folder / "takes").iterdir():
        if path.name not in named and _OURS.fullmatch(path.name):
            path.unlink()
    (folder / _UNFINISHED).unlink()


def _entry(one: Vouched, folder: Path) -> dict[str, Any]:
    point, condition = one.machine.find(one.condition_id)
    take = one.take
    return {
        "file": _target(folder, take).relative_to(folder).as_posix(),
        "sha256": take.sha256,
        "machine_id": one.machine.id,
        "machine": one.machine.name,
        "type": one.machine.type.value,
        "point": point.name,
        "condition": condition.name,
        "rpm": condition.rpm,
        "blades": one.machine.blades,
        "label": "normal" if one.found is Found.HEALTHY else "abnormal",
        "cause": one.cause,
        "cause_code": one.cause_code,
        "recorded_at": take.recorded_at.isoformat() if take.recorded_at else None,
        "device": take.device,
        "raw_stream": take.raw_stream.value,
    }


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the disk did to us, in the user's words; what was copied stays for the next export."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            what = say("There is not enough room for the export in {folder}.", folder=folder)
            to_do = later("Free some space, or name another folder, then export again.")
        else:
            what = say("The export can't be written to {folder}.", folder=folder)
            to_do = later("Check that you may write there, or name another folder, then export again.")
        raise Problem(what, to_do, for_log(error)) from error
