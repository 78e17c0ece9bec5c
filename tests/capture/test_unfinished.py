"""What is found of a recording after a crash, and what becomes of it."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture import part_lock, unfinished
from app.capture.growing_wav import HEADER_BYTES
from app.capture.part_file import PartFile, Source
from app.capture.sidecar import sidecar_path
from app.domain.microphone import Continuity, Ending, Purpose
from app.domain.problem import Problem
from app.domain.take import RawStream
from tests.capture.wavs import frames_of

RATE_HZ = 8000
STARTED = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
PURPOSE = Purpose("fan", "full speed")
ROOT = Path(__file__).resolve().parents[2]


def noise(seconds, channels=1):
    steps = np.random.default_rng(3).integers(-8000, 8000, (round(seconds * RATE_HZ), channels))
    return (steps / 32_768).astype(np.float32)


def crashed(folder, seconds=2.0, started_at=STARTED, channels=1, ended=None):
    """What a program leaves that is killed while it records, or after the end when that is given."""
    source = Source("Laptop", RATE_HZ, channels, RawStream.NO)
    file = PartFile(folder, PURPOSE, source, started_at, seconds)
    file.write(noise(seconds, channels))
    if ended is not None:
        file.end(*ended)
    file._wav.close()
    with part_lock._guard:
        os.close(part_lock._ours.pop(file.recording.path))
    return file.recording.path


def found(folder):
    return unfinished.unfinished(folder)


def test_it_is_offered_with_all_that_is_known(tmp_path):
    path = crashed(tmp_path)
    [one] = found(tmp_path)
    assert (one.path, one.purpose, one.microphone, one.raw_stream) == (path, PURPOSE, "Laptop", RawStream.NO)
    assert (one.started_at, one.ending, one.continuity) == (STARTED, Ending.INTERRUPTED, None)
    assert (one.format.frames, one.format.sample_rate_hz, one.format.bits) == (2 * RATE_HZ, RATE_HZ, 24)
    assert [again.path for again in found(tmp_path)] == [path], "until somebody does something about it"


def test_one_that_had_ended_but_was_not_kept_says_how(tmp_path):
    crashed(tmp_path, ended=(Ending.LOST, Continuity(1, 20)))
    [one] = found(tmp_path)
    assert (one.ending, one.continuity) == (Ending.LOST, Continuity(1, 20))


def test_the_oldest_comes_first(tmp_path):
    times = [STARTED + timedelta(minutes=minutes) for minutes in (5, 1, 3)]
    for started_at in times:
        crashed(tmp_path, started_at=started_at)
    assert [one.started_at for one in found(tmp_path)] == sorted(times)


def test_no_folder_is_nothing(tmp_path):
    assert found(tmp_path / "never made") == ()


def test_next_to_nothing_is_removed(tmp_path):
    crashed(tmp_path, 0.4)
    assert found(tmp_path) == ()
    assert not list(tmp_path.iterdir())


def test_what_this_program_is_writing_is_not_offered(tmp_path):
    file = PartFile(tmp_path, PURPOSE, Source("Laptop", RATE_HZ, 1, RawStream.NO), STARTED, 1.0)
    file.write(noise(2.0))
    assert found(tmp_path) == ()
    file.abandon()


WRITER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
import numpy as np
from app.capture.part_file import PartFile, Source
from app.domain.microphone import Purpose
from app.domain.take import RawStream
file = PartFile(Path(sys.argv[1]), Purpose("m", "c"), Source("x", 8000, 1, RawStream.NO), datetime.now(UTC), 1.0)
file.write(np.zeros((16_000, 1), np.float32))
print("writing", flush=True)
time.sleep(60)
"""


def test_what_another_living_program_writes_is_not_offered_until_it_is_dead(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as writer:
        try:
            assert writer.stdout.readline() == b"writing\n"
            assert found(tmp_path) == ()
        finally:
            writer.kill()
    [one] = found(tmp_path)
    assert one.purpose == Purpose("m", "c")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\0" * 400,
        b"{",
        b"[1, 2]",
        b"null",
        b'{"purpose": 7, "started_at": "yesterday", "continuity": [], "ending": "?", "raw_stream": {}}',
        b'{"purpose": {"machine_id": 3, "room": "yes"}, "continuity": {"overflows": -1, "lost_frames": "x"}}',
        b'{"started_at": "0001-01-01T00:00:00+14:00"}',
        "ü".encode("latin-1"),
        b"[" * 100_000,
    ],
)
def test_with_a_damaged_sidecar_the_sound_is_offered_all_the_same(tmp_path, damage):
    path = crashed(tmp_path)
    sidecar_path(path).write_bytes(damage)
    [one] = found(tmp_path)
    assert (one.purpose, one.ending, one.continuity) == (Purpose("", ""), Ending.INTERRUPTED, None)
    assert one.format.frames == 2 * RATE_HZ
    assert one.started_at.tzinfo is not None


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
    st.sampled_from(["purpose", "microphone", "raw_stream", "started_at", "format", "ending", "continuity"]),
)
def test_any_nonsense_in_any_field_is_survived(tmp_path_factory, nonsense, field):
    folder = tmp_path_factory.mktemp("nonsense")
    path = crashed(folder, 1.0)
    told = json.loads(sidecar_path(path).read_text("utf-8"))
    told[field] = nonsense
    sidecar_path(path).write_text(json.dumps(told), "utf-8")
    [one] = found(folder)
    assert one.format.frames == RATE_HZ


def test_without_a_sidecar_too_and_its_time_is_the_files(tmp_path):
    path = crashed(tmp_path)
    sidecar_path(path).unlink()
    os.utime(path, (1_000_000_000, 1_000_000_000))
    [one] = found(tmp_path)
    assert one.started_at == datetime.fromtimestamp(1_000_000_000 - 2, UTC)
    assert one.microphone == ""


def test_a_header_left_behind_by_a_power_cut_is_put_right(tmp_path):
    path = crashed(tmp_path)
    early = bytearray(path.read_bytes())
    early[4:8], early[40:44] = (36).to_bytes(4, "little"), (0).to_bytes(4, "little")
    path.write_bytes(bytes(early) + b"\1")
    [one] = found(tmp_path)
    assert one.format.frames == 2 * RATE_HZ
    np.testing.assert_array_equal(frames_of(path), noise(2.0))


def test_a_header_ahead_of_its_sound_is_put_right(tmp_path):
    path = crashed(tmp_path)
    os.truncate(path, HEADER_BYTES + RATE_HZ * 3 + 2)
    [one] = found(tmp_path)
    assert one.format.frames == RATE_HZ
    np.testing.assert_array_equal(frames_of(path), noise(2.0)[:RATE_HZ])


def test_a_header_that_never_reached_the_disk_is_made_from_the_sidecar(tmp_path):
    path = crashed(tmp_path, channels=2)
    sound = path.read_bytes()
    path.write_bytes(b"\0" * HEADER_BYTES + sound[HEADER_BYTES:])
    [one] = found(tmp_path)
    assert (one.format.frames, one.format.channels) == (2 * RATE_HZ, 2)
    np.testing.assert_array_equal(frames_of(path), noise(2.0, 2))


def test_what_nobody_can_make_sense_of_is_left_alone(tmp_path):
    (tmp_path / "x.part.wav").write_bytes(b"RIFF somebody else's file" * 1000)
    (tmp_path / "y.part.wav").write_bytes(b"")
    (tmp_path / "z.part.wav").mkdir()
    assert found(tmp_path) == ()
    assert (tmp_path / "x.part.wav").stat().st_size == 25_000


def test_kept_it_is_gone(tmp_path):
    crashed(tmp_path)
    [one] = found(tmp_path)
    unfinished.settle(one)
    assert not list(tmp_path.iterdir())
    unfinished.settle(one)


def test_discarded_it_can_be_restored(tmp_path):
    path = crashed(tmp_path)
    [one] = found(tmp_path)
    unfinished.discard(one)
    assert found(tmp_path) == ()
    assert not path.exists()
    unfinished.restore(one)
    [again] = found(tmp_path)
    assert again == one
    np.testing.assert_array_equal(frames_of(path), noise(2.0))


def test_what_was_just_recorded_can_be_discarded_and_restored(tmp_path):
    file = PartFile(tmp_path, PURPOSE, Source("Laptop", RATE_HZ, 1, RawStream.NO), STARTED, 1.0)
    file.write(noise(1.0))
    done = file.end(Ending.TIME_UP, Continuity(0, 5))
    unfinished.discard(done)
    unfinished.restore(done)
    assert found(tmp_path) == (done,)


def aged(folder, days):
    long_ago = time.time() - days * 24 * 3600
    for path in (folder / unfinished.DISCARDED).iterdir():
        os.utime(path, (long_ago, long_ago))


def test_after_a_week_what_was_discarded_is_swept(tmp_path):
    crashed(tmp_path)
    [one] = found(tmp_path)
    unfinished.discard(one)
    aged(tmp_path, 6.9)
    found(tmp_path)
    assert len(list((tmp_path / unfinished.DISCARDED).iterdir())) == 2
    aged(tmp_path, 7.1)
    found(tmp_path)
    assert not list((tmp_path / unfinished.DISCARDED).iterdir())
    with pytest.raises(Problem, match="can't be brought back"):
        unfinished.restore(one)


def test_the_week_begins_when_it_is_discarded_not_when_it_was_recorded(tmp_path):
    path = crashed(tmp_path)
    for each in (path, sidecar_path(path)):
        os.utime(each, (1_000_000_000, 1_000_000_000))
    [one] = found(tmp_path)
    unfinished.discard(one)
    found(tmp_path)
    unfinished.restore(one)


def test_discarding_what_is_gone_is_told(tmp_path):
    path = crashed(tmp_path)
    [one] = found(tmp_path)
    path.unlink()
    with pytest.raises(Problem, match="can't be set aside"):
        unfinished.discard(one)
