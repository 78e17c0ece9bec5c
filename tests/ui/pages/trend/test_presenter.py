"""What the trend page decides, with no widget: lanes, conditions, late answers, lists, readings."""

import subprocess
import sys
from datetime import timedelta

import pytest

from app.domain.problem import Problem
from app.domain.reading import Quantity
from app.domain.verdict import ExcessRange, State
from app.ui.pages.trend.presenter import TrendPresenter
from app.ui.pages.trend.readings_presenter import ReadingsPresenter
from app.ui.pages.trend.values import When, band_key
from app.ui.pages.trend.visits_presenter import VisitsPresenter
from app.workflows.machine_story_values import Filters
from tests.ui.fakes import InlineJobs
from tests.ui.pages.trend.fakes import LOW_RANGE, NOW, FakeStory, few, rising, weekly, worn

GONE = Problem("The history is gone.", "Plug in its drive.")


@pytest.fixture
def presenter(told, jobs):
    def make(story: FakeStory, jobs: InlineJobs = jobs) -> TrendPresenter:
        return TrendPresenter(story, jobs, told, clock=lambda: NOW)

    return make


def test_nothing_that_decides_imports_a_widget():
    modules = ", ".join(f"app.ui.pages.trend.{name}presenter" for name in ("", "visits_", "readings_"))
    heavy = ["PySide6.QtWidgets", "pyqtgraph", "sqlalchemy", "onnxruntime"]
    code = f"import sys, {modules}; print(*[n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_it_opens_where_the_machine_was_listened_to_last(presenter, told):
    presenter(worn()).open("fan")
    state = told.last("show_trend")
    assert state.story.condition_id == "c0" and state.ahead is not None
    assert told.of("show_trend")[0] == (None,)
    assert len(told.of("story_read")) == 1


def test_the_first_range_of_the_finding_is_read_the_others_are_offered(presenter, told):
    made = presenter(worn())
    made.open("fan")
    bands = dict(told.last("show_trend").bands)
    assert bands[LOW_RANGE] is not None and bands[(350.0, 450.0)] is None
    made.toggle_lane(band_key((350.0, 450.0)))
    assert dict(told.last("show_trend").bands)[(350.0, 450.0)] is not None


def test_most_readings_are_shown_and_any_lane_can_be_hidden(presenter, told):
    made = presenter(worn())
    made.open("fan")
    assert told.last("show_trend").hidden == {"CURRENT"}
    made.toggle_lane("CURRENT")
    made.toggle_lane(band_key(LOW_RANGE))
    assert told.last("show_trend").hidden == {band_key(LOW_RANGE)}
    made.refresh()
    assert told.last("show_trend").hidden == {band_key(LOW_RANGE)}
    made.add_range(*LOW_RANGE)
    assert told.last("show_trend").hidden == set()


@pytest.mark.parametrize("wanted", [(400.0, 300.0), (300.0, 300.0), (-1.0, 100.0), (100.0, 9000.0)])
def test_what_is_no_range_is_refused(presenter, told, wanted):
    made = presenter(worn())
    assert not made.add_range(100.0, 200.0)
    made.open("fan")
    assert not made.add_range(*wanted)


def test_an_added_range_stays_when_all_is_read_again(presenter, told):
    made = presenter(worn())
    made.open("fan")
    assert made.add_range(1000.0, 2000.0)
    made.refresh()
    assert dict(told.last("show_trend").bands)[(1000.0, 2000.0)] is not None
    made.choose("c1")
    assert (1000.0, 2000.0) not in dict(told.last("show_trend").bands)


def test_a_late_answer_of_another_condition_is_not_shown(presenter, told):
    late = InlineJobs(auto=False)
    made = presenter(worn(), late)
    made.open("fan", "c0")
    late.settle(1)
    made.choose("c1")
    late.settle()
    states = [args[0] for args in told.of("show_trend") if args[0] is not None]
    last = states[-1]
    assert last.story.condition_id == "c1" and last.story.points == ()
    assert last.ahead is None or last.ahead.forecast.condition_id == "c1"


def test_the_same_machine_again_keeps_its_condition_and_shows_no_blank(presenter, told):
    made = presenter(worn())
    made.open("fan", "c1")
    told.calls.clear()
    made.open("fan")
    assert all(args[0] is not None for args in told.of("show_trend"))
    assert told.last("show_trend").story.condition_id == "c1"


def test_what_the_history_refuses_is_told_and_cleared(presenter, told):
    story = worn()
    story.refuses = GONE
    made = presenter(story)
    made.open("fan")
    assert "The history is gone." in told.problems().values()
    story.refuses = None
    made.refresh()
    assert told.problems() == {}


def test_after_leaving_nothing_is_heard_any_more(presenter, told):
    late = InlineJobs(auto=False)
    made = presenter(worn(), late)
    made.open("fan")
    made.leave()
    late.settle()
    assert told.of("story_read") == []


# The list


@pytest.fixture
def listed(told, jobs):
    def make(story: FakeStory, jobs: InlineJobs = jobs) -> VisitsPresenter:
        made = VisitsPresenter(story, jobs, told)
        made.open("fan", "c0", others=True)
        return made

    return make


def ids(told) -> list[str]:
    return [line.visit.inspection_id for line in told.last("show_list").lines]


def test_the_list_grows_page_by_page(listed, told):
    made = listed(FakeStory(points=rising(120)))
    assert ids(told)[0] == "i119" and len(ids(told)) == 50 and told.last("show_list").more
    made.more()
    made.more()
    assert len(ids(told)) == 120 and not told.last("show_list").more
    made.more()
    assert len(ids(told)) == 120
    made.refresh()
    assert len(ids(told)) == 120


def test_one_page_at_a_time_is_asked_for(told):
    late, story = InlineJobs(auto=False), FakeStory(points=rising(120))
    made = VisitsPresenter(story, late, told)
    made.open("fan", "c0", others=False)
    late.settle()
    made.more()
    made.more()
    late.settle()
    assert len(story.asked) == 2


def test_filters_follow_the_condition_or_the_whole_machine(listed, told):
    story = worn()
    made = listed(story)
    made.filter(Filters(state=State.WATCH, words="x"), whole=False)
    assert story.asked[-1][0] == Filters("c0", State.WATCH, words="x") and told.last("show_list").filtered
    made.filter(Filters(), whole=True)
    assert story.asked[-1][0] == Filters(None) and not told.last("show_list").filtered
    made.open("other", "c9", others=False)
    assert story.asked[-1][0] == Filters("c9")


def test_of_two_that_are_ticked_the_first_gives_way(listed, told):
    made = listed(worn())
    made.compare()
    assert told.of("compare") == []
    made.tick("i100")
    made.compare()
    assert told.of("compare")[-1] == ("i100", "")
    made.tick("i103")
    made.compare()
    assert told.of("compare")[-1] == ("i100", "i103")
    made.tick("i101")
    assert told.last("show_list").ticked == ("i103", "i101")
    made.compare()
    assert told.of("compare")[-1] == ("i101", "i103")
    made.tick("i103")
    assert told.last("show_list").ticked == ("i101",)


def test_thrown_away_and_brought_back(listed, told):
    story = worn()
    made = listed(story)
    made.tick("i102")
    made.tick("i101")
    made.throw_ticked()
    assert story.binned == ["i102", "i101"] and "i102" not in ids(told) and told.last("show_list").ticked == ()
    text, undo = told.of("offer_undo")[-1]
    assert text == "2 inspections are in the bin." and len(told.of("visits_changed")) == 1
    undo()
    assert story.binned == [] and ids(told)[:3] == ["i103", "i102", "i101"]
    made.throw([])
    assert len(told.of("offer_undo")) == 1


def test_what_can_not_be_thrown_away_stays_in_the_list(listed, told):
    story = worn()
    made = listed(story)
    story.refuses = GONE
    made.throw(["i103"])
    assert "i103" in ids(told) and told.of("offer_undo") == [] and told.problems()


# The readings


@pytest.fixture
def read(told, jobs):
    def make(story: FakeStory) -> ReadingsPresenter:
        made = ReadingsPresenter(story, jobs, told)
        made.show_story(story.of("fan", "c0"))
        return made

    return make


def test_readings_are_newest_first_and_now_is_offered_first(read, told):
    story = worn()
    read(story)
    shown = told.last("show_readings")
    assert [one.at for one in shown.readings] == sorted((one.at for one in story.kept), reverse=True)
    assert shown.whens[0] == When() and shown.whens[1].inspection_id == "i103"


def test_a_reading_is_of_the_visit_that_was_pointed_at(read, told):
    story = few()
    made = read(story)
    made.point_at(story.points[1].when, "i1")
    when = told.last("show_readings").whens[0]
    made.type_in(Quantity.LOAD, 80.0, "%", when)
    assert (story.kept[-1].inspection_id, story.kept[-1].at) == ("i1", story.points[1].when)
    assert told.of("reading_kept") and told.of("readings_changed")
    text, undo = told.of("offer_undo")[-1]
    assert text == "Load is kept."
    undo()
    assert all(one.quantity is not Quantity.LOAD for one in story.kept)


def test_a_correction_takes_the_place_and_what_was_typed_is_told(read, told):
    story = few()
    made = read(story)
    wrong = story.kept[-1]
    made.correct(wrong)
    assert told.last("show_readings").correcting == wrong and told.last("show_readings").typed == (wrong,)
    made.type_in(wrong.quantity, 44.0, "°C", When(NOW - timedelta(days=9)))
    assert [one.value for one in story.kept] == [38.5, 44.0] and story.kept[-1].at == wrong.at
    assert told.last("show_readings").correcting is None
    told.of("offer_undo")[-1][1]()
    assert sorted(one.value for one in story.kept) == [38.5, 41.0]


def test_withdrawn_and_brought_back(read, told):
    story = few()
    made = read(story)
    made.withdraw()
    assert len(story.kept) == 2
    made.correct(story.kept[0])
    made.withdraw()
    assert [one.value for one in story.kept] == [41.0]
    text, undo = told.of("offer_undo")[-1]
    assert text == "Temperature is withdrawn."
    undo()
    assert sorted(one.value for one in story.kept) == [38.5, 41.0]


def test_what_is_refused_is_told_and_the_field_keeps_what_was_typed(read, told):
    story = few()
    made = read(story)
    story.refuses = GONE
    made.type_in(Quantity.LOAD, 80.0, "%", When())
    assert told.of("reading_kept") == [] and told.problems()


def test_a_reading_that_went_elsewhere_is_no_longer_corrected(read, told):
    story = few()
    made = read(story)
    made.correct(story.kept[0])
    story.kept.pop(0)
    made.show_story(story.of("fan", "c0"))
    assert told.last("show_readings").correcting is None
    made.correct(story.kept[0])
    made.stop_correcting()
    assert told.last("show_readings").correcting is None and told.of("reading_kept")


def test_ranges_follow_the_newest_finding(presenter, told):
    story = FakeStory(points=weekly([0.3, 0.4]))
    made = presenter(story)
    made.open("fan")
    assert told.last("show_trend").bands == ()
    story.ranges = (ExcessRange(100.0, 200.0, 5.0),)
    made.refresh()
    assert dict(told.last("show_trend").bands)[(100.0, 200.0)] is not None
