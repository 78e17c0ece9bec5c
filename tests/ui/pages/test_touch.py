"""A window for gloves: everything pressed is large enough, on a 10-inch tablet held either way."""

from contextlib import suppress

import pytest
from PySide6.QtGui import QInputDevice
from PySide6.QtWidgets import QScroller

from app.domain.placement import Placement
from app.domain.review import Found
from app.domain.settings import Group
from app.domain.verdict import State
from app.look.tokens import TOUCH_TOP_BAR_HEIGHT
from app.ui import theme
from app.workflows.preferences import Preferences
from tests.ui.fakes import FakeWorkflows, baseline, fan, inspection
from tests.ui.pages.record.fakes import HEADSET, LAPTOP, SPEECH, USB, last_time, quality
from tests.ui.touch_targets import too_small

TABLETS = pytest.mark.parametrize("size", [(800, 1280), (1280, 800)], ids=["portrait", "landscape"])


@pytest.fixture
def large(show, tmp_path):
    """A window whose user has asked for large controls."""
    Preferences(tmp_path).change(controls="large")
    yield show
    theme.set_touch(False)


def known(*states):
    machine, other = fan(), fan("Exhaust fan 2", "Roof")
    flows = FakeWorkflows(machine, other)
    condition_id = machine.points[0].conditions[0].id
    flows.machines.baselines[condition_id] = baseline(condition_id, 3)
    flows.machines.inspections += [inspection(machine, state, f"{state.value}.wav") for state in states]
    return flows


def reachable(qtbot, window, page=None):
    """Nothing is too small, and no page is wider than the window."""
    with suppress(TimeoutError):
        qtbot.waitUntil(lambda: not too_small(window))
    assert too_small(window) == []
    page = page or window.shell.frame.pages.currentWidget()
    assert page.content.width() <= page.viewport().width()


@TABLETS
def test_the_machine_page_can_be_worked_with_gloves(large, qapp, qtbot, size):
    window, desk = large(known(State.HEALTHY, State.WATCH, State.ABNORMAL), size=size)
    window.shell.frame.find_machine()
    qapp.processEvents()
    assert desk.result.page.isVisible()
    assert window.shell.frame.machines.isVisible()
    reachable(qtbot, window)


@TABLETS
@pytest.mark.parametrize("found", [Found.HEALTHY, Found.FAULTY])
def test_what_was_said_of_a_verdict_can_be_followed_with_gloves(large, qapp, qtbot, size, found):
    window, desk = large(known(State.HEALTHY), size=size)
    page = desk.result.page
    assert page.bar.isVisible() and not page.note.export.isVisible()
    page.bar.answers[0 if found is Found.HEALTHY else 1].click()
    qapp.processEvents()
    assert page.note.review.join.isVisible() is (found is Found.HEALTHY)
    assert page.note.review.cause.isVisible() is (found is Found.FAULTY)
    assert page.bar.take_back.isVisible() and not page.bar.answers[0].isVisible()
    page.bar.note.click()
    assert page.note._edit.hasFocus()
    reachable(qtbot, window)
    assert page.viewport().geometry().bottom() < page.bar.y()


@TABLETS
def test_the_baseline_can_be_led_with_gloves(large, qapp, qtbot, size):
    window, desk = large(known(State.HEALTHY), size=size)
    page = desk.result.page
    (page.baseline.open if page.baseline.open.isVisible() else desk.result.bar.baseline).click()
    page.story.repair.click()
    qapp.processEvents()
    assert page.story.isVisible() and page.story.form.is_open and not page.bar.isVisible()
    reachable(qtbot, window)


@TABLETS
def test_a_machine_without_a_verdict_too(large, qapp, qtbot, size):
    window, desk = large(known(), size=size)
    qapp.processEvents()
    assert desk.result.page.next.isVisible()
    reachable(qtbot, window)


@TABLETS
def test_the_form_can_be_filled_with_gloves(large, qapp, qtbot, size):
    window, desk = large(known(), size=size)
    desk.add_machine()
    desk.form.points.add.click()
    qapp.processEvents()
    reachable(qtbot, window)


@TABLETS
def test_the_start_page_can_be_pressed_with_gloves(large, qapp, qtbot, size):
    window, desk = large(FakeWorkflows(), size=size)
    desk.show_start()
    qapp.processEvents()
    reachable(qtbot, window)


@TABLETS
@pytest.mark.parametrize("moment", ["ready", "recording", "failed", "judged", "first time"])
def test_a_take_is_made_with_gloves(large, qapp, qtbot, size, moment):
    flows = known(State.HEALTHY)
    flows.record.watch.microphones = (LAPTOP, USB, HEADSET)
    if moment != "first time":
        point = next(iter(flows.machines.all.values())).points[0]
        flows.record.placements[point.id] = Placement(point.id, "0.5 m from the guard", "photo.jpg")
        flows.record.last = last_time()
    if moment == "failed":
        flows.record.gate = quality(SPEECH)
    window, desk = large(flows, size=size)
    qtbot.waitUntil(lambda: desk.record.page.level.live is not None, timeout=20_000)
    desk.show_record()
    desk.record._tick()
    if moment in ("recording", "failed", "judged"):
        desk.record.page.record.big.click()
        flows.record.listener.record_for(12.0 if moment == "recording" else 30.0)
        desk.record._tick()
    qapp.processEvents()
    reachable(qtbot, window, desk.record.page._scroll)


@TABLETS
def test_a_machine_is_listened_to_with_gloves(large, qapp, qtbot, size):
    flows = known(State.HEALTHY)
    flows.record.watch.microphones = (LAPTOP, USB, HEADSET)
    window, desk = large(flows, size=size)
    desk.show_watch()
    qapp.processEvents()
    assert desk.watching.desk.page.big.isVisible()
    reachable(qtbot, window)


def test_the_bar_above_a_page_is_higher_for_gloves_and_the_drawer_begins_below_it(large, qapp):
    window, _ = large(known(State.HEALTHY), size=(800, 1280))
    frame = window.shell.frame
    frame.find_machine()
    qapp.processEvents()
    assert frame.bars.height() == theme.top_bar_height() == TOUCH_TOP_BAR_HEIGHT
    assert frame.machines.y() == frame.bars.height()


def test_problems_progress_and_undo_can_be_pressed_with_gloves(large, qapp, qtbot):
    window, desk = large(known(State.HEALTHY))
    frame = window.shell.frame
    frame.banner.show_problem("The file ends early.", "Copy it again.")
    frame.undo.offer("Note saved.")
    desk.show_progress("Learning", 0.5)
    qapp.processEvents()
    assert frame.banner.isVisible() and frame.undo.isVisible() and frame.progress.isVisible()
    reachable(qtbot, window)


def test_the_walker_sees_what_is_too_small(show):
    window, _ = show(known(State.HEALTHY))
    found = " ".join(too_small(window))
    for what in ("Find machine", "row 1 of _View", "Play", "Length", "row 0 of VisitList", "Measuring point"):
        assert what in found


def test_gloves_come_on_and_off_at_once_and_are_remembered(show, qapp, tmp_path):
    window, _ = show(known(State.HEALTHY))
    told = []
    theme.changes().changed.connect(lambda: told.append(theme.touch()))
    small = window.shell.frame.machines.width()
    window.desk.go("settings")
    row = window.desk.plant.settings.desk.page.groups[Group.LOOK].rows["controls"]
    row.control.widget._segments["large"].click()
    qapp.processEvents()
    assert theme.touch() and told[-1]
    assert Preferences(tmp_path).now.controls == "large"
    assert window.shell.frame.machines.width() > small
    row.control.widget._segments["usual"].click()
    qapp.processEvents()
    assert not theme.touch()
    assert window.shell.frame.machines.width() == small


@TABLETS
def test_the_settings_can_be_worked_with_gloves(large, qapp, qtbot, size):
    window, desk = large(known(), size=size)
    desk.go("settings")
    qapp.processEvents()
    reachable(qtbot, window, desk.plant.settings.desk.page)


class Device:
    """An input device as Qt lists them."""

    def __init__(self, kind, name=""):
        self._kind, self._name = kind, name

    def type(self):
        return self._kind

    def name(self):
        return self._name


KIND = QInputDevice.DeviceType


@pytest.mark.parametrize(
    ("devices", "first"),
    [
        ([Device(KIND.Keyboard)], False),
        ([Device(KIND.TouchScreen), Device(KIND.Mouse, "core pointer")], False),
        ([Device(KIND.TouchScreen), Device(KIND.TouchPad)], False),
        ([Device(KIND.TouchScreen)], True),
        ([Device(KIND.TouchScreen, "ELAN"), Device(KIND.Mouse, "Virtual core pointer")], True),
        ([Device(KIND.Mouse, "Virtual core pointer")], False),
    ],
)
def test_automatic_is_on_where_a_touch_screen_is_all_there_is(monkeypatch, devices, first):
    monkeypatch.setattr("app.ui.theme.apply.QInputDevice.devices", lambda: devices)
    assert theme.touch_first() is first


def test_a_finger_scrolls_what_can_be_scrolled(show):
    window, desk = show(known(State.HEALTHY))
    for area in (desk.result.page, window.shell.frame.machines._view):
        assert QScroller.hasScroller(area.viewport())
    assert not QScroller.hasScroller(desk.result.page.heard.plots.viewport())
