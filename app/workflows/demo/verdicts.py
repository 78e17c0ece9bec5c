"""The verdicts on simulated takes: given by the model and the code that judge real ones, and worded by them."""

from collections.abc import Sequence
from dataclasses import replace

from app.acoustics.fine_spectrum import FineSpectrum
from app.diagnosis import conformal, judging, wording
from app.diagnosis.hints import check_for
from app.domain.take import Clips
from app.domain.verdict import Verdict
from app.workflows.demo.growth import Bench
from app.workflows.demo.hearing import Heard, Spot
from app.workflows.explain import explain


def verdict_on(clips: Clips, bench: Bench) -> Verdict:
    """The verdict on a take's clips; without markers, hints and moments, since there is no sound to look into."""
    baseline, counts = bench.baseline, bench.level_counts
    verdict = judging.judge(bench.model, clips, baseline, level_counts=counts, visits=bench.visits)
    p = conformal.p_value(bench.model, clips.bands, baseline.bands, counts) if verdict.score else None
    if p is None:
        return verdict
    told = conformal.in_words(p, baseline.clip_count)
    return replace(verdict, p_value=p, reasons=(*verdict.reasons, told))


def explained_verdict(heard: Heard, bench: Bench, spot: Spot, healthy: Sequence[FineSpectrum]) -> Verdict:
    """The verdict on a take, with markers, hints and moments where there is sound to look into."""
    verdict = verdict_on(heard.clips, bench)
    if heard.sound is None:
        return verdict
    verdict = explain(
        verdict,
        heard.sound,
        machine=spot.machine,
        condition=spot.condition,
        baseline=bench.baseline,
        healthy=healthy,
    )
    if not verdict.hints:
        return verdict
    check = check_for(verdict.hints)
    step = wording.next_step(verdict.state, verdict.ranges, bench.baseline.provisional, check)
    return replace(verdict, next_step=step)
