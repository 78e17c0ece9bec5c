"""Sounds that are no machine of ours, as band levels: what a microphone hears in a drawer or a yard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from app.domain.take import BAND_COUNT, CLIP_S
from training.data import Rows
from training.datasets.cache import FeatureCache
from training.datasets.sound import RATE_HZ, DamagedSound, SoundClip, clips_of
from training.ear import Ear

Waveform = NDArray[np.float32]

SAMPLES = round(CLIP_S * RATE_HZ)
SOUNDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "background" / "esc-10"
"""Where recorded sounds are looked for unless something else is said."""

ENDINGS = (".ogg", ".wav", ".flac")
FEATURE, VERSION = "everyday", 1
"""Name and version of what is kept; the version rises when a clip gives other bands than before."""

OTHER_LICENCE = ("1-40730-A.ogg", "2-96460-A.ogg")
"""Clips of ESC-10 under CC Sampling+, which is withdrawn and says more than CC BY: left out."""

NOTICE = (
    "What is no machine was learnt from ESC-10 (Karol J. Piczak, ESC: Dataset for Environmental Sound "
    "Classification, 2015), clips from freesound.org under CC0 or CC BY 3.0 each; their authors are listed in "
    "CREDITS.md of that data set. The clips were resampled, repeated to ten seconds and reduced to band levels."
)


@dataclass(frozen=True, slots=True, eq=False)
class Everyday:
    """Rows `[m, 128]` by kind of sound, whom to credit (empty: nobody), and a sentence for each file left out."""

    sounds: Mapping[str, Rows]
    notice: str
    skipped: tuple[str, ...]


def everyday_sounds(recorded: Path, cache: Path, seed: int = 0) -> Everyday:
    """Recorded sounds by the folder they lie in, and synthesised ones; without recorded ones those alone.

    Raises:
        Problem: what was computed can't be kept in `cache`.
    """
    sounds, skipped = recorded_sounds(recorded, cache)
    return Everyday({**sounds, **synthesised_sounds(seed)}, NOTICE if sounds else "", tuple(skipped))


def recorded_sounds(folder: Path, cache: Path) -> tuple[dict[str, Rows], list[str]]:
    """Bands of `<kind>/<file>`, each cut into clips of ten seconds or repeated to one; and what was skipped."""
    kept = FeatureCache(cache, FEATURE, VERSION)
    sounds: dict[str, Rows] = {}
    skipped: list[str] = []
    for of_kind in sorted(path for path in folder.glob("*") if path.is_dir()):
        files = sorted(path for path in of_kind.iterdir() if _usable(path))
        clips = [clip for path in files for clip in _clips(path, skipped)]
        rows = _rows(clips, kept, skipped)
        if len(rows):
            sounds[of_kind.name] = rows
    return sounds, skipped


def synthesised_sounds(seed: int = 0) -> dict[str, Rows]:
    """Bands of what needs no recording, `[m, 128]` by kind; the same for the same seed."""
    ear = Ear()
    sounds = {}
    for at, (kind, (count, make)) in enumerate(MAKERS.items()):
        rng = np.random.default_rng((seed, at))
        sounds[kind] = np.stack([_heard(ear, make(rng)) for _ in range(count)])
    return sounds


def _usable(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and path.name not in OTHER_LICENCE


def _clips(path: Path, skipped: list[str]) -> tuple[SoundClip, ...]:
    try:
        return clips_of(path)
    except DamagedSound as reason:
        skipped.append(f"{path}: {reason}, skipped.")
        return ()


def _rows(clips: list[SoundClip], kept: FeatureCache, skipped: list[str]) -> Rows:
    """Bands `[m, 128]` of one kind, from what is kept or computed now; with damage nothing is kept."""
    key = kept.key(clips)
    found = kept.get(key, len(clips))
    if found is not None:
        return found.astype(np.float32)
    ear = Ear()
    rows = []
    for clip in clips:
        try:
            waveform = clip.read()
        except DamagedSound as reason:
            skipped.append(f"{clip.path}: {reason}, skipped.")
            continue
        rows.append(_heard(ear, np.resize(waveform, SAMPLES)))
    stacked = np.stack(rows) if rows else np.empty((0, BAND_COUNT), np.float32)
    if len(stacked) == len(clips):
        kept.put(key, stacked)
    return stacked


def _heard(ear: Ear, waveform: Waveform) -> Rows:
    with torch.no_grad():
        bands: Rows = ear(torch.from_numpy(waveform)).numpy()
    return bands


def _silence(rng: np.random.Generator) -> Waveform:
    """Nothing at all, the last bits of a converter, or the hiss of a preamplifier (−100 … −55 dB full scale)."""
    kind = rng.integers(4)
    if kind == 0:
        return np.zeros(SAMPLES, np.float32)
    hiss = rng.standard_normal(SAMPLES) * 10 ** (rng.uniform(-100, -55) / 20)
    return np.asarray(np.round(hiss * 2**15) / 2**15 if kind == 1 else hiss, np.float32)


def _coloured(power: float, rng: np.random.Generator) -> Waveform:
    """Noise whose power falls with frequency to that power: 0 white, 1 pink, 2 brown; −46 … −14 dB full scale."""
    frequency_hz = np.maximum(np.fft.rfftfreq(SAMPLES, 1 / RATE_HZ), 20.0)
    noise = np.fft.irfft(np.fft.rfft(rng.standard_normal(SAMPLES)) * frequency_hz ** (-power / 2), SAMPLES)
    return np.asarray(noise / noise.std() * 10 ** (rng.uniform(-46, -14) / 20), np.float32)


def _hum(rng: np.random.Generator) -> Waveform:
    """Mains hum, 50 or 60 Hz with harmonics, over a floor of hiss."""
    time_s = np.arange(SAMPLES) / RATE_HZ
    mains_hz = rng.choice([50.0, 60.0])
    tones = sum(
        rng.uniform(0, 1) / harmonic * np.sin(2 * np.pi * mains_hz * harmonic * time_s + rng.uniform(0, 2 * np.pi))
        for harmonic in range(1, 12)
    )
    return np.asarray(
        0.003 * tones + rng.standard_normal(SAMPLES) * 10 ** (rng.uniform(-80, -60) / 20), np.float32
    )


def _speech_like(rng: np.random.Generator) -> Waveform:
    """Syllables of a pulse train or of hiss through formants, with pauses between them, over a little hiss."""
    sound = rng.standard_normal(SAMPLES) * 10 ** (rng.uniform(-75, -50) / 20)
    pitch_hz = rng.uniform(90, 240)
    at = 0
    while at < SAMPLES:
        length = min(int(rng.uniform(0.08, 0.35) * RATE_HZ), SAMPLES - at)
        kind = rng.random()
        if kind >= 0.2 and length > 1:
            voiced = kind >= 0.35
            sound[at : at + length] += 0.05 * _syllable(length, pitch_hz if voiced else 0.0, rng)
        at += length
    return sound.astype(np.float32)


def _syllable(length: int, pitch_hz: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """One syllable `[length]` of unit loudness; without a pitch it is a hiss.

    Each formant is a resonance at f₀ of width b, |H|² = 1 / ((f² − f₀²)² + (b·f)²).
    """
    if pitch_hz:
        glide = 1 + 0.15 * np.sin(2 * np.pi * rng.uniform(1, 4) * np.arange(length) / RATE_HZ + rng.uniform(0, 6))
        turns = np.floor(np.cumsum(pitch_hz * glide / RATE_HZ))
        source = np.diff(turns, prepend=0.0)
        formants = [
            (rng.uniform(250, 850), 80.0),
            (rng.uniform(850, 2400), 120.0),
            (rng.uniform(2300, 3300), 200.0),
        ]
    else:
        source = rng.standard_normal(length)
        formants = [(rng.uniform(2500, 6000), 1500.0)]
    frequency_hz = np.fft.rfftfreq(2 * length, 1 / RATE_HZ)
    spectrum = np.fft.rfft(source, 2 * length)
    for centre_hz, width_hz in formants:
        spectrum /= np.hypot(
            (frequency_hz**2 - centre_hz**2) / centre_hz**2, width_hz * frequency_hz / centre_hz**2
        )
    syllable = np.fft.irfft(spectrum)[:length] * np.hanning(length)
    return np.asarray(syllable / (syllable.std() + 1e-9))


MAKERS: dict[str, tuple[int, Callable[[np.random.Generator], Waveform]]] = {
    "silence": (12, _silence),
    "speech-like": (30, _speech_like),
    "hum": (12, _hum),
    "white": (8, partial(_coloured, 0.0)),
    "pink": (8, partial(_coloured, 1.0)),
    "brown": (8, partial(_coloured, 2.0)),
}
"""How many clips of which kind are synthesised."""
