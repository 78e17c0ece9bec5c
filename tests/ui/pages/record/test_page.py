"""What a technician does on the record page: real keys and clicks, a microphone in memory."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.microphone import Ending, Purpose
from app.domain.placement import Placement
from app.domain.verdict import State
from app.domain.words import UNKNOWN
from app.look.tokens import PALETTES
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.pages.record.photo import read_photo
from app.ui.pages.record.values import Press, Wish
from app.ui.settings import PageMemory, WindowSettings
from app.ui.theme import apply_theme, current, set_touch
from app.ui.widgets import Button, Look
from tests.ui.fakes import FakeWorkflows, baseline, fan, inspection
from tests.ui.pages.conftest import Show
from tests.ui.pages.record.fakes import BLOCKED, HEADSET, LAPTOP, SPEECH, USB, last_time, quality, take_of

Opened = Callable[..., tuple[MainWindow, Desk, FakeWorkflows]]


@pytest.fixture
def opened(show: Show, qtbot: QtBot) -> Opened:
    """The window on the record page of a fan with a firm baseline."""

    def make(clips: int = 9, size: tuple[int, int] = (1366, 768), page: bool = True):
        flows = FakeWorkflows(fan())
        machine = next(iter(flows.machines.all.values()))
        condition_id = machine.points[0].conditions[0].id
        if clips:
            flows.machines.baselines[condition_id] = baseline(condition_id, clips)
        flows.record.watch.microphones = (LAPTOP, USB, HEADSET)
        window, desk = show(flows, size=size)
        qtbot.waitUntil(lambda: desk.record.page.level.live is not None, timeout=20_000)
        desk.record._look_for_microphones()
        if page:
            desk.show_record()
            desk.record._tick()
        return window, desk, flows

    return make


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    """As the keyboard does: at whatever has the focus."""
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def needed(part: QWidget) -> int:
    """How high it must be, with its words as they wrap."""
    return part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.minimumSizeHint().height()


def filled(window: QWidget) -> list[str]:
    return [b.text() for b in window.findChildren(Button) if b.isVisible() and b._look is Look.FILLED]


def ticked(desk: Desk, flows: FakeWorkflows, seconds: float) -> None:
    flows.record.listener.record_for(seconds)
    desk.record._tick()


def test_space_starts_and_stops_wherever_the_focus_is(opened: Opened, qtbot: QtBot) -> None:
    window, desk, flows = opened()
    page = desk.record.page
    window.activateWindow()
    for focus in (page.microphones._rows[1][1], page.record.lengths._segments["30"], page.level.clip):
        focus.setFocus()
        press(qtbot, window, Qt.Key.Key_Space)
        assert flows.record.listener.status.recording, focus
        assert flows.record.listener.opened == [LAPTOP.name], "Space chose no other microphone"
        ticked(desk, flows, 12.0)
        press(qtbot, window, Qt.Key.Key_Space)
        assert not flows.record.listener.status.recording
    assert flows.record.kept == [("inspect", False)] * 3


def test_space_in_the_note_is_a_space(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened()
    form = desk.record.page.place.form
    form.note.setFocus()
    qtbot.keyClicks(form.note, "at hub")
    assert form.note.toPlainText() == "at hub"
    assert not flows.record.listener.status.recording


def test_enter_presses_what_has_the_focus(opened: Opened, qtbot: QtBot) -> None:
    window, desk, flows = opened()
    row = desk.record.page.microphones._rows[1][1]
    row.setFocus()
    press(qtbot, window, Qt.Key.Key_Return)
    assert flows.record.listener.opened == [LAPTOP.name, USB.name]


def test_ctrl_r_and_the_rail_open_the_page_of_the_chosen_machine(opened: Opened, qtbot: QtBot) -> None:
    window, desk, flows = opened(page=False)
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert desk.record.page.isVisible()
    assert desk.record.bar._title.text() == "Record Supply fan 3"
    assert "baseline of 9 clips" in desk.record.bar._facts.text()
    desk.go("machine")
    assert not flows.record.listener.status.listening, "the microphone is given back"
    desk.go("record")
    assert flows.record.listener.status.listening


def test_nothing_plays_where_a_microphone_listens(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened(page=False)
    machine = next(iter(flows.machines.all.values()))
    desk.inspected(inspection(machine))
    flows.listen.playback.playing = True
    desk.result.player._now = object()  # type: ignore[assignment]
    desk.show_record()
    assert not flows.listen.playback.playing


def test_a_take_ends_in_a_verdict_on_the_same_page_and_leads_to_the_result(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened()
    qtbot.mouseClick(desk.record.page.record.big, Qt.MouseButton.LeftButton)
    ticked(desk, flows, 30.0)
    assert desk.record.page.band.isVisible()
    assert filled(desk.record.page) == [Press.OPEN_RESULT.value]
    assert not desk.record.page.record.big.isVisible()
    qtbot.mouseClick(desk.record.page.record.main, Qt.MouseButton.LeftButton)
    assert desk.result.page.isVisible()
    assert desk.result.inspection is flows.machines.inspections[-1]
    assert QApplication.topLevelWidgets() and not any(
        isinstance(widget, QFileDialog) for widget in QApplication.topLevelWidgets()
    )


def test_a_bad_take_asks_and_the_checks_say_which(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened()
    flows.record.gate = quality(SPEECH)
    desk.record.page.record.big.click()
    ticked(desk, flows, 30.0)
    assert desk.record.page.record.big.text() == "Retake"
    lines = [line._shown for line in desk.record.page.checks._lines if line.isVisible()]
    assert [line.name for line in lines if line and line.mark == "failed"] == ["Speech"]
    anyway = next(b for b in desk.record.page.findChildren(Button) if b.isVisible() and b.text() == "Use anyway")
    qtbot.mouseClick(anyway, Qt.MouseButton.LeftButton)
    assert flows.record.kept == [("inspect", True)]


def test_the_next_step_is_to_record_where_there_is_a_microphone(opened: Opened, qtbot: QtBot) -> None:
    window, desk, flows = opened(clips=0, page=False)
    panel = desk.result.page.next
    assert filled(window) == ["Record"]
    assert (panel.main.text(), panel.main._look) == ("Learn from files", Look.PLAIN)
    qtbot.mouseClick(panel.record, Qt.MouseButton.LeftButton)
    assert desk.record.presenter.taking.wish is Wish.LEARN
    assert desk.record.page.record.wishes.current == Wish.LEARN.value
    desk.record.page.record.big.click()
    ticked(desk, flows, 10.0)
    desk.record.page.record.big.click()
    ticked(desk, flows, 30.0)
    assert flows.record.kept == [("learn", False)]


def test_without_a_microphone_files_are_the_next_step_as_before(opened: Opened, qtbot: QtBot) -> None:
    window, desk, flows = opened(clips=0, page=False)
    flows.record.watch.microphones = ()
    desk.record._look_for_microphones()
    assert filled(window) == ["Learn healthy"]
    assert not desk.result.page.next.record.isVisible()


def test_a_recording_goes_on_elsewhere_with_a_line_that_leads_back(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened()
    desk.record.page.record.big.click()
    ticked(desk, flows, 18.4)
    desk.go("machine")
    assert desk.record.strip.isVisible()
    assert desk.record.strip._text.text() == "Recording Supply fan 3, 0:12 left"
    qtbot.mouseClick(desk.record.strip._back, Qt.MouseButton.LeftButton)
    assert desk.record.page.isVisible() and not desk.record.strip.isVisible()
    desk.go("machine")
    qtbot.mouseClick(desk.record.strip._stop, Qt.MouseButton.LeftButton)
    desk.record._tick()
    assert flows.record.kept == [("inspect", False)]
    assert not desk.record.strip.isVisible()
    assert desk._frame.notice.notice is not None
    assert desk._frame.notice.notice.title == "The take of Supply fan 3 is over."


def test_a_take_that_waits_is_named_when_another_page_opens(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened()
    flows.record.gate = quality(SPEECH)
    desk.record.page.record.big.click()
    ticked(desk, flows, 30.0)
    desk.go("machine")
    notice = desk._frame.notice.notice
    assert notice is not None and notice.title == "A take of 30 s of Supply fan 3 was not finished."
    flows.record.gate = quality()
    notice.choices[0].do()
    assert flows.record.kept == [("inspect", False)]


def test_what_a_crash_left_is_offered_at_the_start_and_checked_on_this_page(show: Show, qtbot: QtBot) -> None:
    flows = FakeWorkflows(fan())
    machine = next(iter(flows.machines.all.values()))
    condition_id = machine.points[0].conditions[0].id
    flows.machines.baselines[condition_id] = baseline(condition_id, 9)
    flows.record.left = [take_of(Purpose(machine.id, condition_id), 18.2, Ending.INTERRUPTED)]
    _window, desk = show(flows)
    notice = desk._frame.notice.notice
    assert notice is not None and notice.title == "A take of 18 s of Supply fan 3 was not finished."
    notice.choices[0].do()
    assert desk.record.page.isVisible()
    assert flows.record.kept == [("inspect", False)]


def test_closing_the_window_ends_the_recording(opened: Opened, qtbot: QtBot) -> None:
    window, desk, flows = opened()
    desk.record.page.record.big.click()
    flows.record.listener.record_for(7.0)
    window.close()
    assert flows.record.listener.calls[-2:] == ["finish", "close"]
    assert not flows.record.watch.running
    assert not desk.record._clock.isActive()


def test_without_a_machine_the_page_leads_to_adding_one(show: Show, qtbot: QtBot) -> None:
    _window, desk = show(FakeWorkflows())
    desk.go("record")
    qtbot.mouseClick(desk.record.page._nothing.add, Qt.MouseButton.LeftButton)
    assert desk.form.isVisible()


def test_a_blocked_microphone_is_in_the_banner_until_it_is_heard(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened()
    listening = flows.record.listener.status
    flows.record.listener.status = replace(listening, zero_s=3.0, problem=BLOCKED)
    desk.record._tick()
    assert BLOCKED.what in desk._frame.banner.text
    flows.record.listener.status = listening
    desk.record._tick()
    assert desk._frame.banner.text == ""


def test_where_it_stood_is_written_down_with_a_photo_and_shown(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    _window, desk, flows = opened()
    path = tmp_path / "ä place.png"
    QImage(3000, 2000, QImage.Format.Format_RGB32).save(str(path))
    flows.record.photo_path = path
    place = desk.record.page.place
    assert not place.form._save.isEnabled()
    qtbot.keyClicks(place.form.note, "0.5 m from the guard")
    place.form.take_photo(path)
    qtbot.mouseClick(place.form._save, Qt.MouseButton.LeftButton)
    assert place._note.text() == "0.5 m from the guard"
    assert place.photo.isVisible() and place.photo._image.width() == 1200
    assert not place.form.isVisible()
    qtbot.mouseClick(place.edit, Qt.MouseButton.LeftButton)
    assert place.form.note.toPlainText() == "0.5 m from the guard"
    qtbot.keyClick(place.form.note, Qt.Key.Key_Escape)
    assert place._note.isVisible()


def test_a_photo_that_is_none_is_a_null_image(tmp_path: Path) -> None:
    path = tmp_path / "not a photo.jpg"
    path.write_bytes(b"no")
    assert read_photo(str(path)).isNull()


def test_what_is_being_typed_survives_the_arrival_of_other_news(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened()
    form = desk.record.page.place.form
    qtbot.keyClicks(form.note, "half a sen")
    flows.record.last = last_time()
    desk.record.presenter.placing.refresh()
    assert form.note.toPlainText() == "half a sen"
    assert desk.record.page.place._verdict._value.text() == "Watch, 0.81"


def test_the_colours_of_the_picture_are_remembered(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    _window, desk, _flows = opened()
    live = desk.record.page.level.live
    assert live is not None
    live.set_range(-90.0, -30.0)
    live.set_colours("viridis")
    assert PageMemory(WindowSettings(tmp_path)).colours == (-90.0, -30.0, "viridis")


def test_colours_chosen_in_the_settings_are_shown_at_once(opened: Opened) -> None:
    window, desk, _flows = opened()
    live = desk.record.page.level.live
    assert live is not None
    window._settings.preferences.change(live_colours="grey", live_floor_dbfs=-100.0, live_ceiling_dbfs=-40.0)
    assert (live.head.bar.map_name, live.head.bar.floor_db, live.head.bar.ceiling_db) == ("grey", -100.0, -40.0)
    assert window._settings.preferences.now.live_colours == "grey"


MOMENTS = ("ready", "recording", "room", "failed", "judged", "learnt", "no baseline", "lost", "blocked")


@pytest.mark.parametrize("moment", MOMENTS)
def test_on_a_small_laptop_nothing_scrolls_even_below_a_problem(opened: Opened, qtbot: QtBot, moment: str) -> None:
    window, desk, flows = opened(clips=0 if moment in ("learnt", "no baseline") else 9)
    page, record = desk.record.page, flows.record
    point = next(iter(flows.machines.all.values())).points[0]
    record.placements[point.id] = Placement(
        point.id, "0.5 m from the inlet guard, at hub height, facing the hub.", "a.jpg"
    )
    record.last = last_time()
    desk.record.presenter.placing.refresh()
    if moment == "failed":
        record.gate = quality(SPEECH)
    if moment == "learnt":
        desk.record.presenter.set_wish(Wish.LEARN)
    if moment == "room":
        page.place.record_room.click()
    elif moment == "blocked":
        record.listener.status = replace(record.listener.status, zero_s=3.0)
    elif moment != "ready":
        page.record.big.click()
        ticked(desk, flows, 12.0 if moment in ("recording", "lost") else 30.0)
    if moment == "lost":
        record.listener.lose()
    desk.record._tick()
    assert window.shell is not None
    if not window.shell.frame.banner.isVisible():
        window.shell.frame.banner.show_problem("The disk is nearly full.", "Make room on it.")
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().maximum() == 0)
    parts = (page.record, page.place, page.microphones)
    qtbot.waitUntil(lambda: all(part.height() >= needed(part) for part in parts))
    assert page._scroll.content.width() <= page._scroll.viewport().width()


def test_for_gloves_the_panels_still_get_what_their_words_need(opened: Opened, qtbot: QtBot) -> None:
    """Qt asks a widget for its size by the item of its layout, and must not be left with an old one."""
    _window, desk, flows = opened(clips=0, size=(1280, 800))
    record = desk.record.page.record
    set_touch(True)
    try:
        desk.record.presenter.set_wish(Wish.LEARN)
        record.big.click()
        ticked(desk, flows, 30.0)
        qtbot.waitUntil(lambda: record.height() == needed(record))
        assert record.big.height() == record.big.sizeHint().height()
    finally:
        set_touch(False)


def test_the_line_in_the_picture_is_where_the_first_kept_sample_is(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    _window, desk, flows = opened()
    live = desk.record.page.level.live
    assert live is not None
    marks: list[float] = []
    monkeypatch.setattr(live, "mark", lambda: marks.append(flows.record.listener.status.recorded_s))
    desk.record.page.record.big.click()
    desk.record._tick()
    assert marks == [], "what the key itself sounds like is not kept"
    for seconds in (0.1, 0.2, 0.3):
        ticked(desk, flows, seconds)
    assert marks == [0.1]
    desk.record.presenter.press(Press.START_AGAIN)
    desk.record._tick()
    ticked(desk, flows, 0.05)
    assert marks == [0.1, 0.05]
    desk.go("machine")
    desk.show_record()
    ticked(desk, flows, 3.0)
    assert marks == [0.1, 0.05], "not where the page was opened again"


def test_after_a_silent_take_there_is_no_mark_of_last_time(opened: Opened) -> None:
    _window, desk, flows = opened()
    flows.record.last = last_time(-math.inf)
    desk.record.presenter.placing.refresh()
    desk.record._tick()
    page = desk.record.page
    assert page.level.meter._level.last_dbfs is None
    assert page.place._level._value.text() == UNKNOWN
    assert page.level.meter._level.word == "Good level"
    assert not page.grab().isNull()


def test_narrow_the_main_button_stays_at_the_bottom_while_the_rest_scrolls(opened: Opened, qtbot: QtBot) -> None:
    window, desk, _flows = opened(size=(800, 900))
    page = desk.record.page
    qtbot.waitUntil(lambda: page._foot.isVisible() and page._foot.isAncestorOf(page.record.big))
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().maximum())
    foot = page.record.big.mapTo(window, page.record.big.rect().bottomLeft())
    assert page.record.big.isVisible() and foot.y() <= window.height()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.record.isAncestorOf(page.record.big))
    assert not page._foot.isVisible()


def test_for_gloves_everything_that_can_be_pressed_is_48_high(opened: Opened, qtbot: QtBot) -> None:
    _window, desk, flows = opened(size=(800, 1280))
    flows.record.gate = quality(SPEECH)
    set_touch(True)
    try:
        desk.record.page.record.big.click()
        ticked(desk, flows, 30.0)
        qtbot.wait(50)
        for button in desk.record.page.findChildren(QAbstractButton):
            if button.isVisible() and button.width() > 1:
                assert button.height() >= 48, (button, button.text(), button.height())
    finally:
        set_touch(False)


def test_everything_has_a_name_and_is_reached_by_the_tab_key(opened: Opened) -> None:
    _window, desk, _flows = opened()
    for button in desk.record.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text() or button.toolTip(), button
            assert button.group() or button.focusPolicy() & Qt.FocusPolicy.TabFocus, button
    assert desk.record.page.level.meter.accessibleName() == "Level −28 dBFS, good level"


def test_every_palette_paints_every_moment(opened: Opened, qapp: QApplication) -> None:
    _window, desk, flows = opened()
    before = current()
    desk.record.page.record.big.click()
    ticked(desk, flows, 12.0)
    try:
        for palette in PALETTES.values():
            apply_theme(qapp, palette)
            assert not desk.record.page.grab().isNull()
    finally:
        apply_theme(qapp, before)


def test_the_verdict_of_a_healthy_machine_says_so(opened: Opened) -> None:
    _window, desk, flows = opened()
    desk.record.page.record.big.click()
    ticked(desk, flows, 30.0)
    assert flows.machines.inspections[-1].verdict.state is State.HEALTHY
    assert desk.record.page.band.accessibleName().startswith("Healthy, score 0.34.")
