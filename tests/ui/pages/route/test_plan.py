"""The plan on the page: groups, intervals of one and of many, routes of what is chosen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.domain.fleet import MachineNow, MachineSummary
from app.domain.identity import now
from app.domain.plan import timing
from app.ui.pages.route.plan_paint import Columns
from app.ui.pages.route.values import Group, PlanHead, PlanRow, View
from app.ui.pages.route.words import due_words, group_of, interval_words, percent
from tests.history.builders import machine


@pytest.fixture
def plan(desk):
    """In front; a menu needs a screen, so that it is asked for without being opened."""
    desk.show_view(View.PLAN)
    desk.page.plan.table.interval_wanted.disconnect()
    return desk.page.plan


def rows(plan) -> list[PlanRow]:
    return [row for row in plan.table._machines.rows if isinstance(row, PlanRow)]


def heads(plan) -> dict[Group, int]:
    return {row.group: row.count for row in plan.table._machines.rows if isinstance(row, PlanHead)}


@pytest.mark.parametrize(
    ("days", "words", "group"),
    [
        (-3, "late 3 days", Group.OVERDUE),
        (-1, "late 1 day", Group.OVERDUE),
        (0, "today", Group.TODAY),
        (1, "tomorrow", Group.WEEK),
        (7, "in 7 days", Group.WEEK),
        (8, "in 8 days", Group.LATER),
        (None, "no date", Group.NONE),
    ],
)
def test_dates_in_words_and_groups(days, words, group):
    noon = now().astimezone().replace(hour=12, minute=0)
    due = None if days is None else noon.replace(hour=13) + timedelta(days=days)
    one = MachineNow(MachineSummary(machine(), ()), due, timing(due, noon))
    assert (due_words(one, noon), group_of(one, noon)) == (words, group)


def test_a_date_of_this_morning_is_overdue_and_still_called_today():
    noon = now().astimezone().replace(hour=12, minute=0)
    one = MachineNow(MachineSummary(machine(), ()), noon.replace(hour=8), timing(noon.replace(hour=8), noon))
    assert (due_words(one, noon), group_of(one, noon)) == ("today", Group.OVERDUE)


@pytest.mark.parametrize(("days", "words"), [(None, "no date"), (1, "daily"), (14, "every 14 days")])
def test_intervals_in_words(days, words):
    assert interval_words(days) == words


def test_all_of_the_way_is_behind_only_at_its_end():
    assert (percent(7, 12), percent(199, 200), percent(200, 200), percent(0, 0)) == (58, 99, 100, 0)


def test_groups_follow_each_other_with_their_counts(desk, plan, machines):
    groups = [row.group for row in plan.table._machines.rows if isinstance(row, PlanHead)]
    assert groups == [group for group in Group if group in groups]
    assert sum(heads(plan).values()) == len(machines)
    assert f"{heads(plan)[Group.OVERDUE]} overdue" in desk.bar._facts.text()


def test_interval_of_all_that_are_chosen_is_set_and_taken_back(desk, plan, history, around):
    chosen = [row.machine_id for row in rows(plan)[:3]]
    before = [history.machine(one).interval_days for one in chosen]
    plan.table.choose(chosen)
    plan.panel.intervals[4].click()

    assert [history.machine(one).interval_days for one in chosen] == [90, 90, 90]
    assert (set(plan.table.chosen), around.changes) == (set(chosen), 1)
    assert len(plan.table.selectionModel().selectedIndexes()) == 3
    assert around.undo() == "3 machines: every 90 days."
    assert [history.machine(one).interval_days for one in chosen] == before
    assert around.changes == 2


def test_any_number_of_days_can_be_typed_and_nonsense_cannot(plan, history, around, qtbot):
    one = rows(plan)[0].machine_id
    plan.table.choose([one])
    for typed in ("0", "99999", "x"):
        plan.panel.days.clear()
        qtbot.keyClicks(plan.panel.days, typed)
        plan.panel.set_days.click()
    assert around.undos == [] or history.machine(one).interval_days == 9999
    plan.panel.days.clear()
    qtbot.keyClicks(plan.panel.days, "45")
    qtbot.keyClick(plan.panel.days, Qt.Key.Key_Return)
    assert history.machine(one).interval_days == 45


def test_interval_opens_in_its_row_for_that_machine_or_for_all_chosen(plan, history, qtbot):
    first, second, third = (row.machine_id for row in rows(plan)[:3])
    plan.table.choose([second, third])
    index = plan.table._machines.index(plan.table._machines.row_of(first))
    place = Columns(plan.table.visualRect(index)).interval.center()
    with qtbot.waitSignal(plan.table.interval_wanted) as told:
        qtbot.mousePress(plan.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0] == first
    assert set(plan.table.chosen) == {second, third}

    def press(machine_id: str, word: str) -> None:
        menu = plan.interval_menu(machine_id)
        next(act for act in menu.actions() if act.text() == word).trigger()

    press(first, "Every 60 days")
    press(second, "No date")
    assert [history.machine(one).interval_days for one in (first, second, third)] == [60, None, None]


def test_head_chooses_its_group_and_lets_go_of_it(plan, qtbot):
    place = plan.table.visualRect(plan.table._machines.index(0)).center()
    qtbot.mouseClick(plan.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(plan.table.chosen) == heads(plan)[Group.OVERDUE]
    qtbot.mouseClick(plan.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert plan.table.chosen == ()


def test_keys_choose_and_open(plan, qtbot):
    plan.table.setCurrentIndex(plan.table._machines.index(1))
    assert len(plan.table.chosen) == 1
    qtbot.keyClick(plan.table, Qt.Key.Key_Space)
    assert plan.table.chosen == ()
    with qtbot.waitSignal(plan.table.interval_wanted):
        qtbot.keyClick(plan.table, Qt.Key.Key_F2)


def test_what_is_due_becomes_a_route_in_the_order_of_another(desk, plan, history, machines, qtbot):
    from app.domain.plan import Route

    plan.panel._until.setCurrentIndex(1)
    plan.panel._until.activated.emit(1)
    due = plan.table.chosen
    assert len(due) == heads(plan)[Group.OVERDUE] + heads(plan).get(Group.TODAY, 0)
    back = history.routes.add(Route("Backwards", due[::-1]))
    desk.open()
    assert plan.table.chosen == due
    plan.panel.order.setCurrentIndex(plan.panel.order.findData(back.id))

    plan.panel.make.click()

    assert desk.page.currentWidget() is desk.page.route
    assert desk.drafts.draft.machine_ids == due[::-1]
    desk.page.route.draft.save.click()
    assert {one.name for one in history.routes.all()} == {"Backwards", "Route 1"}


def test_search_finds_by_name_code_and_area_and_chosen_are_only_those_shown(desk, plan, machines):
    plan.table.choose([row.machine_id for row in rows(plan)])
    desk.bar.search.setText(machines[4].code.lower())
    assert [row.machine_id for row in rows(plan)] == [machines[4].id]
    assert plan.table.chosen == (machines[4].id,)
    desk.bar.search.setText("nowhere")
    assert not plan.table.isVisible() and plan._empty.text() == "No machine matches."


def test_a_visit_elsewhere_keeps_place_and_choice(desk, plan, history, machines):
    from tests.ui.pages.route.plant import visit

    chosen = [row.machine_id for row in rows(plan)[2:5]]
    plan.table.choose(chosen)
    visit(history, machines[0], 0)
    desk.open()
    assert set(plan.table.chosen) == set(chosen)
