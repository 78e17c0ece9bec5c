"""A take as the history would hand it over, with a picture of a fan: blade pass, flow, a knock."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from app.acoustics.bands import centre_hz
from app.domain.inspection import HealthyCurve, Inspection
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.take import Clips, SoundFormat, SoundPicture, Take
from app.domain.verdict import ExcessRange, ModelIdentity, State, Thresholds, Verdict
from app.domain.why import Cause, Hint, Marker, MarkerKind, Moment

RATE_HZ = 48_000
RANGES = (ExcessRange(85.0, 172.0, 11.2), ExcessRange(345.0, 440.0, 6.1), ExcessRange(560.0, 640.0, 9.3))
PER_DB = np.log(10.0) / 10.0


def fan_level_db(hz: np.ndarray) -> np.ndarray:
    """A falling flow noise with blade-pass harmonics on it."""
    hum = sum(14.0 / n**0.6 * np.exp(-0.5 * ((hz - 123.0 * n) / (7.0 + 2 * n)) ** 2) for n in range(1, 9))
    ripple = 2.0 * np.sin(hz / 90.0) * np.exp(-hz / 3000.0)
    return -34.0 - 7.5 * np.log2(np.maximum(hz, 60.0) / 300.0).clip(-0.4, None) + hum + ripple


def fault_db(hz: np.ndarray, ranges=RANGES) -> np.ndarray:
    """What a fault adds, in dB."""
    total = np.zeros_like(hz, dtype=np.float64)
    for one in ranges:
        inside = (np.log(hz / one.low_hz) > -0.05) & (np.log(hz / one.high_hz) < 0.05)
        total += np.where(inside, one.excess_db, 0.0)
    return total


def picture(start_s=0.0, end_s=30.0, columns=1200, seed=3) -> SoundPicture:
    """Rows as `PictureMaker` makes them: 256 from 50 Hz to 8 kHz, evenly in octaves."""
    rng = np.random.default_rng(seed)
    hz = np.geomspace(50.0, 8000.0, 256)
    seconds = start_s + (np.arange(columns) + 0.5) * (end_s - start_s) / columns
    level = (fan_level_db(hz) + fault_db(hz))[:, None] - 8.0
    level = level + 10 * np.log10(rng.chisquare(6, (256, columns)) / 6)
    level = level + (3.0 * np.exp(-0.5 * ((seconds - 14.1) / 0.12) ** 2) * 6)[None, :]
    level = level + (2.0 * np.sin(seconds / 0.7) * np.sin(seconds / 2.3))[None, :]
    wave = 0.09 * (1 + 0.25 * rng.random(columns)) + 0.2 * np.exp(-0.5 * ((seconds - 14.1) / 0.15) ** 2)
    return SoundPicture(
        start_s,
        end_s,
        (-wave).astype(np.float32),
        (wave * 1.02).astype(np.float32),
        level.astype(np.float32),
        hz.astype(np.float32),
    )


def inspection(
    duration_s=30.0, *, ranges=RANGES, healthy=True, clips=3, state=State.ABNORMAL, level_db=4.0
) -> Inspection:
    """An abnormal fan, `level_db` louder overall than its baseline."""
    hz = np.asarray(centre_hz())
    rng = np.random.default_rng(5)
    normal = fan_level_db(hz)
    excess = fault_db(hz, ranges)
    bands = np.array([(normal + excess + level_db + rng.normal(0, 0.7, 128)) * PER_DB for _ in range(clips)])
    curve = HealthyCurve(
        "b" * 32,
        9,
        datetime(2026, 3, 2, tzinfo=UTC),
        normal.astype(np.float32),
        (1.2 + 0.6 * np.abs(np.sin(hz / 200.0))).astype(np.float32),
    )
    verdict = Verdict(
        state if healthy else State.CANNOT_TELL,
        "11 dB louder than healthy at 0.09–0.17 kHz." if healthy else "No healthy baseline yet.",
        "Check the impeller for a damaged blade within two days." if healthy else "Learn it first.",
        score=1.84 if healthy else None,
        thresholds=Thresholds(0.7, 1.0) if healthy else None,
        clip_scores=(1.7, 1.9, 1.92) if healthy else (),
        ranges=ranges if healthy else (),
        excess_db=excess.astype(np.float32) if healthy else None,
    )
    form = SoundFormat(RATE_HZ, 1, int(duration_s * RATE_HZ), "WAV", "PCM", 24)
    take = Take("a" * 64, "supply fan 3.wav", "takes/aa/aaaa.wav", form, datetime(2026, 11, 22, 9, 14, tzinfo=UTC))
    starts = np.arange(clips) * 10.0
    return Inspection(
        "m" * 32,
        "c" * 32,
        take,
        Clips(bands.astype(np.float32).reshape(clips, 128), starts, np.full(clips, 10.0), "e" * 64),
        Quality((Finding(Check.LEVEL, Grade.PASSED, "−28 dBFS"),), -28.0, -9.4),
        verdict,
        ModelIdentity("fan", "1", "fan", "e" * 64, "j" * 64),
        curve if healthy else None,
        "0.1.0",
    )


def explained(found: Inspection) -> Inspection:
    """The same fan with its lines, hints and the stretch of time in which it is heard."""
    shaft = tuple(Marker(MarkerKind.SHAFT, order, 24.6 * order, 0.4) for order in range(1, 5))
    passes = tuple(
        Marker(MarkerKind.BLADE_PASS, order, 123.0 * order, excess_db)
        for order, excess_db in enumerate((11.2, 1.0, 6.1, 0.3, 9.3, None), 1)
    )
    hints = (
        Hint(
            Cause.BLADE,
            "The excess sits on the blade pass and its 3rd and 5th multiples (5 × 1,476 rpm = 0.12 kHz).",
            "Check the impeller for a damaged, loose or dirty blade.",
        ),
        Hint(
            Cause.BEARING_LIKE,
            "Above 1 kHz it strikes 88 times a second, 3.6 times a turn: no multiple of the shaft.",
            "Check bearings, blade edges and anything that rubs.",
        ),
    )
    verdict = replace(
        found.verdict,
        markers=(*shaft, *passes),
        hints=hints,
        moments=(Moment(14.0, 21.5, 11.0),),
        confidence=0.948,
    )
    return replace(found, verdict=verdict)


def with_ranges(*ranges: ExcessRange) -> Inspection:
    """The same fan with other ranges."""
    found = inspection(ranges=ranges)
    return replace(found, verdict=replace(found.verdict, ranges=ranges))
