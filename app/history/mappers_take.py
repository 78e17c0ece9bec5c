"""Takes, clips, quality and baselines between rows and domain values."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite, isnan
from typing import Any

from app.domain.baseline import Baseline
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.take import BAND_COUNT, Clips, SoundFormat, Take
from app.history.arrays import content_id, pack_levels, pack_times, unpack_levels, unpack_times
from app.history.columns import member
from app.history.problems import damaged_entry
from app.history.tables import BaselineRow, ClipBandsRow, TakeRow
from app.language import later


def take_row(take: Take, quality: Quality) -> TakeRow:
    """A new row for the take."""
    return TakeRow(
        id=take.id,
        sha256=take.sha256,
        file_name=take.file_name,
        stored_as=take.stored_as,
        sample_rate_hz=take.format.sample_rate_hz,
        channels=take.format.channels,
        frames=take.format.frames,
        container=take.format.container,
        encoding=take.format.encoding,
        bits=take.format.bits,
        recorded_at=take.recorded_at,
        added_at=take.added_at,
        device=take.device,
        raw_stream=take.raw_stream,
        quality=quality_out(quality),
    )


def to_take(row: TakeRow) -> Take:
    """The take in this row."""
    return Take(
        id=row.id,
        sha256=row.sha256,
        file_name=row.file_name,
        stored_as=row.stored_as,
        format=SoundFormat(
            sample_rate_hz=row.sample_rate_hz,
            channels=row.channels,
            frames=row.frames,
            container=row.container,
            encoding=row.encoding,
            bits=row.bits,
        ),
        recorded_at=row.recorded_at,
        device=row.device,
        raw_stream=row.raw_stream,
        added_at=row.added_at,
    )


def clip_bands_row(take: Take, clips: Clips) -> ClipBandsRow:
    """A row for the clips of a take that is in the history; `added_at` is still to be set."""
    count = len(clips)
    bands = pack_levels(clips.bands, (count, BAND_COUNT))
    start_s = pack_times(clips.start_s, count)
    duration_s = pack_times(clips.duration_s, count)
    return ClipBandsRow(
        id=content_id(take.id, clips.ear_sha256, bands, start_s, duration_s),
        take_id=take.id,
        ear_sha256=clips.ear_sha256,
        clip_count=count,
        bands=bands,
        start_s=start_s,
        duration_s=duration_s,
    )


def to_clips(row: ClipBandsRow) -> Clips:
    """The clips in this row; Problem when an array is damaged."""
    return Clips(
        bands=unpack_levels(row.bands, (row.clip_count, BAND_COUNT)),
        start_s=unpack_times(row.start_s, row.clip_count),
        duration_s=unpack_times(row.duration_s, row.clip_count),
        ear_sha256=row.ear_sha256,
    )


def baseline_row(baseline: Baseline) -> BaselineRow:
    """A new row for the baseline."""
    return BaselineRow(
        id=baseline.id,
        condition_id=baseline.condition_id,
        version=baseline.version,
        learnt_at=baseline.learnt_at,
        ear_sha256=baseline.ear_sha256,
        clip_count=baseline.clip_count,
        bands=pack_levels(baseline.bands, (baseline.clip_count, BAND_COUNT)),
    )


def to_baseline(row: BaselineRow, take_ids: tuple[str, ...]) -> Baseline:
    """The baseline in this row; Problem when its array is damaged."""
    return Baseline(
        id=row.id,
        condition_id=row.condition_id,
        bands=unpack_levels(row.bands, (row.clip_count, BAND_COUNT)),
        take_ids=take_ids,
        ear_sha256=row.ear_sha256,
        version=row.version,
        learnt_at=row.learnt_at,
    )


def quality_out(quality: Quality) -> dict[str, object]:
    """The quality as JSON values."""
    return {
        "level_dbfs": number_out(quality.level_dbfs),
        "peak_dbfs": number_out(quality.peak_dbfs),
        "findings": [
            {
                "check": finding.check.name,
                "grade": finding.grade.name,
                "value": finding.value,
                "what": finding.what,
                "to_do": finding.to_do,
            }
            for finding in quality.findings
        ],
    }


def quality_in(kept: dict[str, Any]) -> Quality:
    """The quality in these JSON values; Problem when they are not such."""
    with readable(later("the quality of a take")):
        return Quality(
            findings=tuple(
                Finding(
                    check=member(Check, finding["check"]),
                    grade=member(Grade, finding["grade"]),
                    value=finding["value"],
                    what=finding["what"],
                    to_do=finding["to_do"],
                )
                for finding in kept["findings"]
            ),
            level_dbfs=float(kept["level_dbfs"]),
            peak_dbfs=float(kept["peak_dbfs"]),
        )


def number_out(number: float) -> float | str:
    """The number for JSON, which has no word for the −inf dB of digital silence."""
    return float(number) if isfinite(number) else str(float(number))


def real_number(value: float | None) -> float | None:
    """The number as any database takes it; NaN would silently come back as "not known"."""
    if value is not None and isnan(value):
        raise ValueError("a figure that is not a number cannot be kept")
    return None if value is None else float(value)


@contextmanager
def readable(entry: str) -> Iterator[None]:
    """Details that do not have the parts they were kept with are damage, not a mistake of ours."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise damaged_entry(entry, repr(error)) from error
