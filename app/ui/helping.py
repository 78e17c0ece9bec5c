"""Help in the window: the first start, the guide, the card, and the file for whoever helps."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.identity import now
from app.domain.problem import Problem
from app.language import retold, tr
from app.ui.frame import HELP, START, Frame
from app.ui.jobs import Kind, Runner
from app.ui.page_joint import PageJoint
from app.ui.pages.dialogs import ask_zip
from app.ui.pages.exporting import report_folder, show_file
from app.ui.pages.offer import Choice, Notice
from app.ui.pages.surroundings import Surroundings
from app.ui.settings import PageMemory, WindowSettings

if TYPE_CHECKING:
    from app.ui.pages.first.desk import FirstDesk
    from app.ui.pages.first.values import Typed
    from app.ui.pages.help.desk import HelpDesk
    from app.workflows.support_bundle import Bundled
    from app.workflows.workflows import Workflows

SUPPORT = "support"
"""Under this key it is told that the file for whoever helps can't be written."""


class Helping(QObject):
    """What is asked for in the Help menu, by F1, or by nobody having used the program yet."""

    sample_wanted = Signal()
    """The three steps with the sample fan."""

    def __init__(
        self,
        frame: Frame,
        workflows: "Workflows",
        jobs: Runner,
        around: Surroundings,
        settings: WindowSettings,
        *,
        fall_silent: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workflows = workflows
        self._jobs = jobs
        self._around = around
        self._settings = settings
        self._frame = frame
        self.first = PageJoint(frame, START.key, self._make_first, fall_silent)
        self.guide = PageJoint(frame, HELP.key, self._make_guide, fall_silent)

    def open_start(self) -> None:
        """There is no machine yet: name and microphone first, where nobody was asked yet, then the sample fan."""
        if self._settings.first_start:
            self.open_first()
        else:
            self.sample_wanted.emit()

    def open_first(self, typed: "Typed | None" = None) -> None:
        """Language, name, company, microphone; with what was typed before the window was made anew."""
        self._settings.first_start = False
        self._frame.show_start()
        self.first.show().open(typed)

    def open_guide(self, key: str = "") -> None:
        """The guide, at the chapter of a page or where it was left."""
        self.guide.show().open(key)

    def print_card(self) -> None:
        """How to record a machine well, on one page."""
        self.guide.desk.ask_card()

    def offer_support(self) -> None:
        """Say what would be in the file for whoever helps, and let the user choose."""
        choices = (
            Choice(tr("Write it"), lambda: self._ask_support(with_sound=False), filled=True),
            Choice(tr("With the last take"), lambda: self._ask_support(with_sound=True)),
        )
        text = tr(
            "Logs, settings, versions, devices, facts of the history in one file. No sound, photos or names."
        )
        self._around.show_notice(Notice(tr("Support bundle"), text, (), choices))

    def leave(self) -> None:
        """The window closes."""
        for joint in (self.first, self.guide):
            joint.leave()

    def _ask_support(self, *, with_sound: bool) -> None:
        name = f"Earshot support {now().astimezone():%Y-%m-%d}.zip"
        path = report_folder() / name
        ask_zip(self._frame, tr("Support bundle"), path, lambda out: self._write_support(out, with_sound))

    def _write_support(self, out: Path, with_sound: bool) -> None:
        self._around.clear_problem(SUPPORT)
        support = self._workflows.support
        self._jobs.run(Kind.ANALYSIS, lambda control: support(out, with_sound), self._written, self._not_written)

    def _written(self, made: "Bundled") -> None:
        lines = tuple(f"{member.name}: {retold(member.what)}" for member in made.members)
        show = Choice(tr("Show it"), lambda: show_file(made.path.parent))
        told = tr("{file} is written.", file=made.path.name)
        self._around.show_notice(Notice(told, str(made.path.parent), lines, (show,)))

    def _not_written(self, problem: Problem) -> None:
        self._around.show_problem(SUPPORT, problem)

    def _make_first(self) -> "FirstDesk":
        from app.ui.pages.first.desk import FirstDesk

        memory = PageMemory(self._settings)
        flows = self._workflows
        desk = FirstDesk(flows.preferences, flows.record, self._jobs, self, memory=memory)
        desk.over_wanted.connect(self.sample_wanted)
        desk.language_chosen.connect(lambda code: flows.preferences.change(language=code))
        return desk

    def _make_guide(self) -> "HelpDesk":
        from app.ui.pages.help.desk import HelpDesk

        return HelpDesk(self._workflows.reports.card, self._jobs, self._around, self)
