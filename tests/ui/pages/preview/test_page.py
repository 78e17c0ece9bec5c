"""The page as it is used: pages turned, sizes chosen, reports saved, printed, mailed and left."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problem import Problem
from app.ui.jobs import Jobs
from app.ui.pages.exporting import Report, Way
from app.ui.pages.preview import desk as module
from app.ui.pages.preview.desk import PreviewDesk
from app.ui.pages.preview.values import Stage, Zoom
from app.workflows.preview_report import PreviewReport
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.preview.fakes import FakePreview
from tests.ui.pages.preview.many_pages import long_pdf
from tests.ui.touch_targets import gloves, too_small

__all__ = ["gloves"]

REPORT = Report("Inspection report", "Fan 3: watch", "Fan 3.pdf", lambda out, control: out)


@pytest.fixture
def preview() -> FakePreview:
    return FakePreview()


@pytest.fixture
def make(qtbot, preview: FakePreview, jobs: InlineJobs, told: Told):
    windows: list[QWidget] = []

    def made(size: tuple[int, int] = (1302, 768), preview=preview, jobs=jobs) -> PreviewDesk:
        desk, window = PreviewDesk(preview, jobs, told), QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(desk.bar)
        column.addWidget(desk.page, 1)
        window.resize(*size)
        qtbot.addWidget(window)
        window.show()
        desk.open(REPORT)
        return desk

    return made


def test_the_first_page_is_drawn_as_sharp_as_it_is_shown(make, preview: FakePreview) -> None:
    desk = make()
    sheets = desk.page.sheets
    box = sheets.content.layout_now.boxes[0]
    assert sheets.zoom is Zoom.FULL and desk.bar.zoom.current == "FULL"
    assert (0, box.wide) in preview.drawn
    assert sheets.content.pictures[0].width() == box.wide
    assert {page for page, wide in preview.drawn if wide == 104} == {0, 1, 2}


def test_page_down_and_up_turn_one_page(make, qtbot) -> None:
    desk = make()
    sheets, seen = desk.page.sheets, []
    sheets.page_changed.connect(seen.append)
    qtbot.keyClick(sheets, Qt.Key.Key_PageDown)
    assert sheets.verticalScrollBar().value() == sheets.content.layout_now.top_of(1)
    assert desk.bar._facts.text().startswith("page 2 of 3")
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(sheets, key)
    assert seen == [1, 2, 1, 0, 2]


@pytest.mark.parametrize("zoom", list(Zoom))
def test_another_size_keeps_the_page_that_is_read(make, zoom: Zoom) -> None:
    desk = make()
    sheets = desk.page.sheets
    sheets.turn_to(1)
    desk.bar.zoom_chosen.emit(zoom)
    assert sheets.page == 1 and sheets.zoom is zoom
    assert abs(sheets.verticalScrollBar().value() - sheets.content.layout_now.top_of(1)) <= 2
    desk.page.window().resize(1000, 600)
    assert sheets.page == 1


def test_plus_and_minus_go_through_the_sizes(make, qtbot) -> None:
    sheets = make().page.sheets
    seen = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Minus):
        qtbot.keyClick(sheets, key)
        seen.append(sheets.zoom)
    assert seen == [Zoom.WIDTH, Zoom.WIDTH, Zoom.FULL, Zoom.PAGE, Zoom.PAGE]


def test_a_small_page_leads_to_its_page(make) -> None:
    desk = make()
    desk.page.thumbs.row_opened.emit(2)
    assert desk.page.sheets.page == 2
    assert desk.page.thumbs.currentIndex().row() == 2


def test_of_forty_pages_few_are_drawn(make, preview: FakePreview) -> None:
    preview.pages = 40
    desk = make()
    assert len({page for page, wide in preview.drawn}) < 10
    desk.page.sheets.turn_to(39)
    assert max(page for page, _ in preview.drawn) == 39
    assert len(set(preview.drawn)) == len(preview.drawn) < 20, "nothing is drawn twice"


def test_one_page_needs_no_column_of_small_ones(make, preview: FakePreview) -> None:
    preview.pages = 1
    desk = make()
    assert not desk.page.thumbs.isVisible()
    assert desk.bar._facts.text().startswith("1 page ·")


@pytest.mark.parametrize(("size", "wide"), [((1302, 768), True), ((736, 1200), False)])
def test_the_buttons_are_in_the_bar_or_at_the_foot(make, size, wide: bool) -> None:
    desk = make(size)
    assert desk.page.foot.isVisible() is not wide
    assert all(button.isVisible() is wide for button in desk.bar.ways.values())
    assert desk.page.thumbs.isVisible() is wide
    assert desk.page.sheets.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [(736, 1280), (1216, 800)])
def test_gloves_hit_everything(make, gloves, qtbot, size) -> None:
    desk = make(size)
    desk.page.window().resize(size[0] + 1, size[1])
    qtbot.waitUntil(desk.page.foot.isVisible)
    assert too_small(desk.page.window()) == []


def test_what_cannot_be_made_is_said_in_place_of_the_pages(make, preview: FakePreview) -> None:
    preview.reading_problem = Problem("“Fan 3.pdf” is damaged.", "Make the report again.")
    desk = make()
    page = desk.page
    assert page.told.isVisible() and not page.sheets.isVisible()
    assert page.told.what.text() == "“Fan 3.pdf” is damaged."
    assert not any(button.isEnabled() for button in desk.bar.ways.values())
    preview.reading_problem = None
    page.told.again.click()
    assert page.sheets.isVisible() and not page.told.isVisible()
    assert all(button.isEnabled() for button in desk.bar.ways.values())


def test_while_it_is_made_it_can_be_cancelled(make) -> None:
    jobs = InlineJobs(auto=False)
    desk = make(jobs=jobs)
    assert desk.page.told.progress.isVisible()
    desk.page.told.progress.cancel_wanted.emit()
    jobs.settle()
    assert desk.presenter.shown.stage is Stage.FAILED
    assert desk.page.told.again.isVisible()


def test_escape_and_the_button_lead_back(make, qtbot) -> None:
    desk = make()
    back = []
    desk.back_wanted.connect(lambda: back.append(True))
    desk.bar.back.click()
    desk.page.window().activateWindow()
    qtbot.waitUntil(lambda: desk.page.window().isActiveWindow())
    desk.page.sheets.setFocus()
    qtbot.keyClick(desk.page.sheets, Qt.Key.Key_Escape)
    assert len(back) == 2


def test_what_is_saved_is_what_was_looked_at(
    make, qtbot, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    real = PreviewReport(tmp_path / "drafts", tmp_path / "mail")

    def once(out: Path, control) -> Path:
        made.append(long_pdf(out, 2))
        return out

    desk = make(preview=real)
    desk.open(Report("Inspection report", "Fan 3: watch", "Fan 3.pdf", once))
    out = tmp_path / "out.pdf"
    monkeypatch.setattr(module, "ask_pdf", lambda parent, folder, name, chosen: chosen(out))
    desk.bar.ways[Way.SAVE].click()
    assert len(made) == 1 and out.read_bytes() == made[0].read_bytes()
    assert told.last("show_notice").title == "Written: out.pdf"


@pytest.mark.parametrize("seen", [True, False])
def test_print_and_mail_go_with_the_draft(make, monkeypatch: pytest.MonkeyPatch, seen: bool) -> None:
    desk = make()
    printed, mailed = [], []
    monkeypatch.setattr(desk.printing, "ask", lambda over, report, draft, page: printed.append((draft.pdf, page)))
    monkeypatch.setattr(desk._mail, "send", lambda report, pdf: mailed.append(pdf))
    desk.page.sheets.turn_to(2)
    for way in (Way.PRINT, Way.MAIL):
        if seen:
            desk.bar.ways[way].click()
        else:
            desk.do(REPORT, way)
    pdf = Path("/drafts/Fan 3.pdf")
    assert printed == [(pdf, 2 if seen else 0)] and mailed == [pdf]


def test_a_report_that_nobody_looks_at_fails_with_one_problem(make, preview: FakePreview, told: Told) -> None:
    desk = make()
    preview.reading_problem = Problem("“Fan 3.pdf” is damaged.", "Make the report again.")
    desk.do(REPORT, Way.MAIL)
    assert told.problems() == {"export": "“Fan 3.pdf” is damaged."}
    assert desk.page.sheets.isVisible()


def test_with_real_threads_and_a_real_pdf(make, qtbot, threads: Jobs, tmp_path: Path) -> None:
    desk = make(preview=PreviewReport(tmp_path / "drafts", tmp_path / "mail"), jobs=threads)
    desk.open(Report("Route report", "Hall B", "Hall B.pdf", lambda out, control: long_pdf(out, 40)))
    pictures = desk.page.sheets.content.pictures
    qtbot.waitUntil(lambda: 0 in pictures, timeout=20_000)
    desk.page.sheets.turn_to(30)
    qtbot.waitUntil(lambda: 30 in pictures, timeout=20_000)
    assert len(pictures) < 8
    desk.leave()
