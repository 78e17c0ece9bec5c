"""What a technician says afterwards: kept beside the verdict, and a baseline moves only on an act of its own."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.review import BaselineEvent, Found
from app.domain.verdict import State
from app.history.history import History
from app.main.wiring import build
from app.workflows.review import Joining, ReviewTake
from tests.e2e.support import RATE_HZ, healthy_wav, write_wav
from tests.workflows.conftest import Plant

LEARNT, GROWN, AGAIN, REPAIR, UNDONE = BaselineEvent


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory, healthy: list[Path]) -> Path:
    """A closed history: a fan learnt from five takes, then heard healthy, then faulty. Made once, copied often."""
    folder = tmp_path_factory.mktemp("story")
    fan = Machine("Fan", MachineType.FAN, (MeasuringPoint("Inlet", (OperatingCondition("Full"),), fixed=True),))
    with History.open(folder / "history") as history:
        plant = Plant(build(history, folder / "history"), history, folder / "history", fan, healthy)
        plant.flows.machines.add(fan)
        plant.learn(*healthy)
        plant.inspect(healthy_wav(folder / "later.wav", 12))
        plant.inspect(write_wav(folder / "faulty.wav", fan_take(10.0, RATE_HZ, 30, Fault.BLADE_DAMAGE)))
    return folder / "history"


@pytest.fixture
def plant(story: Path, tmp_path: Path, healthy: list[Path]) -> Iterator[Plant]:
    folder = tmp_path / "history"
    shutil.copytree(story, folder)
    with History.open(folder) as history:
        yield Plant(build(history, folder), history, folder, history.machines()[0], healthy)


@pytest.fixture
def review(plant: Plant) -> ReviewTake:
    return plant.flows.review


def visit(plant: Plant, state: State) -> Inspection:
    found = next(one for one in plant.history.visits(plant.fan.id) if one.state is state)
    return plant.history.inspection(found.inspection_id)


@pytest.fixture
def healthy_visit(plant: Plant) -> Inspection:
    return visit(plant, State.HEALTHY)


@pytest.fixture
def alarm(plant: Plant) -> Inspection:
    return visit(plant, State.ABNORMAL)


def judged(plant: Plant, like: Inspection, state: State) -> Inspection:
    """The same visit once more, with another verdict."""
    made = replace(like, id=state.name, verdict=replace(like.verdict, state=state))
    return plant.history.add_inspection(made)


def events(plant: Plant) -> list[BaselineEvent]:
    return [line.change.event for line in plant.flows.review.story(plant.condition_id).lines]


def test_a_take_is_taken_out_again_unless_something_came_after_it(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection
):
    review.confirm(healthy_visit.id)
    review.add_to_baseline(healthy_visit.id)
    assert review.take_out(healthy_visit.id).joining is Joining.MAY
    assert events(plant) == [UNDONE, GROWN, LEARNT]
    with pytest.raises(Problem, match="changed since"):
        review.take_out(healthy_visit.id)
    review.add_to_baseline(healthy_visit.id)
    review.repair(plant.condition_id, "")
    with pytest.raises(Problem, match="changed since"):
        review.take_out(healthy_visit.id)
    assert plant.history.baseline(plant.condition_id) is None


@pytest.mark.parametrize(
    ("state", "confirmed", "rejected"),
    [
        (State.HEALTHY, Found.HEALTHY, Found.FAULTY),
        (State.WATCH, Found.FAULTY, Found.HEALTHY),
        (State.ABNORMAL, Found.FAULTY, Found.HEALTHY),
    ],
)
def test_confirm_says_what_the_verdict_said_and_reject_the_other(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection, state: State, confirmed: Found, rejected: Found
):
    one = judged(plant, healthy_visit, state)
    assert review.confirm(one.id).found is confirmed
    assert review.reject(one.id, by="M. Brandt").found is rejected
    assert plant.history.review(one.id).by == "M. Brandt"  # type: ignore[union-attr]
    after = plant.history.inspection(one.id).verdict
    assert (after.state, after.score, after.finding) == (state, one.verdict.score, one.verdict.finding)


def test_a_verdict_that_could_not_tell_is_neither_right_nor_wrong_but_may_be_found_out(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection
):
    one = judged(plant, healthy_visit, State.CANNOT_TELL)
    for act in (review.confirm, review.reject):
        with pytest.raises(ValueError, match="neither confirmed nor rejected"):
            act(one.id)
    assert review.found(one.id, Found.FAULTY).found is Found.FAULTY


def test_a_cause_comes_later_and_a_review_is_taken_back_to_what_was_before(review: ReviewTake, alarm: Inspection):
    review.confirm(alarm.id)
    before = review.reviewed(alarm).review
    said = review.found(alarm.id, Found.FAULTY, cause="dirty blade", cause_code="PLU").review
    assert said and (said.cause, said.cause_code) == ("dirty blade", "PLU")
    assert review.bring_back(alarm.id, before).review.cause == ""  # type: ignore[union-attr]
    assert review.bring_back(alarm.id, None).review is None


def test_the_same_word_twice_is_kept_once(review: ReviewTake, plant: Plant, alarm: Inspection):
    for _ in range(3):
        review.confirm(alarm.id)
    review.bring_back(alarm.id, None)
    review.bring_back(alarm.id, None)
    assert [one.found for one in plant.history.reviews(alarm.id)] == [Found.OPEN, Found.FAULTY]


def test_a_confirmed_take_joins_the_baseline_only_when_asked_and_only_once(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection
):
    before = plant.history.baseline(plant.condition_id)
    assert before
    assert review.reviewed(healthy_visit).joining is Joining.NOT_CONFIRMED
    offered = review.confirm(healthy_visit.id)
    assert (offered.joining, offered.baseline_clips) == (Joining.MAY, 5)
    assert events(plant) == [LEARNT]

    joined = review.add_to_baseline(healthy_visit.id, by="M. Brandt")

    assert (joined.joining, joined.baseline_clips) == (Joining.PART, 6)
    grown = plant.history.baseline(plant.condition_id)
    assert grown and grown.take_ids == (*before.take_ids, healthy_visit.take.id)
    np.testing.assert_array_equal(grown.bands, np.concatenate([before.bands, healthy_visit.clips.bands]))
    line = review.story(plant.condition_id).lines[0]
    assert (line.change.event, line.clips, line.takes, line.change.by) == (GROWN, 6, 6, "M. Brandt")
    assert line.change.what == "confirmed healthy: later.wav"
    with pytest.raises(Problem, match="part of the baseline"):
        review.add_to_baseline(healthy_visit.id)
    assert events(plant) == [GROWN, LEARNT]


def test_what_was_not_judged_and_confirmed_healthy_never_joins(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection, alarm: Inspection
):
    watch = judged(plant, alarm, State.WATCH)
    failed = Quality((Finding(Check.LEVEL, Grade.FAILED, "−62 dBFS"),), -62.0, -50.0)
    anyway = plant.history.add_inspection(
        replace(alarm, id="anyway", quality=failed, overruled=(Check.LEVEL,), verdict=healthy_visit.verdict)
    )
    for one in (alarm, watch, anyway):
        review.found(one.id, Found.HEALTHY)
    review.found(healthy_visit.id, Found.FAULTY)
    given = {
        alarm.id: Joining.NOT_HEALTHY,
        watch.id: Joining.NOT_HEALTHY,
        anyway.id: Joining.GATE,
        healthy_visit.id: Joining.NOT_CONFIRMED,
    }
    for inspection_id, why in given.items():
        assert review.reviewed(plant.history.inspection(inspection_id)).joining is why
        with pytest.raises(Problem) as refused:
            review.add_to_baseline(inspection_id)
        assert refused.value.what == why.value
    assert events(plant) == [LEARNT]


def test_a_repair_begins_anew_and_what_was_heard_before_it_never_joins(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection, tmp_path: Path
):
    review.confirm(healthy_visit.id)
    story = review.repair(plant.condition_id, "  new bearing ", "M. Brandt")
    assert (story.counting, story.since) == (None, None)
    assert (story.lines[0].change.what, story.lines[0].clips) == ("new bearing", None)
    assert review.reviewed(healthy_visit).joining is Joining.NO_BASELINE
    assert plant.inspect(healthy_wav(tmp_path / "again.wav", 14)).verdict.state is State.CANNOT_TELL
    with pytest.raises(Problem, match="no baseline"):
        review.repair(plant.condition_id, "again")

    plant.learn(*plant.healthy[2:])

    assert review.reviewed(healthy_visit).joining is Joining.BEFORE
    with pytest.raises(Problem, match="begun anew"):
        review.add_to_baseline(healthy_visit.id)
    assert events(plant) == [LEARNT, REPAIR, LEARNT]
    assert [b.clip_count for b in plant.history.baselines(plant.condition_id)] == [3, 5]


def test_undoing_a_repair_lets_the_takes_before_it_join_again(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection
):
    review.confirm(healthy_visit.id)
    review.repair(plant.condition_id, "wrong machine")
    back = review.undo_baseline(plant.condition_id)
    assert back.counting and back.counting.clip_count == 5
    assert back.redo and back.redo.event is REPAIR
    assert [line.stands for line in back.lines] == [False, False, True]
    assert review.add_to_baseline(healthy_visit.id).baseline_clips == 6
    assert review.undo_baseline(plant.condition_id).counting.clip_count == 5  # type: ignore[union-attr]
    assert review.redo_baseline(plant.condition_id).counting.clip_count == 6  # type: ignore[union-attr]


def test_starting_over_is_an_era_of_its_own_and_can_be_undone(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection
):
    review.confirm(healthy_visit.id)
    plant.learn(*plant.healthy[3:], start_over=True)
    story = review.story(plant.condition_id)
    assert story.lines[0].change.what == "started over with healthy-4.wav, healthy-5.wav"
    assert review.reviewed(healthy_visit).joining is Joining.BEFORE
    assert review.undo_baseline(plant.condition_id).counting.clip_count == 5  # type: ignore[union-attr]
    assert review.reviewed(healthy_visit).joining is Joining.MAY


def test_a_take_joins_as_the_present_ear_hears_it(review: ReviewTake, plant: Plant, healthy_visit: Inspection):
    """The baseline and the take were heard by an ear that is gone: both are heard again."""
    review.confirm(healthy_visit.id)
    learnt = plant.history.baseline(plant.condition_id)
    assert learnt
    old = replace(learnt, id="0" * 32, ear_sha256="f" * 64, bands=np.zeros_like(learnt.bands))
    plant.history.add_baseline(old, AGAIN)
    with plant.history._database._raw() as raw:
        raw.execute("DELETE FROM inspection_details WHERE inspection_id != ?", (healthy_visit.id,))
        raw.execute("UPDATE clip_bands SET ear_sha256 = ? WHERE take_id = ?", ("f" * 64, healthy_visit.take.id))

    assert review.add_to_baseline(healthy_visit.id).baseline_clips == 6

    grown = plant.history.baseline(plant.condition_id)
    assert grown and grown.ear_sha256 == learnt.ear_sha256
    np.testing.assert_allclose(grown.bands[:5], learnt.bands)
    np.testing.assert_allclose(grown.bands[5:], healthy_visit.clips.bands)
    assert events(plant) == [GROWN, AGAIN, AGAIN, LEARNT]


def test_a_repair_while_the_baseline_is_heard_again_is_not_overrun(
    review: ReviewTake, plant: Plant, healthy_visit: Inspection, monkeypatch: pytest.MonkeyPatch
):
    learnt = plant.history.baseline(plant.condition_id)
    assert learnt
    plant.history.add_baseline(replace(learnt, id="0" * 32, ear_sha256="f" * 64), AGAIN)
    asked = plant.history.takes_of_baseline

    def repaired_meanwhile(baseline_id: str):
        plant.history.repair(plant.condition_id, "new bearing")
        return asked(baseline_id)

    monkeypatch.setattr(plant.history, "takes_of_baseline", repaired_meanwhile)
    model = plant.flows.inspect._models.model_for(plant.fan.type)
    from app.workflows.baselines import baseline_for

    assert model
    assert baseline_for(model, plant.condition_id, plant.history, plant.flows.inspect._store) is None
    assert events(plant) == [REPAIR, AGAIN, LEARNT]
