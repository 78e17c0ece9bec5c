"""A sound and band levels anyone can compute again, so that a model can prove that it still works."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.card import EAR_RATE_HZ
from app.diagnosis.model import Model
from app.domain.take import BAND_COUNT

SAMPLES = 32000
TONES = ((120.0, 0.2), (1000.0, 0.1), (3150.0, 0.05))
"""Frequency in Hz and amplitude."""
SWEEP_HZ = (50.0, 7900.0)
SWEEP_AMPLITUDE = 0.1
SHOWN_BANDS = (0, 5, 20, 40, 64, 90, 110, 127)
TOLERANCE = 1e-3

RECIPE = (
    "waveform[i] = sum over tones of amplitude * sin(2 pi hz i / rate) + sweep amplitude * "
    "sin(2 pi (low i + (high - low) i^2 / (2 samples)) / rate), i = 0 … samples - 1, in double precision, "
    "then float32; "
    "baseline row j (0 … 4) = bands + 0.1 sin(j + band), clip row j (0, 1) = bands + (j + 1) 0.3 cos(band / 10)"
)


def waveform() -> NDArray[np.float32]:
    """The sound of the recipe, 2 s at 16 kHz."""
    index = np.arange(SAMPLES, dtype=np.float64)
    low, high = SWEEP_HZ
    turns = (low * index + (high - low) * index**2 / (2 * SAMPLES)) / EAR_RATE_HZ
    sound = SWEEP_AMPLITUDE * np.sin(2 * math.pi * turns)
    for hz, amplitude in TONES:
        sound += amplitude * np.sin(2 * math.pi * hz * index / EAR_RATE_HZ)
    return sound.astype(np.float32)


def rows_from(bands: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Clips `[2, 128]` and baseline `[5, 128]` of the recipe."""
    band = np.arange(BAND_COUNT)
    baseline = bands + 0.1 * np.sin(np.arange(5)[:, None] + band)
    clips = bands + 0.3 * np.arange(1, 3)[:, None] * np.cos(band / 10)
    return clips.astype(np.float32), baseline.astype(np.float32)


def measure(model: Model) -> dict[str, Any]:
    """The card's `self_test`: the recipe and what the graphs make of it."""
    bands = model.ear(waveform())
    rows = rows_from(bands)
    judged, with_level = model.judge(*rows), model.judge(*rows, level_counts=True)
    return {
        "recipe": RECIPE,
        "samples": SAMPLES,
        "sample_rate_hz": EAR_RATE_HZ,
        "tones": [{"hz": hz, "amplitude": amplitude} for hz, amplitude in TONES],
        "sweep": {"low_hz": SWEEP_HZ[0], "high_hz": SWEEP_HZ[1], "amplitude": SWEEP_AMPLITUDE},
        "bands": {str(band): round(float(bands[band]), 4) for band in SHOWN_BANDS},
        "score": _rounded(judged.score),
        "score_with_level": _rounded(with_level.score),
        "noisier_db": _rounded(judged.noisier_db),
        "strange": _rounded(judged.strange),
        "excess_db_of_clip_0": {str(band): round(float(judged.excess_db[0, band]), 4) for band in SHOWN_BANDS},
        "tolerance": TOLERANCE,
    }


def failures(model: Model, expected: Mapping[str, Any]) -> list[str]:
    """What a model gets wrong of its card's `self_test`, in sentences; empty when it works.

    Raises:
        KeyError, TypeError, ValueError: the card's `self_test` is not one.
    """
    found = measure(model)
    wrong = []
    for key in ("bands", "excess_db_of_clip_0"):
        for band, value in expected[key].items():
            if not abs(found[key][band] - float(value)) <= TOLERANCE:
                wrong.append(f"{key} {band} is {found[key][band]}, not {value}.")
    for key in ("score", "score_with_level", "noisier_db", "strange"):
        for index, value in enumerate(expected[key]):
            if not abs(found[key][index] - float(value)) <= TOLERANCE * max(1.0, abs(float(value))):
                wrong.append(f"{key} of clip {index} is {found[key][index]}, not {value}.")
    return wrong


def _rounded(values: Sequence[float] | NDArray[np.float32]) -> list[float]:
    return [round(float(value), 4) for value in values]
