"""From scores to a verdict in words: the one place where a number becomes healthy, watch or abnormal."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS, to_db
from app.diagnosis import wording
from app.diagnosis.card import Limits
from app.diagnosis.model import Judged, Model
from app.diagnosis.ranges import telling_ranges
from app.domain.baseline import FIRM_FROM_CLIPS, Baseline
from app.domain.inspection import HealthyCurve
from app.domain.quality import Quality
from app.domain.take import Clips
from app.domain.verdict import State, Thresholds, Verdict
from app.domain.why import CannotTell
from app.language import later, say

_OTHER_NOISE_DB = 4.0
"""At machines held out 98 of 100 healthy clips in the noise of their baseline stay below."""


def judge(
    model: Model, clips: Clips, baseline: Baseline, *, level_counts: bool = False, visits: int = 1
) -> Verdict:
    """The verdict on a take's clips against the machine's own baseline.

    The score of a take is the geometric mean over its clips, divided by the card's abnormal threshold for that
    many baseline clips and take clips, so that 1.0 always reads as "abnormal from here". `level_counts`:
    microphone, placement and gain are the baseline's, so loudness is evidence too. `visits`: on how many visits
    the baseline was learnt.

    Raises:
        ValueError: there is no clip, or clips and baseline were heard by different ears.
    """
    if not len(clips) or {clips.ear_sha256, baseline.ear_sha256} != {model.identity.ear_sha256}:
        raise ValueError("clips and baseline must come from this model's ear, and there must be a clip")
    card, n, k = model.card, baseline.clip_count, len(clips)
    judged = model.judge(clips.bands, baseline.bands, level_counts)
    mean_excess_db = np.asarray(judged.excess_db.mean(axis=0), dtype=np.float32)
    doubt = _doubt(card.limits, judged)
    if doubt is not None:
        return replace(doubt, excess_db=mean_excess_db, level_counted=level_counts)
    limits = card.thresholds_for(n, k, level_counts, visits)
    # A clip alone scatters more than a mean of many, so it is held against the threshold for one clip.
    alone = card.thresholds_for(n, 1, level_counts, visits)
    thresholds = Thresholds(watch=limits.watch / limits.abnormal, abnormal=1.0)
    # The geometric mean: one clip with a passing truck says less than several that agree.
    score = float(np.exp(np.mean(np.log(judged.score)))) / limits.abnormal
    state = _state(score, thresholds)
    ranges = () if state is State.HEALTHY else telling_ranges(mean_excess_db, healthy_curve(baseline).spread)
    return Verdict(
        state=state,
        finding=wording.finding(state, ranges, _louder_db(clips, baseline) if level_counts else 0.0),
        next_step=wording.next_step(state, ranges, baseline.provisional),
        score=score,
        thresholds=thresholds,
        clip_scores=tuple(float(raw) / alone.abnormal for raw in judged.score),
        ranges=ranges,
        excess_db=mean_excess_db,
        reasons=(
            *_reasons(baseline, surer=visits < card.most_visits and state is not State.ABNORMAL),
            *_noise_reasons(float(np.mean(judged.noisier_db))),
        ),
        confidence=_confidence(state, card.faulty_share(score, n, k)),
        level_counted=level_counts,
    )


def _louder_db(clips: Clips, baseline: Baseline) -> float:
    """How much louder the take is overall, in the bands that are judged."""
    means = [to_db(rows.bands[:, :TRUSTED_BANDS].astype(np.float64)).mean() for rows in (clips, baseline)]
    return float(means[0] - means[1])


def _doubt(limits: Limits, judged: Judged) -> Verdict | None:
    """Why the take can't be judged although it is a good recording; None where it can."""
    noisier_db = float(np.mean(judged.noisier_db))
    if float(np.mean(judged.strange)) >= limits.strange:
        what, to_do, why = wording.STRANGE_FINDING, wording.STRANGE_NEXT, CannotTell.OTHER_MACHINE
    elif noisier_db >= limits.noisier_db:
        what, to_do, why = wording.noisy_finding(noisier_db), wording.NOISY_NEXT, CannotTell.TOO_NOISY
    elif noisier_db <= -limits.quieter_db:
        what, to_do = wording.quiet_finding(-noisier_db), wording.QUIET_NEXT
        why = CannotTell.NOISIER_BASELINE
    else:
        return None
    return Verdict(State.CANNOT_TELL, finding=what, next_step=to_do, cannot=why)


def _noise_reasons(noisier_db: float) -> tuple[str, ...]:
    """Another noise than in the baseline makes a verdict less sure, an alarm above all."""
    if abs(noisier_db) < _OTHER_NOISE_DB:
        return ()
    return (wording.other_noise(noisier_db),)


def _confidence(state: State, faulty_share: float | None) -> float | None:
    if faulty_share is None:
        return None
    return 1.0 - faulty_share if state is State.HEALTHY else faulty_share


def cannot_tell_quality(quality: Quality) -> Verdict:
    """The verdict on a take that failed the gate: never a guess."""
    what, to_do = wording.quality_finding(quality)
    reasons = tuple(finding.what for finding in quality.failures[1:])
    return Verdict(State.CANNOT_TELL, finding=what, next_step=to_do, reasons=reasons, cannot=CannotTell.QUALITY)


def cannot_tell_no_baseline() -> Verdict:
    """The verdict where nobody has said yet how this machine sounds when it is healthy."""
    return Verdict(
        State.CANNOT_TELL,
        finding=wording.NO_BASELINE_FINDING,
        next_step=wording.NO_BASELINE_NEXT,
        cannot=CannotTell.NO_BASELINE,
    )


def cannot_tell_no_model(machine_type: str) -> Verdict:
    """The verdict on a type of machine that no installed model was made for."""
    return Verdict(
        State.CANNOT_TELL,
        finding=say("No model for the machine type “{type_words}” is installed.", type_words=machine_type),
        next_step=later("Keep the take; it can be judged as soon as such a model is installed."),
        cannot=CannotTell.NO_MODEL,
    )


@lru_cache(maxsize=8)
def healthy_curve(baseline: Baseline) -> HealthyCurve:
    """Mean and spread of the baseline in dB, as they are drawn and kept with the inspection.

    Each clip's own level is brought to the mean level first, since the judge does not listen to level. Remembered
    for the baselines asked for last: a verdict needs it three times, and an import for each of its files.
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


def _reasons(baseline: Baseline, *, surer: bool) -> tuple[str, ...]:
    """What the baseline still lacks; `surer`: takes of another day would help."""
    if not baseline.provisional:
        return (wording.ONE_VISIT,) if surer else ()
    if baseline.clip_count == 1:
        told = later("The baseline is provisional: one healthy clip so far, {firm} make it firm.")
    else:
        told = later("The baseline is provisional: {clips} healthy clips so far, {firm} make it firm.")
    return (say(told, clips=baseline.clip_count, firm=FIRM_FROM_CLIPS),)
