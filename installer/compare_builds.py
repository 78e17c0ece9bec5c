"""Builds the same files twice, in two places, and compares what comes out, byte for byte.

`python installer/compare_builds.py`: exit code 0 when the packages are the same but for what `MAY_DIFFER` names.
"""

import filecmp
import shutil
import sys
from fnmatch import fnmatch
from pathlib import Path

from linux import deb, source
from linux.making import copied, make
from linux.steps import Failed, say, step

MAY_DIFFER: dict[str, str] = {}
"""Pattern of a path in the package → why it is not the same each time."""


def differences(one: Path, other: Path) -> list[str]:
    """Paths that are not the same in both folders: content, kind, mode or time."""
    names = {str(path.relative_to(root)) for root in (one, other) for path in root.rglob("*")}
    return sorted(name for name in names if not _same(one / name, other / name))


def unexpected(names: list[str], may_differ: dict[str, str]) -> list[str]:
    """Those that no pattern allows."""
    return [name for name in names if not any(fnmatch(name, pattern) for pattern in may_differ)]


def _same(one: Path, other: Path) -> bool:
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    if one.is_dir() and other.is_dir():
        return one.stat().st_mode == other.stat().st_mode
    if not (one.is_file() and other.is_file()):
        return False
    now, then = one.stat(), other.stat()
    alike = (now.st_mode, int(now.st_mtime)) == (then.st_mode, int(then.st_mtime))
    return alike and filecmp.cmp(one, other, shallow=False)


def _built(tree: Path, work: Path) -> tuple[Path, Path]:
    """The package's files and the package; packed lightly, since packing is not what is asked here."""
    made = make(tree, work, work)
    root = work / "package"
    with step("the Debian package"):
        deb.lay_out(made, root)
        packed = deb.pack(root, work / "package.deb", made.time_s, small=False)
    return root, packed


def main() -> int:
    """The exit code: 0 the same, 1 not."""
    here, elsewhere = source.ROOT / "build" / "again", source.ROOT / "build" / "again-elsewhere"
    here.mkdir(parents=True, exist_ok=True)
    try:
        tree = copied(here)
        shutil.rmtree(elsewhere, ignore_errors=True)
        shutil.copytree(tree, elsewhere / "tree")
        one, packed = _built(tree, here)
        other, packed_again = _built(elsewhere / "tree", elsewhere)
    except Failed as failed:
        say(str(failed))
        return 1
    found = differences(one, other)
    for name in found:
        say(f"differs  {name}")
    told = unexpected(found, MAY_DIFFER)
    same = filecmp.cmp(packed, packed_again, shallow=False)
    say(f"{len(found)} files differ, {len(told)} of them without a reason.")
    say(f"The packages {'are the same' if same else 'differ'}.")
    return 0 if not told and (same or found) else 1


if __name__ == "__main__":
    sys.exit(main())
