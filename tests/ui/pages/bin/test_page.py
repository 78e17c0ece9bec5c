"""The bin's section as it is pressed."""

import pytest
from PySide6.QtCore import Qt

from app.ui.pages.bin.desk import BinDesk
from app.ui.theme import load_fonts, set_touch
from tests.ui.fakes import InlineJobs
from tests.ui.pages.bin.fakes import NOON, FakeBin, View, things
from tests.ui.touch_targets import too_small


@pytest.fixture
def shown(qtbot):
    """Shows a section; it is held until the test is over, or Python might collect it while it is painted."""
    held = []

    def show(count=30, size=(1302, 712), auto=True):
        bin_, around = FakeBin(things(count)), View()
        desk = BinDesk(bin_, InlineJobs(auto), around)  # type: ignore[arg-type]
        held.append(desk)
        desk.presenter._clock = lambda: NOON
        qtbot.addWidget(desk.page)
        desk.page.resize(*size)
        desk.page.show()
        desk.open()
        return desk, bin_, around

    yield show
    for desk in held:
        desk.page.close()


def test_rows_are_chosen_by_mouse_and_by_keys(shown, qtbot):
    desk, bin_, around = shown()
    rows = desk.page.list
    qtbot.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(1, 0)).center()
    )
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert [row.key for row in rows.rows() if row.chosen] == ["thing-1", "thing-2"]
    assert "chosen" in rows.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert desk.page.back.text() == "Bring back 2"
    desk.page.back.click()
    assert len(bin_.lines) == 28
    assert not desk.page.back.isEnabled()
    assert around.changed == 1


def test_choosing_leaves_the_list_where_it_was_scrolled_to(shown):
    desk, _, _ = shown()
    bar = desk.page.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    desk.presenter.choose("thing-29")
    assert bar.value() == before > 0


def test_emptying_needs_a_second_press_elsewhere(shown, qtbot):
    desk, bin_, _ = shown()
    page = desk.page
    place = page.empty.mapTo(page, page.empty.rect().center())
    page.empty.click()
    assert page.emptying.isVisible()
    assert page.emptying.loss == "Remove for good: 24 machines and 6 inspections, 342 visits, 992 MB?"
    assert page.focusWidget() is page.emptying.keep
    remove = page.emptying.remove
    assert not remove.rect().contains(remove.mapFrom(page, place))
    qtbot.keyClick(page.emptying.keep, Qt.Key.Key_Escape)
    assert not page.emptying.isVisible()
    assert page.empty.isVisible()
    assert len(bin_.lines) == 30
    page.empty.click()
    remove.click()
    assert bin_.lines == []
    assert page.told.isVisible()
    assert page.nothing.text().startswith("The bin is empty.")
    assert not page.back.isVisible()


def test_a_search_without_a_match_says_so(shown):
    desk, _, _ = shown()
    desk.page.search.setText("compressor")
    assert desk.page.nothing.text() == "Nothing in the bin matches."
    assert not desk.page.list.isVisible()
    desk.page.search.clear()
    assert len(desk.page.list.rows()) == 30


def test_until_it_is_read_it_says_that_it_reads(shown):
    desk, _, _ = shown(auto=False)
    assert desk.page.nothing.text() == "Reading the bin …"


@pytest.mark.parametrize("size", [(736, 1200), (1216, 720)])
def test_with_gloves_all_can_be_pressed(shown, qapp, size):
    load_fonts()
    set_touch(True)
    try:
        desk, _, _ = shown(size=size)
        for press in (lambda: None, desk.page.empty.click):
            press()
            qapp.processEvents()
            assert too_small(desk.page) == []
        assert desk.page.minimumSizeHint().width() <= size[0]
    finally:
        set_touch(False)


def test_the_files_are_deleted_once_they_have_rested(shown, qtbot):
    desk, bin_, _ = shown()
    bin_.rest_s = -0.9
    desk.page.empty.click()
    desk.page.emptying.remove.click()
    qtbot.waitUntil(lambda: bin_.tidied == 1)
