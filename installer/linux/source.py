"""What a package is made from: a clean copy of the tree, its commit's time and its version."""

import re
import shutil
from pathlib import Path

from linux.steps import run

ROOT = Path(__file__).resolve().parents[2]

PARTS = ("app", "models", "resources", "installer", "LICENSE", "CHANGELOG.md", "pyproject.toml")


def copy(target: Path) -> None:
    """The files that git knows or would take, so that nothing left lying about gets into a package."""
    shutil.rmtree(target, ignore_errors=True)
    listed = run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PARTS], folder=ROOT
    )
    for name in sorted(set(listed.split("\0")) - {""}):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)


def commit() -> str:
    """The commit the tree is at, with a note when files differ from it."""
    changed = run(["git", "status", "--porcelain", "--", *PARTS], folder=ROOT).strip()
    short = run(["git", "rev-parse", "--short", "HEAD"], folder=ROOT).strip()
    return f"{short} and changes that are not committed" if changed else short


def commit_time_s() -> int:
    """When the commit was made, in seconds since 1970: the only date that gets into a package."""
    return int(run(["git", "log", "-1", "--format=%ct"], folder=ROOT))


def version(tree: Path) -> str:
    """As the program tells it."""
    found = re.search(r'^__version__ = "(.+)"', (tree / "app" / "__init__.py").read_text(encoding="utf-8"), re.M)
    assert found, "app/__init__.py names no version"
    return found[1]
