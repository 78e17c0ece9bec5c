"""The program in one folder with its Python and libraries: an environment of locked packages, and PyInstaller."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from linux import icu
from linux.steps import run
from linux.strip import strip

LOCKS = ("app.txt", "build.txt")


def environment(folder: Path, tree: Path) -> Path:
    """Its Python, with exactly the locked packages; made anew only when a lock changed."""
    locks = [tree / "installer" / "requirements" / name for name in LOCKS]
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks) + sys.version.encode()).hexdigest()
    stamp, python = folder / "made-from", folder / "bin" / "python"
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", folder])
    for lock in locks:
        run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", lock])
    stamp.write_text(wanted)
    return python


def build(python: Path, tree: Path, work: Path, time_s: int) -> Path:
    """The folder with the program in it. `time_s` is the only date that gets into it."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    out: list[str | Path] = ["--distpath", work / "dist", "--workpath", work / "work"]
    run(
        [python, "-m", "PyInstaller", "--noconfirm", "--clean", *out, tree / "installer" / "app.spec"],
        folder=tree,
        environment=os.environ
        | {
            # The order of sets gets into the compiled modules; a cache would bring in what was made elsewhere.
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(time_s),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYINSTALLER_CONFIG_DIR": str(work / "config"),
        },
        log=work / "log",
    )
    folder = work / "dist" / "earshot"
    strip(folder, work / "stripped")
    icu.shrink(folder, work / "icu")
    once(folder / "_internal" / "models", "ear.onnx")
    return folder


def once(folder: Path, name: str) -> None:
    """Of files of that name with the same content only the first stays; the others become links to it."""
    kept: dict[bytes, Path] = {}
    for path in sorted(folder.rglob(name)):
        first = kept.setdefault(path.read_bytes(), path)
        if first != path:
            path.unlink()
            path.symlink_to(os.path.relpath(first, path.parent))
