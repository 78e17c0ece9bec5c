"""From scores to a verdict in words: the one place where a number becomes healthy, watch or abnormal."""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import to_db
from app.diagnosis import wording
from app.diagnosis.model import Model
from app.diagnosis.ranges import telling_ranges
from app.domain.baseline import FIRM_FROM_CLIPS, Baseline
from app.domain.inspection import HealthyCurve
from app.domain.quality import Quality
from app.domain.take import Clips
from app.domain.verdict import State, Thresholds, Verdict


def judge(model: Model, clips: Clips, baseline: Baseline) -> Verdict:
    """The verdict on a take's clips against the machine's own baseline.

    The score of a take is the mean over its clips, divided by the card's abnormal threshold for that many
    baseline clips and take clips, so that 1.0 always reads as "abnormal from here".

    Raises:
        ValueError: there is no clip, or clips and baseline were heard by different ears.
    """
    if not len(clips) or {clips.ear_sha256, baseline.ear_sha256} != {model.identity.ear_sha256}:
        raise ValueError("clips and baseline must come from this model's ear, and there must be a clip")
    raw_scores, excess_db = model.judge(clips.bands, baseline.bands)
    limits = model.card.thresholds_for(baseline.clip_count, len(clips))
    # A clip alone scatters more than a mean of many, so it is held against the threshold for one clip.
    alone = model.card.thresholds_for(baseline.clip_count, 1)
    thresholds = Thresholds(watch=limits.watch / limits.abnormal, abnormal=1.0)
    score = float(np.mean(raw_scores)) / limits.abnormal
    state = _state(score, thresholds)
    mean_excess_db = np.asarray(excess_db.mean(axis=0), dtype=np.float32)
    ranges = () if state is State.HEALTHY else telling_ranges(mean_excess_db, healthy_curve(baseline).spread)
    return Verdict(
        state=state,
        finding=wording.finding(state, ranges),
        next_step=wording.next_step(state, ranges, baseline.provisional),
        score=score,
        thresholds=thresholds,
        clip_scores=tuple(float(raw) / alone.abnormal for raw in raw_scores),
        ranges=ranges,
        excess_db=mean_excess_db,
        reasons=_reasons(baseline),
    )


def cannot_tell_quality(quality: Quality) -> Verdict:
    """The verdict on a take that failed the gate: never a guess."""
    what, to_do = wording.quality_finding(quality)
    reasons = tuple(finding.what for finding in quality.failures[1:])
    return Verdict(State.CANNOT_TELL, finding=what, next_step=to_do, reasons=reasons)


def cannot_tell_no_baseline() -> Verdict:
    """The verdict where nobody has said yet how this machine sounds when it is healthy."""
    return Verdict(State.CANNOT_TELL, finding=wording.NO_BASELINE_FINDING, next_step=wording.NO_BASELINE_NEXT)


def cannot_tell_no_model(machine_type: str) -> Verdict:
    """The verdict on a type of machine that no installed model was made for."""
    return Verdict(
        State.CANNOT_TELL,
        finding=f"No model for the machine type “{machine_type}” is installed.",
        next_step="Keep the take; it can be judged as soon as such a model is installed.",
    )


def healthy_curve(baseline: Baseline) -> HealthyCurve:
    """Mean and spread of the baseline in dB, as they are drawn and kept with the inspection.

    Each clip's own level is brought to the mean level first, since the judge does not listen to level.
    """
    levels_db = to_db(baseline.bands.astype(np.float64))
    own_db = levels_db.mean(axis=1, keepdims=True)
    levels_db = levels_db - own_db + own_db.mean()
    return HealthyCurve(
        baseline_id=baseline.id,
        clip_count=baseline.clip_count,
        learnt_at=baseline.learnt_at,
        mean=levels_db.mean(axis=0).astype(np.float32),
        spread=_spread(levels_db),
    )


def _spread(levels_db: NDArray[np.float64]) -> NDArray[np.float32]:
    if len(levels_db) < 2:
        return np.zeros(levels_db.shape[1], dtype=np.float32)
    return np.asarray(levels_db.std(axis=0, ddof=1), dtype=np.float32)


def _state(score: float, thresholds: Thresholds) -> State:
    if score >= thresholds.abnormal:
        return State.ABNORMAL
    return State.WATCH if score >= thresholds.watch else State.HEALTHY


def _reasons(baseline: Baseline) -> tuple[str, ...]:
    if not baseline.provisional:
        return ()
    clips = "one healthy clip" if baseline.clip_count == 1 else f"{baseline.clip_count} healthy clips"
    return (f"The baseline is provisional: {clips} so far, {FIRM_FROM_CLIPS} make it firm.",)
