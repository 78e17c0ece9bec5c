"""Synthesised fans as the diagnosis gets them: fine spectra, exact speeds, and things added to their sound."""

from functools import cache

import numpy as np

from app.acoustics.fine_spectrum import FineSpectrum, FineSpectrumMaker
from app.acoustics.sample_fan.surroundings import draw_visit
from app.acoustics.synthesis import FanSound, Fault, fan_take

RATE_HZ = 16_000
BLADES = 7
RPM = 1482.0


def spectrum_of(samples: np.ndarray) -> FineSpectrum:
    maker = FineSpectrumMaker()
    for start in range(0, len(samples), 10 * RATE_HZ):
        maker.add(samples[start : start + 10 * RATE_HZ])
    found = maker.spectrum()
    assert found is not None
    return found


@cache
def fan(seed: int, fault: Fault | None = None, speed: float = 1.0, seconds: float = 10.0) -> np.ndarray:
    return fan_take(seconds, RATE_HZ, seed, fault, fan=FanSound(shaft_hz=24.7 * speed))


@cache
def fan_spectrum(seed: int, fault: Fault | None = None, speed: float = 1.0) -> FineSpectrum:
    return spectrum_of(fan(seed, fault, speed))


def healthy_spectra() -> list[FineSpectrum]:
    return [fan_spectrum(seed) for seed in (1, 2, 3)]


def shaft_hz(seed: int, speed: float = 1.0) -> float:
    """How fast the fan of that visit turns."""
    return 24.7 * speed * (1 + draw_visit(np.random.Generator(np.random.PCG64([seed, 0]))).speed_share)


def tone(hz: float, amplitude: float, seconds: float = 10.0) -> np.ndarray:
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * hz * at)).astype(np.float32)


def noise(low_hz: float, high_hz: float, rms: float, seconds: float = 10.0, seed: int = 0) -> np.ndarray:
    """Noise of that range only."""
    count = round(seconds * RATE_HZ)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    spectrum[(hz < low_hz) | (hz > high_hz)] = 0
    sound = np.fft.irfft(spectrum, count)
    return (rms * sound / sound.std()).astype(np.float32)
