"""The long view tells what the history keeps: visits, limits, events, ranges in dB, readings, and never less."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.acoustics.bands import band_range_hz
from app.domain.identity import new_id
from app.domain.machine import Criticality
from app.domain.problem import Problem
from app.domain.reading import Quantity
from app.domain.review import Found
from app.domain.verdict import State, Thresholds
from app.history.history import History
from app.workflows.forecast import LookAhead
from app.workflows.machine_story import MachineStory
from app.workflows.machine_story_values import EventKind, Filters, Point, thinned
from tests.history import builders
from tests.history.builders import START

DAY = timedelta(days=1)


class Kept:
    """A machine with two conditions and its story."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.machine = history.add_machine(
            replace(builders.machine(conditions=2), criticality=Criticality.HIGH), "M. Großmann"
        )
        self.condition_id = builders.condition_of(self.machine)
        self.story = MachineStory(history, LookAhead(history))

    def visit(self, at: int, state: State = State.HEALTHY, *, device: str = "Røde", baseline=None, **verdict):
        made = builders.inspection(self.machine, baseline, state, START + at * DAY)
        made = replace(
            made,
            take=replace(made.take, device=device),
            verdict=replace(made.verdict, **verdict) if verdict else made.verdict,
        )
        return self.history.add_inspection(made)

    def of(self, **how):
        return self.story.of(self.machine.id, self.condition_id, **how)


@pytest.fixture
def kept(tmp_path: Path):
    with History.open(tmp_path / "history") as history:
        yield Kept(history)


def test_a_visit_comes_with_its_note_and_what_was_found(kept):
    first, second = kept.visit(1), kept.visit(8, State.ABNORMAL)
    kept.history.set_note(first.id, "Belt changed")
    kept.history.add_review(builders.review(second.id))
    story = kept.of()
    assert [one.inspection_id for one in story.points] == [first.id, second.id] and story.visits == 2
    assert story.points[0].note == "Belt changed" and story.points[0].found is None
    assert story.points[1].found is Found.FAULTY and story.points[1].cause == "Lager – Käfig"
    assert story.ranges[0].low_hz == 2100.0
    assert [one.inspection_id for one in kept.of(since=START + 5 * DAY).points] == [second.id]


def test_limits_are_told_where_they_changed(kept):
    for at, watch in enumerate((0.8, 0.8, 0.71, 0.7, 0.8)):
        kept.visit(at, thresholds=Thresholds(watch, 1.0))
    kept.visit(9, thresholds=None)
    assert [(one.since, one.limits.watch) for one in kept.of().limits] == [
        (START, 0.8),
        (START + 2 * DAY, 0.7),
        (START + 4 * DAY, 0.8),
    ]


def test_limits_that_wobble_by_a_few_hundredths_are_one(kept):
    for at, watch in enumerate((0.735, 0.759, 0.77, 0.735, 0.77, 0.74)):
        kept.visit(at, thresholds=Thresholds(watch, 1.0))
    assert [(one.since, one.limits.watch) for one in kept.of().limits] == [(START, 0.74)]


def test_what_happened_is_told_and_what_was_undone_does_not_stand(kept):
    kept.visit(1)
    kept.visit(2, device="")
    kept.visit(3, device="Zoom H1")
    assert not kept.of().learnt
    builders.add_baseline(kept.history, kept.condition_id)
    assert kept.of().learnt
    kept.history.repair(kept.condition_id, "new bearing", "M. Großmann")
    assert [event.stands for event in kept.of().events if event.kind is EventKind.REPAIR] == [True]
    kept.history.undo_baseline(kept.condition_id)
    events = kept.of().events
    assert [event.kind for event in events] == [
        EventKind.LEARNT,
        EventKind.MICROPHONE,
        EventKind.REPAIR,
        EventKind.UNDONE,
    ]
    assert events[1].what == "Zoom H1" and events[1].at == START + 3 * DAY
    assert events[2].what == "new bearing" and not events[2].stands


def test_a_range_is_the_mean_of_its_bands_as_the_verdict_measured_them(kept):
    excess = np.zeros(128, dtype=np.float32)
    excess[10:15] = (6.0, 8.0, 10.0, 8.0, 6.0)
    heard = kept.visit(1, State.ABNORMAL, excess_db=excess)
    kept.visit(2, excess_db=None)
    line = kept.story.bands(kept.condition_id, *band_range_hz(10, 14))
    assert [(one.inspection_id, one.excess_db) for one in line.points] == [(heard.id, pytest.approx(7.6))]
    assert (line.low_hz, line.high_hz) == pytest.approx(band_range_hz(10, 14))
    narrow = kept.story.bands(kept.condition_id, band_range_hz(12, 12)[0], band_range_hz(12, 12)[0] + 1e-3)
    assert narrow.points[0].excess_db in {8.0, 10.0}
    # What the filter of a recorder decides is no level of the machine.
    top = kept.story.bands(kept.condition_id, 7000.0, 8000.0)
    assert top.high_hz < 7300.0


def test_what_to_do_comes_with_the_forecast(kept):
    ahead = kept.story.forecast(kept.machine.id, kept.condition_id)
    assert ahead.state is State.NO_BASELINE and ahead.action.what.startswith("Learn")
    baseline = builders.add_baseline(kept.history, kept.condition_id)
    found = kept.visit(3, State.ABNORMAL, baseline=baseline)
    assert kept.story.forecast(kept.machine.id, kept.condition_id).state is State.ABNORMAL
    kept.history.add_review(builders.review(found.id, Found.HEALTHY))
    assert kept.story.forecast(kept.machine.id, kept.condition_id).state is State.HEALTHY


def test_inspections_are_read_page_by_page_with_their_notes(kept):
    ids = [kept.visit(at, State.ABNORMAL if at == 3 else State.HEALTHY).id for at in range(5)]
    kept.history.set_note(ids[3], "Guard loose")
    page = kept.story.visits(kept.machine.id, limit=2)
    assert [line.visit.inspection_id for line in page.lines] == [ids[4], ids[3]] and page.more
    assert [line.note for line in page.lines] == ["", "Guard loose"]
    rest = kept.story.visits(kept.machine.id, before=ids[3], limit=3)
    assert [line.visit.inspection_id for line in rest.lines] == ids[2::-1] and not rest.more
    chosen = kept.story.visits(kept.machine.id, Filters(words="guard", state=State.ABNORMAL, found=Found.OPEN))
    assert [line.visit.inspection_id for line in chosen.lines] == [ids[3]]
    within = Filters(kept.condition_id, since=START + DAY, until=START + 3 * DAY)
    assert len(kept.story.visits(kept.machine.id, within).lines) == 2


def test_thrown_away_and_brought_back(kept):
    one = kept.visit(1)
    kept.story.throw(one.id)
    assert kept.of().points == () and kept.story.visits(kept.machine.id).lines == ()
    kept.story.bring_back(one.id)
    assert len(kept.of().points) == 1


def test_a_reading_is_typed_in_corrected_withdrawn_and_taken_back(kept):
    visit = kept.visit(2)
    type_in = kept.story.type_in
    typed = type_in(kept.condition_id, Quantity.TEMPERATURE, 140.0, "°F", inspection_id=visit.id, by="Br")
    type_in(kept.condition_id, Quantity.TEMPERATURE, 58.5, "°C", at=START)
    (line,) = kept.of().readings
    assert (line.unit, [one.at for one in line.readings]) == ("°C", [START, START + 2 * DAY])
    assert line.readings[1].drawn == pytest.approx(60.0) and line.readings[1].by == "Br"
    right = kept.story.correct(typed.id, 60.5, "°C")
    assert [one.value for one in kept.story.lines(right.id)] == [60.5, 140.0]
    gone = kept.story.withdraw(right.id)
    assert len(kept.of().readings[0].readings) == 1
    kept.story.undo(gone.id)
    assert [one.value for one in kept.of().readings[0].readings] == [58.5, 60.5]
    with pytest.raises(Problem):
        kept.story.correct(typed.id, 61.0, "°C")


def point(at: float, score: float | None, state: State, note: str = "") -> Point:
    return Point(new_id(), START + timedelta(minutes=at), state, score, note=note)


def test_few_points_are_left_as_they_are():
    points = [point(at, 0.3, State.HEALTHY) for at in range(50)]
    assert thinned(points, 50) == tuple(points)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1e6),
            st.sampled_from([State.HEALTHY, State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL]),
            st.floats(0, 3),
        ),
        min_size=40,
        max_size=150,
    )
)
def test_thinning_keeps_order_ends_and_the_worst_of_every_stretch(visits):
    ordered = sorted(visits, key=lambda one: one[0])
    points = [
        point(at, None if state is State.CANNOT_TELL else score, state, "note" if number == 7 else "")
        for number, (at, state, score) in enumerate(ordered)
    ]
    few = thinned(points, 30)
    ids = {one.inspection_id for one in few}
    assert list(few) == [one for one in points if one.inspection_id in ids]
    assert points[7] in few and points[0] in few
    worst = [one for one in points if one.state is State.ABNORMAL]
    kept = [one for one in few if one.state is State.ABNORMAL]
    assert bool(worst) is bool(kept)
    assert max((one.score for one in worst), default=0) == max((one.score for one in kept), default=0)
    stretch = (points[-1].when - points[0].when) / 9
    for one in worst:
        assert any(abs(one.when - other.when) <= stretch for other in kept)


def test_three_thousand_visits_of_a_watch_become_few_and_the_abnormal_one_stays():
    points = [point(at, 0.4, State.HEALTHY) for at in range(9000)]
    points[4321] = point(4321, 1.3, State.ABNORMAL)
    few = thinned(points)
    assert len(few) <= 4100 and points[4321] in few
