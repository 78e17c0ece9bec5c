"""Whatever sound file a technician brings is opened, and read in blocks."""

import os
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.domain.problem import Problem
from app.recordings.sound_file import OpenSound, open_sound
from tests.recordings.sounds import noise, write

FORMATS = [
    ("a.wav", "WAV", "PCM_U8", "WAV", "8 bit", 8),
    ("a.wav", "WAV", "PCM_16", "WAV", "16 bit", 16),
    ("a.WAV", "WAV", "PCM_24", "WAV", "24 bit", 24),
    ("a.wav", "WAVEX", "PCM_24", "WAV", "24 bit", 24),
    ("a.wav", "WAV", "PCM_32", "WAV", "32 bit", 32),
    ("a.wav", "WAV", "FLOAT", "WAV", "float 32", 32),
    ("a.wav", "WAV", "DOUBLE", "WAV", "float 64", 64),
    ("a.wav", "WAV", "ALAW", "WAV", "A-law", None),
    ("a.wav", "WAV", "ULAW", "WAV", "µ-law", None),
    ("a.wav", "WAV", "IMA_ADPCM", "WAV", "ADPCM", None),
    ("a.rf64", "RF64", "PCM_24", "RF64", "24 bit", 24),
    ("a.w64", "W64", "PCM_16", "Wave64", "16 bit", 16),
    ("a.flac", "FLAC", "PCM_24", "FLAC", "24 bit", 24),
    ("a.ogg", "OGG", "VORBIS", "OGG", "Vorbis", None),
    ("a.opus", "OGG", "OPUS", "OGG", "Opus", None),
    ("a.mp3", "MP3", "MPEG_LAYER_III", "MP3", "MP3", None),
    ("a.aiff", "AIFF", "PCM_24", "AIFF", "24 bit", 24),
    ("a.aifc", "AIFF", "FLOAT", "AIFF", "float 32", 32),
    ("a.au", "AU", "PCM_16", "AU", "16 bit", 16),
    ("a.caf", "CAF", "PCM_16", "CAF", "16 bit", 16),
    ("an mp3.wav", "MP3", "MPEG_LAYER_III", "MP3", "MP3", None),
    ("a wav.mp3", "WAV", "PCM_16", "WAV", "16 bit", 16),
    ("no ending", "FLAC", "PCM_16", "FLAC", "16 bit", 16),
    ("a.raw", "WAV", "PCM_16", "WAV", "16 bit", 16),
]


def read_all(sound: OpenSound, start_s: float = 0.0, end_s: float | None = None) -> np.ndarray:
    return np.concatenate(list(sound.blocks(start_s, end_s)))


@pytest.mark.parametrize(("name", "form", "subtype", "container", "encoding", "bits"), FORMATS)
def test_every_format_is_read(tmp_path: Path, name, form, subtype, container, encoding, bits):
    samples = noise(2.5, 48_000, 2)
    path = write(tmp_path / name, samples, 48_000, subtype, form)
    with open_sound(path) as sound:
        read = read_all(sound)
        assert (sound.format.container, sound.format.encoding, sound.format.bits) == (container, encoding, bits)
        assert (sound.format.sample_rate_hz, sound.format.channels) == (48_000, 2)
        assert sound.format.frames == len(read)
        assert sound.missing_frames == 0
    assert len(read) == pytest.approx(len(samples), abs=3000)
    assert read.dtype == np.float32
    error = np.sqrt(np.mean((read[: len(samples)] - samples[: len(read)]) ** 2))
    assert error < (0.03 if bits is None else 0.005)


@pytest.mark.parametrize("form", ["WAV", "WAVEX", "W64", "RF64", "AIFF", "AU", "CAF", "FLAC"])
@pytest.mark.parametrize("channels", [1, 8])
def test_every_step_of_sixteen_bits_is_read_as_libsndfile_reads_it(tmp_path: Path, form: str, channels: int):
    steps = np.arange(-32768, 32768, dtype=np.int16).reshape(-1, channels)
    path = tmp_path / "a"
    soundfile.write(path, steps, 16_000, "PCM_16", format=form)
    with open_sound(path) as sound:
        read = read_all(sound)
    assert read.tobytes() == soundfile.read(path, dtype="float32", always_2d=True)[0].tobytes()


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 96_000, 192_000])
@pytest.mark.parametrize("channels", [1, 3, 8])
def test_every_rate_and_channel_count_is_read_in_blocks_of_a_second(tmp_path: Path, rate: int, channels: int):
    samples = noise(1.3, rate, channels)
    path = write(tmp_path / "a.wav", samples, rate, "FLOAT")
    with open_sound(path) as sound:
        blocks = list(sound.blocks())
    assert [block.shape for block in blocks] == [(rate, channels), (len(samples) - rate, channels)]
    assert np.array_equal(np.concatenate(blocks), samples)


@pytest.mark.parametrize(
    "name",
    ["Lüfter 3 – Süd.wav", "fan 🌀.WAV", "вентилятор.wav", "風扇.wav", "-rf.wav", "a'b\"c.wav", "%s{0}.wav"],
)
def test_every_name_is_read(tmp_path: Path, name: str):
    if sys.platform == "win32" and '"' in name:
        pytest.skip("not a name on Windows")
    with open_sound(write(tmp_path / name, noise(0.1))) as sound:
        assert sound.format.frames == 1600


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such names")
def test_a_name_in_a_broken_encoding_is_read_and_can_be_shown(tmp_path: Path):
    good = write(tmp_path / "a.wav", noise(0.1))
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/L\xfcfter.wav"))
    good.rename(odd)
    with open_sound(odd) as sound:
        assert sound.format.frames == 1600
    odd.write_bytes(b"")
    with pytest.raises(Problem) as problem:
        open_sound(odd)
    problem.value.what.encode("utf-8")
    problem.value.detail.encode("utf-8")


def test_a_very_long_path_is_read(tmp_path: Path):
    if sys.platform == "win32":
        pytest.skip("needs long paths switched on")
    folder = tmp_path.joinpath(*["a folder with a long name " * 6] * 10)
    folder.mkdir(parents=True)
    with open_sound(write(tmp_path / "a.wav", noise(0.1)).rename(folder / "a.wav")) as sound:
        assert len(str(folder)) > 1_500
        assert len(read_all(sound)) == 1600


def test_a_window_is_read_exactly(tmp_path: Path):
    samples = noise(5.0, 44_100, 2)
    with open_sound(write(tmp_path / "a.wav", samples, 44_100, "FLOAT")) as sound:
        assert np.array_equal(read_all(sound, 1.5, 3.25), samples[66_150:143_325])
        assert np.array_equal(read_all(sound, 4.0, 99.0), samples[176_400:])
        assert list(sound.blocks(5.0)) == []
        assert list(sound.blocks(3.0, 2.0)) == []
        assert np.array_equal(read_all(sound, -1.0), samples)


def test_a_file_of_one_sample_is_opened(tmp_path: Path):
    with open_sound(write(tmp_path / "a.wav", noise(1 / 16_000))) as sound:
        assert len(read_all(sound)) == 1


@pytest.mark.parametrize(
    ("form", "subtype"),
    [("WAV", "PCM_16"), ("WAV", "PCM_24"), ("WAV", "FLOAT"), ("RF64", "PCM_16"), ("AIFF", "PCM_16")],
)
def test_a_recording_that_was_cut_off_is_read_and_says_how_much_is_missing(
    tmp_path: Path, form: str, subtype: str
):
    path = write(tmp_path / "a.wav", noise(3.0, 16_000, 2), 16_000, subtype, form)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with open_sound(path) as sound:
        assert len(read_all(sound)) == sound.format.frames == pytest.approx(16_000, abs=40)
        assert sound.missing_frames + sound.format.frames == pytest.approx(48_000, abs=2)


def test_an_mp3_that_was_cut_off_says_so_once_its_end_is_reached(tmp_path: Path):
    path = write(tmp_path / "a.mp3", noise(4.0), 16_000, "MPEG_LAYER_III", "MP3")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with open_sound(path) as sound:
        promised = sound.format.frames
        read = len(read_all(sound))
        assert 16_000 < read < 48_000
        assert sound.format.frames == read
        assert sound.missing_frames == promised - read


@pytest.mark.parametrize("riff_size", [0, 36, 0xFFFFFFFF])
@pytest.mark.parametrize("data_size", [0, 0xFFFFFFFF])
@pytest.mark.parametrize("subtype", ["PCM_16", "FLOAT"])
def test_the_header_of_a_recorder_that_crashed_is_seen_through(tmp_path: Path, riff_size, data_size, subtype):
    samples = noise(3.0, 16_000, 2)
    path = write(tmp_path / "a.wav", samples, 16_000, subtype)
    whole = bytearray(path.read_bytes())
    at = whole.index(b"data") + 4
    whole[4:8] = struct.pack("<I", riff_size)
    whole[at : at + 4] = struct.pack("<I", data_size)
    path.write_bytes(whole)
    with open_sound(path) as sound:
        assert np.allclose(read_all(sound), samples, atol=1e-4)
        assert np.allclose(read_all(sound, 1.0, 2.0), samples[16_000:32_000], atol=1e-4)
        assert sound.missing_frames == 0
    assert path.read_bytes() == whole


def test_an_rf64_of_a_recorder_that_crashed_is_seen_through(tmp_path: Path):
    samples = noise(3.0)
    path = write(tmp_path / "a.wav", samples, form="RF64")
    whole = bytearray(path.read_bytes())
    at = whole.index(b"ds64") + 8
    whole[at : at + 24] = bytes(24)
    path.write_bytes(whole)
    with open_sound(path) as sound:
        assert np.allclose(read_all(sound), samples, atol=1e-4)


def test_an_empty_recording_with_a_chunk_behind_it_is_not_taken_for_sound(tmp_path: Path):
    path = tmp_path / "a.wav"
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 16_000, 32_000, 2, 16)
    body = head + b"data" + bytes(4) + b"LIST" + struct.pack("<I", 400) + bytes(400)
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    with pytest.raises(Problem, match="no sound"):
        open_sound(path)


def test_damaged_flac_is_a_problem_that_says_where(tmp_path: Path):
    path = write(tmp_path / "a.flac", noise(20.0), form="FLAC")
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 3000] = bytes(3000)
    path.write_bytes(whole)
    with open_sound(path) as sound, pytest.raises(Problem, match=r"“a\.flac” is damaged.*beyond \d+ s"):
        read_all(sound)


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf, 1e30])
@pytest.mark.parametrize("subtype", ["FLOAT", "DOUBLE"])
def test_numbers_that_are_no_sound_are_a_problem_that_says_where(tmp_path: Path, wrong: float, subtype: str):
    samples = noise(5.0)
    samples[3 * 16_000 + 5] = wrong
    with (
        open_sound(write(tmp_path / "a.wav", samples, 16_000, subtype)) as sound,
        pytest.raises(Problem) as problem,
    ):
        read_all(sound)
    assert problem.value.what == "“a.wav” is damaged: from 3 s on it holds values that are not sound."


def test_a_file_that_shrinks_while_it_is_read_is_a_problem(tmp_path: Path):
    path = write(tmp_path / "a.wav", noise(10.0))
    with open_sound(path) as sound:
        blocks = sound.blocks()
        next(blocks)
        os.truncate(path, 40_000)
        with pytest.raises(Problem, match="changed while"):
            list(blocks)


def test_a_file_that_shrinks_and_vanishes_while_it_is_read_is_a_problem(tmp_path: Path):
    if sys.platform == "win32":
        pytest.skip("Windows keeps open files")
    path = write(tmp_path / "a.wav", noise(10.0))
    with open_sound(path) as sound:
        blocks = sound.blocks()
        next(blocks)
        os.truncate(path, 40_000)
        path.unlink()
        with pytest.raises(Problem, match="could not be found"):
            list(blocks)


def test_a_failing_drive_is_a_problem_that_says_so(tmp_path: Path, monkeypatch):
    def fail(*_args, **_named):
        raise soundfile.LibsndfileError(2)

    with open_sound(write(tmp_path / "a.wav", noise(3.0))) as sound:
        monkeypatch.setattr(soundfile.SoundFile, "read", fail)
        with pytest.raises(Problem, match="its drive reported an error"):
            read_all(sound)


def test_closing_lets_go_of_the_file_and_may_be_done_twice(tmp_path: Path):
    path = write(tmp_path / "a.wav", noise(1.0))
    sound = open_sound(path)
    sound.close()
    sound.close()
    path.unlink()
