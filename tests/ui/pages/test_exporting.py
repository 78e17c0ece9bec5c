"""Reports by name, the button with its ways, and many at once."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.jobs import Control
from app.ui.pages.export_button import WaysButton
from app.ui.pages.export_many import ManyReports
from app.ui.pages.exporting import Exporter, Report, Way, inspection_report, pdf_name
from app.workflows.progress import Progress
from tests.ui.fakes import FakeWorkflows, InlineJobs, fan, inspection
from tests.ui.pages.conftest import Told
from tests.ui.touch_targets import gloves, too_small

__all__ = ["gloves"]


def test_a_report_is_named_after_machine_day_and_state() -> None:
    machine = replace(fan(), name='AHU 3/4: "north"?')
    name = pdf_name(machine, inspection(machine, State.CANNOT_TELL))
    assert name == "AHU 3 4 north 2026-11-22 cannot tell.pdf"


def test_the_report_on_an_inspection_says_whose_it_is() -> None:
    flows, machine = FakeWorkflows(fan()), fan()
    shown = inspection(machine, State.WATCH)
    report = inspection_report(flows, machine, shown)  # type: ignore[arg-type]
    assert report.about == "Supply fan 3, 22 Nov 2026: watch"
    report.make(Path("out.pdf"), None)  # type: ignore[arg-type]
    assert flows.printed == [(shown.id, Path("out.pdf"))]


def test_a_report_that_cannot_be_written_is_told(jobs: InlineJobs, told: Told) -> None:
    refusals = [Problem("The folder can't be written to.", "Choose another one.")]

    def make(out: Path, control: Control) -> Path:
        if refusals:
            raise refusals.pop()
        return out

    exporter = Exporter(jobs, told)
    report = Report("Inspection report", "Fan 3", "a.pdf", make)
    exporter.save(report, Path("out.pdf"))
    assert told.problems() == {"export": "The folder can't be written to."}
    exporter.save(report, Path("out.pdf"))
    assert told.problems() == {}
    assert told.of("exported") == [(Path("out.pdf"),)]


# The button


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_behind_the_chevron_are_preview_print_and_mail(qtbot) -> None:
    page = QWidget()
    page.resize(400, 300)
    qtbot.addWidget(page)
    button = WaysButton(parent=page)
    page.show()
    chosen: list[Way] = []
    button.way_chosen.connect(chosen.append)
    button.click()
    actions = button.choices.actions()
    assert [action.text() for action in actions] == ["Preview", "Print", "Mail"]
    for action in actions:
        action.trigger()
    assert chosen == [Way.PREVIEW, Way.PRINT, Way.MAIL]
    button.choices.close()


def test_the_chevron_is_large_enough_for_a_glove(qtbot, gloves) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    for main in (False, True):
        button = WaysButton(main=main, parent=page)
        button.resize(button.sizeHint())
        button.show()
    assert too_small(page) == []


def test_the_machine_page_hands_its_report_on_and_keeps_the_note(show) -> None:
    machine = fan()
    flows = FakeWorkflows(machine)
    flows.machines.inspections.append(inspection(machine, State.WATCH))
    _, desk = show(flows)
    wanted: list[tuple[str, Way]] = []
    desk.result.report_wanted.connect(lambda report, way: wanted.append((report.name, way)))
    note = desk.result.page.note
    note.write()
    note._edit.setPlainText("Guard loose")
    note.ways.way_chosen.emit(Way.PREVIEW)
    desk.result.page.bar.ways.way_chosen.emit(Way.MAIL)
    name = "Supply fan 3 2026-11-22 watch.pdf"
    assert wanted == [(name, Way.PREVIEW), (name, Way.MAIL)]
    assert flows.machines.inspections[0].note == "Guard loose", "the report is to have it"


# Many at once


@dataclass(frozen=True)
class Printed:
    """What the workflow says."""

    written: tuple[Path, ...] = ()
    there: tuple[Path, ...] = ()


def three(folder: Path, control: Control) -> Printed:
    """Writes A, B and C, those that are not there."""
    new, there = [], []
    for at, name in enumerate("ABC"):
        control.cancel.check()
        control.report(Progress(0, 1, f"{name}.pdf", at, 3))
        out = folder / f"{name}.pdf"
        (there if out.exists() else new).append(out)
        out.write_text("x")
    return Printed(tuple(new), tuple(there))


def test_all_reports_are_written_and_told_as_they_go(jobs: InlineJobs, told: Told, tmp_path: Path) -> None:
    many = ManyReports(jobs, told)
    many.write(three, tmp_path)
    lines = told.of("show_progress")
    assert [line for line, _ in lines[1:]] == [
        f"Writing report {at + 1} of 3: {one}.pdf" for at, one in enumerate("ABC")
    ]
    assert [round(share, 2) for _, share in lines] == [0, 0, 0.33, 0.67]
    notice = told.last("show_notice")
    assert (notice.title, notice.text) == ("Written: 3 reports.", f"In {tmp_path}.")
    assert len(told.of("hide_progress")) == 1


def test_what_was_there_is_said(jobs: InlineJobs, told: Told, tmp_path: Path) -> None:
    (tmp_path / "A.pdf").write_text("x")
    many = ManyReports(jobs, told)
    many.write(three, tmp_path)
    assert told.last("show_notice").title == "Written: 2 reports. 1 report there already."
    many.write(three, tmp_path)
    assert told.last("show_notice").title == "Nothing to write: 3 reports there already."


def test_a_folder_that_refuses_is_a_problem(jobs: InlineJobs, told: Told, tmp_path: Path) -> None:
    def refuse(folder: Path, control: Control) -> Printed:
        raise Problem("The folder can't be made.", "Choose another folder.")

    ManyReports(jobs, told).write(refuse, tmp_path)
    assert told.problems() == {"reports": "The folder can't be made."}
    assert told.of("show_notice") == [] and len(told.of("hide_progress")) == 1


def test_stopped_it_keeps_what_is_written_and_says_so(told: Told, tmp_path: Path) -> None:
    jobs = InlineJobs(auto=False)
    many = ManyReports(jobs, told)
    told.show_progress = lambda line, share: many.cancel() if "B.pdf" in line else None  # type: ignore[method-assign]
    many.write(three, tmp_path)
    jobs.settle()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["A.pdf", "B.pdf"]
    assert told.last("show_notice").title == "Stopped. The reports that were finished are kept."


def test_a_second_batch_waits_for_the_first(told: Told, tmp_path: Path) -> None:
    jobs = InlineJobs(auto=False)
    many = ManyReports(jobs, told)
    many.write(three, tmp_path / "nowhere")
    many.write(three, tmp_path)
    assert many.busy and len(jobs.queue) == 1
    assert told.problems() == {"reports": "Reports are being written."}
    many.cancel()
    jobs.settle()
    assert not many.busy
