"""From a finished recording to a verdict, a baseline, a room, or a take that waits: what is kept, what is gone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.capture.recorder import write_recording
from app.domain.identity import now
from app.domain.microphone import Continuity, Ending, Purpose, Recording
from app.domain.problem import Problem
from app.domain.quality import Check
from app.domain.take import RawStream
from app.domain.verdict import State
from tests.e2e.support import RATE_HZ
from tests.workflows.conftest import Plant

WHEN = now()


def recorded(
    plant: Plant, sound: np.ndarray, *, room: bool = False, continuity: Continuity | None = None
) -> Recording:
    """A recording as the listener leaves it."""
    return write_recording(
        plant.flows.record.folder,
        Purpose(plant.fan.id, plant.condition_id, room),
        [sound.astype(np.float32)[:, None]],
        RATE_HZ,
        microphone="Laptop",
        raw_stream=RawStream.NO,
        started_at=WHEN,
        continuity=continuity or Continuity(),
    )


def fan(seed: int = 12, duration_s: float = 10.0, fault: Fault | None = None) -> np.ndarray:
    return fan_take(duration_s, RATE_HZ, seed, fault)


def left(plant: Plant) -> list[str]:
    return sorted(path.name for path in plant.flows.record.folder.iterdir() if path.is_file())


def test_a_recording_gets_the_verdict_of_its_file_and_is_kept_once(plant: Plant, tmp_path: Path):
    plant.learn(*plant.healthy)
    recording = recorded(plant, fan(30, fault=Fault.BLADE_DAMAGE))
    copy = tmp_path / "copy.wav"
    copy.write_bytes(recording.path.read_bytes())
    job = plant.flows.record
    inspection = job.inspect(job.hear(recording))
    assert inspection.verdict.state is State.ABNORMAL
    assert (inspection.take.device, inspection.take.raw_stream) == ("Laptop", RawStream.NO)
    assert inspection.take.recorded_at == WHEN
    assert inspection.ending is Ending.ASKED
    assert left(plant) == []
    assert plant.flows.look(inspection.take).level_db.size
    assert plant.inspect(copy).verdict.score == inspection.verdict.score
    stored = [path for path in plant.files() if path.suffix == ".wav"]
    assert len(stored) == 5 + 1


def test_hearing_alone_keeps_nothing_and_loses_nothing(plant: Plant):
    recording = recorded(plant, fan())
    before = left(plant)
    plant.flows.record.hear(recording)
    assert left(plant) == before
    assert plant.files() == []


def test_a_recording_can_be_learnt_from(plant: Plant):
    job = plant.flows.record
    for seed in (1, 2, 3):
        learnt = job.learn(job.hear(recorded(plant, fan(seed))))
    assert learnt.baseline.clip_count == 3
    assert left(plant) == []


def test_one_with_dropouts_is_not_learnt_from_and_stays(plant: Plant):
    job = plant.flows.record
    recording = recorded(plant, fan(), continuity=Continuity(4, RATE_HZ))
    learnt = job.learn(job.hear(recording))
    assert learnt.baseline is None and learnt.refused
    assert recording.path.name in left(plant)


def test_used_anyway_is_judged_and_says_so(plant: Plant):
    plant.learn(*plant.healthy)
    job = plant.flows.record
    torn = Continuity(4, RATE_HZ)
    refused = job.inspect(job.hear(recorded(plant, fan(13), continuity=torn)))
    assert refused.verdict.state is State.CANNOT_TELL and refused.overruled == ()
    inspection = job.inspect(job.hear(recorded(plant, fan(14), continuity=torn)), use_anyway=True)
    assert inspection.verdict.score is not None
    assert inspection.overruled == (Check.DROPOUTS,)
    assert "used anyway" in inspection.verdict.reasons[0]
    assert plant.flows.machines.inspection(inspection.id).overruled == (Check.DROPOUTS,)


def test_silence_is_never_used_anyway(plant: Plant):
    plant.learn(*plant.healthy)
    job = plant.flows.record
    inspection = job.inspect(job.hear(recorded(plant, np.zeros(10 * RATE_HZ))), use_anyway=True)
    assert inspection.verdict.state is State.CANNOT_TELL
    assert inspection.overruled == ()


def test_a_room_almost_as_loud_as_the_machine_is_too_noisy(plant: Plant):
    plant.learn(*plant.healthy)
    job = plant.flows.record
    take = fan(15)
    quiet, loud = 0.01 * fan(50), 0.95 * fan(51)
    room = job.keep_room(job.hear(recorded(plant, quiet, room=True)))
    assert job.room(plant.fan.points[0].id).id == room.id
    far = job.hear(recorded(plant, take))
    assert far.above_room_db == pytest.approx(40.0, abs=3.0)
    assert job.inspect(far).verdict.state is not State.CANNOT_TELL
    job.keep_room(job.hear(recorded(plant, loud, room=True)))
    near = job.hear(recorded(plant, fan(16)))
    assert [failed.check for failed in near.quality.failures] == [Check.ROOM]
    assert job.inspect(near).verdict.state is State.CANNOT_TELL
    assert left(plant) == []


def test_another_microphone_or_an_old_room_says_nothing_of_the_room_now(plant: Plant, monkeypatch):
    job = plant.flows.record
    job.keep_room(job.hear(recorded(plant, 0.01 * fan(50), room=True)))
    recording = recorded(plant, fan(15))
    assert job.hear(replace(recording, microphone="Another")).above_room_db is None
    assert job.hear(recording).above_room_db is not None
    monkeypatch.setattr("app.workflows.record_take.now", lambda: now() + timedelta(hours=13))
    assert job.hear(recording).above_room_db is None


def test_a_history_that_cannot_be_written_leaves_the_recording_where_it_is(plant: Plant, monkeypatch):
    plant.learn(*plant.healthy)
    job = plant.flows.record
    recording = recorded(plant, fan(17))

    def full(inspection: object) -> None:
        raise Problem("The disk is full.", "Make room.")

    monkeypatch.setattr(plant.history, "add_inspection", full)
    with pytest.raises(Problem, match="full"):
        job.inspect(job.hear(recording))
    assert recording.path.exists()
    monkeypatch.undo()
    assert job.inspect(job.hear(recording)).verdict.score is not None
    assert left(plant) == []


def test_the_take_after_the_first_knows_last_time(plant: Plant, tmp_path: Path):
    plant.learn(*plant.healthy)
    job = plant.flows.record
    assert job.last_time(plant.condition_id) is None
    inspection = job.inspect(job.hear(recorded(plant, fan(18))))
    last = job.last_time(plant.condition_id)
    assert last.inspection_id == inspection.id
    assert last.level_dbfs == pytest.approx(inspection.quality.level_dbfs)
    assert last.device == "Laptop"
    point = plant.fan.points[0].id
    photo = tmp_path / "Foto.JPG"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    first = job.place(point, " 0.5 m from the guard ", photo)
    assert first.note == "0.5 m from the guard"
    second = job.place(point, "0.6 m")
    assert job.placement(point).id == second.id
    assert job.photo(second).read_bytes() == photo.read_bytes()


def test_a_discarded_recording_comes_back(plant: Plant):
    job = plant.flows.record
    recording = recorded(plant, fan(19))
    job.discard(recording)
    assert job.unfinished() == ()
    job.restore(recording)
    assert [one.path for one in job.unfinished()] == [recording.path]
