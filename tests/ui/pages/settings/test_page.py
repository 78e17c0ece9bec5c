"""The settings page as one sees and presses it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.settings import SETTINGS, Group, Settings
from app.ui.pages.settings.desk import SettingsDesk
from app.ui.pages.settings.row import SettingRow
from app.ui.theme import set_touch
from app.ui.widgets import Text
from app.workflows.preferences import Preferences
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.settings.gallery import chosen, logo
from tests.ui.touch_targets import gloves, too_small

__all__ = ["gloves"]


class Shown:
    """The page in front, with what it tells the window."""

    def __init__(self, qtbot, folder: Path, size=(1302, 712)) -> None:
        self.around, self.preferences = Told(), Preferences(folder)
        self.desk = SettingsDesk(self.preferences, InlineJobs(), self.around)  # type: ignore[arg-type]
        self.page = self.desk.page
        for widget in (self.page, self.desk.bar):
            qtbot.addWidget(widget)
        self.page.resize(*size)
        self.page.show()
        self.desk.open()
        qtbot.wait(1)

    def row(self, key: str) -> SettingRow:
        return next(panel.rows[key] for panel in self.page.groups.values() if key in panel.rows)


@pytest.fixture
def shown(qtbot, tmp_path: Path) -> Shown:
    return Shown(qtbot, tmp_path)


def test_every_setting_has_its_row(shown: Shown):
    rows = [key for panel in shown.page.groups.values() for key in panel.rows]
    assert rows == [one.key for one in SETTINGS]
    for one in SETTINGS:
        row = shown.row(one.key)
        assert {text.text() for text in row.findChildren(Text)} == {one.words.name, one.words.text}
        assert row.control.widget.accessibleName() == one.words.name
        assert not row.reset.isVisible()


def test_a_press_holds_at_once_and_the_way_back_is_there(qtbot, shown: Shown):
    row = shown.row("take_s")
    row.control.widget._segments["0"].click()
    assert shown.preferences.now.take_s == 0
    assert row.reset.isVisible() and row.reset.accessibleName() == "Reset Length of a take: 30 s"
    assert shown.page.groups[Group.RECORDING].reset.isVisible()
    assert not shown.page.groups[Group.LOOK].reset.isVisible()
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert row.control.widget.current == "30" and not row.reset.isVisible()
    assert shown.around.of("offer_undo")[-1][0] == "Length of a take reset."


def test_false_and_none_are_values_like_all_others(shown: Shown):
    sound = shown.row("watch_sound").control.widget
    sound._segments["True"].click()
    assert shown.preferences.now.watch_sound is True
    sound._segments["False"].click()
    assert shown.preferences.now.watch_sound is False


def test_a_group_is_reset_from_its_heading(shown: Shown):
    shown.row("appearance").control.widget._segments["dark"].click()
    shown.row("controls").control.widget._segments["usual"].click()
    shown.page.groups[Group.LOOK].reset.click()
    assert shown.preferences.now == Settings()
    assert shown.around.of("offer_undo")[-1][0] == "Look reset."


def test_a_name_counts_with_enter_and_when_the_field_or_the_page_is_left(qtbot, shown: Shown):
    field = shown.row("inspector").control.widget
    shown.page.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "  M.  Nowak ")
    assert shown.preferences.now.inspector == ""
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert shown.preferences.now.inspector == field.text() == "M. Nowak"
    qtbot.keyClicks(field, "a")
    shown.preferences.change(paper="A4")
    assert field.text() == "M. Nowaka", "what is being typed stays"
    shown.desk.leave()
    assert shown.preferences.now.inspector == "M. Nowaka"


def test_a_reset_reaches_what_is_just_being_typed(qtbot, shown: Shown):
    row = shown.row("company")
    field = row.control.widget
    shown.preferences.change(company="Nord")
    field.end(False)
    qtbot.keyClicks(field, "wind")
    row.reset.click()
    assert field.text() == "" and shown.preferences.now == Settings()
    shown.around.of("offer_undo")[-1][1]()
    assert field.text() == "Nordwind"


def test_levels_are_chosen_from_a_list(shown: Shown):
    select = shown.row("live_floor_dbfs").control.widget
    assert select.currentText() == "−80 dBFS"
    select.setCurrentIndex(select.findText("−100 dBFS"))
    select.activated.emit(select.currentIndex())
    assert shown.preferences.now.live_floor_dbfs == -100.0
    ceiling = shown.row("live_ceiling_dbfs").control.widget
    assert ceiling.itemText(0) == "−90 dBFS"


def test_scrolling_past_chooses_nothing(shown: Shown):
    select = shown.row("live_floor_dbfs").control.widget
    here, none = QPointF(5, 5), Qt.MouseButton.NoButton
    turned = QPoint(0, -120)
    wheel = QWheelEvent(
        here, here, turned, turned, none, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(select, wheel)
    assert shown.preferences.now == Settings() and select.currentText() == "−80 dBFS"


def test_a_logo_is_dropped_or_asked_for(qtbot, shown: Shown, tmp_path: Path):
    row = shown.row("logo")
    row.control.widget.dropped.emit(logo(tmp_path / "nord.png"))
    assert row.control.widget.image.width() == 600 and shown.preferences.logo is not None
    row.reset.click()
    assert row.control.widget.image.isNull()
    row.control.widget.click()
    dialog = shown.page.findChild(QFileDialog)
    assert not dialog.isModal() or dialog.windowModality() is not Qt.WindowModality.ApplicationModal
    dialog.fileSelected.emit(str(tmp_path / "nord.png"))
    assert row.control.widget.image.width() == 600
    dialog.close()


def test_files_go_out_and_in_from_the_bar(qtbot, shown: Shown, tmp_path: Path):
    shown.preferences.change(take_s=60)
    for button, title, name in (
        (shown.desk.bar.save, "Export settings", "all.json"),
        (shown.desk.bar.load, "Import settings", "all.json"),
    ):
        button.click()
        dialog = next(one for one in shown.page.findChildren(QFileDialog) if one.windowTitle() == title)
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.close()
        shown.preferences.change(take_s=30)
    assert shown.around.of("offer_undo")[-1][0] == "all.json: Length of a take changed."


def test_what_another_page_changes_is_seen_here(shown: Shown):
    shown.preferences.change(live_colours="grey")
    assert shown.row("live_colours").control.widget.current == "grey"


def test_the_folder_is_shown_whole(shown: Shown, tmp_path: Path):
    assert shown.page.data.folder.text() == str(tmp_path)


def test_nothing_moves_when_something_is_chosen(qtbot, shown: Shown):
    def places() -> list[QRect]:
        rows = [row for panel in shown.page.groups.values() for row in panel.rows.values()]
        return [one.geometry() for row in rows for one in (row, row.control.widget)]

    before = places()
    chosen(shown.desk, shown.preferences.folder)
    qtbot.wait(1)
    assert places() == before


@pytest.mark.parametrize("size", [(1302, 712), (1856, 1016), (800, 1152), (736, 504)])
def test_it_fits_across_and_on_a_small_laptop_without_scrolling(qtbot, tmp_path: Path, size: tuple[int, int]):
    shown = Shown(qtbot, tmp_path, size)
    chosen(shown.desk, tmp_path)
    qtbot.wait(1)
    assert shown.page.content.minimumSizeHint().width() <= shown.page.viewport().width()
    assert shown.page.verticalScrollBar().maximum() == 0 or size[0] < 1000
    order = shown.page.data.mapTo(shown.page.content, shown.page.data.rect().topLeft()).y()
    recording = shown.page.groups[Group.RECORDING]
    below = order > recording.mapTo(shown.page.content, recording.rect().topLeft()).y()
    assert below == (size[0] < 1000) or size[0] > 1000


@pytest.mark.parametrize("size", [(800, 1152), (1216, 720)])
def test_everything_is_large_enough_for_gloves_and_nothing_is_cut(qtbot, tmp_path: Path, gloves, size):
    shown = Shown(qtbot, tmp_path, size)
    chosen(shown.desk, tmp_path)
    qtbot.wait(1)
    assert too_small(shown.page) == []
    assert shown.page.content.minimumSizeHint().width() <= shown.page.viewport().width()
    for text in shown.page.findChildren(Text):
        if text.isVisible() and text.wordWrap():
            assert text.height() >= text.heightForWidth(text.width()), text.text()
    select = shown.row("live_floor_dbfs").control.widget
    assert select.width() >= select.sizeHint().width()


def test_gloves_put_on_while_the_page_is_open_find_everything_large(qtbot, tmp_path: Path):
    shown = Shown(qtbot, tmp_path)
    rows = [row for panel in shown.page.groups.values() for row in panel.rows.values()]
    try:
        set_touch(True)
        shown.page.resize(736, 1200)
        qtbot.waitUntil(lambda: not too_small(shown.page))
        qtbot.waitUntil(lambda: all(row.height() >= row.minimumSizeHint().height() for row in rows))
    finally:
        set_touch(False)
