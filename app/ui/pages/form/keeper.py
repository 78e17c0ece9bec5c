"""Keeps what the form says beside the plain facts: the photo, the way back to earlier versions, the bin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QImage

from app.domain.bin import KEPT
from app.domain.machine import Machine, MachineVersion
from app.domain.problem import Problem
from app.language import later, retold, say, tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.form.photo_image import SmallPhoto, read_image, small_photo
from app.ui.pages.form.version_words import difference
from app.ui.pages.surroundings import Surroundings
from app.ui.pages.words import day

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

PROBLEM = "machine facts"
AFTERWARDS = "fleet"
"""The page that is opened when the machine is gone."""

Refused = Callable[[str], None]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the facts: all machines, the versions of this one, its photo where it is to be had."""

    machines: tuple[Machine, ...] = ()
    versions: tuple[MachineVersion, ...] = ()
    image: QImage | None = None


class FactsKeeper:
    """Each act is one job; what can't be done is told in a sentence."""

    def __init__(self, workflows: "Workflows", jobs: Runner, around: Surroundings) -> None:
        self._book = workflows.machines
        self._jobs = jobs
        self._around = around
        self._reading: JobHandle | None = None

    def read(self, machine: Machine | None, tell: Callable[[Known], None]) -> None:
        """What is known of a machine, or for a new one; an earlier reading is not wanted any more."""
        if self._reading is not None:
            self._reading.drop()

        def work(control: Control) -> Known:
            machines = tuple(summary.machine for summary in self._book.summaries())
            if machine is None:
                return Known(machines)
            path = self._book.photo(machine)
            image = read_image(path.read_bytes()) if path is not None else None
            return Known(machines, tuple(self._book.versions(machine.id)), image)

        self._reading = self._jobs.run(Kind.HISTORY, work, tell, self._failed)

    def read_photo(self, path: Path, done: Callable[[SmallPhoto], None], refused: Refused) -> None:
        """A file that is to be the photo, turned and made small."""

        def work(control: Control) -> SmallPhoto:
            photo = small_photo(self._book.read_photo(path))
            if photo is None:
                raise Problem(
                    say("“{name}” can't be shown: it is damaged or far too large.", name=_shown(path)),
                    later("Choose another photo."),
                )
            return photo

        self._jobs.run(Kind.HISTORY, work, done, lambda problem: refused(_told(problem)))

    def keep_photo(self, jpeg: bytes, done: Callable[[str], None], refused: Refused) -> None:
        """Put a photo beside the history; `done` gets what the machine says of it."""
        self._jobs.run(
            Kind.HISTORY,
            lambda control: self._book.keep_photo(jpeg),
            done,
            lambda problem: refused(_told(problem)),
        )

    def offer_way_back(self, versions: Sequence[MachineVersion], kept: Machine) -> None:
        """Say what a change came to, against the newest of the versions there were before it."""
        told = difference(versions[0].machine, kept) if versions else ""
        if told:
            before = versions[0].id
            self._around.offer_undo(f"{kept.name}: {told}.", lambda: self._restore(before))

    def restore(self, version: MachineVersion, now_id: str, done: Callable[[Machine], None]) -> None:
        """Make the machine as it was then; `now_id` is its present version, for the way back."""

        def restored(machine: Machine) -> None:
            done(machine)
            text = tr("{machine} is again as it was left on {day}.", machine=machine.name, day=day(version.at))
            self._around.offer_undo(text, lambda: self._restore(now_id, done))

        self._restore(version.id, restored)

    def throw_away(self, machine: Machine) -> None:
        """Into the bin, with all that was heard of it."""

        def thrown(_: object) -> None:
            self._around.machines_changed()
            self._around.go(AFTERWARDS)
            text = tr(
                "{machine} is in the bin, and can be brought back for {n} days.", machine=machine.name, n=KEPT.days
            )
            self._around.offer_undo(text, lambda: self._take_back(machine))

        self._run(lambda: self._book.throw_away(machine.id), thrown)

    def _take_back(self, machine: Machine) -> None:
        def back(_: object) -> None:
            self._around.machines_changed()
            self._around.open_machine(machine.id)

        self._run(lambda: self._book.take_back(machine.id), back)

    def _restore(self, version_id: str, done: Callable[[Machine], None] = lambda _: None) -> None:
        def restored(machine: Machine) -> None:
            self._around.machines_changed()
            done(machine)

        self._run(lambda: self._book.restore(version_id), restored)

    def _run(self, act: Callable[[], T], done: Callable[[T], None]) -> None:
        self._around.clear_problem(PROBLEM)
        self._jobs.run(Kind.HISTORY, lambda control: act(), done, self._failed)

    def _failed(self, problem: Problem) -> None:
        self._around.show_problem(PROBLEM, problem)


def _told(problem: Problem) -> str:
    return f"{retold(problem.what)} {retold(problem.to_do)}"


def _shown(path: Path) -> str:
    """Its name, as far as it can be printed."""
    return path.name.encode("utf-8", "replace").decode("utf-8")
