"""The baseline's page: what counts and why, a repair with its reason, and every step back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.problem import Problem
from app.domain.review import BaselineChange, BaselineEvent
from app.domain.verdict import State
from app.ui.desk import Desk
from app.ui.pages.baseline_face import baseline_face
from app.ui.pages.baseline_keeper import BaselineKeeper
from app.ui.pages.baseline_page import BaselinePage
from app.workflows.baseline_story import BaselineStory, StoryLine
from tests.ui.fakes import NOON, FakeWorkflows, InlineJobs, baseline, fan, inspection
from tests.ui.pages.conftest import Show, Told
from tests.ui.pages.test_window import click, filled

LEARNT, GROWN, AGAIN, REPAIR, UNDONE = BaselineEvent


def change(event: BaselineEvent, what: str = "", day: int = 0) -> BaselineChange:
    return BaselineChange("c", event, "b", what, "J. Brandt", at=NOON + timedelta(days=day))


def story(clips: int | None, *lines: StoryLine, undo: BaselineChange | None = None, redo=None) -> BaselineStory:
    return BaselineStory("c", baseline("c", clips) if clips else None, lines, undo, redo)


# What is shown, decided without a widget


def test_what_counts_is_told_with_clips_takes_and_day() -> None:
    learnt = change(LEARNT, "a.wav")
    shown = baseline_face(story(9, StoryLine(learnt, 9, 9, True), undo=learnt))
    assert shown.title == "9 clips from 9 takes, since 22 Nov 2026"
    assert shown.text.startswith("Firm.")
    assert (shown.repairable, shown.undo, shown.redo) == (True, "Undo learning", "")
    (row,) = shown.rows
    assert (row.event, row.what, row.counted, row.by) == ("Learnt", "a.wav", "9 clips, 9 takes", "J. Brandt")


def test_a_provisional_one_says_what_is_missing() -> None:
    assert "2 more healthy clips" in baseline_face(story(3)).text
    assert "1 more healthy clip w" in baseline_face(story(4)).text


def test_after_a_repair_the_day_is_told_and_learning_is_what_comes_next() -> None:
    repair = change(REPAIR, "new bearing")
    shown = baseline_face(story(None, StoryLine(repair, None, None, True), undo=repair))
    assert shown.title == "No baseline since the repair on 22 Nov 2026"
    assert "Learn how the machine sounds now" in shown.text
    assert (shown.repairable, shown.undo) == (False, "Undo the repair")
    assert shown.rows[0].counted == "no baseline"


def test_what_was_undone_is_faint_and_can_be_brought_back() -> None:
    grown, undone = change(GROWN, "b.wav"), change(UNDONE, "grown: b.wav")
    again = change(AGAIN, "fan 2.0.0")
    lines = [
        StoryLine(undone, 9, 9, False),
        StoryLine(grown, 10, 10, False),
        StoryLine(again, 9, 9, False),
        StoryLine(change(LEARNT), 9, 9, True),
    ]
    shown = baseline_face(story(9, *lines, undo=change(LEARNT), redo=grown))
    assert [row.faint for row in shown.rows] == [False, True, False, False]
    assert shown.redo == "Bring back the last growth"
    assert shown.rows[3].what == "–"


def test_the_other_conditions_are_said_to_keep_theirs() -> None:
    assert "1 other condition has its own" in baseline_face(story(9), others=1).text
    assert "3 other conditions have their own" in baseline_face(story(9), others=3).text
    assert "other" not in baseline_face(story(9)).text


def test_a_long_log_shows_its_newest_lines_and_how_many_there_are_more() -> None:
    lines = [StoryLine(change(GROWN, str(number)), 9, 9, True) for number in range(240)]
    shown = baseline_face(story(9, *lines))
    assert len(shown.rows) == 100
    assert (shown.rows[0].what, shown.earlier) == ("0", "140 earlier lines")


# What is kept


@pytest.fixture
def flows() -> FakeWorkflows:
    machine = fan(conditions=2)
    made = FakeWorkflows(machine)
    condition_id = machine.points[0].conditions[0].id
    made.machines.baselines[condition_id] = baseline(condition_id, 9)
    made.machines.inspections.append(inspection(machine, State.HEALTHY, "later.wav"))
    return made


def condition(flows: FakeWorkflows) -> str:
    return flows.machines.inspections[0].condition_id


def test_each_act_tells_the_story_and_offers_its_way_back(flows: FakeWorkflows, told: Told) -> None:
    keeper = BaselineKeeper(flows, InlineJobs(), told)  # type: ignore[arg-type]
    keeper.repair(condition(flows), "new bearing")
    assert told.last("show_story").counting is None
    assert len(told.of("baseline_moved")) == 1
    told.of("offer_undo")[-1][1]()
    assert told.last("show_story").counting.clip_count == 9
    keeper.redo(condition(flows))
    assert told.last("show_story").counting is None
    told.of("offer_undo")[-1][1]()
    keeper.undo(condition(flows))
    assert told.last("show_story").lines[0].change.what == "learnt: three takes"
    told.of("offer_undo")[-1][1]()
    assert told.last("show_story").counting.clip_count == 9


def test_a_story_that_was_left_is_dropped_and_a_failure_is_told(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    keeper = BaselineKeeper(flows, jobs, told)  # type: ignore[arg-type]
    keeper.read(condition(flows))
    keeper.read(flows.machines.all[flows.machines.inspections[0].machine_id].points[0].conditions[1].id)
    jobs.settle()
    assert [one[0].condition_id != condition(flows) for one in told.of("show_story")] == [True]
    flows.review.problem = Problem("The disk is full.", "Free some space.")
    keeper.repair(condition(flows), "x")
    jobs.settle()
    assert told.problems() == {"baseline": "The disk is full."}
    assert told.of("baseline_moved") == []


# On the page


def open_story(show: Show, qtbot: QtBot, flows: FakeWorkflows, **how: object) -> tuple[object, Desk, BaselinePage]:
    window, desk = show(flows, **how)
    click(qtbot, desk.result.bar.baseline)
    assert desk.result.page.story.isVisible()
    return window, desk, desk.result.page.story


def test_a_repair_is_an_act_with_a_text_and_taken_back_by_one_key(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    window, desk, page = open_story(show, qtbot, flows)
    moved = []
    desk.result.baseline_changed.connect(lambda: moved.append(condition(flows) in flows.machines.baselines))
    click(qtbot, page.repair)
    assert page.form.what.hasFocus()
    assert condition(flows) in flows.machines.baselines, "asking is not doing"
    qtbot.keyClicks(page.form.what, "new bearing")
    click(qtbot, page.form.start)
    assert condition(flows) not in flows.machines.baselines
    assert flows.review.story(condition(flows)).lines[0].change.what == "new bearing"
    assert page.standing.text().startswith("No baseline since the repair")
    assert not page.repair.isVisible() and not page.form.is_open
    assert desk.result.place.baseline is None  # type: ignore[union-attr]
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert condition(flows) in flows.machines.baselines
    assert page.standing.text().startswith("9 clips")
    assert moved == [False, True]


def test_escape_gives_the_repair_up_and_then_goes_back_to_the_take(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    _, desk, page = open_story(show, qtbot, flows)
    click(qtbot, page.repair)
    qtbot.keyClicks(page.form.what, "new bear")
    qtbot.keyClick(page.form.what, Qt.Key.Key_Escape)
    assert not page.form.is_open and page.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert desk.result.page.note.isVisible()
    assert len(flows.review.story(condition(flows)).lines) <= 1


def test_undo_goes_back_and_bring_back_forth(show: Show, qtbot: QtBot, flows: FakeWorkflows) -> None:
    _, _, page = open_story(show, qtbot, flows)
    flows.review.repair(condition(flows), "x")
    page.undo_wanted.emit()
    assert page.standing.text().startswith("9 clips")
    click(qtbot, page.redo)
    assert page.standing.text().startswith("No baseline")
    click(qtbot, page.undo)
    assert page.standing.text().startswith("9 clips")


def test_the_page_leads_on_to_learning_and_holds_no_filled_button(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    window, desk, page = open_story(show, qtbot, flows)
    wanted = []
    desk.result.page.baseline.learn_wanted.connect(lambda: wanted.append(True))
    page.learn_wanted.emit()
    assert wanted == [True]
    assert filled(window) == []  # type: ignore[arg-type]


def test_another_visit_another_condition_and_a_new_take_bring_the_take_back(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    _, desk, page = open_story(show, qtbot, flows)
    desk.result.page.history.visit_chosen.emit(flows.machines.inspections[0].id)
    assert not page.isVisible() and desk.result.page.note.isVisible()
    click(qtbot, desk.result.bar.baseline)
    machine = flows.machines.all[flows.machines.inspections[0].machine_id]
    desk.result.bar.condition_chosen.emit(machine.points[0].conditions[1].id)
    assert not page.isVisible() and desk.result.page.next.isVisible()
    click(qtbot, desk.result.bar.baseline)
    assert page.standing.text() == "No baseline counts"
    desk.result.bar.condition_chosen.emit(condition(flows))
    click(qtbot, desk.result.bar.baseline)
    later = inspection(machine, State.WATCH, "new.wav", analysed_at=NOON + timedelta(days=3))
    flows.machines.inspections.append(later)
    desk.result.presenter.follow(machine.id)
    desk.inspected(later)
    assert not page.isVisible()
    assert desk.result.inspection is later


def test_a_machine_without_a_take_has_its_baseline_page_too(show: Show, qtbot: QtBot) -> None:
    machine = fan()
    flows = FakeWorkflows(machine)
    condition_id = machine.points[0].conditions[0].id
    flows.machines.baselines[condition_id] = baseline(condition_id, 4)
    _, desk, page = open_story(show, qtbot, flows)
    assert not desk.result.page.next.isVisible()
    flows.review.repair(condition_id, "x")
    desk.result.baseline_moved()
    assert page.isVisible()
    click(qtbot, page.close_button)
    assert desk.result.page.next.isVisible()


@pytest.mark.parametrize("size", [(800, 768), (1366, 768)])
def test_no_sentence_of_it_is_cut(show: Show, qtbot: QtBot, flows: FakeWorkflows, size: tuple[int, int]) -> None:
    _, desk = show(flows, size=size)
    flows.review.repair(condition(flows), "A long story of what was repaired and why it had to be, " * 3)
    desk.result.open_story()
    qtbot.wait(50)
    page = desk.result.page.story
    texts = [page.standing, page.text, *page.log._texts]
    assert len(texts) > 7
    for text in texts:
        assert text.height() >= text.heightForWidth(text.width()), text.text()
    assert page.log.widget().width() <= page.log.viewport().width()


@pytest.mark.parametrize("width", [870, 930, 1366])
def test_something_leads_to_the_baseline_at_every_width(
    show: Show, qtbot: QtBot, flows: FakeWorkflows, width: int
) -> None:
    _, desk = show(flows, size=(width, 768))
    assert desk.result.bar.baseline.isVisible() or desk.result.page.baseline.open.isVisible()
    learn = desk.result.bar._learn
    learn.grab()
    assert (learn.text() or learn.accessibleName()) == "Learn healthy"
    assert "healthy" in learn.toolTip()


def test_where_the_bar_is_narrow_a_line_leads_to_the_baseline(
    show: Show, qtbot: QtBot, flows: FakeWorkflows
) -> None:
    _, desk = show(flows, size=(800, 768))
    assert not desk.result.bar.baseline.isVisible()
    line = desk.result.page.baseline
    assert line.isVisible() and line._text.text() == "Baseline of 9 clips"
    click(qtbot, line.open)
    assert desk.result.page.story.isVisible()
