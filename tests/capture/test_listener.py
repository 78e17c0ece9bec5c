"""The microphone as the jobs see it, on a microphone and a clock of the test's own."""

import errno
import gc
import os
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from app.capture import hearing as hearing_module
from app.capture import part_file
from app.capture.block_queue import HOLDS_S
from app.capture.chunks import CHUNK_S
from app.capture.growing_wav import GrowingWav
from app.capture.meters import SILENT_DBFS
from app.capture.recorder import DROPPED_S, NewRecording
from app.capture.unfinished import settle, unfinished
from app.domain.microphone import Continuity, Ending, Purpose
from app.domain.problem import Problem
from app.domain.take import RawStream
from tests.capture.fake_input import BLOCK, HEADSET, MICROPHONE, RATE_HZ, STEREO, FakeInputs
from tests.capture.wavs import frames_of

PURPOSE = Purpose("fan", "full speed")
DROPPED = round(DROPPED_S * RATE_HZ)


def noise(seconds, seed=1, rate_hz=RATE_HZ, channels=1):
    """16 bit noise: comes back from a 24 bit file to the bit."""
    steps = np.random.default_rng(seed).integers(-8000, 8000, (round(seconds * rate_hz), channels))
    return (steps / 32_768).astype(np.float32)


@pytest.fixture
def inputs():
    return FakeInputs()


@pytest.fixture
def listener(inputs):
    listener = inputs.listener()
    yield listener
    listener.close()
    assert "microphone" not in [thread.name for thread in threading.enumerate()]
    assert not inputs.opened or inputs.current.closed


def begin(listener, folder, seconds=None):
    listener.begin(NewRecording(folder, PURPOSE, seconds))


def test_a_take_is_what_was_heard_without_its_first_moment(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    inputs.hear(noise(1.0, 7))
    begin(listener, tmp_path, 2.0)
    sound = noise(5.0)
    inputs.hear(sound)

    done = listener.take_finished()

    assert done.ending is Ending.TIME_UP
    assert done.continuity == Continuity(0, 0)
    assert done.purpose == PURPOSE
    assert done.microphone == MICROPHONE.name
    assert (done.format.frames, done.format.bits, done.format.encoding) == (2 * RATE_HZ, 24, "24 bit")
    np.testing.assert_array_equal(frames_of(done.path), sound[DROPPED : DROPPED + 2 * RATE_HZ])
    assert listener.status.listening and not listener.status.recording
    assert listener.take_finished() is None


def test_what_arrived_before_the_key_is_not_in_it_and_what_arrived_before_the_second_is(
    inputs, listener, tmp_path
):
    """Even when the writer lags behind: the order of arrival counts, not when it is dealt with."""
    listener.open(MICROPHONE)
    gate = threading.Event()
    listener._hearing._queue.order(lambda: gate.wait(20))
    inputs.heard_by = None
    before, during, after = noise(1.0, 1), noise(2.0, 2), noise(1.0, 3)
    inputs.hear(before)
    threading.Timer(0.3, gate.set).start()
    begin(listener, tmp_path)
    inputs.hear(during)
    done = listener.finish()
    inputs.hear(after)
    np.testing.assert_array_equal(frames_of(done.path), during[DROPPED:])
    assert done.ending is Ending.ASKED
    assert listener.status.finished == done


def test_stereo_at_its_own_rate_is_kept_as_it_is_and_viewed_as_its_mean(inputs, listener, tmp_path):
    listener.open(STEREO)
    begin(listener, tmp_path)
    sound = noise(1.0, channels=2)
    inputs.hear(sound)
    np.testing.assert_array_equal(frames_of(listener.finish().path), sound[DROPPED:])
    np.testing.assert_allclose(listener.pull(), sound.mean(axis=1), atol=1e-7)
    assert listener.pull().size == 0


def test_a_telephone_is_recorded_at_its_rate(inputs, listener, tmp_path):
    listener.open(HEADSET)
    begin(listener, tmp_path, 1.0)
    inputs.hear(noise(2.0, rate_hz=16_000))
    assert listener.take_finished().format.sample_rate_hz == 16_000


def test_the_view_gets_the_last_ten_seconds_at_most(inputs, listener):
    listener.open(MICROPHONE)
    sound = noise(12.0)
    inputs.hear(sound)
    np.testing.assert_array_equal(listener.pull(), sound[-10 * RATE_HZ :, 0])


def test_the_status_follows(inputs, listener, tmp_path):
    assert not listener.status.listening and listener.status.microphone is None
    inputs.raw_stream = RawStream.YES
    listener.open(STEREO)
    status = listener.status
    assert status.listening and not status.recording and status.rms_dbfs == SILENT_DBFS
    assert (status.microphone, status.sample_rate_hz, status.channels) == (STEREO, RATE_HZ, 2)
    assert status.raw_stream is RawStream.YES
    inputs.hear(np.full(RATE_HZ, 0.1, np.float32))
    assert listener.status.rms_dbfs == pytest.approx(-20.0, abs=0.01)
    inputs.hear(np.ones(100, np.float32))
    assert listener.status.clipped == 200
    listener.reset_clip()
    assert listener.status.clipped == 0
    inputs.hear_silence(1.2)
    assert listener.status.zero_s == pytest.approx(1.2)
    begin(listener, tmp_path, 30.0)
    assert listener.status.recording and listener.status.wanted_s == 30.0
    inputs.hear(noise(1.3))
    assert listener.status.recorded_s == pytest.approx(1.0)
    listener.abandon()
    assert not listener.status.recording and listener.status.finished is None
    assert not list(tmp_path.iterdir())


def test_overflows_and_gaps_of_the_recording_are_counted_and_no_others(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    inputs.hear(noise(2.0))
    inputs.miss(0.5)
    inputs.hear(noise(2.0), overflowed=True)
    assert listener.status.overflows == 1
    assert listener.status.lost_frames == pytest.approx(0.5 * RATE_HZ, rel=0.02)
    begin(listener, tmp_path)
    inputs.hear(noise(2.0))
    assert (listener.status.overflows, listener.status.lost_frames) == (0, 0)
    inputs.miss(0.2)
    inputs.hear(noise(1.0), overflowed=True)
    inputs.hear(noise(1.0), overflowed=True)
    assert listener.status.overflows == 2
    done = listener.finish()
    assert done.continuity.overflows == 2
    assert done.continuity.lost_frames == pytest.approx(0.2 * RATE_HZ, rel=0.02)


def test_a_gap_just_before_the_key_is_not_the_recordings(inputs, listener, tmp_path):
    """It is known for sure only half a second later, when the recording has begun."""
    listener.open(MICROPHONE)
    inputs.hear(noise(2.0))
    inputs.miss(0.6)
    begin(listener, tmp_path)
    inputs.hear(noise(2.0))
    assert listener.finish().continuity == Continuity(0, 0)


def test_sound_that_finds_no_place_is_counted_once(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    inputs.hear(noise(1.0))
    gate = threading.Event()
    listener._hearing._queue.order(lambda: gate.wait(20))
    inputs.heard_by = None
    inputs.hear(noise(HOLDS_S + 5.0))
    gate.set()
    inputs.heard_by = listener
    inputs.hear(noise(2.0))
    done = listener.finish()
    assert done.continuity.lost_frames == pytest.approx(5.0 * RATE_HZ, abs=2 * BLOCK)
    assert done.format.duration_s == pytest.approx(HOLDS_S + 3.0 - DROPPED_S, abs=0.05)


def test_a_disk_that_takes_seconds_now_and_then_loses_nothing(inputs, listener, tmp_path, monkeypatch):
    calls = []

    def slow(self):
        calls.append(1)
        time.sleep(2.0 if len(calls) == 1 else 0.0)

    monkeypatch.setattr(GrowingWav, "sync", slow)
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    inputs.heard_by = None
    sound = noise(40.0)
    inputs.hear(sound)
    done = listener.finish()
    assert calls
    np.testing.assert_array_equal(frames_of(done.path), sound[DROPPED:])
    assert done.continuity == Continuity(0, 0)


def test_unplugged_while_recording_is_told_and_kept(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    sound = noise(2.0)
    inputs.hear(sound)
    inputs.lose()
    status = listener.status
    assert not status.listening and not status.recording
    assert "was disconnected; 1.7 s are kept" in status.problem.what
    done = listener.take_finished()
    assert done.ending is Ending.LOST
    np.testing.assert_array_equal(frames_of(done.path), sound[DROPPED:])
    with pytest.raises(Problem, match="was disconnected"):
        begin(listener, tmp_path)
    listener.open(MICROPHONE)
    assert listener.status.problem is None
    begin(listener, tmp_path)
    inputs.hear(noise(1.0))
    assert listener.finish().format.duration_s == pytest.approx(0.7)


def test_what_came_just_before_it_was_unplugged_is_not_lost(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    gate = threading.Event()
    listener._hearing._queue.order(lambda: gate.wait(20))
    inputs.heard_by = None
    inputs.hear(noise(5.0))
    inputs.current.ended()
    gate.set()
    inputs.until(lambda: not listener.status.recording)
    assert listener.take_finished().format.duration_s == pytest.approx(4.7)


def test_stalled_while_recording_is_told_and_kept(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    inputs.hear(noise(2.0))
    inputs.stall()
    inputs.until(lambda: not listener.status.listening)
    assert "stopped delivering sound; 1.7 s are kept" in listener.status.problem.what
    assert listener.take_finished().ending is Ending.STALLED
    inputs.until(lambda: inputs.current.closed)


def test_lost_while_only_listening_is_told_without_a_word_of_a_recording(inputs, listener):
    listener.open(MICROPHONE)
    inputs.hear(noise(1.0))
    inputs.lose()
    assert listener.status.problem.what.endswith("was disconnected.")
    assert listener.status.finished is None


def test_a_refusal_is_passed_on_and_the_next_attempt_is_free(inputs, listener):
    inputs.refuse = Problem("Busy.", "Wait.")
    with pytest.raises(Problem, match="Busy"):
        listener.open(MICROPHONE)
    assert not listener.status.listening
    inputs.refuse = None
    listener.open(MICROPHONE)
    assert listener.status.listening


def test_without_a_microphone_nothing_begins(listener, tmp_path):
    with pytest.raises(Problem, match="No microphone is open"):
        begin(listener, tmp_path)
    assert not list(tmp_path.iterdir())
    assert listener.finish() is None
    listener.abandon()
    listener.close()
    assert listener.pull().size == 0


def test_two_recordings_at_once_are_our_own_bug(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    with pytest.raises(RuntimeError, match="already"):
        begin(listener, tmp_path)


def test_closed_while_recording_it_is_kept(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    inputs.hear(noise(2.0))
    listener.close()
    done = listener.take_finished()
    assert done.ending is Ending.INTERRUPTED
    assert frames_of(done.path).shape[0] == 2 * RATE_HZ - DROPPED
    assert listener.status.problem is None


def test_another_microphone_takes_the_place_of_the_first(inputs, listener):
    listener.open(MICROPHONE)
    listener.open(HEADSET)
    assert inputs.opened[0].closed and not inputs.opened[1].closed
    assert listener.status.microphone == HEADSET


def test_a_full_disk_ends_the_recording_and_listening_goes_on(inputs, listener, tmp_path, monkeypatch):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    inputs.hear(noise(1.0))
    whole, room = GrowingWav._put, [3]

    def put(self, at, data):
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(self, at, data)

    monkeypatch.setattr(GrowingWav, "_put", put)
    inputs.hear(noise(1.0))
    assert listener.status.listening and not listener.status.recording
    assert "The disk is full" in listener.status.problem.what
    done = listener.take_finished()
    assert done.ending is Ending.DISK
    assert frames_of(done.path).shape[0] == done.format.frames > 0.7 * RATE_HZ
    monkeypatch.undo()
    begin(listener, tmp_path)
    assert listener.status.problem is None


def test_a_disk_too_full_to_begin_is_told_and_listening_goes_on(inputs, listener, tmp_path, monkeypatch):
    listener.open(MICROPHONE)
    monkeypatch.setattr(part_file.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(Problem, match="free space"):
        begin(listener, tmp_path, 10.0)
    assert listener.status.listening and not listener.status.recording


def test_what_is_recorded_is_shown_to_the_gate_and_to_nobody_before(inputs, listener, tmp_path):
    seen = []
    listener.on_block = lambda block: seen.append(block.copy())
    listener.open(MICROPHONE)
    inputs.hear(noise(1.0))
    begin(listener, tmp_path, 1.0)
    sound = noise(2.0, 5)
    inputs.hear(sound)
    np.testing.assert_array_equal(np.concatenate(seen), sound[DROPPED : DROPPED + RATE_HZ])


def test_a_gate_that_breaks_does_not_cost_the_take(inputs, listener, tmp_path, caplog):
    def broken(block):
        raise ZeroDivisionError

    listener.on_block = broken
    listener.open(MICROPHONE)
    begin(listener, tmp_path, 1.0)
    inputs.hear(noise(2.0))
    assert listener.take_finished().format.duration_s == 1.0
    assert "ZeroDivisionError" in caplog.text


def test_a_driver_that_delivers_no_numbers_breaks_nothing(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    sound = noise(1.0)
    sound[DROPPED + 5 : DROPPED + 8, 0] = np.nan, np.inf, -np.inf
    inputs.hear(sound)
    read = frames_of(listener.finish().path)[5:8, 0]
    np.testing.assert_array_equal(read, [0.0, 1 - 2**-23, -1.0])
    assert listener.status.rms_dbfs < 0


def test_the_writers_own_end_is_loud_and_keeps_the_take(inputs, listener, tmp_path, monkeypatch):
    """A bug of ours: the thread dies, nothing is lost, and nobody believes that it still listens."""
    told = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_type))
    listener.open(MICROPHONE)
    begin(listener, tmp_path)
    inputs.hear(noise(1.0))
    monkeypatch.setattr(hearing_module.Hearing, "_hear", lambda self, block: 1 / 0)
    inputs.hear(noise(1.0))
    inputs.until(lambda: not listener.status.listening)
    inputs.until(lambda: told)
    assert told == [ZeroDivisionError]
    assert listener.take_finished().ending is Ending.INTERRUPTED


def test_the_watch_gets_chunks_that_join_up(inputs, listener):
    listener.open(STEREO)
    inputs.hear(noise(3.0))
    assert listener.take_chunk() is None
    listener.watch(True)
    sound = noise(2 * CHUNK_S + 3.0, channels=2)
    inputs.hear(sound)
    chunks = [listener.take_chunk(), listener.take_chunk()]
    assert listener.take_chunk() is None
    np.testing.assert_array_equal(np.concatenate([one.samples for one in chunks]), sound[: 20 * RATE_HZ])
    listener.watch(False)
    inputs.hear(noise(11.0))
    assert listener.take_chunk() is None


def test_the_watch_goes_on_with_the_next_microphone(inputs, listener):
    listener.watch(True)
    listener.open(MICROPHONE)
    inputs.hear(noise(11.0))
    inputs.lose()
    assert listener.take_chunk() is not None, "what was heard before is still there"
    listener.open(MICROPHONE)
    inputs.hear(noise(10.0))
    assert listener.take_chunk().continuity == Continuity(0, 0)


def test_rescanning_waits_until_nothing_is_open(inputs, listener):
    listener.open(MICROPHONE)
    listener.rescan()
    assert inputs.rescans == 0
    listener.close()
    listener.rescan()
    assert inputs.rescans == 1


def test_a_finished_recording_is_held_until_it_is_settled(inputs, listener, tmp_path):
    listener.open(MICROPHONE)
    begin(listener, tmp_path, 1.0)
    inputs.hear(noise(2.0))
    assert unfinished(tmp_path) == ()
    settle(listener.take_finished())
    assert not list(tmp_path.iterdir())


def test_the_system_is_kept_awake_only_while_recording(inputs, listener, tmp_path, monkeypatch):
    from contextlib import contextmanager

    awake = []

    @contextmanager
    def keep_awake():
        awake.append(threading.current_thread().name)
        yield
        awake.append(threading.current_thread().name)

    monkeypatch.setattr(hearing_module, "keep_awake", keep_awake)
    listener.open(MICROPHONE)
    inputs.hear(noise(1.0))
    assert awake == []
    begin(listener, tmp_path)
    assert awake == ["microphone"]
    listener.abandon()
    assert awake == ["microphone"] * 2, "Windows wants it undone where it was done"


def resident_bytes():
    """Memory of this process, after what nobody holds any more is gone."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_an_hour_of_watching_stays_in_flat_memory(inputs, listener):
    """The first minutes fill the rings; from then on nothing may grow."""
    listener.watch(True)
    listener.open(MICROPHONE)
    sound = noise(CHUNK_S)
    chunks = 0

    def watch(minutes):
        nonlocal chunks
        for _ in range(minutes * 6):
            inputs.hear(sound)
            chunk = listener.take_chunk()
            assert chunk.continuity == Continuity(0, 0)
            np.testing.assert_array_equal(chunk.samples, sound)
            chunks += 1
            listener.pull()

    watch(3)
    before = resident_bytes()
    watch(57)
    assert chunks == 360
    assert resident_bytes() - before < 20 << 20
