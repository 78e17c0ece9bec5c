"""Walking a route on the page: setting out, stop by stop, to the end; wording a route."""

from dataclasses import replace

from PySide6.QtCore import Qt

from app.domain.plan import Route, StopState
from app.ui.pages.route.stop_paint import spoken
from app.ui.pages.route.values import PROPOSAL, View
from tests.ui.pages.route.plant import visit


def kept(history, machines, *numbers: int, name: str = "Monday") -> Route:
    return history.routes.add(Route(name, tuple(machines[number].id for number in numbers)))


def walk(desk):
    """What the page shows of the walk."""
    return desk.page.route._shown


def begun(desk, history, machines, *numbers: int) -> Route:
    route = kept(history, machines, *numbers)
    desk.routes.follow(route.id)
    desk.open()
    desk.page.route.walk.big.click()
    return route


def test_what_is_due_today_is_offered_as_a_route_and_walked(desk, history, machines):
    assert walk(desk).chosen == PROPOSAL
    due = [row.machine_id for row in walk(desk).stops]
    assert due and not desk.page.route.stop.isVisible()

    desk.page.route.walk.big.click()

    (route,) = history.routes.all()
    assert (route.name, list(route.machine_ids), walk(desk).chosen) == ("Due today", due, route.id)
    assert walk(desk).stop.title == f"Next, stop 1 of {len(due)}"


def test_stop_by_stop_to_the_end(desk, history, machines, qtbot):
    begun(desk, history, machines, 2, 3)
    with qtbot.waitSignal(desk.record_wanted) as told:
        desk.page.route.stop.record.click()
    assert told.args == [machines[2].id, machines[2].points[0].conditions[0].id]

    visit(history, machines[2], 0)
    desk.open()
    assert (walk(desk).stop.row.name, walk(desk).walk.summary) == (machines[3].name, "1 of 2 · 50 %")
    visit(history, machines[3], 0)
    desk.open()

    assert walk(desk).walk.over and not desk.page.route.stop.isVisible()
    desk.page.route.walk.big.click()
    assert not walk(desk).walk.running


def test_one_of_three_points_is_shown_and_done_here_leads_on(desk, history, machines, around):
    begun(desk, history, machines, 1, 2)
    visit(history, machines[1], 0)
    desk.open()
    shown = walk(desk)
    assert (shown.stop.row.points, shown.stop.over, shown.stop.row.is_next) == ("1 of 3 points", "Done here", True)
    assert shown.stop.condition_id == machines[1].points[1].conditions[0].id

    desk.page.route.stop.over.click()

    assert walk(desk).stops[0].became is StopState.DONE
    assert walk(desk).stop.row.name == machines[2].name
    assert around.undo() == f"{machines[1].name} is done."
    assert walk(desk).stop.row.points == "1 of 3 points"


def test_skipping_leads_on_and_a_skipped_stop_can_be_visited_after_all(desk, history, machines, around):
    begun(desk, history, machines, 2, 3)
    desk.page.route.stop.over.click()
    assert around.undos[-1][0] == f"{machines[2].name} is skipped."
    assert (walk(desk).stops[0].became, walk(desk).stop.row.number) == (StopState.SKIPPED, 2)

    desk.routes.choose_stop(machines[2].id)
    desk.page.route.stop.over.click()

    assert walk(desk).stops[0].became is StopState.LEFT


def test_ended_in_the_middle_says_what_is_left_and_goes_on_when_taken_back(desk, history, machines, around):
    begun(desk, history, machines, 2, 3, 4)
    desk.page.route.stop.over.click()
    desk.page.route.walk.end_button.click()
    assert not walk(desk).walk.running
    assert around.undo() == "Monday is over, 2 stops left."
    assert (walk(desk).walk.running, walk(desk).stop.row.number) == (True, 2)


def test_any_stop_can_be_looked_at_and_coming_back_the_next_one_is(desk, history, machines):
    begun(desk, history, machines, 2, 3, 4)
    stops = desk.page.route.stops
    stops.setCurrentIndex(stops.model().index(2, 0))
    assert walk(desk).stop.title == "Stop 3 of 3"
    desk.open()
    assert walk(desk).stop.title == "Next, stop 1 of 3"


def test_start_route_of_the_fleet_page_opens_the_walk_under_way(desk, history, machines):
    route = kept(history, machines, 2, 3, name="Zulu")
    kept(history, machines, 4, name="Alpha")
    desk.show_view(View.PLAN)
    desk.open_run()
    assert walk(desk).chosen == PROPOSAL
    history.routes.start_run(route.id)
    desk.open_run()
    assert (walk(desk).chosen, desk.page.currentWidget()) == (route.id, desk.page.route)


def test_route_is_worded_and_taken_back_in_one_go(desk, history, machines, around, qtbot):
    route = kept(history, machines, 2, 3, 4)
    desk.routes.follow(route.id)
    desk.open()
    page = desk.page.route
    page.edit.click()
    page.stops.setCurrentIndex(page.stops.model().index(2, 0))
    qtbot.keyClick(page.stops, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page.draft.up.click()
    page.draft.search.setText("")
    desk.drafts.seek(machines[7].code)
    page.draft.found.setCurrentIndex(page.draft.found.model().index(0, 0))
    qtbot.keyClick(page.draft.found, Qt.Key.Key_Return)
    page.stops.setCurrentIndex(page.stops.model().index(1, 0))
    qtbot.keyClick(page.stops, Qt.Key.Key_Delete)
    desk.drafts.set_name("Friday")
    assert history.routes.all() == [route]

    page.draft.save.click()

    (changed,) = history.routes.all()
    assert (changed.name, changed.machine_ids) == ("Friday", tuple(machines[at].id for at in (4, 3, 7)))
    assert not page.drafting and [row.machine_id for row in walk(desk).stops] == list(changed.machine_ids)
    assert around.undo() == "“Friday” is changed."
    assert history.routes.all()[0].machine_ids == route.machine_ids


def test_a_dragged_stop_lands_where_it_was_dropped(desk, history, machines):
    route = kept(history, machines, 2, 3, 4, 6)
    desk.routes.follow(route.id)
    desk.open()
    desk.page.route.edit.click()
    stops = desk.page.route.stops.model()

    def drag(at: int, row: int) -> list[str]:
        nowhere = stops.index(-1)
        stops.dropMimeData(stops.mimeData([stops.index(at)]), Qt.DropAction.MoveAction, row, 0, nowhere)
        return [row.name for row in stops.rows]

    names = [machines[at].name for at in (2, 3, 4, 6)]
    assert drag(0, 2) == [names[1], names[0], names[2], names[3]]
    assert drag(3, 0) == [names[3], names[1], names[0], names[2]]
    assert drag(0, -1) == [names[1], names[0], names[2], names[3]]
    assert history.routes.all() == [route]


def test_escape_leaves_the_route_as_it_was_and_what_was_moved_can_be_had_again(
    desk, history, machines, qtbot, around
):
    route = kept(history, machines, 2, 3)
    desk.routes.follow(route.id)
    desk.open()
    desk.page.route.edit.click()
    desk.drafts.remove(0)
    qtbot.keyClick(desk.page.route.draft, Qt.Key.Key_Escape)
    assert (desk.page.route.drafting, len(walk(desk).stops)) == (False, 2)
    assert history.routes.all() == [route]
    assert around.undo() == "“Monday” stays as it was."
    assert desk.drafts.draft.machine_ids == (machines[3].id,)
    desk.drafts.move(0, 5)
    desk.open_run()
    assert not desk.page.route.drafting


def test_name_taken_is_told_and_what_was_worded_stays(desk, history, machines, around):
    kept(history, machines, 2)
    desk.page.route.new.click()
    desk.drafts.set_name("monday")
    desk.drafts.add(machines[5].id)
    desk.page.route.draft.save.click()
    assert "Monday" in around.problems["route"].what
    assert desk.page.route.drafting
    desk.drafts.set_name("Tuesday")
    desk.page.route.draft.save.click()
    assert (around.problems, desk.page.route.drafting) == ({}, False)
    assert walk(desk).walk.name == "Tuesday"
    assert around.undo() == "“Tuesday” is saved."
    assert [one.name for one in history.routes.all()] == ["Monday"]


def test_route_is_deleted_and_brought_back(desk, history, machines, around):
    route = kept(history, machines, 2, 3)
    desk.routes.follow(route.id)
    desk.open()
    desk.page.route.edit.click()
    desk.page.route.draft.drop.click()
    assert (history.routes.all(), desk.page.route.drafting) == ([], False)
    around.undo()
    assert (len(history.routes.all()), walk(desk).chosen) == (1, route.id)


def test_stops_in_the_bin_stay_on_a_route_that_is_worded(desk, history, machines):
    from app.domain.bin import Thing

    route = kept(history, machines, 2, 3, 4)
    history.bin.throw(Thing.MACHINE, machines[3].id)
    desk.routes.follow(route.id)
    desk.open()
    desk.page.route.edit.click()
    desk.drafts.move(0, 1)
    desk.page.route.draft.save.click()
    assert history.routes.all()[0].machine_ids == tuple(machines[at].id for at in (4, 2, 3))


def test_proposed_route_is_edited_as_a_new_one(desk, history, machines):
    due = [row.machine_id for row in walk(desk).stops]
    desk.page.route.edit.click()
    desk.page.route.draft.save.click()
    (route,) = history.routes.all()
    assert (route.name, list(route.machine_ids)) == ("Route 1", due)


def test_walk_under_way_keeps_its_stops_and_says_so(desk, history, machines, around):
    begun(desk, history, machines, 2, 3)
    desk.page.route.edit.click()
    desk.drafts.remove(0)
    desk.page.route.draft.save.click()
    assert around.undos[-1][0] == "“Monday” is changed; the walk under way keeps its stops."
    assert len(walk(desk).stops) == 2


def test_reading_that_was_overtaken_says_nothing(desk, history, machines, jobs):
    jobs.auto = False
    desk.open()
    desk.open()
    desk.leave()
    kept(history, machines, 2)
    jobs.settle()
    assert [row.key for row in walk(desk).routes] == [PROPOSAL]


def test_history_that_cannot_be_read_is_told_until_it_can(desk, around, monkeypatch):
    from app.domain.problem import Problem

    def refuse() -> None:
        raise Problem("The history folder is gone.", "Connect the drive.")

    monkeypatch.setattr(desk.board.walk, "plan", refuse)
    desk.open()
    assert around.problems["route plan"].what == "The history folder is gone."
    monkeypatch.undo()
    desk.open()
    assert around.problems == {}


def test_stop_as_a_screen_reader_says_it(desk, history, machines):
    begun(desk, history, machines, 2)
    row = walk(desk).stops[0]
    assert spoken(row).startswith(f"Stop 1, {machines[2].name}, {row.state.value}, {row.due}")
    assert spoken(row).endswith("next")
    assert spoken(replace(row, became=StopState.SKIPPED, is_next=False)).endswith("skipped")
