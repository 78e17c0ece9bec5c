"""Compare two takes: two visits, or a visit with its baseline."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS, centre_hz, to_db
from app.acoustics.difference import (
    common_reach_hz,
    comparable,
    difference_picture,
    mean_levels_db,
    overall_db,
    reach_hz,
)
from app.diagnosis.judging import healthy_curve
from app.diagnosis.ranges import telling_ranges
from app.domain.baseline import Baseline
from app.domain.inspection import Inspection, Visit
from app.domain.problem import Problem
from app.domain.take import BAND_COUNT, SoundPicture, Take
from app.domain.verdict import ExcessRange
from app.history.history import History
from app.language import later, tr
from app.recordings.take_store import TakeStore
from app.workflows.compare_values import Compared, Difference, Levels, Side
from app.workflows.look_closer import LookCloser
from app.workflows.loudness import level_counts
from app.workflows.progress import Cancel

MOST_VISITS = 300
"""How many visits are offered; who looks for an older one finds it in the history."""

_SPREADS, _LEAST_SPREAD_DB, _LEAST_DB = 2.5, 1.0, 3.0
"""As the verdict's ranges: so many healthy standard deviations, and never less than what one can hear."""

_NAMED_DB = 2.0
_FLANK_BANDS = 4
_TWO_TAKES = float(np.sqrt(2.0))
"""Two healthy takes differ by this much more than one differs from the mean of many."""


class CompareSound:
    """Reads two takes with all that is known of them, and says what differs."""

    def __init__(self, history: History, store: TakeStore, look: LookCloser) -> None:
        self._history = history
        self._store = store
        self._look = look

    def of(self, inspection_id: str, other_id: str | None = None, baseline_take_id: str | None = None) -> Compared:
        """An inspection as B; as A another one, or the baseline it was judged by (None).

        The baseline shows its newest take, or that of `baseline_take_id`. Where there is no baseline, A is the
        visit before. A recording that is lost is told in its side's `problem`.

        Raises:
            Problem: there is nothing to compare it with.
            KeyError: an id is not in the history.
        """
        inspection = self._history.inspection(inspection_id)
        baseline = self._baseline(inspection)
        takes = tuple(reversed(self._history.takes_of_baseline(baseline.id))) if baseline else ()
        visits = tuple(self._history.visits(inspection.machine_id, limit=MOST_VISITS))
        if other_id is None and not takes:
            other_id = _before(inspection, visits)
        b = self._visit(inspection)
        other = self._history.inspection(other_id) if other_id is not None else None
        if other is not None:
            a = self._visit(other)
            ears = {other.clips.ear_sha256, inspection.clips.ear_sha256}
        else:
            assert baseline is not None
            take = next((one for one in takes if one.id == baseline_take_id), takes[0])
            a = self._healthy(inspection, baseline, take)
            ears = {baseline.ear_sha256, inspection.clips.ear_sha256}
        match, why = _matching(a, b, [a.take] if other is not None else list(takes))
        spread_db = None if baseline is None else healthy_curve(baseline).spread.astype(np.float64)
        return _on_one_scale(Compared(a, b, spread_db, match, why, takes, visits), len(ears) == 1)

    def difference(self, compared: Compared, *, matched: bool, offset_s: float = 0.0) -> Difference:
        """What differs, with both at one level where `matched`; B starts `offset_s` later than A, or earlier."""
        a, b = compared.a, compared.b
        starts = max(0.0, -offset_s), max(0.0, offset_s)
        up_to_hz = common_reach_hz(a.reach_hz, b.reach_hz) if a.reach_hz and b.reach_hz else None
        both = comparable(up_to_hz)
        levels_db, overall = None, b.level_dbfs - a.level_dbfs
        if a.levels_db is not None and b.levels_db is not None:
            levels_db = b.levels_db - a.levels_db
            overall = overall_db(levels_db, both)
        raised_db = overall if matched else 0.0
        limit_db = _limit_db(compared)
        ranges: tuple[ExcessRange, ...] = ()
        rest_within = True
        if levels_db is not None:
            levels_db = np.where(both, levels_db - raised_db, np.nan)
            ranges, rest_within = _beyond(levels_db, limit_db)
        picture = None
        if a.picture is not None and b.picture is not None:
            picture = difference_picture(a.picture, b.picture, *starts, raised_db)
        return Difference(
            *starts, matched, overall, raised_db, levels_db, limit_db, ranges, rest_within, up_to_hz, picture
        )

    def check(self, compared: Compared, cancel: Cancel | None = None) -> tuple[Problem | None, Problem | None]:
        """Whether both recordings are still there as they were kept: what is wrong with A, and with B."""
        found: list[Problem | None] = []
        for side in (compared.a, compared.b):
            if cancel:
                cancel.check()
            try:
                self._store.verify(side.take)
                found.append(None)
            except Problem as problem:
                found.append(problem)
        return found[0], found[1]

    def closer(self, side: Side, start_s: float, end_s: float) -> SoundPicture:
        """A sharper picture of a part of a take; Problem where its recording can't be read."""
        return self._look(side.take, start_s, end_s)

    def _baseline(self, inspection: Inspection) -> Baseline | None:
        """The one it was judged by: the verdict's numbers are against that. Else the one that counts now."""
        if inspection.healthy is not None:
            return self._history.baseline_by_id(inspection.healthy.baseline_id)
        return self._history.baseline(inspection.condition_id)

    def _visit(self, inspection: Inspection) -> Side:
        machine = self._history.machine(inspection.machine_id)
        point, condition = machine.find(inspection.condition_id)
        levels_db = _mean_db(inspection.clips.bands.astype(np.float64)) if len(inspection.clips) else None
        side = Side(
            machine,
            point,
            condition,
            inspection.take,
            inspection.take.recorded_at or inspection.analysed_at,
            inspection.quality.level_dbfs,
            inspection.quality.peak_dbfs,
            inspection_id=inspection.id,
            state=inspection.verdict.state,
            score=inspection.verdict.score,
            clip_count=len(inspection.clips),
            levels_db=levels_db,
        )
        return self._pictured(side)

    def _healthy(self, inspection: Inspection, baseline: Baseline, take: Take) -> Side:
        machine = self._history.machine(inspection.machine_id)
        point, condition = machine.find(inspection.condition_id)
        quality = self._history.quality(take.id)
        side = Side(
            machine,
            point,
            condition,
            take,
            take.recorded_at or take.added_at,
            quality.level_dbfs,
            quality.peak_dbfs,
            clip_count=baseline.clip_count,
            levels_db=healthy_curve(baseline).mean.astype(np.float64),
        )
        return self._pictured(side)

    def _pictured(self, side: Side) -> Side:
        """With its picture, which may have outlived the recording."""
        picture, problem = None, None
        try:
            picture = self._look(side.take)
            self._store.path(side.take)
        except Problem as found:
            problem = found
        reach = reach_hz(picture, side.take.format.sample_rate_hz) if picture is not None else None
        return replace(side, picture=picture, problem=problem, reach_hz=reach)


def _before(inspection: Inspection, visits: tuple[Visit, ...]) -> str:
    """The visit before it at the same condition, else any other there."""
    here = [visit for visit in visits if visit.condition_id == inspection.condition_id]
    others = [visit for visit in here if visit.inspection_id != inspection.id]
    when = inspection.take.recorded_at or inspection.analysed_at
    earlier = [visit for visit in others if visit.when <= when]
    if not others:
        raise Problem(
            later("There is nothing to compare this visit with yet."),
            later("Learn a baseline for this point and condition, or inspect the machine a second time."),
        )
    return (earlier or others)[0].inspection_id


def _matching(a: Side, b: Side, healthy: list[Take]) -> tuple[bool, str]:
    """Whether the overall level says nothing, and why."""
    if a.point.id != b.point.id:
        return True, tr("the measuring points differ")
    if level_counts(b.point, b.device, healthy):
        return False, tr("the microphone is fixed, so loudness counts")
    devices = sorted({b.device, *(take.device for take in healthy)} - {""})
    if len(devices) > 1:
        return True, tr("the microphones differ ({first} and {second})", first=devices[0], second=devices[1])
    return True, tr("the microphone is not fixed at this point, so loudness says nothing of the machine")


def _on_one_scale(compared: Compared, same_ear: bool) -> Compared:
    """Levels of two ears must never be compared, and some takes have none: then the pictures' are."""
    a, b = compared.a, compared.b
    if same_ear and a.levels_db is not None and b.levels_db is not None:
        return compared
    if a.picture is None or b.picture is None:
        return replace(compared, a=replace(a, levels_db=None), b=replace(b, levels_db=None))
    levels = mean_levels_db(a.picture), mean_levels_db(b.picture)
    return replace(
        compared, a=replace(a, levels_db=levels[0]), b=replace(b, levels_db=levels[1]), from_pictures=True
    )


def _mean_db(bands: Levels) -> Levels:
    return np.asarray(to_db(bands).mean(axis=0))


def _limit_db(compared: Compared) -> Levels:
    spread = compared.spread_db if compared.spread_db is not None else np.zeros(BAND_COUNT)
    scatter = spread * (1.0 if compared.with_baseline else _TWO_TAKES)
    return np.maximum(_SPREADS * np.maximum(scatter, _LEAST_SPREAD_DB), _LEAST_DB)


def _beyond(levels_db: Levels, limit_db: Levels) -> tuple[tuple[ExcessRange, ...], bool]:
    """The ranges that are worth a name, and whether all else is chance."""
    level = np.nan_to_num(levels_db, nan=0.0)
    smooth = np.convolve(np.pad(level, 1, mode="edge"), (0.25, 0.5, 0.25), mode="valid")[:TRUSTED_BANDS]
    outside = np.abs(smooth) >= limit_db[:TRUSTED_BANDS]
    if not outside.any():
        return (), True
    named = telling_ranges(level.astype(np.float32), (limit_db / _SPREADS).astype(np.float32))
    ranges = tuple(one for one in named if abs(one.excess_db) >= _NAMED_DB)
    for one in ranges:
        outside &= ~_around(one)
    return ranges, not outside.any()


def _around(one: ExcessRange) -> NDArray[np.bool_]:
    """The bands of a range and of its flanks."""
    hz = centre_hz()[:TRUSTED_BANDS]
    inside = np.flatnonzero((hz >= one.low_hz) & (hz <= one.high_hz))
    near = np.zeros(TRUSTED_BANDS, dtype=bool)
    if inside.size:
        near[max(inside[0] - _FLANK_BANDS, 0) : inside[-1] + 1 + _FLANK_BANDS] = True
    return near
