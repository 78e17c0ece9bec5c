"""Inspect a recording: hear it, judge it against the machine's own baseline, keep what was found."""

from dataclasses import replace
from pathlib import Path

from app import __version__
from app.diagnosis import conformal, judging, wording
from app.diagnosis.hints import check_for
from app.diagnosis.model import Model
from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.quality import Check
from app.domain.take import Take
from app.domain.verdict import Verdict
from app.history.history import History
from app.language import later, say
from app.recordings.take_store import TakeStore
from app.workflows.baselines import baseline_for
from app.workflows.explain import explain, healthy_spectra
from app.workflows.hear import Heard, hear, teller
from app.workflows.loudness import level_counts
from app.workflows.progress import Cancel, OnProgress
from app.workflows.visits_learnt import visits_learnt

_USED_ANYWAY = (
    later("The take failed the quality gate ({a_words}) and was used anyway, so the verdict is less sure."),
    later(
        "The take failed the quality gate ({a_words}, {b_words}) and was used anyway, so the verdict is less sure."
    ),
    later(
        "The take failed the quality gate ({a_words}, {b_words}, {c_words}) and was used anyway, "
        "so the verdict is less sure."
    ),
    later(
        "The take failed the quality gate ({a_words}, {b_words}, {c_words}, {d_words}) and was used anyway, "
        "so the verdict is less sure."
    ),
)
_IN_A_SENTENCE = {
    Check.LENGTH: later("length"),
    Check.SILENCE: later("signal"),
    Check.LEVEL: later("level"),
    Check.CLIPPING: later("clipping"),
    Check.BANDWIDTH: later("bandwidth"),
    Check.COMPLETE: later("file"),
    Check.DROPOUTS: later("dropouts"),
    Check.PROCESSING: later("noise filter"),
    Check.STEADINESS: later("steadiness"),
    Check.SPEECH: later("speech"),
    Check.KNOCKS: later("knocks"),
    Check.HUM: later("mains hum"),
    Check.ROOM: later("above the room"),
}


class InspectTake:
    """Judges one take a call. What was judged, and how, stays in the history for ever."""

    def __init__(self, history: History, store: TakeStore, models: ModelRegistry) -> None:
        self._history = history
        self._store = store
        self._models = models

    def __call__(
        self,
        machine_id: str,
        condition_id: str,
        path: Path,
        *,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Inspection:
        """The inspection of a sound file, already kept.

        Raises:
            Problem: the file can't be read, the model can't be used, or the history can't be written.
            Cancelled: asked to stop; nothing is kept.
        """
        machine = self._history.machine(machine_id)
        machine.find(condition_id)
        model = self._models.model_for(machine.type)
        heard = hear(path, model, teller(path.name, 0, 1, on_progress, cancel))
        return self.heard(machine_id, condition_id, heard)

    def heard(
        self,
        machine_id: str,
        condition_id: str,
        heard: Heard,
        *,
        use_anyway: bool = False,
        above_room_db: float | None = None,
    ) -> Inspection:
        """The inspection of what was heard by the machine's model already, kept.

        `use_anyway`: the technician overrules the checks that failed, where there is sound to judge at all.

        Raises:
            Problem: the model can't be used, or the history can't be written.
        """
        machine = self._history.machine(machine_id)
        machine.find(condition_id)
        model = self._models.model_for(machine.type)
        baseline = baseline_for(model, condition_id, self._history, self._store) if model else None
        take = self._history.add_take(heard.keep(self._store), heard.clips, heard.quality)
        self._store.keep_picture(take, heard.picture)
        quality = heard.quality
        anyway = use_anyway and quality.may_be_overruled and len(heard.clips) > 0
        overruled = tuple(failed.check for failed in quality.failures) if anyway else ()
        verdict = self._verdict(heard, overruled, take, (machine, condition_id), model=model, baseline=baseline)
        inspection = Inspection(
            machine_id=machine_id,
            condition_id=condition_id,
            take=take,
            clips=heard.clips,
            quality=quality,
            verdict=verdict,
            model=model.identity if model else None,
            healthy=judging.healthy_curve(baseline) if baseline else None,
            app_version=__version__,
            inspector=self._history.who(),
            overruled=overruled,
            above_room_db=above_room_db,
            ending=heard.recording.ending if heard.recording else None,
        )
        self._history.add_inspection(inspection)
        return inspection

    def _verdict(
        self,
        heard: Heard,
        overruled: tuple[Check, ...],
        take: Take,
        at: tuple[Machine, str],
        *,
        model: Model | None,
        baseline: Baseline | None,
    ) -> Verdict:
        machine, condition_id = at
        if not heard.quality.usable and not overruled:
            return judging.cannot_tell_quality(heard.quality)
        if model is None:
            return judging.cannot_tell_no_model(machine.type)
        if baseline is None:
            return judging.cannot_tell_no_baseline()
        point, condition = machine.find(condition_id)
        learnt_from = self._history.takes_of_baseline(baseline.id)
        counts, visits = level_counts(point, take.device, learnt_from), visits_learnt(learnt_from)
        verdict = judging.judge(model, heard.clips, baseline, level_counts=counts, visits=visits)
        p = conformal.p_value(model, heard.clips.bands, baseline.bands, counts) if verdict.score else None
        if p is not None:
            told = conformal.in_words(p, baseline.clip_count)
            verdict = replace(verdict, p_value=p, reasons=(*verdict.reasons, told))
        healthy = healthy_spectra(baseline, self._history, self._store)
        verdict = explain(verdict, heard, machine=machine, condition=condition, baseline=baseline, healthy=healthy)
        if verdict.hints:
            check = check_for(verdict.hints)
            step = wording.next_step(verdict.state, verdict.ranges, baseline.provisional, check)
            verdict = replace(verdict, next_step=step)
        return replace(verdict, reasons=(*_known(overruled, take, baseline), *verdict.reasons))


def _known(overruled: tuple[Check, ...], take: Take, baseline: Baseline) -> tuple[str, ...]:
    """What makes a verdict less sure, or sure beforehand."""
    known: tuple[str, ...] = ()
    if overruled:
        known = (_used_anyway(overruled),)
    if take.id in baseline.take_ids:
        known += (later("This recording is part of the baseline, so it is bound to sound healthy."),)
    return known


def _used_anyway(overruled: tuple[Check, ...]) -> str:
    """That, with the checks that failed; those beyond the last place are named in it."""
    failed = [_IN_A_SENTENCE[check] for check in overruled]
    told = _USED_ANYWAY[min(len(failed), len(_USED_ANYWAY)) - 1]
    last = len(_USED_ANYWAY) - 1
    named = [*failed[:last], ", ".join(failed[last:])]
    return say(told, **{f"{letter}_words": check for letter, check in zip("abcd", named, strict=False)})
