"""Mails a report: keeps a copy, opens the mail program with it, and says what is left to do by hand."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.domain.problem import Problem
from app.language import later, tr
from app.ui.jobs import Control, Kind, Runner
from app.ui.pages.exporting import Report, show_file
from app.ui.pages.mailing import Attached, Letter, hand_over
from app.ui.pages.offer import Choice, Notice
from app.ui.pages.surroundings import Surroundings

if TYPE_CHECKING:
    from app.workflows.preview_report import PreviewReport

PROBLEM = "mail"

_NO_PROGRAM = Problem(
    later("There is no mail program on this computer that opens a message."),
    later("Save the PDF and send it from where your mail is."),
)


def letter(report: Report, file: Path) -> Letter:
    """Subject and two lines; whom it is for, only the technician knows."""
    text = tr("{report} attached: {file}", report=report.title, file=file.name)
    return Letter(f"{report.title}: {report.about}", f"{report.about}.\n{text}\n", file)


class ReportMail:
    """One message at a time is opened; the file stays where it is put."""

    def __init__(self, preview: "PreviewReport", jobs: Runner, around: Surroundings) -> None:
        self._preview = preview
        self._jobs = jobs
        self._around = around

    def send(self, report: Report, pdf: Path) -> None:
        """Open a message with that draft of the report."""
        self._around.clear_problem(PROBLEM)

        def work(control: Control) -> tuple[Letter, Attached]:
            written = letter(report, self._preview.keep_for_mail(pdf))
            return written, hand_over(written)

        self._jobs.run(
            Kind.ANALYSIS,
            work,
            lambda opened: self._opened(*opened),
            lambda problem: self._around.show_problem(PROBLEM, problem),
        )

    def _opened(self, written: Letter, attached: Attached) -> None:
        if attached is Attached.NO:
            if not QDesktopServices.openUrl(QUrl(written.link)):
                self._around.show_problem(PROBLEM, _NO_PROGRAM)
                return
            show_file(written.file.parent)
        self._around.show_notice(tell_mailed(written.file, attached))


def tell_mailed(file: Path, attached: Attached) -> Notice:
    """What is open now, and what is left to do."""
    folder = Choice(tr("Open folder"), partial(show_file, file.parent), ends=False)
    if attached is Attached.YES:
        title = tr("The message is open in your mail program, with the report attached.")
        text = tr("In {folder}.", folder=file.parent)
    elif attached is Attached.UNSURE:
        title = tr("The message is open. Look whether the report is attached.")
        text = tr(
            "Some mail programs take no file from another program: then attach “{file}” from {folder}.",
            file=file.name,
            folder=file.parent,
        )
    else:
        title = tr("Attach the report yourself: your mail program takes no file from another program.")
        text = tr("The message and the folder are open. Drag “{file}” into the message.", file=file.name)
    return Notice(title, text, (), (folder,))
