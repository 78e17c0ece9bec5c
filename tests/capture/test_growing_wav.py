"""The file that grows: readable by strangers at any moment, and to the bit."""

import errno
import io
import os
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture.growing_wav import HEADER_BYTES, GrowingWav, packed
from app.capture.put_right import put_right
from app.recordings.sound_file import open_sound
from tests.capture.wavs import frames_of

RATE_HZ = 48_000


def steps_24(shape, seed=1):
    """Every 24 bit step may come, the extreme ones included."""
    steps = np.random.default_rng(seed).integers(-(2**23), 2**23, shape)
    return (steps / 2**23).astype(np.float32)


@pytest.fixture
def made():
    files = []

    def make(path, channels=1, rate_hz=RATE_HZ, **more):
        files.append(GrowingWav(path, rate_hz, channels, **more))
        return files[-1]

    yield make
    for file in files:
        file.close()


def test_24_and_16_bit_come_back_to_the_bit(made, tmp_path):
    fine, coarse = steps_24((5000, 2)), steps_24((5000, 2), 2) // 2**-15 * 2**-15
    wav = made(tmp_path / "a.wav", 2)
    wav.write(fine)
    wav.write(coarse)
    np.testing.assert_array_equal(frames_of(tmp_path / "a.wav"), np.concatenate([fine, coarse]))


def test_beyond_full_scale_is_clipped_never_wrapped(made, tmp_path):
    wav = made(tmp_path / "a.wav")
    wav.write(np.array([[1.0], [2.0], [-1.0], [-5.0], [1e30]], np.float32))
    top = 1 - 2**-23
    np.testing.assert_array_equal(frames_of(tmp_path / "a.wav")[:, 0], [top, top, -1, -1, top])


def test_sound_that_lies_channel_by_channel_in_memory_keeps_its_order():
    sound = steps_24((100, 2))
    assert packed(np.asfortranarray(sound)) == packed(sound)


def test_the_header_is_true_before_the_first_sample(made, tmp_path):
    made(tmp_path / "a.wav", 3, 96_000)
    with wave.open(str(tmp_path / "a.wav")) as wav:
        assert (wav.getnchannels(), wav.getframerate(), wav.getnframes()) == (3, 96_000, 0)
    assert soundfile.info(tmp_path / "a.wav").frames == 0


def test_a_file_that_is_there_is_never_written_over(made, tmp_path):
    (tmp_path / "a.wav").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        made(tmp_path / "a.wav")
    assert (tmp_path / "a.wav").read_bytes() == b"mine"


blocks = st.lists(st.integers(0, 700), max_size=12)


@settings(max_examples=40, deadline=None)
@given(sizes=blocks, channels=st.integers(1, 5))
def test_all_readers_agree_after_every_block(tmp_path_factory, sizes, channels):
    path = tmp_path_factory.mktemp("grow") / "a.wav"
    sound = steps_24((sum(sizes), channels))
    wav = GrowingWav(path, RATE_HZ, channels)
    done = 0
    try:
        for size in sizes:
            wav.write(sound[done : done + size])
            done += size
            assert path.stat().st_size % 2 == 0
            np.testing.assert_array_equal(frames_of(path), sound[:done])
            if done:
                heard = soundfile.read(path, dtype="int32", always_2d=True)[0] / 2**31
                np.testing.assert_array_equal(heard, sound[:done])
    finally:
        wav.close()


@settings(max_examples=60, deadline=None)
@given(sizes=blocks, channels=st.integers(1, 5), data=st.data())
def test_killed_anywhere_it_reads_all_that_the_last_header_told(tmp_path_factory, sizes, channels, data):
    """A kill leaves a whole number of system calls: here each of them is taken as the last."""
    path = tmp_path_factory.mktemp("kill") / "a.wav"
    sound = steps_24((sum(sizes), channels))
    wav = GrowingWav(path, RATE_HZ, channels)
    calls, told, done = [(0, path.read_bytes())], [0], 0
    put = wav._put

    def watched(at, raw):
        put(at, raw)
        calls.append((done, path.read_bytes()))

    wav._put = watched
    for size in sizes:
        wav.write(sound[done : done + size])
        done += size
        told.append(done)
    wav.close()
    before, left = data.draw(st.sampled_from(calls))
    path.write_bytes(left)
    read = frames_of(path)
    assert read.shape[0] in told and read.shape[0] >= before
    np.testing.assert_array_equal(read, sound[: read.shape[0]])
    if read.shape[0]:
        assert soundfile.read(path, always_2d=True)[0].shape == read.shape
        with open_sound(path) as opened:
            assert opened.format.frames == read.shape[0]
    held = put_right(path)
    assert held.frames >= read.shape[0]
    np.testing.assert_array_equal(frames_of(path), sound[: held.frames])


@settings(max_examples=60, deadline=None)
@given(sizes=blocks, channels=st.integers(1, 5), cut=st.floats(0, 1))
def test_cut_anywhere_all_whole_frames_that_are_left_are_put_right(tmp_path_factory, sizes, channels, cut):
    path = tmp_path_factory.mktemp("cut") / "a.wav"
    sound = steps_24((sum(sizes), channels))
    wav = GrowingWav(path, RATE_HZ, channels)
    wav.write(sound)
    wav.close()
    os.truncate(path, round(cut * path.stat().st_size))
    left = path.stat().st_size
    held = put_right(path)
    if left < HEADER_BYTES:
        assert held is None
        return
    assert held.frames == min((left - HEADER_BYTES) // (3 * channels), sound.shape[0])
    np.testing.assert_array_equal(frames_of(path), sound[: held.frames])


class _SmallDisk(io.FileIO):
    """A file on a disk with so much room; like a real one it takes what fits first."""

    room = 10_000

    def write(self, data):
        left = self.room - self.tell()
        if left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(bytes(data)[:left])


@pytest.mark.parametrize("room", [HEADER_BYTES, HEADER_BYTES + 1, 9_000, 10_000, 10_001, 10_002])
@pytest.mark.parametrize("channels", [1, 2, 3])
def test_a_disk_that_fills_up_in_the_middle_of_a_block_keeps_its_whole_frames(tmp_path, room, channels):
    path = tmp_path / "a.wav"
    sound = steps_24((5000, channels))
    wav = GrowingWav(path, RATE_HZ, channels)
    wav._file.close()
    wav._file = _SmallDisk(path, "r+")
    wav._file.room = room

    def fill():
        for start in range(0, 5000, 500):
            wav.write(sound[start : start + 500])

    with pytest.raises(OSError, match="No space"):
        fill()
    assert wav.frames == (room - HEADER_BYTES) // (3 * channels)
    wav.close()
    np.testing.assert_array_equal(frames_of(path), sound[: wav.frames])
    with wave.open(str(path)) as read:
        assert read.getnframes() == wav.frames


def test_it_ends_before_the_sizes_of_a_wav_do(made, tmp_path):
    wav = made(tmp_path / "a.wav", 2, most_bytes=HEADER_BYTES + 6 * 1000 + 5)
    sound = steps_24((1500, 2))
    wav.write(sound[:999])
    assert not wav.full
    wav.write(sound[999:])
    assert wav.full and wav.frames == 1000
    wav.write(sound)
    np.testing.assert_array_equal(frames_of(tmp_path / "a.wav"), sound[:1000])


def test_the_longest_file_has_sizes_that_fit_and_are_true(made, tmp_path):
    """Four gigabytes that take no room: most of it is a hole."""
    wav = made(tmp_path / "a.wav", 1)
    wav.frames = wav._most_frames - 1000
    sound = steps_24((2000, 1))
    wav.write(sound)
    assert wav.full
    size = (tmp_path / "a.wav").stat().st_size
    assert 2**32 - 2**20 - 4 <= size <= 2**32 - 2**20 + 1
    info = soundfile.info(tmp_path / "a.wav")
    assert info.frames == wav.frames
    tail, _ = soundfile.read(tmp_path / "a.wav", start=info.frames - 1000, dtype="int32")
    np.testing.assert_array_equal(tail / 2**31, sound[:1000, 0])
    with open_sound(Path(tmp_path / "a.wav")) as opened:
        assert opened.format.frames == wav.frames and not opened.missing_frames
