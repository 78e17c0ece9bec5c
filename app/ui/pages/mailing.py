"""Hands a report to the system's own mail program, with the file attached where the platform has a way.

This program opens no connection: it starts a program that is there, with arguments and never through a shell.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import quote

from app.domain.problem import Problem
from app.language import later, say

_PATIENCE_S = 5.0
"""A mail program that was just started goes on running; one that refuses says so sooner."""

_TAKERS = ("thunderbird", "betterbird", "evolution", "kmail", "claws-mail", "sylpheed", "geary", "icedove")
"""Mail programs that are known to take a file from xdg-email, by their desktop files' names."""

_running: list["subprocess.Popen[bytes]"] = []
"""Mail programs that were started here, kept so that their end can be heard."""


class Attached(Enum):
    """Whether the file is in the message."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is only missing whom it is for."""

    subject: str
    text: str
    file: Path

    @property
    def link(self) -> str:
        """The same without the file, for a system that has no way to attach one."""
        return f"mailto:?subject={quote(self.subject)}&body={quote(self.text)}"


def hand_over(letter: Letter) -> Attached:
    """Open the message; on a worker, since it may take seconds. After NO, nothing was opened yet.

    Raises: Problem when the file is not there any more.
    """
    if not letter.file.is_file():
        what = say("“{name}” is not there any more.", name=letter.file.name)
        raise Problem(what, later("Mail the report again."), str(letter.file))
    if sys.platform == "win32":
        from app.ui.pages.export_mapi import send

        return Attached.YES if send(letter) else Attached.NO
    if sys.platform == "darwin":
        return Attached.YES if _taken(["open", "-a", "Mail", str(letter.file)]) else Attached.NO
    return _xdg_email(letter)


def _xdg_email(letter: Letter) -> Attached:
    words = ["--utf8", "--subject", letter.subject, "--body", letter.text, "--attach", str(letter.file)]
    if not _taken(["xdg-email", *words]):
        return Attached.NO
    return Attached.YES if _mail_program().startswith(_TAKERS) else Attached.UNSURE


def _taken(words: list[str]) -> bool:
    """Whether the program is there and did not refuse."""
    found = shutil.which(words[0])
    if found is None:
        return False
    _running[:] = [one for one in _running if one.poll() is None]
    try:
        started = subprocess.Popen(
            [found, *words[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=outside(os.environ),
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return started.wait(_PATIENCE_S) == 0
    except subprocess.TimeoutExpired:
        _running.append(started)
        return True


def _mail_program() -> str:
    """The name of the desktop file that opens a message here, in small letters; empty where nobody knows."""
    found = shutil.which("xdg-mime")
    if found is None:
        return ""
    try:
        told = subprocess.run(
            [found, "query", "default", "x-scheme-handler/mailto"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=outside(os.environ),
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    name = told.stdout.decode(errors="replace").strip().lower()
    return name.removeprefix("org.gnome.").removeprefix("org.kde.").removeprefix("org.mozilla.")


def outside(environment: "os._Environ[str] | dict[str, str]") -> dict[str, str]:
    """The environment as it was before a bundle put its own libraries first; other programs need theirs."""
    plain = dict(environment)
    before = plain.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        plain["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        plain.pop("LD_LIBRARY_PATH", None)
    return plain
