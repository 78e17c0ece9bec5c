"""The form on a real history: what is typed is kept, what is wrong is told, and everything has a way back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.machine import Criticality
from app.history.history import History
from app.ui.theme import load_fonts, set_touch
from tests.ui.fakes import fan
from tests.ui.pages.form.support import Described, written_photo, years
from tests.ui.touch_targets import too_small

LONG = "Supply air fan of the second paint drying oven, north hall 3"


@pytest.fixture
def one(tmp_path: Path, qtbot):
    with History.open(tmp_path / "history") as history:
        described = Described(history)
        described.whole = described.shown((1086, 768))
        qtbot.addWidget(described.whole)
        yield described


def test_a_new_machine_is_kept_with_all_that_was_typed(one, qtbot, tmp_path):
    one.desk.open(None)
    form = one.form
    form.name.setText(" Supply fan 3 ")
    form.facts.site.setText("Plant 2")
    form.facts.area.setText("Line 4")
    form.plan.criticality.set_current("high")
    form.plan.interval.setText("14")
    form.plan.notes.setPlainText("Belt\nKey at the gate")
    form.photo.file_given.emit(written_photo(tmp_path / "fan.jpg"))
    form.save.click()

    (kept,) = one.history.machines()
    assert (kept.name, kept.site, kept.area) == ("Supply fan 3", "Plant 2", "Line 4")
    assert (kept.criticality, kept.interval_days, kept.notes) == (Criticality.HIGH, 14, "Belt\nKey at the gate")
    path = one.book.photo(kept)
    assert path is not None
    assert path.read_bytes().startswith(b"\xff\xd8\xff")
    assert one.around.of("open_machine") == [kept.id]


def test_a_known_machine_opens_as_it_is_and_saves_as_it_was(one, tmp_path):
    machine = years(one, tmp_path)
    one.desk.open(machine)
    assert not one.form.photo.field.image.isNull()
    one.form.save.click()
    assert one.history.machine(machine.id) == machine
    assert len(one.history.machine_log.versions(machine.id)) == 5
    assert one.around.said == ""


def test_a_change_is_told_in_words_and_can_be_taken_back(one, tmp_path):
    machine = years(one, tmp_path)
    one.desk.open(machine)
    one.form.plan.interval.setText("7")
    one.form.save.click()
    assert one.around.said == "Supply fan 3: interval 14 → 7 days."
    assert one.history.machine(machine.id).interval_days == 7
    one.around.undo()
    assert one.history.machine(machine.id) == machine


@pytest.mark.parametrize("typed", ["every week", "0", "-3", "3651", "1.5", "9" * 5000])
def test_what_is_no_number_of_days_is_told_beside_the_buttons(one, typed):
    one.desk.open(None)
    one.form.name.setText("Fan")
    one.form.plan.interval.setText(typed)
    one.form.save.click()
    assert "is no number of days" in one.form.foot.error.text()
    assert one.form.foot.error.isVisible()
    assert one.form.plan.interval.hasFocus()
    assert one.history.machines() == []


def test_areas_and_sites_that_were_typed_before_are_offered(one, tmp_path):
    years(one, tmp_path)
    one.desk.open(None)
    assert one.form.facts.area.suggestions() == ["Line 4", "Line 5", "Paint shop"]
    assert one.form.facts.site.suggestions() == ["Plant 2"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_enter_on_a_suggestion_takes_it_and_saves_nothing(one, qtbot, tmp_path):
    years(one, tmp_path)
    one.desk.open(None)
    area = one.form.facts.area
    area.setFocus()
    qtbot.keyClicks(area, "pai")
    popup = area.completer().popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert area.text() == "Paint shop"
    assert not one.form.foot.error.isVisible()
    qtbot.keyClick(area, Qt.Key.Key_Return)
    assert one.form.foot.error.text() == "Give the machine a name."


def test_an_earlier_version_comes_back_and_goes_again(one, tmp_path):
    machine = years(one, tmp_path)
    one.desk.open(machine)
    one.form.foot.versions.click()
    assert one.form.versions.isVisible()
    assert not one.form.photo.isVisible()
    oldest = one.form.versions.versions[-1]
    one.form.versions.list.chosen.emit(oldest.id)
    assert "interval 14 → 30 days" in one.form.versions._difference.text()
    one.form.versions.restore.click()

    assert one.history.machine(machine.id) == oldest.machine
    assert one.form.plan.interval.text() == "30"
    assert one.around.of("machines_changed")
    assert "again as it was left on" in one.around.said
    one.around.undo()
    assert one.history.machine(machine.id) == machine
    assert one.form.plan.interval.text() == "14"


def test_what_is_typed_is_not_thrown_away_by_a_version(one, qtbot, tmp_path):
    one.desk.open(years(one, tmp_path))
    one.form.foot.versions.click()
    assert one.form.versions.restore.isEnabled()
    qtbot.keyClicks(one.form.facts.code, "x")
    assert not one.form.versions.restore.isEnabled()
    assert one.form.versions._why_not.isVisible()


def test_a_version_whose_name_is_taken_by_now_is_told(one):
    machine = one.book.add(fan("A"))
    machine = one.book.change(replace(machine, name="B"))
    one.book.add(fan("a"))
    one.desk.open(machine)
    one.form.versions.restore.click()
    assert "already a machine named “a”" in one.around.problems["machine facts"]
    assert one.form.name.text() == "B"


def test_deleting_asks_nothing_and_has_a_way_back(one, tmp_path):
    machine = years(one, tmp_path)
    one.desk.open(machine)
    one.form.foot.throw_away.click()
    assert one.history.machine_named("Supply fan 3") is None
    assert one.around.of("go") == ["fleet"]
    assert "in the bin" in one.around.said
    one.around.undo()
    assert one.history.machine_named("Supply fan 3") == machine
    assert one.around.of("open_machine") == [machine.id]
    assert len(one.around.of("machines_changed")) == 2


def test_a_new_machine_has_nothing_to_delete_and_no_versions(one):
    one.desk.open(None)
    assert not one.form.foot.throw_away.isVisible()
    assert not one.form.foot.versions.isVisible()


def test_a_removed_photo_comes_back_or_is_gone_with_the_next_save(one, tmp_path):
    machine = years(one, tmp_path)
    one.desk.open(machine)
    one.form.photo.remove.click()
    assert one.form.photo.field.image.isNull()
    one.around.undo()
    assert not one.form.photo.field.image.isNull()
    assert one.form.draft().machine() == machine
    one.form.photo.remove.click()
    one.form.save.click()
    assert one.history.machine(machine.id).photo == ""
    assert one.around.said == "Supply fan 3: photo removed."
    one.around.undo()
    assert one.history.machine(machine.id) == machine


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"GIF89a" + bytes(60), "neither a JPEG nor a PNG"),
        (b"\xff\xd8\xff" + bytes(60), "can't be shown"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), "HEIC"),
    ],
)
def test_a_bad_picture_is_one_sentence_and_the_photo_there_was_stays(one, tmp_path, content, told):
    one.desk.open(years(one, tmp_path))
    (tmp_path / "bad.jpg").write_bytes(content)
    one.form.photo.file_given.emit(tmp_path / "bad.jpg")
    assert told in one.form.photo._refused.text()
    assert not one.form.photo.field.image.isNull()
    assert one.form.photo.kept
    one.form.photo.file_given.emit(written_photo(tmp_path / "good.png"))
    assert not one.form.photo._refused.isVisible()
    assert one.form.photo.fresh is not None


@pytest.mark.parametrize("ask", ["button", "field"])
def test_a_photo_is_chosen_among_the_files(one, tmp_path, monkeypatch, ask):
    path = written_photo(tmp_path / "fan.jpg")
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))
    one.desk.open(None)
    (one.form.photo._choose if ask == "button" else one.form.photo.field).clicked.emit()
    assert one.form.photo.fresh is not None


def test_a_photo_that_is_gone_says_so(one, tmp_path):
    machine = years(one, tmp_path)
    path = one.book.photo(machine)
    assert path is not None
    path.unlink()
    one.desk.open(machine)
    assert "not there any more" in one.form.photo.field.accessibleDescription()
    assert one.form.draft().machine() == machine


def test_names_of_60_characters_break_nothing_and_the_page_fits(one, qapp, tmp_path):
    machine = replace(years(one, tmp_path), name=LONG, area=LONG, site=LONG)
    one.desk.open(one.book.change(machine))
    qapp.processEvents()
    assert one.form.content.width() <= one.form.viewport().width()
    assert one.form.verticalScrollBar().maximum() == 0
    assert one.form.draft().machine() == machine


def test_with_gloves_all_can_be_pressed(one, qapp, qtbot, tmp_path):
    load_fonts()
    set_touch(True)
    try:
        one.desk.open(years(one, tmp_path))
        for size, versions in (((736, 1280), False), ((736, 1280), True), ((960, 800), False)):
            one.whole.resize(*size)
            one.form.open_versions(versions)
            qapp.processEvents()
            assert too_small(one.whole) == []
            assert one.form.content.width() <= one.form.viewport().width()
        assert one.form.foot.geometry().bottom() == one.form.height() - 1
        assert one.form.viewport().geometry().bottom() < one.form.foot.y()
    finally:
        set_touch(False)
