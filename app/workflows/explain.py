"""Why a verdict is what it is: when in the take, on which part's frequencies, and what to check first."""

import logging
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.acoustics.bands import to_db
from app.acoustics.fine_spectrum import HIGHEST_HZ, FineSpectrum, FineSpectrumMaker
from app.diagnosis import moments
from app.diagnosis.beats import new_beat
from app.diagnosis.hints import Evidence, hints
from app.diagnosis.judging import healthy_curve
from app.diagnosis.kinematics import Turning, turning
from app.diagnosis.pitch import pitch_ratio
from app.domain.baseline import Baseline
from app.domain.machine import Machine, OperatingCondition
from app.domain.problem import Problem
from app.domain.take import Take
from app.domain.verdict import State, Verdict
from app.domain.words import kept_number
from app.history.history import History
from app.language import later, say
from app.recordings.listening import listen
from app.recordings.sound_file import open_sound
from app.recordings.take_store import TakeStore
from app.workflows.hear import Heard

_log = logging.getLogger(__name__)

_MOST_TAKES = 6
"""The newest takes of a baseline are enough to know its lines."""

_MOST_CLIPS = 6
"""A minute of each."""

_CLEARLY_OTHER = 0.01


def explain(
    verdict: Verdict,
    heard: Heard,
    *,
    machine: Machine,
    condition: OperatingCondition,
    baseline: Baseline,
    healthy: Sequence[FineSpectrum],
) -> Verdict:
    """The verdict with its reasons: markers always, hints and moments unless it is healthy.

    `healthy` are the fine spectra of the baseline's takes (`healthy_spectra`). A verdict that says "cannot tell"
    comes back as it is. Should explaining fail, the verdict counts without it: that is our bug, and is logged.
    """
    if verdict.excess_db is None or verdict.state is State.CANNOT_TELL:
        return verdict
    try:
        return explained(verdict, heard, machine=machine, condition=condition, baseline=baseline, healthy=healthy)
    except Exception:  # noqa: BLE001 - a verdict must not be lost for want of its explanation
        _log.exception("explaining a verdict of %s failed", verdict.state)
        return verdict


def explained(
    verdict: Verdict,
    heard: Heard,
    *,
    machine: Machine,
    condition: OperatingCondition,
    baseline: Baseline,
    healthy: Sequence[FineSpectrum],
) -> Verdict:
    """`explain`, with nothing caught; the verdict must have an excess."""
    level_db, louder_db = _levels_db(verdict, heard, baseline)
    highest_hz = min(heard.format.sample_rate_hz / 2.0, HIGHEST_HZ)
    turns = turning(
        heard.spectrum, healthy, condition.rpm, machine.blades, level_db=level_db, highest_hz=highest_hz
    )
    if verdict.state is State.HEALTHY:
        return replace(verdict, markers=turns.markers)
    ends = heard.clips.start_s + heard.clips.duration_s
    when = moments.moments(heard.picture, verdict.ranges, float(ends.max()) if len(ends) else None)
    evidence = Evidence(
        ranges=verdict.ranges,
        turning=turns,
        take=heard.spectrum,
        healthy=tuple(healthy),
        level_db=level_db,
        quieter_db=max(-louder_db, 0.0) if verdict.level_counted else 0.0,
        pitch=pitch_ratio(heard.spectrum, healthy),
        beat=new_beat(heard.spectrum, healthy, turns.shaft_hz),
        machine_type=machine.type,
        rpm=condition.rpm,
        blades=machine.blades,
    )
    said = (moments.in_words(when, heard.format.duration_s), _speed(turns, condition.rpm))
    return replace(
        verdict,
        markers=turns.markers,
        hints=hints(evidence),
        moments=when,
        reasons=(*verdict.reasons, *(text for text in said if text)),
    )


def healthy_spectra(baseline: Baseline, history: History, store: TakeStore) -> tuple[FineSpectrum, ...]:
    """The fine spectra of a baseline's newest takes; where none was kept the take is heard again, and it is kept.

    Takes that are lost or can't be read any more are left out: the verdict does not need them.
    """
    takes = history.takes_of_baseline(baseline.id)[-_MOST_TAKES:]
    found = [spectrum_of(take, store) for take in takes]
    return tuple(spectrum for spectrum in found if spectrum is not None)


def spectrum_of(take: Take, store: TakeStore) -> FineSpectrum | None:
    """The kept fine spectrum of a take, or one of its first minute made now; None where there is no such sound."""
    kept = store.spectrum(take)
    if kept is not None:
        return kept
    try:
        spectrum = _heard_again(take, store)
        if spectrum is not None:
            store.keep_spectrum(take, spectrum)
    except Problem as problem:
        _log.warning("no fine spectrum of %s: %s %s", take.sha256, problem, problem.detail)
        return None
    return spectrum


def _heard_again(take: Take, store: TakeStore) -> FineSpectrum | None:
    maker = FineSpectrumMaker()
    with open_sound(store.path(take)) as sound:
        for number, clip in enumerate(listen(sound)):
            if number == _MOST_CLIPS:
                break
            maker.add(clip.samples)
    return maker.spectrum()


def _levels_db(verdict: Verdict, heard: Heard, baseline: Baseline) -> tuple[float, float]:
    """By how much the take is louder as a whole: as far as the judge removed it before it compared, and in all."""
    assert verdict.excess_db is not None
    louder_db = to_db(heard.clips.bands.astype(np.float64)).mean(axis=0) - healthy_curve(baseline).mean
    return float(np.mean(louder_db - verdict.excess_db)), float(np.mean(louder_db))


def _speed(turns: Turning, rpm: float | None) -> str:
    """A sentence where the shaft is heard to turn at another speed than was noted; empty elsewhere."""
    if turns.shaft_hz is None or rpm is None or abs(turns.shaft_hz * 60.0 / rpm - 1.0) < _CLEARLY_OTHER:
        return ""
    told = later("The shaft turns at {heard} rpm by its sound; {noted} rpm are noted.")
    return say(told, heard=kept_number(turns.shaft_hz * 60.0), noted=kept_number(rpm))
