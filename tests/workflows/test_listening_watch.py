"""The listening watch on the shipped model: what it tells, what it keeps, what it forgets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.capture.listener import Chunk
from app.domain.microphone import Continuity, Ending
from app.domain.problem import Problem
from app.domain.take import CLIP_S, RawStream
from app.domain.verdict import State
from app.domain.why import CannotTell
from app.workflows.listening_watch import KEPT_STEPS, LASTED
from tests.e2e.support import RATE_HZ
from tests.workflows.conftest import Plant

BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HEALTHY, FAULTY, SILENT = "h", "f", "-"


def chunks(kinds: str, first: int = 0) -> Iterator[Chunk]:
    """A chunk for each letter, 10 s apart."""
    for at, kind in enumerate(kinds, first):
        if kind == SILENT:
            sound = np.zeros(round(CLIP_S * RATE_HZ), np.float32)
        else:
            fault = Fault.BLADE_DAMAGE if kind == FAULTY else None
            sound = fan_take(CLIP_S, RATE_HZ, 40 + at % 3, fault).astype(np.float32)
        yield Chunk(sound[:, None], RATE_HZ, BEGIN + timedelta(seconds=CLIP_S * at), Continuity())


@pytest.fixture
def watched(plant: Plant) -> Plant:
    plant.learn(*plant.healthy)
    plant.flows.watch.start(plant.fan.id, plant.condition_id)
    return plant


def heard(plant: Plant, kinds: str) -> list:
    return [plant.flows.watch.hear(chunk, "Laptop", RawStream.YES) for chunk in chunks(kinds)]


def test_a_change_that_lasts_three_verdicts_is_told_once_and_its_take_kept(watched: Plant):
    states = heard(watched, "hhffff")
    told = [at for at, state in enumerate(states) if state.change]
    assert told == [4]
    change = states[4].change
    assert change.state is State.ABNORMAL
    inspection = watched.flows.machines.inspection(change.inspection.id)
    assert inspection.take.format.duration_s == LASTED * CLIP_S
    assert (inspection.take.device, inspection.take.raw_stream) == ("Laptop", RawStream.YES)
    assert inspection.take.recorded_at == BEGIN + timedelta(seconds=2 * CLIP_S)
    assert inspection.verdict.state is State.ABNORMAL
    assert inspection.ending is Ending.ASKED
    assert "listening watch" in inspection.note
    assert [visit.inspection_id for visit in watched.flows.machines.visits(watched.fan.id)] == [inspection.id]


def test_what_did_not_change_is_forgotten(watched: Plant):
    before = watched.files()
    heard(watched, "hhhffhhh")
    assert watched.files() == before
    assert watched.flows.machines.visits(watched.fan.id) == []
    assert list(watched.flows.record.folder.glob("*.wav")) == []


def test_two_verdicts_around_one_that_could_not_tell_are_not_three_in_a_row(watched: Plant):
    states = heard(watched, "ff-ff")
    assert not any(state.change for state in states)
    assert states[2].now.state is State.CANNOT_TELL and states[2].now.why
    assert states[2].now.score is None


def test_it_says_why_it_cannot_tell_and_what_to_do_as_a_result_does(watched: Plant):
    (silent,) = heard(watched, "-")
    assert silent.now.cannot is CannotTell.QUALITY and "microphone" in silent.now.to_do
    hiss = np.random.default_rng(7).normal(size=(round(CLIP_S * RATE_HZ), 1)).astype(np.float32) * 0.05
    other = watched.flows.watch.hear(Chunk(hiss, RATE_HZ, BEGIN + timedelta(seconds=CLIP_S), Continuity())).now
    assert other.cannot is CannotTell.OTHER_MACHINE and "right machine" in other.why
    assert other.to_do.startswith("Check that machine, measuring point")
    (well,) = heard(watched, "h")
    assert (well.now.why, well.now.to_do, well.now.cannot) == ("", "", None)


def test_a_machine_that_recovered_and_fails_again_is_told_again(watched: Plant):
    states = heard(watched, "fff" + "hhh" + "fff")
    assert [at for at, state in enumerate(states) if state.change] == [2, 8]
    assert [state.told for state in states][5] is State.HEALTHY


def test_verdicts_on_both_sides_of_a_gap_are_not_in_a_row(watched: Plant):
    watch = watched.flows.watch
    assert not any(watch.hear(chunk).change for chunk in chunks("ff"))
    later = [watch.hear(chunk).change for chunk in chunks("fff", first=60)]
    assert [change is not None for change in later] == [False, False, True]


def test_dropouts_keep_a_verdict_from_being_given(watched: Plant):
    chunk = next(chunks("f"))
    torn = Chunk(chunk.samples, chunk.sample_rate_hz, chunk.started_at, Continuity(3, RATE_HZ))
    step = watched.flows.watch.hear(torn).now
    assert step.state is State.CANNOT_TELL


def test_a_watch_needs_a_baseline(plant: Plant):
    with pytest.raises(Problem, match="baseline"):
        plant.flows.watch.start(plant.fan.id, plant.condition_id)


def test_a_new_watch_begins_with_an_empty_strip(watched: Plant):
    heard(watched, "hf")
    state = watched.flows.watch.start(watched.fan.id, watched.condition_id)
    assert state.steps == () and state.now is None and state.told is State.HEALTHY


def test_the_strip_holds_an_hour_and_no_more(watched: Plant):
    chunk = next(chunks("h"))
    for at in range(KEPT_STEPS + 5):
        moved = Chunk(chunk.samples, RATE_HZ, BEGIN + timedelta(seconds=CLIP_S * at), Continuity())
        state = watched.flows.watch.hear(moved)
    assert len(state.steps) == KEPT_STEPS
    assert state.steps[0].at == BEGIN + timedelta(seconds=CLIP_S * 5)
