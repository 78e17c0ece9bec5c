"""Joins the preview with what makes, draws, saves, prints and mails a report; also of one not looked at."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import Kind, Runner
from app.ui.pages.dialogs import ask_pdf
from app.ui.pages.export_around import ExportSurroundings
from app.ui.pages.export_mail import ReportMail
from app.ui.pages.export_many import ManyReports
from app.ui.pages.exporting import PROBLEM, Exporter, Report, Way, report_folder, tell_written
from app.ui.pages.preview import words
from app.ui.pages.preview.bar import PreviewBar
from app.ui.pages.preview.page import PreviewPage
from app.ui.pages.preview.presenter import PreviewPresenter, draft_of
from app.ui.pages.preview.values import PreviewShown, Stage
from app.ui.pages.printing import Printing

if TYPE_CHECKING:
    from app.workflows.preview_report import Preview, PreviewReport


class PreviewDesk(QObject):
    """`open` with a report when the page comes to the front, `leave` when another one does."""

    back_wanted = Signal()

    def __init__(
        self,
        preview: "PreviewReport",
        jobs: Runner,
        around: ExportSurroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preview = preview
        self._jobs = jobs
        self._around = around
        self.page = PreviewPage()
        self.bar = PreviewBar()
        self.presenter = PreviewPresenter(preview, jobs, self)
        self.printing = Printing(preview, jobs, around, self)
        self.many = ManyReports(jobs, around)
        self._mail = ReportMail(preview, jobs, around)
        self._exporter = Exporter(jobs, self)
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether reports are being printed or written, seen or unseen."""
        return self.printing.busy or self.many.busy

    def open(self, report: Report) -> None:
        """The page is in front, with this report."""
        self.presenter.open(report)

    def leave(self) -> None:
        """Another page is in front; what is being printed goes on."""
        self.presenter.leave()

    def cancel(self) -> None:
        """Stop what the line at the foot tells of."""
        self.printing.cancel()
        self.many.cancel()

    def do(self, report: Report, way: Way) -> None:
        """Save, print or mail a report that is not looked at."""
        if way is Way.SAVE:
            self._save(report)
            return
        self._around.clear_problem(PROBLEM)
        self._jobs.run(
            Kind.ANALYSIS,
            lambda control: draft_of(self._preview, report, control),
            lambda draft: self._with(report, draft, way),
            lambda problem: self._around.show_problem(PROBLEM, problem),
        )

    # What the presenter tells

    def show(self, shown: PreviewShown) -> None:
        """On the page and in the bar."""
        self.page.show_shown(shown)
        self.bar.set_ready(shown.stage is Stage.THERE)
        self._show_facts()

    def show_picture(self, page: int, image: QImage, *, small: bool) -> None:
        """On the page."""
        self.page.show_picture(page, image, small=small)

    def drop_picture(self, page: int) -> None:
        """On the page."""
        self.page.sheets.drop_picture(page)

    # What the exporter tells

    def exported(self, path: Path) -> None:
        """Say where the PDF is."""
        self._around.show_notice(tell_written(path))

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _connect(self) -> None:
        page, bar, presenter = self.page, self.bar, self.presenter
        for wanted in (bar.way_wanted, page.foot.way_wanted):
            wanted.connect(self._shown_way)
        for back in (bar.back_wanted, page.back_wanted):
            back.connect(self.back_wanted)
        bar.zoom_chosen.connect(page.sheets.set_zoom)
        page.sheets.zoom_changed.connect(bar.show_zoom)
        page.sheets.looked.connect(presenter.look)
        page.sheets.page_changed.connect(self._show_facts)
        page.thumbs.looked.connect(presenter.look_small)
        page.told.again.clicked.connect(presenter.again)
        page.told.progress.cancel_wanted.connect(presenter.stop)

    def _show_facts(self) -> None:
        shown = self.presenter.shown
        self.bar.show_title(shown.title or tr("Report"), words.facts(shown, self.page.sheets.page))

    def _shown_way(self, way: Way) -> None:
        report, draft = self.presenter.report, self.presenter.draft
        if report is None or draft is None:
            return
        if way is Way.SAVE:
            # What is saved is what was looked at, to the byte.
            seen = draft.pdf
            same = Report(report.title, report.about, report.name, lambda out, _: self._preview.save(seen, out))
            self._save(same)
        else:
            self._with(report, draft, way)

    def _with(self, report: Report, draft: "Preview", way: Way) -> None:
        if way is Way.MAIL:
            self._mail.send(report, draft.pdf)
        else:
            # Over the window: the page itself may not be the one in front.
            page = self.page.sheets.page if draft is self.presenter.draft else 0
            self.printing.ask(self.page.window(), report, draft, page)

    def _save(self, report: Report) -> None:
        ask_pdf(
            self.page.window(),
            str(report_folder()),
            report.name,
            lambda path: self._exporter.save(report, path),
        )
