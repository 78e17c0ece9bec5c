"""Asks whether a vulnerability is known of a locked package: for whoever makes a release, never for the program.

    python installer/audit.py

pip-audit is put into an environment of its own, below `build`. Exit code 0: asked, none known; 1: some are known,
each named; 3: could not ask, for want of a network or of pip-audit, so nothing is known either way. It asks for
the Python packages. What is inside their wheels (Qt, libsndfile, PortAudio …) is in the bill of materials, and a
person looks that up.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "installer" / "requirements" / "app.txt"
TOOL = "pip-audit==2.10.1"
NONE_KNOWN, SOME_KNOWN, NOT_ASKED = 0, 1, 3

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


def run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Runs it and hands back what it said."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def python_with_tool(folder: Path, run: Run = run) -> Path | None:
    """The Python of an environment with pip-audit in it, made where it is missing; None where it can't be."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.is_file():
        venv.create(folder, with_pip=True)
    if run([str(python), "-m", "pip_audit", "--version"]).returncode == 0:
        return python
    put_in = run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", TOOL])
    if put_in.returncode != 0:
        print(_last_line(put_in.stderr), file=sys.stderr)
        return None
    return python


def audit(python: Path, lock: Path = LOCK, run: Run = run) -> int:
    """Asks for every package of the lock, prints what is known, gives the exit code."""
    command = [str(python), "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    asked = run([*command, "--format", "json", "--progress-spinner", "off"])
    try:
        packages: list[dict[str, Any]] = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        print(_last_line(asked.stderr), file=sys.stderr)
        return not_asked()
    left_out = [f"{one['name']}: {one['skip_reason']}" for one in packages if "skip_reason" in one]
    known = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none'}"
        for one in packages
        for found in one.get("vulns", ())
    ]
    for line in known + (left_out if len(left_out) < len(packages) else left_out[:1]):
        print(line)
    asked_for = len(packages) - len(left_out)
    print(f"{asked_for} of {len(packages)} packages asked for, {len(known)} vulnerabilities known.")
    # pip-audit itself ends with 0 where it knows nothing of any package.
    incomplete = not_asked() if left_out or not packages else NONE_KNOWN
    return SOME_KNOWN if known else incomplete


def not_asked() -> int:
    """Says that silence is no clean bill."""
    print(
        "Could not ask for all packages: is there a network? Nothing is known about those, neither good nor bad."
    )
    return NOT_ASKED


def _last_line(told: str) -> str:
    lines = [line for line in told.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def main() -> int:
    """Prepares pip-audit and asks."""
    python = python_with_tool(ROOT / "build" / "audit")
    return audit(python) if python else not_asked()


if __name__ == "__main__":
    sys.exit(main())
