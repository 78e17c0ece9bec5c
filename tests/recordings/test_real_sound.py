"""Real machines pass the gate; the same machines over a telephone do not."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from app.domain.quality import Check, Grade, Quality
from app.recordings.gate import Gate
from app.recordings.listening import listen
from app.recordings.sound_file import open_sound
from tests.recordings.sounds import as_16_bit, finding, judged

pytestmark = pytest.mark.data


def heard(path: Path) -> tuple[Quality, int]:
    with open_sound(path) as sound:
        gate = Gate(sound.format, sound.missing_frames)
        count = sum(1 for _ in listen(sound, gate))
    return gate.quality(), count


def test_every_real_machine_passes(data_folder: Path):
    files = sorted((data_folder / "wav").rglob("*.wav"))
    assert len(files) == 45
    for path in files:
        quality, count = heard(path)
        assert quality.failures == (), path
        assert count >= 1
        noted = {f.check for f in quality.findings if f.grade is Grade.NOTED}
        # Flights begin and end on the ground; motors were bumped into and switched off while the recorder ran.
        assert noted <= {Check.CLIPPING, Check.KNOCKS, Check.STEADINESS}, path


def test_real_machines_over_a_telephone_fail(data_folder: Path):
    for path in sorted((data_folder / "wav").rglob("*.wav"))[::4]:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True, frames=160_000)
        narrow = soxr.resample(soxr.resample(samples[:, 0], rate, 8_000), 8_000, 48_000)
        found = finding(judged(as_16_bit(narrow), 48_000), Check.BANDWIDTH)
        assert found.grade is Grade.FAILED, path


def test_sixteen_kilohertz_originals_reach_the_ear_bit_for_bit(data_folder: Path):
    for path in sorted((data_folder / "wav" / "mimii").rglob("*.wav")):
        with open_sound(path) as sound:
            (clip,) = listen(sound)
        expected = soundfile.read(path, dtype="float64", always_2d=True)[0].mean(axis=1)
        assert np.abs(clip.samples - expected).max() < 1e-7, path


def test_everyday_sounds_are_all_handled(data_folder: Path):
    files = sorted((data_folder / "background").rglob("*.ogg"))[::5]
    assert len(files) == 80
    unusable = 0
    for path in files:
        quality, count = heard(path)
        assert count == 1, path
        assert finding(quality, Check.LENGTH).grade is Grade.NOTED
        unusable += not quality.usable
    assert 10 < unusable < 45
