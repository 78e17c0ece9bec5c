"""The hour on its strip: stretches and gaps, what is pointed at, and that it reads without colour."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from app.domain.verdict import State
from app.look.tokens import LIGHT
from app.ui.pages.watch.strip import HourStrip
from app.ui.pages.watch.strip_plan import HOUR, STEP, Stretch, step_at, stretches, summary
from tests.ui.pages.watch.fakes import SCORES, START, Step

H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL


def hour_of(*states, end=START, why=""):
    """Verdicts one after the other, the last one ending at `end`."""
    first = end - len(states) * STEP
    return tuple(Step(first + at * STEP, state, SCORES[state], why) for at, state in enumerate(states))


def test_neighbours_of_one_state_are_one_stretch_and_touch_the_next():
    steps = hour_of(H, H, H, W, H)
    begin = steps[0].at
    assert stretches(steps, START - HOUR, START) == [
        Stretch(begin, begin + 3 * STEP, H),
        Stretch(begin + 3 * STEP, begin + 4 * STEP, W),
        Stretch(begin + 4 * STEP, START, H),
    ]


def test_a_lost_microphone_leaves_a_gap_and_a_late_block_does_not():
    steps = hour_of(H, H, end=START - timedelta(minutes=5)) + hour_of(H, H)
    first, second = stretches(steps, START - HOUR, START)
    assert second.start - first.end == timedelta(minutes=5) - 2 * STEP
    late = (Step(START - 2.2 * STEP, H, 0.3), Step(START - STEP, H, 0.3))
    assert len(stretches(late, START - HOUR, START)) == 1


def test_what_is_older_than_an_hour_is_cut_off():
    steps = hour_of(*[H] * 400)
    (one,) = stretches(steps, START - HOUR, START)
    assert one == Stretch(START - HOUR, START, H)


@given(st.lists(st.tuples(st.sampled_from([H, W, A, C]), st.floats(0.1, 4000)), max_size=60))
def test_stretches_are_in_order_and_never_overlap_whatever_comes(verdicts):
    at, steps = START - HOUR, []
    for state, seconds in verdicts:
        steps.append(Step(at, state, SCORES[state]))
        at += timedelta(seconds=seconds)
    made = stretches(steps, START - HOUR, START)
    assert all(one.start < one.end for one in made)
    assert all(before.end <= after.start for before, after in pairwise(made))
    assert all(one.start >= START - HOUR and one.end <= START for one in made)


def test_the_hour_in_words():
    steps = hour_of(*[H] * 200, W, W, C)
    assert summary(steps, steps[0].at, START) == "33 min healthy, 20 s watch, 10 s cannot tell"
    later = START + timedelta(minutes=4)
    assert summary(steps, steps[0].at, later).endswith(", 4 min without a verdict")


def test_a_moment_in_a_gap_has_no_verdict():
    steps = hour_of(H, W)
    assert step_at(steps, START - STEP / 2).state is W
    assert step_at(steps, START + timedelta(minutes=1)) is None
    assert step_at(steps, steps[0].at - STEP) is None


@pytest.fixture
def strip(light, qtbot):
    made = HourStrip()
    qtbot.addWidget(made)
    made.resize(900, made.sizeHint().height())
    made.show()
    return made


def test_the_pointer_and_a_finger_are_told_what_was_heard_then(strip, qtbot):
    told = []
    strip.pointed.connect(told.append)
    strip.show_steps(hour_of(*[H] * 180, *[C] * 180, why="The take is too quiet."), START)
    lane, _ = strip._lanes()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(int(lane.left() + lane.width() / 4), 30))
    assert "healthy, score 0.34" in told[-1]
    qtbot.mouseMove(strip, QPoint(int(lane.left() + lane.width() * 0.75), 30))
    qtbot.waitUntil(lambda: "cannot tell" in told[-1])
    assert "too quiet" in told[-1]
    strip.show_steps(hour_of(H), START)
    strip._point_at(START - HOUR / 2)
    assert told[-1].endswith("no verdict")


def test_arrows_walk_from_verdict_to_verdict(strip, qtbot):
    told = []
    strip.pointed.connect(told.append)
    steps = hour_of(H, W, A)
    strip.show_steps(steps, START)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert ": abnormal" in told[-1]
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert ": watch" in told[-1]
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert ": healthy" in told[-1]
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert ": abnormal" in told[-1]


def test_what_is_pointed_at_is_forgotten_when_it_has_left_the_hour(strip):
    strip.show_steps(hour_of(*[H] * 10), START)
    strip._point_at(START - 5 * STEP)
    assert strip.pointed_text
    strip.show_steps(hour_of(H, end=START + 2 * HOUR), START + 2 * HOUR)
    assert strip.pointed_text == ""


def test_a_screen_reader_hears_the_hour(strip):
    assert strip.accessibleDescription() == "Nothing was heard yet."
    strip.show_steps(hour_of(*[H] * 30), START)
    assert strip.accessibleDescription() == "5 min healthy"


def column(strip, share):
    """The painted lane of states at a share of the hour: how much of it is not the ground, and its colours."""
    lane, _ = strip._lanes()
    image = strip.grab().toImage()
    x = round(lane.left() + lane.width() * share)
    rows = range(int(lane.top()), int(lane.bottom()))
    inks = [image.pixelColor(x, y) for y in rows]
    ground = image.pixelColor(x, int(lane.top()) - 2)
    return sum(ink != ground for ink in inks), {ink.name() for ink in inks}


def test_the_worse_the_higher_so_that_it_reads_in_grey(strip):
    strip.show_steps(hour_of(*[H] * 120, *[W] * 120, *[A] * 120), START)
    heights = [column(strip, share)[0] for share in (0.1, 0.45, 0.9)]
    assert heights[0] < heights[1] < heights[2]
    assert QColor(LIGHT.states[W].on_fill).name() in column(strip, 0.45)[1], "hatched"


def test_no_verdict_and_cannot_tell_look_unlike_healthy_and_each_other(strip):
    steps = hour_of(*[H] * 120, *[C] * 120, end=START - HOUR / 3)
    strip.show_steps(steps, START)
    healthy, unclear, silent = (column(strip, share) for share in (0.1, 0.42, 0.9))
    assert healthy[1].isdisjoint(unclear[1] - silent[1])
    assert silent[0] == 0
    assert unclear[0] > 0


def test_it_is_painted_with_nothing_and_with_everything(strip):
    for steps, until in (((), None), ((), START), (hour_of(*[A, H] * 180), START)):
        strip.show_steps(steps, until)
        assert not strip.grab().toImage().isNull()
