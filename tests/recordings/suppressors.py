"""What systems do to a microphone's sound before a recorder gets it, rebuilt small enough to read.

Each takes and gives mono float32 `[n]`. `depth_db` is how far it turns the machine down where it has its way.
They are made after what is published of such filters (minimum statistics, quantile noise tracking,
decision-directed Wiener gains, gates with hold, automatic gain), not after any one system's own.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
Floats = NDArray[np.floating]

FRAME_S = 0.02
_OVERLAP = 2


def quantile_wiener(sound: Sound, rate_hz: int, depth_db: float, rise_db_s: float = 12.0) -> Sound:
    """A Wiener filter that learns the noise by climbing to the median of each line, as call programs do.

    The estimate starts `depth_db` + 6 dB too low and climbs by `rise_db_s`, so the sound fades within seconds.
    Gains never fall below −`depth_db`, and follow the decision-directed rule, which leaves hardly any twitter.
    """

    def gains(power: Floats, hop_s: float) -> Floats:
        first = np.log(power[:5].mean(axis=0) + 1e-12)
        noise = first - (depth_db + 6.0) * np.log(10.0) / 10.0
        step = rise_db_s * hop_s * np.log(10.0) / 10.0
        lowest = 10.0 ** (-depth_db / 20.0)
        out = np.empty_like(power)
        before = np.zeros(power.shape[1])
        for row, now in enumerate(power):
            log_now = np.log(now + 1e-12)
            near = np.abs(log_now - noise) < 2.0
            noise += np.sign(log_now - noise) * np.where(near, 0.3 * step, step)
            # The mean of a fluctuating line lies above its median.
            floor = 1.8 * np.exp(noise)
            prior = 0.95 * before / floor + 0.05 * np.maximum(now / floor - 1.0, 0.0)
            out[row] = np.maximum(prior / (1.0 + prior), lowest)
            before = out[row] ** 2 * now
        return out

    return _filtered(sound, rate_hz, gains)


def minimum_subtraction(sound: Sound, rate_hz: int, depth_db: float, window_s: float = 1.5) -> Sound:
    """Spectral subtraction over minimum statistics, with the twitter ("musical noise") it is known for."""

    def gains(power: Floats, hop_s: float) -> Floats:
        span = max(1, round(window_s / hop_s))
        smooth = np.empty_like(power)
        state = power[0]
        for row, now in enumerate(power):
            state = 0.85 * state + 0.15 * now
            smooth[row] = state
        lowest = 10.0 ** (-depth_db / 20.0)
        out = np.ones_like(power)
        for row in range(len(power)):
            # Nothing is taken away before there is something to compare with.
            trust = min(1.0, row / span)
            floor = smooth[max(0, row - span) : row + 1].min(axis=0) * 1.6 * trust
            left = np.maximum(1.0 - 1.5 * floor / (power[row] + 1e-12), 0.0)
            out[row] = np.maximum(np.sqrt(left), lowest)
        return out

    return _filtered(sound, rate_hz, gains)


def voice_focus(sound: Sound, rate_hz: int, depth_db: float, delay_s: float = 0.6) -> Sound:
    """A learnt filter in broad bands: lets through what may be a voice, and decides anew ten times a second.

    After `delay_s` it closes, each band to its own depth within a quarter of `depth_db`, and opens a little by
    mistake now and then.
    """
    random = np.random.default_rng(round(depth_db))

    def gains(power: Floats, hop_s: float) -> Floats:
        bands = np.minimum((np.arange(power.shape[1]) / power.shape[1] * 22).astype(int), 21)
        own_db = depth_db * (1.0 - 0.25 * random.random(22))
        out = np.empty_like(power)
        state = np.zeros(22)
        wish = np.zeros(22)
        for row in range(len(power)):
            if row % max(1, round(0.1 / hop_s)) == 0:
                doubt = np.abs(random.standard_normal(22)) * 0.12 * depth_db
                wish = -own_db + np.minimum(doubt, own_db) if row * hop_s > delay_s else np.zeros(22)
            state = state + (wish - state) * min(1.0, hop_s / 0.15)
            out[row] = 10.0 ** (state[bands] / 20.0)
        return out

    return _filtered(sound, rate_hz, gains)


def gate(sound: Sound, rate_hz: int, depth_db: float, above_median_db: float = 0.5, hold_s: float = 0.08) -> Sound:
    """A noise gate whose threshold lies about at the machine's own level: it opens and shuts for no reason."""
    level_db, hop = _level_db(sound, rate_hz, 0.01)
    threshold_db = float(np.median(level_db)) + above_median_db
    wish_db = np.full(len(level_db), -depth_db)
    opened = -1
    for at, now_db in enumerate(level_db):
        if now_db > threshold_db or at * 0.01 < 0.3:
            opened = at
        if opened >= 0 and (at - opened) * 0.01 <= hold_s:
            wish_db[at] = 0.0
    return _times(sound, _follow(wish_db, 0.005, 0.05, 0.01), hop)


def rising_gain(sound: Sound, rate_hz: int, depth_db: float, over_s: float = 6.0) -> Sound:
    """Automatic gain that finds the machine too quiet and turns it up by `depth_db` within `over_s`."""
    level_db, hop = _level_db(sound, rate_hz, 0.01)
    wish_db = np.minimum(np.arange(len(level_db)) * 0.01 / over_s, 1.0) * depth_db - depth_db
    return _times(sound, wish_db, hop)


def breathing_gain(sound: Sound, rate_hz: int, depth_db: float, period_s: float = 1.7) -> Sound:
    """Automatic gain that ducks at every small event and comes back slowly: level that breathes."""
    random = np.random.default_rng(3)
    level_db, hop = _level_db(sound, rate_hz, 0.01)
    wish_db = np.zeros(len(level_db))
    at = 0.4
    while at < len(level_db) * 0.01:
        begin = int(at / 0.01)
        wish_db[begin : begin + 15] = -depth_db * random.uniform(0.7, 1.0)
        at += period_s * random.uniform(0.6, 1.4)
    return _times(sound, _follow(wish_db, 0.4, 0.03, 0.01), hop)


def compressor(sound: Sound, rate_hz: int, depth_db: float) -> Sound:
    """Fast attack, slow release, 4 : 1 from `depth_db` below the level on: steady sound comes out steady."""
    level_db, hop = _level_db(sound, rate_hz, 0.01)
    over_db = np.maximum(level_db - (float(np.median(level_db)) - depth_db), 0.0)
    return _times(sound, _follow(-0.75 * over_db, 0.5, 0.01, 0.01), hop)


SUPPRESSORS: dict[str, Callable[[Sound, int, float], Sound]] = {
    "quantile Wiener": quantile_wiener,
    "minimum subtraction": minimum_subtraction,
    "voice focus": voice_focus,
    "gate": gate,
    "rising gain": rising_gain,
    "breathing gain": breathing_gain,
    "compressor": compressor,
}


def _filtered(sound: Sound, rate_hz: int, gains: Callable[[Floats, float], Floats]) -> Sound:
    """Overlap-add with the root of a Hann window on the way in and on the way out."""
    hop = max(1, round(FRAME_S * rate_hz / _OVERLAP))
    size = hop * _OVERLAP
    window = np.sin(np.pi * (np.arange(size) + 0.5) / size)
    padded = np.concatenate((np.zeros(size), sound.astype(np.float64), np.zeros(2 * size)))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop] * window
    spectra = np.fft.rfft(frames, axis=1)
    # The padding is not sound: filters would learn from it.
    lead = _OVERLAP
    gain = np.ones(spectra.shape)
    gain[lead:] = gains(np.square(np.abs(spectra[lead:])), hop / rate_hz)
    back = np.fft.irfft(spectra * gain, size, axis=1) * window
    out = np.zeros(len(padded) + size)
    for row, frame in enumerate(back):
        out[row * hop : row * hop + size] += frame
    return out[size : size + len(sound)].astype(np.float32)


def _level_db(sound: Sound, rate_hz: int, step_s: float) -> tuple[Floats, int]:
    hop = max(1, round(step_s * rate_hz))
    count = len(sound) // hop
    power = np.square(sound[: count * hop].astype(np.float64)).reshape(count, hop).mean(axis=1)
    return 10.0 * np.log10(power + 1e-12), hop


def _follow(wish_db: Floats, up_s: float, down_s: float, step_s: float) -> Floats:
    out = np.empty(len(wish_db))
    state = float(wish_db[0])
    for at, wish in enumerate(wish_db):
        state += (wish - state) * min(1.0, step_s / (up_s if wish > state else down_s))
        out[at] = state
    return out


def _times(sound: Sound, gain_db: Floats, hop: int) -> Sound:
    at = (np.arange(len(gain_db)) + 0.5) * hop
    gain = 10.0 ** (np.interp(np.arange(len(sound)), at, gain_db) / 20.0)
    return (sound * gain).astype(np.float32)
