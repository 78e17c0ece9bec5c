"""What the detectors hear: features of a waveform that are computed once for a data set and kept.

The ear's band levels are what ships; the others are here to compare with and are never computed in the app.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from training.datasets.features import BANDS, Feature

__all__ = ["BANDS", "DECAYS", "FRAMES", "LOG_MEL", "MELS", "MFCC_STATISTICS", "RANK_POOLED", "Feature"]

Waveform = NDArray[np.float32]

SAMPLE_RATE_HZ = 16000
SHORTEST_SAMPLES = 16000
WINDOW_SAMPLES = 1024
HOP_SAMPLES = 512
MELS = 64
RANKED_MELS = 128
FRAMES = 311
"""Whole windows in ten seconds."""
FLOOR = 1e-8
COEFFICIENTS = 13

DECAYS = (1.0, 0.99, 0.98, 0.95, 0.9, 0.8, 0.5, 0.0)
"""How fast the weight falls from a band's loudest frame to its quietest: 1 is the mean, 0 the loudest alone."""


def log_mel(waveform: Waveform) -> NDArray[np.float16]:
    """A clip of 16 kHz as ln of mel power, float16 `[311, 64]`: the spectrogram that the networks see.

    A clip of less than ten seconds is filled up with itself played backwards and forwards again, so that clips
    of any length stack and no silence is made up; of a longer one the first ten seconds count. Half precision
    rounds by 0.04 dB at most.

    Raises:
        ValueError: the clip is shorter than one second.
    """
    mel = _log_mel(waveform, MELS)[:FRAMES]
    return np.pad(mel, ((0, FRAMES - len(mel)), (0, 0)), mode="symmetric").astype(np.float16)


def rank_pooled(waveform: Waveform) -> NDArray[np.float32]:
    """Time-weighted spectra of a clip of 16 kHz, float32 `[8, 128]`, one for each decay.

    In each band the frames are sorted from loud to quiet, and that of rank i weighs rⁱ / Σ rⁱ (global weighted
    rank pooling: Guan et al., Time-weighted frequency domain audio representation with GMM estimator for
    anomalous sound detection, ICASSP 2023). ValueError below one second.
    """
    return pooled_by_rank(_log_mel(waveform, RANKED_MELS)).astype(np.float32)


def pooled_by_rank(frames: NDArray[np.floating]) -> NDArray[np.float64]:
    """Frames `[t, bands]` pooled over time by rank, `[decays, bands]`."""
    loudest_first = np.sort(frames, axis=0)[::-1]
    weights = np.array(DECAYS)[:, None] ** np.arange(len(frames))
    return (weights / weights.sum(axis=1, keepdims=True)) @ loudest_first


def mfcc_statistics(waveform: Waveform) -> NDArray[np.float32]:
    """The 72 numbers of the random forest for a clip of 16 kHz, float32 `[72]`.

    13 MFCC, spectral centroid, bandwidth and rolloff, zero crossing rate and rms with librosa's own frames
    (2048 samples every 512): the mean over time of each, then the standard deviations, maxima and minima.
    """
    import librosa

    sound = np.ascontiguousarray(waveform, np.float32)
    magnitude = np.abs(librosa.stft(sound))
    mel = librosa.feature.melspectrogram(S=magnitude**2, sr=SAMPLE_RATE_HZ)
    rows = np.vstack(
        [
            librosa.feature.mfcc(S=librosa.power_to_db(mel), sr=SAMPLE_RATE_HZ, n_mfcc=COEFFICIENTS),
            librosa.feature.spectral_centroid(S=magnitude, sr=SAMPLE_RATE_HZ),
            librosa.feature.spectral_bandwidth(S=magnitude, sr=SAMPLE_RATE_HZ),
            librosa.feature.spectral_rolloff(S=magnitude, sr=SAMPLE_RATE_HZ),
            librosa.feature.zero_crossing_rate(sound),
            librosa.feature.rms(y=sound),
        ]
    )
    statistics = (rows.mean(axis=1), rows.std(axis=1), rows.max(axis=1), rows.min(axis=1))
    return np.concatenate(statistics).astype(np.float32)


def _log_mel(waveform: Waveform, mels: int) -> NDArray[np.float64]:
    """ln(mel power + 1e-8) of every whole window `[t, mels]`."""
    if len(waveform) < SHORTEST_SAMPLES:
        raise ValueError(f"A clip of {len(waveform)} samples is shorter than one second.")
    frames = np.lib.stride_tricks.sliding_window_view(waveform, WINDOW_SAMPLES)[::HOP_SAMPLES]
    power = np.abs(np.fft.rfft(frames * _window(), axis=1)) ** 2
    return np.log(power @ _mel_weights(mels) + FLOOR)


@cache
def _window() -> NDArray[np.float32]:
    """Periodic Hann window."""
    return np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32)


@cache
def _mel_weights(mels: int) -> NDArray[np.float64]:
    import librosa

    return np.asarray(librosa.filters.mel(sr=SAMPLE_RATE_HZ, n_fft=WINDOW_SAMPLES, n_mels=mels).T, np.float64)


LOG_MEL = Feature("log_mel", 1, log_mel)
RANK_POOLED = Feature("rank_pooled", 1, rank_pooled)
MFCC_STATISTICS = Feature("mfcc_statistics", 1, mfcc_statistics)
