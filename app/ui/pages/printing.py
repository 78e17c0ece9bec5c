"""Prints a report as it was looked at: its pages are drawn at the printer's resolution, band by band.

A band is an inch of paper, 12 MB at the most: a page of 35 million dots never is in memory whole. Qt's printing is
read when it is wanted.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from app.domain.problem import Problem
from app.language import later, say, tr, tr_many
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.export_around import ExportSurroundings
from app.ui.pages.exporting import Report
from app.ui.pages.offer import Notice

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from app.workflows.preview_report import Preview, PreviewReport

PROBLEM = "print"
FINEST_DPI = 600
"""What an office printer puts on paper; more would only make the job larger."""

_NO_PRINTER = Problem(
    later("There is no printer on this computer."),
    later("Set one up in the system's settings, or save the PDF and print it elsewhere."),
)
_BUSY = Problem(later("A report is being printed."), later("Print this one when the line at the foot is gone."))
_REFUSED = Problem(
    later("The printer did not take the report."),
    later("Check that it is switched on and has paper, and print again."),
)


class Printout:
    """The pages that were asked for, one after the other, all on the same worker."""

    def __init__(
        self, printer: "QPrinter", preview: "PreviewReport", draft: "Preview", pages: Sequence[int]
    ) -> None:
        self._printer = printer
        self._preview = preview
        self._draft = draft
        self._painter = QPainter()
        self.pages = tuple(pages)
        self.done = 0

    @property
    def left(self) -> bool:
        """Whether there is a page still to come."""
        return self.done < len(self.pages)

    def next_page(self, control: Control) -> None:
        """Print one more page; the last one ends the job.

        Raises: Problem when the printer or the draft is gone; Cancelled. Either way the paper so far is all.
        """
        try:
            self._turn()
            self._paint(self.pages[self.done], control)
        except BaseException:
            self.abort()
            raise
        self.done += 1
        if not self.left and not self._painter.end():
            raise _REFUSED

    def abort(self) -> None:
        """Nothing more goes to the printer."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _turn(self) -> None:
        begun = self._painter.isActive()
        if not (self._printer.newPage() if begun else self._painter.begin(self._printer)):
            raise _REFUSED
        # Else a band would be kept as a photo is, with a halo around every letter.
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)

    def _paint(self, page: int, control: Control) -> None:
        """As large as the paper allows, in its middle; on its own size of paper that is life-size."""
        size = self._draft.pages[page]
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        factor = min(paper.width() / size.width_pt, paper.height() / size.height_pt)
        wide_px = round(size.width_pt * factor)
        left = (paper.width() - wide_px) // 2
        top = (paper.height() - size.high_px(wide_px)) // 2
        # An inch at a time: wherever the page is drawn anew, at any whole dots an inch, the cuts lie on a dot.
        for band in self._preview.bands(self._draft.pdf, page, wide_px, self._printer.resolution()):
            control.cancel.check()
            image = QImage(band.bgrx, band.wide_px, band.high_px, QImage.Format.Format_RGB32)
            self._painter.drawImage(QRect(left, top + band.top_px, band.wide_px, band.high_px), image)


class Printing(QObject):
    """Asks for the printer, then prints a page a job, so that a verdict never waits for a long report."""

    def __init__(
        self, preview: "PreviewReport", jobs: Runner, around: ExportSurroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preview = preview
        self._jobs = jobs
        self._around = around
        self._printout: Printout | None = None
        self._handle: JobHandle | None = None
        self._title = ""

    @property
    def busy(self) -> bool:
        """Whether a report is on its way to the printer."""
        return self._printout is not None

    def ask(self, over: QWidget, report: Report, draft: "Preview", page: int = 0) -> "QPrintDialog | None":
        """Ask for the printer and print; `page` (from 0) is the one that is looked at. None where none can be."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

        self._around.clear_problem(PROBLEM)
        if self.busy or not QPrinterInfo.availablePrinterNames():
            self._around.show_problem(PROBLEM, _BUSY if self.busy else _NO_PRINTER)
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, report, draft)
        dialog = QPrintDialog(printer, over)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setMinMax(1, len(draft.pages))
        dialog.accepted.connect(lambda: self.start(printer, report, draft, wanted(printer, draft, page)))
        dialog.finished.connect(dialog.deleteLater)
        # Qt's own `open` is another function here; shown and modal to its window, it is the same.
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
        return dialog

    def start(self, printer: "QPrinter", report: Report, draft: "Preview", pages: Sequence[int]) -> None:
        """Print these pages (from 0) as often as the printer was told."""
        if not pages:
            many = len(draft.pages)
            to_do = (
                say("It has 1 page: choose of these.")
                if many == 1
                else say("It has {n} pages: choose of these.", n=many)
            )
            self._around.show_problem(PROBLEM, Problem(later("The report has no such page."), to_do))
            return
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        # The dialog may have chosen another printer, with another resolution.
        printer.setResolution(min(printer.resolution(), FINEST_DPI))
        self._title = report.title
        self._printout = Printout(printer, self._preview, draft, tuple(pages) * copies)
        self._next()

    def cancel(self) -> None:
        """Stop; what is on paper is on paper."""
        if self._handle is not None:
            self._handle.cancel()

    def _next(self) -> None:
        out = self._printout
        if out is None:
            return
        number, of = out.done + 1, len(out.pages)
        text = tr("{report}: printing page {n} of {pages}", report=self._title, n=number, pages=of)
        self._around.show_progress(text, out.done / of)
        printed: list[bool] = []

        def end() -> None:
            if printed and out.left:
                self._next()
            else:
                self._ended(out, well=bool(printed))

        self._handle = self._jobs.run(
            Kind.ANALYSIS,
            out.next_page,
            lambda _: printed.append(True),
            lambda problem: self._around.show_problem(PROBLEM, problem),
            on_end=end,
        )

    def _ended(self, out: Printout, *, well: bool) -> None:
        self._printout = self._handle = None
        # Cancelled before its page was begun, the job has not heard of it yet.
        out.abort()
        self._around.hide_progress()
        if well:
            told = tr_many("Sent to the printer: {n} page.", "Sent to the printer: {n} pages.", len(out.pages))
            self._around.show_notice(Notice(told))


def set_up(printer: "QPrinter", report: Report, draft: "Preview") -> None:
    """The report's own paper, used to its edges: it has margins of its own."""
    first = draft.pages[0]
    size = QPageSize(QSizeF(first.width_pt, first.height_pt), QPageSize.Unit.Point)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    printer.setDocName(Path(report.name).stem)
    printer.setCreator("Earshot")


def wanted(printer: "QPrinter", draft: "Preview", page: int) -> tuple[int, ...]:
    """Which pages (from 0) the dialog was told to print, where `page` is the one that is looked at."""
    from PySide6.QtPrintSupport import QPrinter

    everything = range(len(draft.pages))
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        return (page,)
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.AllPages or ranges.isEmpty():
        return tuple(everything)
    return tuple(at for at in everything if ranges.contains(at + 1))
