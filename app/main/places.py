"""Is the history where it is safe? A synchronised folder or a network share is told about, once, with what to do.

Both copy or lock a file while it is being written, and a database does not survive that for ever.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from app.domain.problem import Problem
from app.language import later, say
from app.main import paths

_NAMES = (
    (re.compile(r"OneDrive( - .+)?|OneDrive-.+"), "OneDrive"),
    (re.compile(r"Dropbox( \(.+\))?|Dropbox-.+"), "Dropbox"),
    (re.compile(r"iCloudDrive|iCloud Drive|Mobile Documents|com~apple~CloudDocs"), "iCloud Drive"),
    (re.compile(r"Google ?Drive( \(.+\))?|GoogleDrive-.+|DriveFS"), "Google Drive"),
    (re.compile(r"Nextcloud\d*|ownCloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"Box-Box|pCloudDrive|MEGAsync|Seafile|Syncthing"), later("a cloud drive")),
)
"""What the folders of sync programs are called."""

_VARIABLES = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}

_MARKERS = (
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".tmp.drivedownload", "Google Drive"),
    (".seafile-data", "Seafile"),
)
"""What sync programs leave at the top of their folder, whatever it is called."""

_REMOTE = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs|afs|ceph|glusterfs|ncpfs|lustre"
    r"|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|google-drive-ocamlfuse|onedriver|kio-fuse)"
)
"""File systems that lie on another computer."""

_TO_DO = later(
    "Close Earshot, move it to a folder that is on this computer alone and start Earshot with --history and that "
    "folder; exchange files (Data page) bring two laptops together."
)

_TOLD = "told-places.json"


def warn_once(folder: Path) -> Problem | None:
    """`trouble_with` the folder where this user was not told of it before; it is noted that they are now."""
    problem = trouble_with(folder)
    if problem is None:
        return None
    note = paths.data_folder() / _TOLD
    told: list[str] = []
    with suppress(OSError, ValueError):
        kept = json.loads(note.read_text("utf-8"))
        told = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
    if str(folder) in told:
        return None
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps([*told, str(folder)], ensure_ascii=False), "utf-8")
    return problem


def trouble_with(folder: Path) -> Problem | None:
    """Why this folder is no good place for a history, and what to do; None where nothing speaks against it."""
    sync = synchronised_by(folder, os.environ)
    if sync:
        what = say(
            "The history is in a folder of {program_words}, which may copy it while it is being written: "
            "{folder}.",
            program_words=sync,
            folder=folder,
        )
        return Problem(what, _TO_DO)
    share = network_of(folder)
    if share:
        what = say(
            "The history is on a network drive ({kind}), which may drop while it is being written: {folder}.",
            kind=share,
            folder=folder,
        )
        return Problem(what, _TO_DO)
    return None


def synchronised_by(folder: Path, environment: Mapping[str, str]) -> str:
    """The program that keeps the folder in step with other computers; "" where none is known to."""
    whole = _resolved(folder)
    for variable, program in _VARIABLES.items():
        root = environment.get(variable, "")
        if root and whole.is_relative_to(_resolved(Path(root))):
            return program
    if any(whole.is_relative_to(_resolved(one)) for one in _told_by_dropbox(environment)):
        return "Dropbox"
    for part in whole.parts:
        named = next((program for name, program in _NAMES if name.fullmatch(part)), "")
        if named:
            return named
    for above in (whole, *whole.parents):
        for marker, program in _MARKERS:
            with suppress(OSError, ValueError):
                if next(above.glob(marker), None) is not None:
                    return program
    return ""


def network_of(folder: Path) -> str:
    """What the folder's drive is called where it lies on another computer; "" where it does not."""
    whole = _resolved(folder)
    if sys.platform == "win32":
        return _windows_share(whole)
    table = _mounts()
    return remote_mount(whole.as_posix(), table)


def remote_mount(folder: str, table: Mapping[str, str]) -> str:
    """The type of the file system that holds the folder, where it is a remote one; "" otherwise.

    `table`: mount points and the types of their file systems.
    """
    above = [folder, *(str(one) for one in PurePosixPath(folder).parents)]
    kind = next((table[one] for one in above if one in table), "")
    return kind if _REMOTE.fullmatch(kind) else ""


def mounts_of_linux(mountinfo: str) -> dict[str, str]:
    """`/proc/self/mountinfo`: the later of two on one point hides the other."""
    found = {}
    for line in mountinfo.splitlines():
        first, dash, second = line.partition(" - ")
        fields = first.split()
        if dash and len(fields) > 4 and second.split():
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal.group(1), 8)), fields[4])
            found[point] = second.split()[0]
    return found


def mounts_of_mac(said: str) -> dict[str, str]:
    """What `mount` prints there: `//user@server/share on /Volumes/share (smbfs, nodev)`."""
    lines = (re.fullmatch(r".+? on (/.*) \((\w+)[,)].*", line) for line in said.splitlines())
    return {line.group(1): line.group(2) for line in lines if line}


def _mounts() -> dict[str, str]:
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            asked = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True)
            return mounts_of_mac(asked.stdout)
        return mounts_of_linux(Path("/proc/self/mountinfo").read_text("utf-8", "replace"))
    return {}


def _windows_share(whole: Path) -> str:
    if str(whole).startswith("\\\\"):
        return whole.drive
    import ctypes

    remote = 4
    kind = ctypes.windll.kernel32.GetDriveTypeW(whole.anchor)  # type: ignore[attr-defined]
    return whole.drive if kind == remote else ""


def _told_by_dropbox(environment: Mapping[str, str]) -> Iterator[Path]:
    """Dropbox writes down where its folders are, whatever they are called."""
    homes = [environment.get(name, "") for name in ("HOME", "APPDATA", "LOCALAPPDATA")]
    for home in filter(None, homes):
        for place in (".dropbox", "Dropbox"):
            with suppress(OSError, ValueError, AttributeError, LookupError, TypeError):
                accounts = json.loads((Path(home) / place / "info.json").read_text("utf-8"))
                for account in accounts.values():
                    yield Path(account["path"])


def _resolved(folder: Path) -> Path:
    with suppress(OSError, RuntimeError):
        return folder.resolve()
    return folder.absolute()
