"""The jobs on real parts: what is kept, what is not, and what stays as it was."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.domain.problem import Cancelled, Problem
from app.domain.verdict import State
from app.workflows import baselines
from app.workflows.progress import Cancel, Progress
from tests.e2e.support import RATE_HZ, healthy_wav, write_wav
from tests.workflows.conftest import Plant


def faulty(path: Path, duration_s: float = 10.0) -> Path:
    return write_wav(path, fan_take(duration_s, RATE_HZ, 30, Fault.BLADE_DAMAGE))


def test_a_fault_is_abnormal_with_its_range_and_kept_as_given(plant: Plant, tmp_path: Path):
    plant.learn(*plant.healthy)
    given = plant.inspect(faulty(tmp_path / "faulty.wav", 25.0))
    assert given.verdict.state is State.ABNORMAL
    assert len(given.verdict.clip_scores) == 3
    assert given.verdict.clips_above == 3
    assert "louder than healthy" in given.verdict.finding
    assert given.healthy and given.healthy.clip_count == 5
    stored = plant.flows.machines.inspection(given.id)
    assert stored.verdict.score == given.verdict.score
    assert stored.verdict.ranges == given.verdict.ranges
    np.testing.assert_array_equal(stored.verdict.excess_db, given.verdict.excess_db)


def test_the_same_take_judged_anew_gets_the_same_score(plant: Plant, tmp_path: Path):
    plant.learn(*plant.healthy)
    path = healthy_wav(tmp_path / "take.wav", 12)
    first, second = plant.inspect(path), plant.inspect(path)
    assert first.id != second.id and first.take.id == second.take.id
    assert first.verdict.score == second.verdict.score


def test_a_stored_verdict_stays_when_the_baseline_grows(plant: Plant, tmp_path: Path):
    plant.learn(*plant.healthy[:3])
    before = plant.inspect(healthy_wav(tmp_path / "take.wav", 12))
    assert "provisional" in before.verdict.reasons[0]
    learnt = plant.learn(*plant.healthy[3:])
    assert learnt.baseline and (learnt.baseline.clip_count, learnt.baseline.version) == (5, 2)
    after = plant.flows.machines.inspection(before.id)
    assert after.verdict.score == before.verdict.score
    assert after.healthy and after.healthy.clip_count == 3


def test_cancelled_learning_changes_nothing(plant: Plant):
    cancel = Cancel()

    def at_the_third_file(progress: Progress) -> None:
        if progress.index == 2:
            cancel.request()

    with pytest.raises(Cancelled):
        plant.learn(*plant.healthy, on_progress=at_the_third_file, cancel=cancel)
    assert plant.flows.machines.baseline(plant.condition_id) is None
    assert plant.files() == []


def test_a_cancelled_inspection_leaves_nothing(plant: Plant, tmp_path: Path):
    plant.learn(*plant.healthy)
    before = plant.files()
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Cancelled):
        plant.inspect(healthy_wav(tmp_path / "take.wav", 12), cancel=cancel)
    assert plant.files() == before
    assert plant.flows.machines.visits(plant.fan.id) == []


def test_progress_goes_from_nothing_to_all(plant: Plant):
    shares: list[float] = []
    plant.learn(*plant.healthy, on_progress=lambda progress: shares.append(progress.share))
    assert shares == sorted(shares)
    assert shares[0] == 0.0 and shares[-1] == pytest.approx(1.0)


def test_a_file_that_grows_while_it_is_heard_is_refused(plant: Plant, tmp_path: Path):
    plant.learn(*plant.healthy)
    path = healthy_wav(tmp_path / "growing.wav", 12)

    def touch(_: Progress) -> None:
        os.utime(path, (time.time() + 60, time.time() + 60))

    with pytest.raises(Problem, match="changed while"):
        plant.inspect(path, on_progress=touch)
    assert plant.flows.machines.visits(plant.fan.id) == []


def test_a_baseline_of_another_ear_is_heard_again(plant: Plant):
    learnt = plant.learn(*plant.healthy)
    assert learnt.baseline
    takes = learnt.taken
    old = replace(
        learnt.baseline,
        id="0" * 32,
        ear_sha256="f" * 64,
        bands=np.zeros_like(learnt.baseline.bands),
        version=learnt.baseline.version + 1,
        take_ids=tuple(take.id for take in takes),
    )
    plant.history.add_baseline(old)
    model = plant.flows.inspect._models.model_for(plant.fan.type)
    assert model
    again = baselines.baseline_for(model, plant.condition_id, plant.history, plant.flows.inspect._store)
    assert again and again.version == old.version + 1
    np.testing.assert_allclose(again.bands, learnt.baseline.bands)
    assert plant.flows.machines.baseline(plant.condition_id).id == again.id  # type: ignore[union-attr]


def test_a_closer_look_is_made_from_the_kept_file(plant: Plant, tmp_path: Path):
    path = healthy_wav(tmp_path / "take.wav", 12)
    take = plant.inspect(path).take
    path.unlink()
    whole = plant.flows.look(take)
    assert (whole.start_s, whole.end_s) == (0.0, 10.0)
    part = plant.flows.look(take, 2.0, 3.0, columns=400)
    assert part.level_db.shape[1] == 400
    assert (part.start_s, part.end_s) == (2.0, 3.0)
    sound = plant.flows.listen.load(take, 2.0, 3.0, 500.0, 1000.0)
    assert len(sound.samples) == sound.sample_rate_hz == RATE_HZ


def test_a_lost_take_is_named_but_its_report_is_still_printed(plant: Plant, tmp_path: Path):
    inspection = plant.inspect(healthy_wav(tmp_path / "take.wav", 12))
    for path in plant.files():
        path.unlink()
    with pytest.raises(Problem, match=r"take\.wav"):
        plant.flows.look(inspection.take)
    assert plant.flows.report(inspection.id, tmp_path / "report.pdf").stat().st_size > 10_000


def test_a_clock_that_is_ahead_is_not_believed(plant: Plant, tmp_path: Path):
    ahead = plant.inspect(healthy_wav(tmp_path / "2099-01-01T000000Z.wav", 12)).take.recorded_at
    assert ahead is None or ahead.year < 2099
    known = plant.inspect(healthy_wav(tmp_path / "2026-03-02T091408Z.wav", 13)).take.recorded_at
    assert known == datetime(2026, 3, 2, 9, 14, 8, tzinfo=UTC)


def test_the_sample_fan_is_added_once(plant: Plant):
    assert plant.flows.sample.machine().id == plant.flows.sample.machine().id
    assert len(plant.flows.sample.healthy_takes) == 5
    assert plant.flows.sample.later_take.is_file()
    condition = plant.flows.sample.machine().points[0].conditions[0]
    assert plant.flows.listen.healthy(condition.id) is None
