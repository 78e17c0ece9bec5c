"""The page of the watch under real clicks, its line at the foot, and what calls somebody who is not looking."""

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.problem import Problem
from app.domain.verdict import State
from app.domain.why import CannotTell
from app.look.tokens import PALETTES
from app.ui.pages.watch import alarm as alarm_module
from app.ui.pages.watch.chime import RATE_HZ, chime
from app.ui.pages.watch.desk import WatchDesk
from app.ui.theme import apply_theme, set_touch
from app.ui.widgets import Text
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.watch.fakes import Chunk, Clock, FakeMemory, watched
from tests.ui.touch_targets import too_small

H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL


class Stage:
    """The desk of the watch in a window, with time moved by hand."""

    def __init__(self, qtbot, clips=9, size=(1300, 760)):
        self.flows, self.machine, self.condition_id = watched(clips)
        self.memory, self.clock, self.around = FakeMemory(), Clock(), Told()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.desk = WatchDesk(self.flows, InlineJobs(), self.around, self.memory, self.window)
        # Time is moved by hand; the timer's own ticks would only repeat what was looked at already.
        self.desk.presenter._now = self.clock.now
        self.desk.presenter._ear._clock = self.clock.monotonic
        column = QVBoxLayout(self.window)
        for part in (self.desk.bar, self.desk.page, self.desk.line):
            column.addWidget(part)
        self.window.resize(*size)
        self.window.show()
        self.desk.open(self.machine.id, self.condition_id)
        QApplication.processEvents()

    def hear(self, *states):
        for state in states:
            self.flows.record.listener.waiting.append(
                Chunk(self.clock.at, state, "Too quiet." if state is C else "")
            )
            self.clock.go(10)
            self.desk.presenter.tick()

    def texts(self):
        return " | ".join(text.text() for text in self.window.findChildren(Text) if text.isVisible())


@pytest.fixture
def stage(light, qtbot):
    made = Stage(qtbot)
    yield made
    made.desk.close()


def click(qtbot, widget):
    assert widget.isVisible() and widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_one_large_button_starts_and_stops(stage, qtbot):
    page = stage.desk.page
    assert page.big.text() == "Start listening"
    assert page.big.height() >= 104
    click(qtbot, page.big)
    stage.hear(H)
    assert page.big.text() == "Stop listening"
    assert page.now.accessibleName().startswith("Healthy.")
    assert "1 min" not in page.strip.summary
    assert not page.microphone.isEnabled()
    click(qtbot, page.big)
    assert page.big.text() == "Start listening"
    assert "Listened from" in stage.texts()


def test_the_level_is_shown_while_it_listens(stage, qtbot):
    assert stage.desk.page.level.accessibleDescription() == "–"
    click(qtbot, stage.desk.page.big)
    stage.hear(H)
    assert stage.desk.page.level.accessibleDescription() == "−31 dBFS"


def test_a_change_stays_on_the_page_until_it_is_seen(stage, qtbot):
    page = stage.desk.page
    click(qtbot, page.big)
    stage.hear(H, A, A, A, A, A)
    assert page.notice.isVisible()
    assert "has become abnormal" in stage.texts()
    stage.hear(H, H, H, H)
    assert page.notice.isVisible()
    click(qtbot, page.notice._seen)
    assert not page.notice.isVisible()
    assert page.changes.isVisible()
    assert page.changes.model().rowCount() == 1


def test_the_kept_take_is_opened_from_the_notice_and_from_the_list(stage, qtbot):
    opened = []
    stage.desk.inspection_wanted.connect(lambda *ids: opened.append(ids))
    click(qtbot, stage.desk.page.big)
    stage.hear(W, W, W)
    kept = stage.flows.machines.inspections[-1]
    click(qtbot, stage.desk.page.notice._open)
    view = stage.desk.page.changes
    spot = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [(stage.machine.id, kept.id)] * 2
    assert not stage.desk.page.notice.isVisible()


def test_a_kept_take_is_handed_on_for_the_lists_of_the_other_pages(stage, qtbot):
    kept = []
    stage.desk.inspected.connect(kept.append)
    click(qtbot, stage.desk.page.big)
    stage.hear(A, A, A)
    assert kept == [stage.flows.machines.inspections[-1]]


def test_on_another_page_the_line_at_the_foot_tells(stage, qtbot):
    line, wanted = stage.desk.line, []
    stage.desk.page_wanted.connect(lambda: wanted.append(True))
    click(qtbot, stage.desk.page.big)
    stage.hear(H)
    assert not line.isVisible()
    stage.desk.leave()
    assert line.isVisible()
    assert "Listening to Supply fan 3" in line.text
    stage.hear(A, A, A)
    assert "has become abnormal" in line.text
    click(qtbot, line._show)
    assert wanted == [True]
    stage.desk.show_running()
    assert not line.isVisible()
    assert stage.desk.page.notice.isVisible()


def test_the_line_goes_when_the_watch_is_stopped_and_all_was_seen(stage, qtbot):
    click(qtbot, stage.desk.page.big)
    stage.hear(A, A, A)
    click(qtbot, stage.desk.page.big)
    stage.desk.leave()
    assert stage.desk.line.isVisible()
    stage.desk.presenter.seen()
    assert not stage.desk.line.isVisible()


def test_a_lost_microphone_is_in_the_banner_in_the_line_and_on_the_page(stage, qtbot):
    click(qtbot, stage.desk.page.big)
    stage.hear(H)
    stage.flows.record.listener.lose()
    stage.flows.record.listener.refuses = Problem("It can't be opened.", "See to it.")
    stage.desk.presenter.tick()
    assert "disconnected" in stage.around.problems()["watch microphone"]
    assert "Nothing is heard" in stage.texts()
    assert "disconnected" in stage.desk.line.text


def test_without_a_baseline_the_way_to_learn_is_the_one_filled_button(light, qtbot):
    stage, wanted = Stage(qtbot, clips=0), []
    stage.desk.machine_wanted.connect(wanted.append)
    page = stage.desk.page
    assert not page.big.isVisible()
    assert page.now.accessibleName().startswith("No baseline.")
    click(qtbot, page.to_machine)
    assert wanted == [stage.machine.id]
    stage.desk.close()


def test_without_a_model_there_is_nothing_to_press(light, qtbot):
    stage = Stage(qtbot)
    stage.flows.machines.judged = frozenset()
    stage.desk.refresh()
    assert not stage.desk.page.big.isVisible()
    assert not stage.desk.page.to_machine.isVisible()
    assert "No model" in stage.texts()
    stage.desk.close()


def test_a_microphone_that_is_away_is_named_and_another_one_can_be_chosen(stage, qtbot):
    page, found = stage.desk.page, stage.flows.record.watch
    found.microphones = found.microphones[1:]
    stage.desk.presenter.tick()
    assert not page.big.isEnabled()
    assert "“Laptop microphone” is not connected" in stage.texts()
    names = [page.microphone.itemText(at) for at in range(page.microphone.count())]
    assert names == ["Laptop microphone", "USB measurement mic"]
    page.microphone.textActivated.emit("USB measurement mic")
    assert stage.memory.microphone == "USB measurement mic"
    assert page.big.isEnabled()


def test_the_sound_is_off_until_wanted_then_heard_at_once_and_at_a_change(stage, qtbot):
    played = stage.flows.listen.playback.played
    page = stage.desk.page
    click(qtbot, page.big)
    stage.hear(W, W, W)
    assert played == []
    page.sound.chosen.emit("on")
    assert len(played) == 1 and stage.memory.watch_sound
    stage.flows.listen.playback.stop()
    stage.clock.go(2)
    stage.hear(A, A, A)
    assert len(played) == 2


def test_a_missing_loudspeaker_never_keeps_a_change_from_being_told(stage, qtbot):
    stage.memory.watch_sound = True
    stage.desk.presenter.set_sound(True)
    stage.flows.listen.playback.no_device = Problem("There is no loudspeaker.", "Connect one.")
    click(qtbot, stage.desk.page.big)
    stage.hear(A, A, A)
    assert stage.desk.page.notice.isVisible()


def test_the_window_asks_for_attention(stage, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(QApplication, "alert", lambda window, *_: asked.append(window))
    click(qtbot, stage.desk.page.big)
    stage.hear(A, A, A)
    assert asked == [stage.window]


class FakeTray(QObject):
    """A tray that writes down what it shows."""

    activated = Signal()
    messageClicked = Signal()  # noqa: N815 - as Qt calls it
    MessageIcon = alarm_module.QSystemTrayIcon.MessageIcon
    shown: list = []  # noqa: RUF012
    living: list = []  # noqa: RUF012

    def __init__(self, parent):
        super().__init__(parent)
        FakeTray.living.append(self)

    @staticmethod
    def isSystemTrayAvailable():
        return True

    @staticmethod
    def supportsMessages():
        return True

    def setIcon(self, icon):
        assert not icon.isNull()

    def setToolTip(self, text):
        self.tip = text

    def show(self):
        self.visible = True

    def hide(self):
        self.visible = False

    def showMessage(self, title, text, *_):
        FakeTray.shown.append((title, text))


def test_where_there_is_a_tray_the_system_tells_too(stage, qtbot, monkeypatch):
    monkeypatch.setattr(alarm_module, "QSystemTrayIcon", FakeTray)
    FakeTray.shown, FakeTray.living, wanted = [], [], []
    stage.desk.page_wanted.connect(lambda: wanted.append(True))
    click(qtbot, stage.desk.page.big)
    stage.hear(H, A, A, A)
    ((title, text),) = FakeTray.shown
    assert title == "Supply fan 3: abnormal"
    assert "louder than healthy" in text
    (icon,) = FakeTray.living
    assert icon.visible and "abnormal" in icon.tip
    icon.messageClicked.emit()
    assert wanted == [True]
    click(qtbot, stage.desk.page.big)
    assert not icon.visible
    assert not stage.desk.alarm.in_tray


def test_another_machine_waits_for_the_end_of_this_watch(stage, qtbot):
    other = next(m for m in stage.flows.machines.all.values() if m is not stage.machine)
    click(qtbot, stage.desk.page.big)
    stage.desk.open(other.id, other.points[0].conditions[0].id)
    assert f"Stop this watch first to listen to {other.name}." in stage.texts()
    click(qtbot, stage.desk.page.big)
    assert f"Listen to {other.name}" in stage.texts()
    assert "Stop this watch first" not in stage.texts()


def test_the_window_closes_while_it_listens(stage, qtbot):
    click(qtbot, stage.desk.page.big)
    stage.desk.close()
    assert stage.flows.record.listener.closed == 1
    assert not stage.desk._clock.isActive()


def test_leaving_without_a_watch_lets_the_timer_rest(stage):
    stage.desk.leave()
    stage.desk._tick()
    assert not stage.desk._clock.isActive()


@pytest.mark.parametrize("size", [(736, 1280), (1216, 800)], ids=["portrait", "landscape"])
def test_it_can_be_worked_with_gloves(light, qtbot, size):
    set_touch(True)
    stage = Stage(qtbot, size=size)
    click(qtbot, stage.desk.page.big)
    stage.hear(*[W] * 3, *[A] * 3)
    for _ in range(10):
        QApplication.processEvents()
    assert stage.desk.page.changes.isVisible() and stage.desk.page.notice.isVisible()
    assert too_small(stage.window) == []
    assert stage.desk.page.strip.height() >= 48
    page = stage.desk.page
    assert page.content.width() <= page.viewport().width()
    stage.desk.leave()
    QApplication.processEvents()
    assert too_small(stage.desk.line) == []
    stage.desk.close()


@pytest.mark.parametrize("wide", [736, 1000, 1300])
def test_nothing_is_cut_off_at_any_width_in_any_palette(light, qtbot, qapp, wide):
    stage = Stage(qtbot, size=(wide, 760))
    click(qtbot, stage.desk.page.big)
    stage.hear(H, C, W, W, W)
    for palette in PALETTES.values():
        apply_theme(qapp, palette)
        for _ in range(5):
            qapp.processEvents()
        page = stage.desk.page
        assert page.content.width() <= page.viewport().width()
        for text in page.findChildren(Text):
            if text.isVisible() and text.wordWrap():
                assert text.height() >= text.heightForWidth(text.width()), text.text()
        assert not stage.window.grab().toImage().isNull()
    stage.desk.close()


def test_the_chime_is_soft_at_its_ends_and_below_full_scale():
    sound = chime()
    assert sound.dtype == np.float32
    assert sound[0] == 0 and abs(sound[-1]) < 1e-6
    assert 0.2 < np.abs(sound).max() <= 0.4
    assert 0.4 < len(sound) / RATE_HZ < 1.0
    assert np.abs(np.diff(sound)).max() < 0.06, "a click"


def test_a_baseline_learnt_in_more_noise_leads_to_a_new_one_and_the_page_says_so(stage):
    stage.desk.page.big.click()
    stage.hear(H)
    page = stage.desk.page
    assert not page.to_machine.isVisible()
    why, to_do = "The baseline was learnt in about 8 dB more noise.", "Learn the healthy sound again."
    chunk = Chunk(stage.clock.at, C, why, to_do, CannotTell.NOISIER_BASELINE)
    stage.flows.record.listener.waiting.append(chunk)
    stage.clock.go(10)
    stage.desk.presenter.tick()
    assert why in stage.texts() and to_do in stage.texts()
    assert page.to_machine.isVisible() and page.to_machine.text() == "Learn anew"
    wanted = []
    stage.desk.machine_wanted.connect(wanted.append)
    page.to_machine.click()
    assert wanted == [stage.machine.id]
    stage.hear(H)
    assert not page.to_machine.isVisible()
