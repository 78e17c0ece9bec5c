"""What changed: read a month at a time, noted, taken back; nothing that was noted is lost to a late reading."""

from datetime import timedelta

from app.domain.fleet import Seen
from app.domain.problem import Problem
from app.ui.pages.fleet.changes_presenter import READING, SEEING, ChangesPresenter
from tests.ui.fakes import InlineJobs
from tests.ui.pages.fleet.fakes import NOON, fleet

GONE = Problem("The history is gone.", "Connect the drive again.")


def presented(made, told, jobs=None) -> ChangesPresenter:
    presenter = ChangesPresenter(made, jobs or InlineJobs(), told, clock=lambda: NOON)
    presenter.name({one.machine.id: one.machine.name for one in made.machines})
    return presenter


def test_a_month_is_read_then_one_further_back_and_as_far_again(told):
    made = fleet(23)
    presenter = presented(made, told)
    presenter.refresh()
    month = timedelta(days=30)
    count = len(told.last("show_changes").alerts)
    presenter.older()
    shown = told.last("show_changes")
    assert made.read == [(NOON - month, None), (NOON - 2 * month, NOON - month)]
    assert len(shown.alerts) > count and not shown.reading
    assert [one.at for one in shown.alerts] == sorted((one.at for one in shown.alerts), reverse=True)
    presenter.refresh()
    assert made.read[-1] == (NOON - 2 * month, None)


def test_what_was_seen_stays_in_its_place_and_can_be_taken_back(told):
    made = fleet(23)
    presenter = presented(made, told)
    presenter.refresh()
    before = told.last("show_changes")
    alert = before.shown[0]
    presenter.see(alert.id)
    after = told.last("show_changes")
    assert [one.id for one in after.shown] == [one.id for one in before.shown]
    assert after.shown[0].seen and after.open_count == before.open_count - 1
    text, undo = told.of("offer_undo")[-1]
    assert text.startswith("Seen: ")
    undo()
    assert told.last("show_changes").open_count == before.open_count
    assert made.noted[-1].open_again
    presenter.see(alert.id)
    presenter.refresh()
    assert alert.id not in {one.id for one in told.last("show_changes").shown}
    presenter.show_all(True)
    assert alert.id in {one.id for one in told.last("show_changes").shown}


def test_a_note_is_kept_and_undone_to_the_one_before(told):
    made = fleet(23)
    presenter = presented(made, told)
    presenter.refresh()
    alert = told.last("show_changes").shown[0]
    presenter.see_with(alert.id, " Belt slipped. ")
    presenter.see_with(alert.id, "Belt changed.")
    assert told.last("show_changes").shown[0].seen.note == "Belt changed."
    told.of("offer_undo")[-1][1]()
    assert told.last("show_changes").shown[0].seen.note == "Belt slipped."


def test_what_is_noted_while_the_list_is_read_is_not_lost_to_it(told):
    made = fleet(23)
    presenter = presented(made, told)
    presenter.refresh()
    alert = told.last("show_changes").shown[0]
    made.while_reading = lambda: presenter._take_on(alert.id, Seen(alert.id, "just now"))
    presenter.refresh()
    (now,) = [one for one in told.last("show_changes").alerts if one.id == alert.id]
    assert now.seen and now.seen.note == "just now"


def test_problems_are_told_and_the_list_stays(told):
    made = fleet(23)
    presenter = presented(made, told)
    presenter.refresh()
    count = len(told.last("show_changes").alerts)
    made.refuses["changes"] = GONE
    presenter.older()
    shown = told.last("show_changes")
    assert shown.failed and len(shown.alerts) == count and told.problems() == {READING: GONE.what}
    made.refuses = {"see": GONE}
    presenter.see(shown.shown[0].id)
    assert SEEING in told.problems() and not told.of("offer_undo")
    made.refuses = {}
    presenter.refresh()
    assert READING not in told.problems()


def test_a_reading_that_was_left_is_not_shown(told):
    made, jobs = fleet(23), InlineJobs(auto=False)
    presenter = presented(made, told, jobs)
    presenter.refresh()
    assert told.last("show_changes").reading
    presenter.leave()
    jobs.settle()
    assert told.last("show_changes").alerts is None and not told.last("show_changes").reading
