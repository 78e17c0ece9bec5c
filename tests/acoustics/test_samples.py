"""The shipped sample takes are what the generator makes, and small."""

import wave

import numpy as np
import pytest

from app.acoustics.samples import ALL, HEALTHY, LATER, SAMPLE_FOLDER, SAMPLE_RATE_HZ, write_samples


def read(path):
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE_HZ)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.int32)


@pytest.mark.parametrize("take", ALL, ids=lambda take: take.file_name)
def test_the_shipped_file_is_what_the_generator_makes(take):
    shipped = read(SAMPLE_FOLDER / take.file_name)
    made = take.samples().astype(np.int32)
    assert shipped.shape == made.shape
    assert np.abs(shipped - made).max() <= 1


def test_the_folder_holds_these_takes_and_its_description_names_them():
    assert {path.name for path in SAMPLE_FOLDER.glob("*.wav")} == {take.file_name for take in ALL}
    text = (SAMPLE_FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(take.file_name in text for take in LATER)
    assert HEALTHY[0].file_name in text
    assert HEALTHY[-1].file_name in text


def test_no_two_takes_are_the_same_visit():
    assert len({take.seed for take in ALL}) == len(ALL)


def test_the_folder_stays_small():
    assert sum(path.stat().st_size for path in SAMPLE_FOLDER.iterdir()) < 4_000_000


def test_five_clips_of_healthy_and_three_of_the_take_to_inspect():
    assert sum(take.duration_s for take in HEALTHY) == 50.0
    assert next(take for take in LATER if "blade" in take.file_name).duration_s == 30.0


def test_writing_makes_the_folder_and_replaces_what_is_there(tmp_path):
    folder = tmp_path / "new" / "sämples"
    write_samples(folder)
    (folder / "healthy-1.wav").write_bytes(b"spoilt")
    write_samples(folder)
    np.testing.assert_array_equal(read(folder / "healthy-1.wav"), HEALTHY[0].samples())
    assert len(list(folder.iterdir())) == len(ALL)
