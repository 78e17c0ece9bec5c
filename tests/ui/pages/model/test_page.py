"""The model page in the window: what is shown, pressed, told to screen readers, and reached with gloves."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui import theme
from app.ui.desk import Desk
from app.ui.frame import MODEL
from app.ui.main_window import MainWindow
from app.workflows.preferences import Preferences
from tests.ui.fakes import FakeWorkflows, InlineJobs, baseline, fan, inspection
from tests.ui.pages.model.fakes import ALL_CHANGED, FAULT, FakeModels, differing, months, usual
from tests.ui.touch_targets import too_small


@pytest.fixture
def flows() -> FakeWorkflows:
    machine = fan()
    made = FakeWorkflows(machine)
    condition_id = machine.points[0].conditions[0].id
    made.machines.baselines[condition_id] = baseline(condition_id, 9)
    made.machines.inspections += [inspection(machine, State.HEALTHY, id="inspection-0")]
    made.models = usual()
    made.models.verdicts = differing([(machine.id, machine.name)], 3)
    made.models.reviewed = months(14, last=datetime(2026, 8, 1, tzinfo=UTC)) + months(4, "2.0.0")
    return made


@pytest.fixture
def opened(flows: FakeWorkflows, show):
    """The page on those models, after whatever was done to them."""

    def make(size: tuple[int, int] = (1366, 768)) -> tuple[MainWindow, Desk]:
        window, desk = show(flows, size=size)
        desk.go(MODEL.key)
        QApplication.processEvents()
        return window, desk

    return make


def test_the_rail_leads_there_and_the_page_fits(opened, qtbot):
    window, desk = opened()
    page = desk.plant.model.desk.page
    assert window.shell.frame.pages.currentWidget() is page
    assert page.head.name.text() == "Fan 1.0.0" and page.head.chip.text() == "in use"
    assert page.content.height() <= page.viewport().height()
    assert [row.title for row in page.versions.rows() if row.key] == ["2.0.0", "1.0.0", "1.0.0", "1.0.0"]


def test_a_version_is_chosen_by_keyboard_switched_to_and_taken_back(opened, flows):
    window, desk = opened()
    page = desk.plant.model.desk.page
    page.versions.setFocus()
    QTest.keyClick(page.versions, Qt.Key.Key_Up)
    assert page.head.name.text() == "Fan 2.0.0" and page.head.switch.text() == "Switch to 2.0.0"
    page.head.switch.click()
    assert flows.models.chosen["fan"] == ["1.0.0", "2.0.0"]
    assert page.head.back.isVisible() and not page.head.switch.isVisible()
    assert window.shell.frame.undo.isVisible()
    window.shell.frame.undo.undo_wanted.emit()
    assert flows.models.chosen["fan"] == ["1.0.0"] and page.head.name.text() == "Fan 1.0.0"


def test_an_imported_version_that_is_not_in_use_is_removed_and_brought_back(opened, flows):
    window, desk = opened()
    page = desk.plant.model.desk.page
    assert not page.head.remove.isVisible(), "it came with Earshot"
    desk.plant.model.desk.presenter.choose(("fan", "2.0.0"))
    assert page.head.remove.isVisible()
    page.head.remove.click()
    undo = window.shell.frame.undo
    assert page.head.name.text() == "Fan 1.0.0" and undo._text.text() == "Fan 2.0.0 is removed; its verdicts stay."
    assert [row.title for row in page.versions.rows() if row.key] == ["1.0.0", "1.0.0", "1.0.0"]
    assert "2.0.0" in {line.version for line in page.track.chart._track.lines}
    undo._button.click()
    assert page.head.name.text() == "Fan 2.0.0" and page.head.remove.isVisible()
    page.head.switch.click()
    assert not page.head.remove.isVisible(), "it is in use"


def test_versions_are_compared_and_a_differing_take_is_opened(opened, flows, qtbot):
    window, desk = opened()
    page = desk.plant.model.desk.page
    page.head.compare.click()
    compare = page.compare
    assert compare.isVisible() and not page.card.isVisible() and not page.head.compare.isVisible()
    assert (compare.first.currentText(), compare.second.currentText()) == ("1.0.0", "2.0.0")
    compare.start.click()
    assert compare.summary.text() == "Of 240 takes, 237 get the same verdict."
    assert compare.switch.isVisible() and compare.rows.model().rowCount() == 3
    spoken = compare.rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1.0.0: watch, 0.84. 2.0.0: healthy, 0.41. Was healthy." in spoken
    compare.rows.setCurrentIndex(compare.rows.model().index(0, 0))
    QTest.keyClick(compare.rows, Qt.Key.Key_Return)
    assert window.shell.frame.pages.currentWidget() is desk.result.page
    assert desk.result.inspection.id == "inspection-0"
    desk.go(MODEL.key)
    assert compare.isVisible() and compare.summary.isVisible()
    QTest.keyClick(compare, Qt.Key.Key_Escape)
    assert page.card.isVisible() and not compare.isVisible()


def test_the_same_version_twice_is_not_compared_and_another_choice_clears_the_result(opened):
    _, desk = opened()
    page = desk.plant.model.desk.page
    page.head.compare.click()
    compare = page.compare
    compare.start.click()
    compare.first.setCurrentText("2.0.0")
    compare.first.textActivated.emit("2.0.0")
    assert not compare.start.isEnabled() and not compare.summary.isVisible()


def test_a_running_comparison_can_be_cancelled(opened, flows, show):
    jobs = InlineJobs()
    _, desk = show(flows, jobs)
    desk.go(MODEL.key)
    page = desk.plant.model.desk.page
    page.head.compare.click()
    jobs.auto = False
    page.compare.start.click()
    assert page.compare.progress.isVisible() and not page.compare.start.isEnabled()
    page.compare.progress.cancel_wanted.emit()
    assert not page.compare.progress.isVisible() and page.compare.start.isEnabled()
    jobs.settle()
    assert flows.models.compared == []


def test_one_version_alone_is_not_compared_and_says_why(opened):
    _, desk = opened()
    desk.plant.model.desk.presenter.choose(("pump", "1.0.0"))
    compare = desk.plant.model.desk.page.head.compare
    assert not compare.isEnabled() and "nothing to compare it with" in compare.toolTip()


def test_nothing_installed_leads_to_the_import(opened, flows, tmp_path: Path):
    flows.models = FakeModels()
    window, desk = opened()
    page = desk.plant.model.desk.page
    assert page.nothing.isVisible() and not page.head.isVisible() and not page.loading.isVisible()
    page.load.click()
    dialog = window.findChild(QFileDialog)
    assert dialog.isVisible() and dialog.nameFilters() == ["Earshot model (*.earshot-model)"]
    dialog.fileSelected.emit(str(tmp_path / "fan-1.0.0.earshot-model"))
    dialog.close()
    assert page.head.name.text() == "Fan 1.0.0" and not page.nothing.isVisible()
    assert "imported" in window.shell.frame.notice.notice.title


def test_a_refused_file_is_in_the_banner(opened, flows):
    window, desk = opened()
    flows.models.refuses = Problem("The model file “x” is refused: it is damaged.", "Ask whoever made it.")
    desk.plant.model.desk.presenter.import_file(Path("x.earshot-model"))
    assert window.shell.frame.banner.isVisible()
    assert desk.plant.model.desk.bar.load.isEnabled()


def test_a_broken_version_shows_its_problem_and_no_card(opened, flows):
    flows.models.add("fan", "1.5.0", problem=FAULT)
    _, desk = opened()
    desk.plant.model.desk.presenter.choose(("fan", "1.5.0"))
    page = desk.plant.model.desk.page
    assert FAULT.what in page.head.trouble.text() and page.head.trouble.isVisible()
    assert not page.card.isVisible() and not page.figures.isVisible() and page.track.isVisible()


def test_without_a_review_it_tells_where_to_confirm(opened, flows):
    flows.models.reviewed = []
    window, desk = opened()
    track = desk.plant.model.desk.page.track
    assert (
        track.empty.isVisible() and not track.chart.isVisible() and "press Confirm or Reject" in track.empty.text()
    )
    track.to_machines.click()
    assert window.shell.frame.pages.currentWidget() is desk.result.page


def test_the_months_are_walked_by_keyboard_and_said(opened, flows):
    _, desk = opened()
    track = desk.plant.model.desk.page.track
    assert len(track.chart.bars) == 18
    track.chart.setFocus()
    QTest.keyClick(track.chart, Qt.Key.Key_End)
    assert track.told.text() == "Nov 2026, version 2.0.0: 3 right, 1 false alarm, none missed"
    QTest.keyClick(track.chart, Qt.Key.Key_Home)
    assert track.told.text().startswith("Jul 2025, version 1.0.0")
    track.chart.clearFocus()
    assert track.told.text() == track._track.summary == track.chart.accessibleDescription()


def test_hundreds_of_months_are_drawn_as_few(opened, flows):
    flows.models.reviewed = months(400)
    _, desk = opened()
    bars = desk.plant.model.desk.page.track.chart.bars
    assert len(bars) <= 40 and bars[0].length == 12
    assert sum(bar.right for bar in bars) == sum(one.right for one in flows.models.reviewed)


def test_a_fleet_that_changed_at_once_is_told_above_all(opened, flows):
    flows.drift.found = ALL_CHANGED
    _, desk = opened()
    notice = desk.plant.model.desk.page.notice
    assert (
        notice.isVisible() and notice.what.text() == ALL_CHANGED.what and ALL_CHANGED.to_do in notice.to_do.text()
    )


def test_hashes_are_copied_whole(opened):
    _, desk = opened()
    desk.plant.model.desk.page.card._copy.click()
    assert QApplication.clipboard().text().startswith("ear.onnx 669a066c0000")


def test_the_length_of_take_is_kept_from_version_to_version(opened):
    _, desk = opened()
    page = desk.plant.model.desk.page
    page.figures._lengths._segments["k=6"].click()
    assert "6 clips, 60 s" in page.figures.meaning.text()
    desk.plant.model.desk.presenter.choose(("fan", "2.0.0"))
    assert "6 clips, 60 s" in page.figures.meaning.text() and page.figures._lengths.current == "k=6"


@pytest.mark.parametrize("size", [(800, 1280), (1280, 800)], ids=["portrait", "landscape"])
@pytest.mark.parametrize("moment", ["version", "compared"])
def test_all_of_it_can_be_worked_with_gloves(opened, qtbot, tmp_path, size, moment):
    Preferences(tmp_path).change(controls="large")
    window, desk = opened(size)
    page = desk.plant.model.desk.page
    try:
        if moment == "compared":
            page.head.compare.click()
            page.compare.start.click()
        QApplication.processEvents()
        with suppress(TimeoutError):
            qtbot.waitUntil(lambda: not too_small(window), timeout=1000)
        assert too_small(window) == []
        assert page.content.width() <= page.viewport().width()
    finally:
        theme.set_touch(False)
