"""Takes of the simulated years. Nothing was recorded, so their files are not in the store, as on another disk.

A SHA-256 stands for content that never was: nothing can be found under it, and "missing" is what the pages, the
report and `backup check` say.
"""

from datetime import datetime, timedelta
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from app.domain.microphone import Continuity
from app.domain.quality import Finding, Quality
from app.domain.take import CLIP_S, Clips, RawStream, SoundFormat, Take
from app.recordings import disturbance_findings, findings, processing_findings, room
from app.workflows.demo.chance import Chance

_RATE_HZ = 48_000
_BITS = 24
_SPARE_S = 0.8
_NOISY = 4
_ANALYSED_AFTER = timedelta(seconds=3)


def imagined_take(when: datetime, clips: int, device: str, chance: Chance) -> Take:
    """A take as the microphone would have given it, of so many clips."""
    take_id = chance.new_id()
    sha = sha256(f"simulated {take_id}".encode()).hexdigest()
    frames = round((clips * CLIP_S + chance.between(0.0, _SPARE_S)) * _RATE_HZ)
    return Take(
        sha256=sha,
        file_name=f"{when.astimezone():%Y-%m-%d %H-%M-%S}.wav",
        stored_as=f"takes/{sha[:2]}/{sha}.wav",
        format=SoundFormat(_RATE_HZ, 1, frames, "WAV", "24 bit", _BITS),
        recorded_at=when,
        device=device,
        raw_stream=RawStream.YES,
        id=take_id,
        added_at=when + _ANALYSED_AFTER,
    )


def clips_of(bands: NDArray[np.float32], ear_sha256: str) -> Clips:
    """Whole clips, one after the other, of band levels `[k, 128]`."""
    count = len(bands)
    return Clips(bands, np.arange(count, dtype=np.float64) * CLIP_S, np.full(count, CLIP_S), ear_sha256)


def good(take: Take, level_dbfs: float, chance: Chance) -> Quality:
    """A take that passes the gate, now and then with a remark."""
    noted: Finding | None = None
    if chance.happens(0.04):
        at_s = chance.between(1.0, take.format.duration_s - 2.0)
        noted = chance.one(
            (
                disturbance_findings.knocks((at_s,), 1, 0.3),
                disturbance_findings.speech(((at_s, at_s + 1.5),), 0.4),
                findings.clipping(chance.between(0.0001, 0.0008)),
            )
        )
    return _quality(take, level_dbfs, noted)


def spoilt(take: Take, level_dbfs: float, chance: Chance, *, noisy: bool = False) -> tuple[Quality, float | None]:
    """A take that fails the gate, and how far the machine stands above the room where that is why: `noisy`."""
    if noisy:
        above_db = chance.between(-4.0, 1.0)
        return room.with_room(_quality(take, level_dbfs, None), above_db), above_db
    starts_s = tuple(sorted(chance.between(0.5, take.format.duration_s - 3.0) for _ in range(_NOISY)))
    failed = chance.one(
        (
            disturbance_findings.knocks(starts_s, _NOISY, chance.between(1.5, 3.0)),
            disturbance_findings.speech(tuple((at, at + 2.2) for at in starts_s[:2]), chance.between(1.5, 2.5)),
            findings.clipping(chance.between(0.012, 0.04)),
            processing_findings.turned_down(chance.between(6.0, 11.0), 4.0),
        )
    )
    return _quality(take, level_dbfs, failed), None


def _quality(take: Take, level_dbfs: float, instead: Finding | None) -> Quality:
    rate_hz = take.format.sample_rate_hz
    passed = (
        findings.level(level_dbfs, level_dbfs + 13.0, False, 0.0),
        findings.clipping(0.0),
        findings.signal(0.0, 0.0, 0.0),
        findings.bandwidth(8000.0, rate_hz, True),
        findings.length(take.format.duration_s),
        findings.complete(0.0),
        processing_findings.dropouts(Continuity(), rate_hz),
        processing_findings.untouched(True),
        disturbance_findings.steady(),
        disturbance_findings.speech((), 0.0),
        disturbance_findings.knocks((), 0, 0.0),
        disturbance_findings.no_hum(),
    )
    found = tuple(instead if instead and one.check is instead.check else one for one in passed)
    return Quality(found, level_dbfs, min(level_dbfs + 13.0, -0.5))
