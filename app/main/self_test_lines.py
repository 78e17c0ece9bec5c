"""How a part of the program is tried, and what is said of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.domain.problem import Problem

if TYPE_CHECKING:
    from app.main.self_test_parts import Part

_AGAIN = "Install Earshot again; if that does not help, send this line to whoever helps you."


class Result(StrEnum):
    """How a part did. A note is worth reading and no fault of the program."""

    OK = "ok"
    NOTE = "note"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one part; `to_do` is empty where there is nothing to do."""

    part: str
    result: Result
    what: str
    to_do: str = ""


class Worth(Exception):  # noqa: N818 - not a failure
    """Said of a part that could not be tried here, through no fault of the program."""

    def __init__(self, what: str, to_do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.to_do = to_do


def lines(parts: "Callable[[Path], Iterator[Part]]") -> Iterator[Line]:
    """Tries the parts one after the other, each whatever became of those before it."""
    try:
        with TemporaryDirectory(prefix="earshot-self-test-", ignore_cleanup_errors=True) as folder:
            for part in parts(Path(folder)):
                yield _tried(part.name, part.check)
    except OSError as error:
        to_do = "Free some space on the system's drive, or let TMPDIR name a folder that can be written."
        yield Line("temporary folder", Result.FAILED, f"No temporary folder can be used: {error}.", to_do)


def _tried(name: str, check: Callable[[], str]) -> Line:
    try:
        return Line(name, Result.OK, check())
    except Worth as worth:
        return Line(name, Result.NOTE, worth.what, worth.to_do)
    except Problem as problem:
        return Line(name, Result.FAILED, problem.what, problem.to_do)
    except Exception as error:  # noqa: BLE001 - whatever is broken here is what is asked for
        return Line(name, Result.FAILED, f"{type(error).__name__}: {error}", _AGAIN)
