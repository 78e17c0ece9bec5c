"""What comes out of a printer: every page that was asked for, at its place, and nothing after a stop."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.domain.problem import Problem
from app.reports.page_pictures import page_picture, page_sizes
from app.ui.jobs import Jobs
from app.ui.pages.exporting import Report
from app.ui.pages.printing import FINEST_DPI, Printing, set_up, wanted
from app.workflows.preview_report import Preview, PreviewReport
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.preview.many_pages import long_pdf

REPORT = Report("Inspection report", "Fan 3: watch", "Fan 3.pdf", lambda out, control: out)


@pytest.fixture
def preview(tmp_path: Path) -> PreviewReport:
    return PreviewReport(tmp_path / "drafts", tmp_path / "mail")


@pytest.fixture
def draft(preview: PreviewReport) -> Preview:
    return preview.read(long_pdf(preview.place("Fan 3.pdf"), 3))


@pytest.fixture
def printer(qapp, tmp_path: Path, draft: Preview) -> QPrinter:
    """One that prints into a file, at 100 dots an inch."""
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setResolution(100)
    set_up(made, REPORT, draft)
    return made


def grey(pdf: Path, page: int) -> np.ndarray:
    picture = page_picture(pdf, page, 300)
    return np.frombuffer(picture.bgrx, np.uint8).reshape(picture.high_px, 300, 4)[:, :, 1].astype(int)


def alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether they are, seen from so far that a line may lie a dot beside itself."""
    high = min(len(one), len(other)) // 10 * 10
    seen = [page[:high].reshape(high // 10, 10, 30, 10).mean(axis=(1, 3)) for page in (one, other)]
    return bool(np.abs(seen[0] - seen[1]).max() < 60)


def test_what_is_printed_is_what_was_looked_at(
    jobs: InlineJobs, told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter, tmp_path: Path
) -> None:
    Printing(preview, jobs, told).start(printer, REPORT, draft, (0, 1, 2))
    printed = tmp_path / "printed.pdf"
    assert len(page_sizes(printed)) == 3
    for page in range(3):
        assert alike(grey(printed, page), grey(draft.pdf, page)), page
    assert not alike(grey(printed, 0), grey(draft.pdf, 0)[::-1])
    assert [args[0] for args in told.of("show_progress")][-1] == "Inspection report: printing page 3 of 3"
    assert told.last("show_notice").title == "Sent to the printer: 3 pages."
    assert len(told.of("hide_progress")) == 1


def test_only_the_pages_asked_for_are_printed_in_their_order(
    jobs: InlineJobs, told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter, tmp_path: Path
) -> None:
    Printing(preview, jobs, told).start(printer, REPORT, draft, (2, 0))
    printed = tmp_path / "printed.pdf"
    assert len(page_sizes(printed)) == 2
    assert alike(grey(printed, 0), grey(draft.pdf, 2)) and alike(grey(printed, 1), grey(draft.pdf, 0))


def test_the_dialog_s_choice_of_pages(printer: QPrinter, draft: Preview) -> None:
    assert wanted(printer, draft, 1) == (0, 1, 2)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert wanted(printer, draft, 1) == (1,)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert wanted(printer, draft, 0) == (1, 2)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    assert wanted(printer, draft, 0) == (0, 1, 2)


def test_the_paper_is_the_report_s_own_and_no_finer_than_needed(
    jobs: InlineJobs, told: Told, preview: PreviewReport, printer: QPrinter
) -> None:
    letter = preview.read(long_pdf(preview.place("letter.pdf"), 1, (612, 792)))
    set_up(printer, REPORT, letter)
    assert printer.pageLayout().pageSize().name().startswith("Letter")
    assert printer.docName() == "Fan 3"
    printer.setResolution(1200)
    Printing(preview, jobs, told).start(printer, REPORT, letter, (0,))
    assert printer.resolution() == FINEST_DPI


def test_a_report_on_other_paper_is_fitted_into_its_middle(
    jobs: InlineJobs, told: Told, preview: PreviewReport, printer: QPrinter, tmp_path: Path
) -> None:
    wide = preview.read(long_pdf(preview.place("wide.pdf"), 1, (800, 400)))
    Printing(preview, jobs, told).start(printer, REPORT, wide, (0,))
    seen = grey(tmp_path / "printed.pdf", 0)
    rows = np.nonzero((seen < 128).any(axis=1))[0]
    # 800 × 400 on A4: half as high as it is wide, 300 dots across.
    assert abs(rows[0] - (len(seen) - 150) / 2) < 3
    assert rows[-1] < rows[0] + 150


def test_a_stop_between_two_pages_leaves_no_printer_waiting(
    told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter
) -> None:
    jobs = InlineJobs(auto=False)
    printing = Printing(preview, jobs, told)
    printing.start(printer, REPORT, draft, (0, 1, 2))
    jobs.settle(at_most=1)
    assert printing.busy and len(jobs.queue) == 1
    printing.cancel()
    jobs.settle()
    assert not printing.busy and jobs.crashes == []
    assert printer.printerState() is not QPrinter.PrinterState.Active
    assert told.of("show_notice") == [] and len(told.of("hide_progress")) == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_gone_is_one_sentence(
    jobs: InlineJobs, told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter
) -> None:
    printer.setOutputFileName("/nowhere/at/all.pdf")
    Printing(preview, jobs, told).start(printer, REPORT, draft, (0,))
    assert told.problems() == {"print": "The printer did not take the report."}
    assert told.of("show_notice") == [] and len(told.of("hide_progress")) == 1


def test_a_draft_that_is_gone_is_a_problem_and_the_printer_is_free_again(
    jobs: InlineJobs, told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter
) -> None:
    printing = Printing(preview, jobs, told)
    draft.pdf.unlink()
    printing.start(printer, REPORT, draft, (0,))
    assert told.problems() == {"print": "“Fan 3.pdf” can't be read."}
    assert not printing.busy
    assert printer.printerState() is not QPrinter.PrinterState.Active


def test_no_printer_is_said_before_anything_is_asked(
    qtbot, jobs: InlineJobs, told: Told, preview: PreviewReport, draft: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    assert Printing(preview, jobs, told).ask(over, REPORT, draft) is None
    assert told.problems() == {"print": "There is no printer on this computer."}


def test_the_dialog_knows_how_many_pages_there_are_and_starts_the_printing(
    qtbot, jobs: InlineJobs, told: Told, preview: PreviewReport, draft: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Hall B"])
    printing = Printing(preview, jobs, told)
    started: list[tuple[int, ...]] = []
    monkeypatch.setattr(printing, "start", lambda printer, report, draft, pages: started.append(tuple(pages)))
    dialog = printing.ask(over, REPORT, draft, 1)
    assert dialog is not None and (dialog.minPage(), dialog.maxPage()) == (1, 3)
    dialog.accepted.emit(dialog.printer())
    assert started == [(0, 1, 2)]
    dialog.reject()


def test_it_is_printed_on_the_worker(
    qtbot, threads: Jobs, told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter, tmp_path: Path
) -> None:
    printing = Printing(preview, threads, told)
    printing.start(printer, REPORT, draft, (0, 1))
    qtbot.waitUntil(lambda: not printing.busy, timeout=20_000)
    assert len(page_sizes(tmp_path / "printed.pdf")) == 2


def test_a_page_that_is_not_there_is_said(
    jobs: InlineJobs, told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(7, 9)
    printing = Printing(preview, jobs, told)
    printing.start(printer, REPORT, draft, wanted(printer, draft, 0))
    assert told.problems() == {"print": "The report has no such page."}
    assert not printing.busy


def test_a_second_report_waits_for_the_first(
    qtbot, told: Told, preview: PreviewReport, draft: Preview, printer: QPrinter
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    jobs = InlineJobs(auto=False)
    printing = Printing(preview, jobs, told)
    printing.start(printer, REPORT, draft, (0,))
    assert printing.ask(over, REPORT, draft) is None
    assert told.problems() == {"print": "A report is being printed."}
    jobs.settle()


def test_a_problem_says_what_to_do() -> None:
    from app.ui.pages import printing

    for problem in (printing._NO_PRINTER, printing._REFUSED, printing._BUSY):
        assert isinstance(problem, Problem) and problem.what.endswith(".") and problem.to_do.endswith(".")
