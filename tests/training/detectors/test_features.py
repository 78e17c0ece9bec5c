"""What the detectors hear."""

import numpy as np
import pytest

from training.detectors.features import (
    DECAYS,
    FRAMES,
    LOG_MEL,
    MELS,
    MFCC_STATISTICS,
    RANK_POOLED,
    pooled_by_rank,
)

pytestmark = pytest.mark.training
RATE_HZ = 16000


def noise(length_s: float) -> np.ndarray:
    return (0.1 * np.random.default_rng(0).standard_normal(round(length_s * RATE_HZ))).astype(np.float32)


@pytest.fixture(autouse=True)
def ready(torch_ready: None) -> None:
    pytest.importorskip("librosa")


@pytest.mark.parametrize("length_s", [1.0, 2.37, 10.0, 11.0])
@pytest.mark.parametrize(
    ("feature", "shape"), [(LOG_MEL, (FRAMES, MELS)), (RANK_POOLED, (len(DECAYS), 128)), (MFCC_STATISTICS, (72,))]
)
def test_clips_of_any_length_stack(feature, shape: tuple[int, ...], length_s: float):
    values = feature.of(noise(length_s))
    assert values.shape == shape
    assert np.isfinite(values).all()


@pytest.mark.parametrize("feature", [LOG_MEL, RANK_POOLED, MFCC_STATISTICS])
def test_silence_is_finite(feature):
    assert np.isfinite(feature.of(np.zeros(2 * RATE_HZ, np.float32))).all()


@pytest.mark.parametrize("feature", [LOG_MEL, RANK_POOLED])
def test_less_than_a_second_is_refused(feature):
    with pytest.raises(ValueError, match="shorter than one second"):
        feature.of(noise(0.9))


def test_a_short_clip_is_filled_with_itself_and_nothing_else():
    mel = LOG_MEL.of(noise(2.0))
    own = 61
    np.testing.assert_array_equal(mel[own : 2 * own], mel[:own][::-1])
    np.testing.assert_array_equal(mel[2 * own : 3 * own], mel[:own])


def test_a_tone_is_in_its_band_and_as_loud_as_it_is():
    import librosa

    tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(2 * RATE_HZ) / RATE_HZ)
    level = LOG_MEL.of(tone.astype(np.float32)).mean(axis=0)
    centres_hz = librosa.mel_frequencies(n_mels=MELS + 2, fmax=8000)[1:-1]
    assert abs(centres_hz[level.argmax()] - 1000) < 60
    quieter = LOG_MEL.of((0.1 * tone).astype(np.float32)).mean(axis=0)
    assert level.max() - quieter.max() == pytest.approx(np.log(100), abs=0.02)


def test_rank_pooling_goes_from_the_mean_to_the_loudest():
    frames = np.random.default_rng(1).standard_normal((50, 7))
    pooled = pooled_by_rank(frames)
    np.testing.assert_allclose(pooled[DECAYS.index(1.0)], frames.mean(axis=0))
    np.testing.assert_allclose(pooled[DECAYS.index(0.0)], frames.max(axis=0))
    assert (np.diff(pooled, axis=0) > 0).all(), "the faster weights fall, the louder"
    ranked = np.sort(frames[:, 0])[::-1]
    weights = 0.9 ** np.arange(50)
    assert pooled[DECAYS.index(0.9), 0] == pytest.approx((weights * ranked).sum() / weights.sum())


def test_the_forests_numbers_are_statistics_over_time():
    values = MFCC_STATISTICS.of(noise(3.0)).reshape(4, 18)
    mean, spread, most, least = values
    assert (spread >= 0).all()
    assert (least <= mean).all() and (mean <= most).all()
    centroid_hz, crossings, rms = mean[13], mean[16], mean[17]
    assert centroid_hz == pytest.approx(4000, rel=0.05)
    assert crossings == pytest.approx(0.5, rel=0.1)
    assert rms == pytest.approx(0.1, rel=0.05)
