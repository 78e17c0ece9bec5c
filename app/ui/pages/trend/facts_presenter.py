"""Decides what the machine's panel shows: reads the facts, then the photo, and nothing twice."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

from app.domain.machine import Machine
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.form.photo_image import read_image
from app.ui.pages.problems import ProblemView
from app.ui.pages.trend.facts_faces import facts_shown
from app.ui.pages.trend.values import FactsShown
from app.workflows.machine_story_facts import MachineFacts

if TYPE_CHECKING:
    from app.workflows.machine_story import MachineStory

FACTS = "trend facts"


class FactsView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_facts(self, shown: FactsShown) -> None:
        """All that is said of the machine."""

    def show_photo(self, image: QImage) -> None:
        """Its photo; a null image where there is none."""


class FactsPresenter:
    """Follows the condition that is shown; a photo is read once, and a late one of another machine never shown."""

    def __init__(self, story: "MachineStory", jobs: Runner, view: FactsView) -> None:
        self._story = story
        self._jobs = jobs
        self._view = view
        self._reading: JobHandle | None = None
        self._looking: JobHandle | None = None
        self._photo = ""

    def open(self, machine_id: str, condition_id: str) -> None:
        """Read what is known of a machine, at one of its conditions."""
        self._view.clear_problem(FACTS)
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._jobs.run(
            Kind.HISTORY,
            lambda control: self._story.facts(machine_id, condition_id),
            self._arrived,
            lambda problem: self._view.show_problem(FACTS, problem),
        )

    def forget(self) -> None:
        """Another machine comes: nothing is known of it yet."""
        self.leave()
        self._photo = ""
        self._view.show_facts(FactsShown())
        self._view.show_photo(QImage())

    def leave(self) -> None:
        """Another page is in front: what is under way is of no use."""
        for handle in (self._reading, self._looking):
            if handle is not None:
                handle.drop()
        if self._looking is not None and not self._looking.ended:
            self._photo = ""

    def _arrived(self, facts: MachineFacts) -> None:
        self._view.show_facts(facts_shown(facts))
        machine = facts.machine
        if machine.photo == self._photo:
            return
        self._photo = machine.photo
        if self._looking is not None:
            self._looking.drop()
        self._view.show_photo(QImage())
        if machine.photo:
            self._looking = self._jobs.run(
                Kind.HISTORY,
                lambda control: self._image(machine),
                self._view.show_photo,
                lambda problem: self._view.show_problem(FACTS, problem),
            )

    def _image(self, machine: Machine) -> QImage:
        """Runs on the history's worker: unpacking a photo takes longer than a frame."""
        content = self._story.photo(machine)
        return QImage() if content is None else read_image(content)
