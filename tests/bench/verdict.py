"""File to verdict of ten seconds, against reading the file and one FFT pass, and against the usual pipeline."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soundfile

from app.acoustics.synthesis import fan_take
from app.diagnosis import judging
from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.machine import MachineType
from app.main import paths
from app.recordings.listening import listen
from app.recordings.sound_file import open_sound
from app.workflows.hear import measure as hear_open
from tests.bench.figures import interleaved, told
from tests.conftest import ROOT

FRAME = 512
HOP = 160


ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


def measure() -> Iterator[str]:
    """Lines for a 16 kHz and a 48 kHz take: as installed, and with every library held to one thread."""
    yield from _lines()
    alone = [sys.executable, "-m", "tests.bench", "verdict"]
    if "OMP_NUM_THREADS" not in os.environ:
        again = subprocess.run(
            alone, cwd=ROOT, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, check=True
        )
        yield from (f"one thread: {line}" for line in again.stdout.splitlines())


def _lines() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        for rate_hz in (16_000, 48_000):
            path = Path(folder) / f"{rate_hz}.wav"
            soundfile.write(path, fan_take(10.0, rate_hz, 1), rate_hz, subtype="PCM_16")
            yield from _for_file(path, rate_hz)


def _for_file(path: Path, rate_hz: int) -> Iterator[str]:
    ours, fft = _earshot(path), _read_and_fft(path)
    ours_s, fft_s = interleaved(ours, fft)
    detail = f"{ours_s * 1000:.1f} against {fft_s * 1000:.1f} CPU ms"
    yield told(
        f"verdict on 10 s at {rate_hz // 1000} kHz / reading and one rfft pass", ours_s / fft_s, 2.0, detail
    )
    try:
        forest = _forest(path)
    except ImportError:
        yield "the 72-feature forest: not measured, needs `make setup-training`"
        return
    forest_s, clip_s = interleaved(forest, _ear_and_judge(path), rounds=9)
    detail = f"{forest_s * 1000:.0f} against {clip_s * 1000:.1f} CPU ms"
    yield told(
        f"72-feature forest / ear and judge, 10 s at {rate_hz // 1000} kHz", forest_s / clip_s, 10.0, detail, True
    )
    forest_s, ours_s = interleaved(forest, ours, rounds=5)
    detail = f"{forest_s * 1000:.0f} against {ours_s * 1000:.1f} CPU ms"
    yield told(
        f"72-feature forest / verdict, 10 s at {rate_hz // 1000} kHz", forest_s / ours_s, 10.0, detail, True
    )


def _earshot(path: Path) -> Callable[[], object]:
    model = ModelRegistry(paths.MODELS).model_for(MachineType.FAN)
    assert model
    with open_sound(path) as sound:
        clips, _ = hear_open(sound, model)
    bands = np.repeat(clips.bands, 5, axis=0)
    baseline = Baseline("c", bands, ("t",), model.identity.ear_sha256)

    def work() -> object:
        with open_sound(path) as sound:
            clips, quality = hear_open(sound, model)
        assert quality.usable
        return judging.judge(model, clips, baseline)

    return work


def _ear_and_judge(path: Path) -> Callable[[], object]:
    """What the model itself costs for one clip: no file is read, no gate asked."""
    model = ModelRegistry(paths.MODELS).model_for(MachineType.FAN)
    assert model
    with open_sound(path) as sound:
        (clip,) = listen(sound)
    baseline = np.repeat(model.ear(clip.samples)[None], 5, axis=0)

    def work() -> object:
        return model.judge(model.ear(clip.samples)[None], baseline)

    return work


def _read_and_fft(path: Path) -> Callable[[], object]:
    def work() -> object:
        samples, _ = soundfile.read(path, dtype="float32")
        frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::HOP]
        return np.abs(np.fft.rfft(frames * np.hanning(FRAME).astype(np.float32), axis=1)) ** 2

    return work


def _forest(path: Path) -> Callable[[], object]:
    import librosa
    from sklearn.ensemble import RandomForestClassifier

    def features(samples: np.ndarray, rate_hz: int) -> np.ndarray:
        rows = np.concatenate(
            [
                librosa.feature.mfcc(y=samples, sr=rate_hz, n_mfcc=13),
                librosa.feature.spectral_centroid(y=samples, sr=rate_hz),
                librosa.feature.spectral_bandwidth(y=samples, sr=rate_hz),
                librosa.feature.spectral_rolloff(y=samples, sr=rate_hz),
                librosa.feature.zero_crossing_rate(samples),
                librosa.feature.rms(y=samples),
            ]
        )
        return np.concatenate([rows.mean(1), rows.std(1), rows.max(1), rows.min(1)])

    rng = np.random.default_rng(0)
    forest = RandomForestClassifier(n_estimators=100, random_state=0)
    forest.fit(rng.normal(size=(200, 72)), rng.integers(0, 2, 200))

    def work() -> object:
        samples, rate_hz = librosa.load(path, sr=None)
        return forest.predict_proba(features(samples, int(rate_hz))[None])

    return work
