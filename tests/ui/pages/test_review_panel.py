"""Whether a verdict was right: what is asked, what follows, what is kept, and the way back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.problem import Problem
from app.domain.review import Found, Review
from app.domain.verdict import State
from app.ui.desk import Desk
from app.ui.pages.note_panel import NotePanel
from app.ui.pages.review_panel_face import CAUSES, Face, face, read_cause, said
from app.ui.pages.review_panel_keeper import ReviewKeeper
from app.workflows.review import Joining, Reviewed
from tests.ui.fakes import FakeWorkflows, InlineJobs, baseline, fan, inspection
from tests.ui.pages.conftest import Show, Told

HEALTHY, FAULTY, OPEN = Found.HEALTHY, Found.FAULTY, Found.OPEN


def standing(found: Found | None, joining: Joining = Joining.NOT_CONFIRMED, **more: str) -> Reviewed:
    return Reviewed("i", Review("i", found, **more) if found else None, joining, 9)


# What is shown, decided without a widget


@pytest.mark.parametrize(
    ("state", "title", "words", "found"),
    [
        (State.HEALTHY, "Is this right?", ["Confirm", "Reject"], [HEALTHY, FAULTY]),
        (State.WATCH, "Is this right?", ["Confirm", "Reject"], [FAULTY, HEALTHY]),
        (State.ABNORMAL, "Is this right?", ["Confirm", "Reject"], [FAULTY, HEALTHY]),
        (State.CANNOT_TELL, "How was it?", ["Healthy", "Faulty"], [HEALTHY, FAULTY]),
    ],
)
def test_what_is_asked_fits_the_verdict(state: State, title: str, words: list[str], found: list[Found]) -> None:
    shown = face(state, standing(None))
    assert shown.title == title
    assert [answer.word for answer in shown.answers] == words
    assert [answer.found for answer in shown.answers] == found
    for answer in shown.answers:
        assert answer.spoken.endswith(f"the machine was {answer.found.value}")


@pytest.mark.parametrize(
    ("state", "found", "title", "sentence"),
    [
        (State.HEALTHY, HEALTHY, "Confirmed healthy", "Confirmed: the machine was healthy."),
        (State.HEALTHY, FAULTY, "Missed fault", "Rejected: the machine was faulty."),
        (State.WATCH, FAULTY, "Confirmed faulty", "Confirmed: the machine was faulty."),
        (State.ABNORMAL, HEALTHY, "False alarm", "Rejected: the machine was healthy."),
        (State.CANNOT_TELL, FAULTY, "Found faulty", "Kept: the machine was faulty."),
    ],
)
def test_what_was_said_is_told_in_the_fields_words(state: State, found: Found, title: str, sentence: str) -> None:
    shown = face(state, standing(found))
    assert (shown.title, shown.answers) == (title, ())
    assert (shown.cause is not None) is (found is FAULTY)
    assert said(state, found) == sentence


def test_only_a_take_that_may_join_is_offered_to_the_baseline() -> None:
    for joining in Joining:
        shown = face(State.HEALTHY, standing(HEALTHY, joining))
        assert bool(shown.join) is (joining is Joining.MAY)
        assert bool(shown.remark) is not bool(shown.join)
    assert face(State.HEALTHY, standing(HEALTHY, Joining.PART)).remark == "In the baseline of 9 clips"
    assert face(State.HEALTHY, standing(FAULTY, Joining.MAY)).join == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Vibration (VIB)", ("Vibration", "VIB")),
        ("vib", ("Vibration", "VIB")),
        ("  overheating ", ("Overheating", "OHE")),
        ("dirty blade", ("dirty blade", "")),
        ("dirty   blade\n", ("dirty blade", "")),
        ("", ("", "")),
    ],
)
def test_a_cause_is_the_technicians_words_or_a_code(typed: str, kept: tuple[str, str]) -> None:
    assert read_cause(typed) == kept
    assert all(len(code) == 3 and code.isupper() for code in CAUSES)


# What is kept


@pytest.fixture
def flows() -> FakeWorkflows:
    machine = fan()
    made = FakeWorkflows(machine)
    condition_id = machine.points[0].conditions[0].id
    made.machines.baselines[condition_id] = baseline(condition_id, 9)
    made.machines.inspections += [
        inspection(machine, State.ABNORMAL, "alarm.wav"),
        inspection(machine, State.HEALTHY, "later.wav"),
    ]
    return made


def found_of(flows: FakeWorkflows, number: int = -1) -> list[Found]:
    return [one.found for one in flows.review.said.get(flows.machines.inspections[number].id, [])]


def keeper(flows: FakeWorkflows, told: Told) -> ReviewKeeper:
    return ReviewKeeper(flows, InlineJobs(), told)  # type: ignore[arg-type]


def test_an_answer_is_kept_and_the_way_back_is_to_what_was_before(flows: FakeWorkflows, told: Told) -> None:
    alarm = flows.machines.inspections[0]
    before = Review(alarm.id, FAULTY, "dirty blade", "PLU")
    keeper(flows, told).found(alarm, before, HEALTHY)
    assert told.last("reviewed").found is HEALTHY
    text, undo = told.of("offer_undo")[-1]
    assert text == "Rejected: the machine was healthy."
    undo()
    back = told.last("reviewed").review
    assert (back.found, back.cause, back.cause_code) == (FAULTY, "dirty blade", "PLU")
    assert len(told.of("offer_undo")) == 1


def test_taking_back_is_itself_taken_back(flows: FakeWorkflows, told: Told) -> None:
    alarm = flows.machines.inspections[0]
    keeper(flows, told).take_back(alarm, Review(alarm.id, FAULTY))
    assert told.last("reviewed").review is None
    told.of("offer_undo")[-1][1]()
    assert told.last("reviewed").found is FAULTY


def test_joining_moves_the_baseline_and_is_taken_back_as_one_step(flows: FakeWorkflows, told: Told) -> None:
    healthy = flows.machines.inspections[1]
    flows.review.found(healthy.id, HEALTHY)
    keeper(flows, told).join(healthy)
    assert flows.machines.baselines[healthy.condition_id].clip_count == 10
    assert len(told.of("baseline_moved")) == 1
    text, undo = told.of("offer_undo")[-1]
    assert text == "Added: the baseline has 10 clips now."
    undo()
    assert flows.machines.baselines[healthy.condition_id].clip_count == 9
    assert len(told.of("baseline_moved")) == 2
    assert told.last("reviewed").joining is Joining.MAY


def test_what_could_not_be_kept_is_a_problem_until_it_can(flows: FakeWorkflows, told: Told) -> None:
    alarm = flows.machines.inspections[0]
    made = keeper(flows, told)
    flows.review.problem = Problem("The disk is full.", "Free some space.")
    made.found(alarm, None, HEALTHY)
    assert told.problems() == {"review": "The disk is full."}
    assert told.of("reviewed") == told.of("offer_undo") == []
    flows.review.problem = None
    made.found(alarm, None, HEALTHY)
    assert told.problems() == {}


# On the page


def click(qtbot: QtBot, widget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def note(desk: Desk) -> NotePanel:
    return desk.result.page.note


def test_confirm_then_add_then_undo_with_real_clicks(show: Show, qtbot: QtBot, flows: FakeWorkflows) -> None:
    window, desk = show(flows)
    panel = note(desk)
    assert panel._title.text() == "Is this right?"
    click(qtbot, panel.review.answers[0])
    assert found_of(flows) == [HEALTHY]
    assert panel._title.text() == "Confirmed healthy"
    assert not panel.review.answers[0].isVisible()
    condition_id = flows.machines.inspections[-1].condition_id
    assert flows.machines.baselines[condition_id].clip_count == 9, "confirming alone must not change the baseline"
    click(qtbot, panel.review.join)
    assert flows.machines.baselines[condition_id].clip_count == 10
    assert panel.review.remark.text() == "In the baseline of 10 clips"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert flows.machines.baselines[condition_id].clip_count == 9
    assert panel.review.join.isVisible()
    click(qtbot, panel.take_back)
    assert panel._title.text() == "Is this right?"
    assert found_of(flows) == [HEALTHY, OPEN]


def test_the_verdict_on_the_page_stays_whatever_is_said(show: Show, qtbot: QtBot, flows: FakeWorkflows) -> None:
    _, desk = show(flows)
    before = desk.result.page.band.accessibleName()
    click(qtbot, note(desk).review.answers[1])
    assert desk.result.page.band.accessibleName() == before
    assert desk.result.page.standing.visits[0].found is FAULTY  # type: ignore[union-attr]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_cause_is_typed_after_the_answer_and_saved_on_leaving(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    window, desk = show(flows)
    panel = note(desk)
    click(qtbot, panel.review.answers[1])
    assert panel._title.text() == "Missed fault"
    panel.review.cause.setFocus()
    qtbot.keyClicks(panel.review.cause, "loose guard")
    window.setFocus()
    kept = flows.review.said[flows.machines.inspections[-1].id][-1]
    assert (kept.found, kept.cause, kept.cause_code) == (FAULTY, "loose guard", "")
    panel.review.cause.setFocus()
    panel.review.cause.setText("vib")
    qtbot.keyClick(panel.review.cause, Qt.Key.Key_Return)
    assert panel.review.cause.text() == "Vibration (VIB)"


def test_a_cause_that_is_being_typed_goes_to_its_own_take_and_no_other(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    _, desk = show(flows)
    panel = note(desk)
    old, new = flows.machines.inspections
    click(qtbot, panel.review.answers[1])
    panel.review.cause.setText("half typed")
    desk.result.presenter.refresh()
    assert panel.review.cause.text() == "half typed", "reading anew must not take the words away"
    desk.result.page.history.visit_chosen.emit(old.id)
    assert flows.review.said[new.id][-1].cause == "half typed"
    assert old.id not in flows.review.said
    assert panel._title.text() == "Is this right?"


def test_a_cause_that_was_taken_back_is_not_kept_after_all(show: Show, qtbot: QtBot, flows: FakeWorkflows) -> None:
    _, desk = show(flows)
    panel = note(desk)
    click(qtbot, panel.review.answers[1])
    panel.review.cause.setText("half typed")
    click(qtbot, panel.take_back)
    panel.commit()
    assert found_of(flows) == [FAULTY, OPEN]


def test_an_answer_that_comes_late_changes_another_visit_not_at_all(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    _, desk = show(flows)
    old, new = flows.machines.inspections
    desk.result.page.history.visit_chosen.emit(old.id)
    desk.result.reviewed(flows.review.found(new.id, FAULTY))
    assert note(desk)._title.text() == "Is this right?"


def test_everything_is_reached_and_named_for_the_keyboard_and_the_ear(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    _, desk = show(flows)
    panel = note(desk)
    names = [button.accessibleName() for button in panel.review.answers]
    assert names == ["Confirm: the machine was healthy", "Reject: the machine was faulty"]
    reject = panel.review.answers[1]
    reject.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(reject, Qt.Key.Key_Space)
    assert found_of(flows) == [FAULTY]
    for widget in (panel.review.cause, panel.take_back, panel.begin, panel.export):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert widget.accessibleName() or widget.property("text")


def test_a_faulty_take_inside_the_baseline_is_told(show: Show, qtbot: QtBot, flows: FakeWorkflows) -> None:
    later = flows.machines.inspections[-1]
    learnt = flows.machines.baselines[later.condition_id]
    flows.machines.baselines[later.condition_id] = replace(learnt, take_ids=(later.take.id,))
    _, desk = show(flows)
    assert not desk.result.page.baseline.isVisible()
    click(qtbot, note(desk).review.answers[1])
    line = desk.result.page.baseline
    assert line.isVisible() and "faulty take" in line._text.text()
    click(qtbot, line.open)
    assert desk.result.page.story.isVisible()


def test_the_panel_keeps_its_height_whatever_is_said(qtbot: QtBot) -> None:
    panel = NotePanel()
    qtbot.addWidget(panel)
    panel.resize(264, 400)
    panel.show()
    heights = set()
    for found, joining in [(None, Joining.PART), *[(found, j) for found in (HEALTHY, FAULTY) for j in Joining]]:
        panel.show_review(face(State.HEALTHY, standing(found, joining)))
        QApplication.processEvents()
        heights.add(panel.minimumSizeHint().height())
    assert len(heights) == 1
    panel.show_review(Face("Is this right?"))


def test_an_empty_note_is_a_button_until_it_is_wanted(show: Show, qtbot: QtBot, flows: FakeWorkflows) -> None:
    _, desk = show(flows)
    panel = note(desk)
    assert not panel._edit.isVisible()
    click(qtbot, panel.begin)
    assert panel._edit.hasFocus() and not panel.begin.isVisible()
    desk.result.page.band.setFocus()
    panel._edit.clearFocus()
    assert not panel._edit.isVisible() and panel.begin.isVisible()
