"""What Debian's own checkers say of the package; those that are not installed are named and left out."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from linux.steps import Failed, run, say, step


def lint(package: Path, laid_out: Path, man_page: str) -> None:
    """Desktop entry, AppStream, man page and the package as a whole. Failed when one of them complains."""
    share = laid_out / "usr/share"
    _check("desktop entry", ["desktop-file-validate", share / "applications/earshot.desktop"])
    about = share / "metainfo/earshot.metainfo.xml"
    _check("AppStream metadata", ["appstreamcli", "validate", "--no-net", "--explain", about])
    page = laid_out.with_name("earshot.1")
    page.write_text(man_page, encoding="utf-8")
    _check("man page", ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page], quiet="warning")
    _check("package", ["lintian", "--allow-root", "--fail-on", "error,warning", package])


def _check(what: str, command: Sequence[str | Path], quiet: str = "") -> None:
    """`quiet`: a word that must not be in what the checker prints, where its exit code says nothing."""
    checker = str(command[0])
    if shutil.which(checker) is None:
        say(f"        ({what} not checked: {checker} is not installed)")
        return
    with step(f"{what}: {checker}"):
        told = run(command)
        if quiet and quiet in told:
            raise Failed(told)
