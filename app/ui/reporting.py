"""Reports in the window: looked at, saved, printed or mailed, whatever page they were asked for on."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.identity import now
from app.domain.words import iso_date
from app.language import tr
from app.ui.frame import MACHINE, Frame
from app.ui.jobs import Runner
from app.ui.page_joint import PageJoint
from app.ui.pages.export_around import ExportSurroundings
from app.ui.pages.exporting import Report, Way
from app.ui.pages.words import day
from app.workflows.report_names import in_a_name

if TYPE_CHECKING:
    from app.domain.machine import Machine
    from app.ui.pages.preview.desk import PreviewDesk
    from app.ui.pages.route.values import WalkFace
    from app.workflows.workflows import Workflows


class Reporting(QObject):
    """`way_back` is asked, as the preview comes to the front, for what leads back to the page before it."""

    def __init__(
        self,
        frame: Frame,
        workflows: "Workflows",
        jobs: Runner,
        around: ExportSurroundings,
        *,
        way_back: Callable[[], Callable[[], None]],
        fall_silent: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workflows = workflows
        self._jobs = jobs
        self._around = around
        self._way_back = way_back
        self._back: Callable[[], None] | None = None
        self.preview = PageJoint(frame, MACHINE.key, self._make_preview, fall_silent)

    @property
    def busy(self) -> bool:
        """Whether reports are being printed or written."""
        return self.preview.made is not None and self.preview.made.busy

    def open(self, report: Report, way: Way) -> None:
        """Do with a report what was chosen."""
        if way is Way.PREVIEW:
            self._back = self._way_back()
            self.preview.show().open(report)
        else:
            self.preview.desk.do(report, way)

    def cancel(self) -> None:
        """Stop what the line at the foot tells of."""
        if self.preview.made is not None:
            self.preview.made.cancel()

    def fleet(self, way: Way) -> None:
        """All machines as they stand today."""
        reports, today = self._workflows.reports, now()
        self.open(
            Report(
                tr("Fleet report"),
                day(today),
                tr("Fleet {date}.pdf", date=iso_date(today)),
                lambda out, control: reports.fleet(out, cancel=control.cancel),
            ),
            way,
        )

    def machine(self, machine: "Machine", since: datetime | None, way: Way) -> None:
        """A machine from a moment on, or all that is known of it."""
        reports, name = self._workflows.reports, machine.name
        begun = tr("{machine}, from the beginning", machine=name)
        self.open(
            Report(
                tr("Machine report"),
                tr("{machine}, since {day}", machine=name, day=day(since)) if since else begun,
                tr("{machine} {date} machine.pdf", machine=in_a_name(name), date=iso_date(now())),
                lambda out, control: reports.of_machine(machine.id, out, since, control.cancel),
            ),
            way,
        )

    def walk(self, walk: "WalkFace", way: Way) -> None:
        """One walk along a route."""
        reports = self._workflows.reports
        self.open(
            Report(
                tr("Route report"),
                " · ".join((walk.name, *([day(walk.at)] if walk.at else []))),
                f"{_walk_stem(walk)}.pdf",
                lambda out, control: reports.route(walk.run_id, out, control.cancel),
            ),
            way,
        )

    def walk_inspections(self, walk: "WalkFace") -> None:
        """Each inspection of a walk as a report of its own, into a folder that is asked for."""
        reports, desk = self._workflows.reports, self.preview.desk
        desk.many.ask(
            desk.page.window(),
            tr("Folder for the inspections of {walk}", walk=walk.name),
            lambda folder, control: reports.inspections(walk.run_id, folder, control.report, control.cancel),
        )

    def leave(self) -> None:
        """The window closes."""
        self.preview.leave()

    def _make_preview(self) -> "PreviewDesk":
        from app.ui.pages.preview.desk import PreviewDesk

        desk = PreviewDesk(self._workflows.reports.preview, self._jobs, self._around, self)
        desk.back_wanted.connect(self._go_back)
        return desk

    def _go_back(self) -> None:
        if self._back is not None:
            self._back()


def _walk_stem(walk: "WalkFace") -> str:
    return f"{in_a_name(walk.name)} {walk.at.astimezone():%Y-%m-%d}" if walk.at else in_a_name(walk.name)
