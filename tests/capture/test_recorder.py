"""One recording on the disk: what it holds, what lies beside it, and when it must end."""

import errno
import json
import shutil
from datetime import UTC, datetime
from types import SimpleNamespace

import numpy as np
import pytest

from app.capture import growing_wav, part_file, part_lock
from app.capture.part_file import RESERVE_BYTES, Source
from app.capture.recorder import DROPPED_S, NewRecording, Recorder, write_recording
from app.capture.unfinished import settle
from app.domain.microphone import Continuity, Ending, Purpose
from app.domain.problem import Problem
from app.domain.take import RawStream
from tests.capture.wavs import frames_of

RATE_HZ = 8000
SOURCE = Source("Größtes Mikrofon 🎤", RATE_HZ, 2, RawStream.YES)
PURPOSE = Purpose("fan", "full speed", room=True)
WHOLE = Continuity()
DROPPED = round(DROPPED_S * RATE_HZ)


def noise(seconds, seed=1):
    steps = np.random.default_rng(seed).integers(-8000, 8000, (round(seconds * RATE_HZ), 2))
    return (steps / 32_768).astype(np.float32)


@pytest.fixture
def recorder():
    """Makes recorders; what a test leaves open is closed after it."""
    made = []

    def make(folder, seconds=None, **more):
        made.append(Recorder(NewRecording(folder, PURPOSE, seconds), SOURCE, **more))
        return made[-1]

    yield make
    for one in made:
        one.abandon()


def free(monkeypatch, bytes_left):
    """What the disk says of itself."""
    monkeypatch.setattr(part_file.shutil, "disk_usage", lambda _: SimpleNamespace(free=bytes_left))


def test_the_sidecar_is_there_before_the_first_sample(recorder, tmp_path):
    one = recorder(tmp_path / "history" / "recording", 10.0)
    [sidecar] = (tmp_path / "history" / "recording").glob("*.json")
    told = json.loads(sidecar.read_text("utf-8"))
    assert told["purpose"] == {"machine_id": "fan", "condition_id": "full speed", "room": True}
    assert told["microphone"] == "Größtes Mikrofon 🎤"
    assert told["raw_stream"] == "yes"
    assert told["format"] == {"sample_rate_hz": RATE_HZ, "channels": 2, "bits": 24}
    assert datetime.fromisoformat(told["started_at"]).tzinfo is not None
    assert told["ending"] is None and told["continuity"] is None
    one.abandon()
    assert not list((tmp_path / "history" / "recording").iterdir())


def test_the_end_is_noted_beside_it(recorder, tmp_path):
    one = recorder(tmp_path)
    one.add(noise(1.0))
    done = one.end(Ending.LOST, Continuity(2, 300))
    told = json.loads(done.path.with_name(done.path.name.replace(".part.wav", ".json")).read_text("utf-8"))
    assert (told["ending"], told["continuity"]) == (
        "microphone lost",
        {"overflows": 2, "lost_frames": 300},
    )
    assert (done.ending, done.continuity, done.raw_stream) == (Ending.LOST, Continuity(2, 300), RawStream.YES)
    assert part_lock.is_held(done.path), "nobody else may offer what we have in hand"
    settle(done)
    assert not part_lock.is_held(done.path) and not list(tmp_path.iterdir())


def test_the_first_moment_is_dropped_in_whatever_blocks_it_comes(recorder, tmp_path):
    sound = noise(2.0)
    one = recorder(tmp_path, 1.0)
    kept = [one.add(sound[start : start + 333]) for start in range(0, len(sound), 333)]
    assert one.over is Ending.TIME_UP and one.problem is None
    done = one.end(one.over, WHOLE)
    wanted = sound[DROPPED : DROPPED + RATE_HZ]
    np.testing.assert_array_equal(frames_of(done.path), wanted)
    np.testing.assert_array_equal(np.concatenate(kept), wanted)
    assert one.recorded_s == 1.0


def test_too_little_space_is_told_before_anything_is_written(recorder, tmp_path, monkeypatch):
    free(monkeypatch, RESERVE_BYTES + 10 * RATE_HZ * 6 - 1)
    with pytest.raises(Problem, match="not enough free space"):
        recorder(tmp_path / "recording", 10.0)
    assert not list((tmp_path / "recording").iterdir())
    free(monkeypatch, RESERVE_BYTES + 10 * RATE_HZ * 6)
    recorder(tmp_path / "recording", 10.0).abandon()


def test_without_an_end_there_must_be_room_for_a_minute(recorder, tmp_path, monkeypatch):
    free(monkeypatch, RESERVE_BYTES + 59 * RATE_HZ * 6)
    with pytest.raises(Problem, match="free space"):
        recorder(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(recorder, tmp_path):
    (tmp_path / "recording").write_bytes(b"a file where the folder should be")
    with pytest.raises(Problem, match="can't be written"):
        recorder(tmp_path / "recording")


def test_a_disk_that_runs_full_meanwhile_ends_it_before_it_is(recorder, tmp_path, monkeypatch):
    now = SimpleNamespace(s=0.0)
    one = recorder(tmp_path, sync_clock=lambda: now.s)
    one.add(noise(2.0))
    one.look_after_disk()
    assert one.over is None
    free(monkeypatch, RESERVE_BYTES - 1)
    now.s = 0.4
    one.look_after_disk()
    assert one.over is None, "not asked on every block"
    now.s = 0.6
    one.look_after_disk()
    assert one.over is Ending.DISK
    assert "1.7 s are kept" in one.problem.what and "full" in one.problem.what
    assert one.add(noise(1.0)).shape[0] == 0
    done = one.end(one.over, WHOLE)
    assert frames_of(done.path).shape[0] == done.format.frames == round(1.7 * RATE_HZ)


def test_a_write_that_fails_keeps_what_was_written(recorder, tmp_path, monkeypatch):
    one = recorder(tmp_path)
    one.add(noise(1.0))

    def refuse(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(one._file._wav, "_put", refuse)
    assert one.add(noise(1.0)).shape[0] == 0
    assert one.over is Ending.DISK
    assert "can't be written any more" in one.problem.what and "0.7 s are kept" in one.problem.what
    assert "Input/output" in one.problem.detail


def test_a_disk_that_is_too_full_to_note_the_end_still_gives_the_take(recorder, tmp_path, monkeypatch):
    one = recorder(tmp_path)
    one.add(noise(1.0))

    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(part_file, "write_sidecar", refuse)
    done = one.end(Ending.DISK, WHOLE)
    assert done.ending is Ending.DISK
    assert frames_of(done.path).shape[0] == round(0.7 * RATE_HZ)


def test_it_ends_before_a_wav_can_grow_no_more(recorder, tmp_path, monkeypatch):
    monkeypatch.setattr(growing_wav.GrowingWav.__init__, "__defaults__", (44 + 6 * 5000,))
    one = recorder(tmp_path)
    sound = noise(2.0)
    kept = [one.add(sound[start : start + 1024]) for start in range(0, len(sound), 1024)]
    assert one.over is Ending.FULL
    assert "longest length" in one.problem.what and "0.6 s are kept" in one.problem.what
    done = one.end(one.over, WHOLE)
    np.testing.assert_array_equal(frames_of(done.path), sound[DROPPED : DROPPED + 5000])
    np.testing.assert_array_equal(np.concatenate(kept), sound[DROPPED : DROPPED + 5000])


def test_a_slow_disk_is_asked_less_often(recorder, tmp_path, monkeypatch):
    now = SimpleNamespace(s=0.0)
    one = recorder(tmp_path, sync_clock=lambda: now.s)
    asked = []

    def slow():
        asked.append(now.s)
        now.s += 2.0

    monkeypatch.setattr(one._file, "sync", slow)
    for _ in range(600):
        one.look_after_disk()
        now.s += 0.1
    assert len(asked) < 8, "a fifth of the time at most"


def test_a_quick_one_twice_a_second(recorder, tmp_path, monkeypatch):
    now = SimpleNamespace(s=0.0)
    one = recorder(tmp_path, sync_clock=lambda: now.s)
    asked = []
    monkeypatch.setattr(one._file, "sync", lambda: asked.append(now.s))
    for _ in range(1000):
        one.look_after_disk()
        now.s += 0.01
    assert 18 <= len(asked) <= 21


def test_sound_that_was_heard_before_becomes_a_recording(tmp_path):
    blocks = [noise(1.0, 1), noise(0.5, 2)]
    done = write_recording(
        tmp_path,
        PURPOSE,
        iter(blocks),
        RATE_HZ,
        microphone="Laptop",
        raw_stream=RawStream.NO,
        started_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        continuity=Continuity(1, 2),
    )
    np.testing.assert_array_equal(frames_of(done.path), np.concatenate(blocks))
    assert (done.started_at.hour, done.continuity, done.raw_stream) == (9, Continuity(1, 2), RawStream.NO)


def test_for_which_there_must_be_room_too(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=RESERVE_BYTES))
    with pytest.raises(Problem, match="free space"):
        write_recording(
            tmp_path,
            PURPOSE,
            [noise(1.0)],
            RATE_HZ,
            microphone="Laptop",
            raw_stream=RawStream.NO,
            started_at=datetime.now(UTC),
            continuity=WHOLE,
        )
    assert not list(tmp_path.iterdir())
