"""Inspections and baselines as JSON objects, for scripts. Fields are added, never renamed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.quality import Quality
from app.domain.verdict import Verdict
from app.workflows.learn_healthy import Learnt


def inspection_as_json(inspection: Inspection, machine: Machine, path: Path) -> dict[str, Any]:
    """One inspection; `score` reads 1.0 at the abnormal threshold and is null when it cannot tell."""
    point, condition = machine.find(inspection.condition_id)
    healthy = inspection.healthy
    return {
        "file": str(path),
        "machine": machine.name,
        "point": point.name,
        "condition": condition.name,
        **_verdict(inspection.verdict),
        "quality": _quality(inspection.quality),
        "baseline": {"id": healthy.baseline_id, "clips": healthy.clip_count} if healthy else None,
        "model": _model(inspection),
        "recording": {
            "device": inspection.take.device,
            "raw_stream": inspection.take.raw_stream.value,
            "ending": inspection.ending.value if inspection.ending else None,
            "above_room_db": _rounded(inspection.above_room_db),
        },
        "used_anyway": [check.value for check in inspection.overruled],
        "inspection_id": inspection.id,
        "sha256": inspection.take.sha256,
        "analysed_at": inspection.analysed_at.isoformat(),
    }


def learnt_as_json(machine: Machine, learnt: Learnt) -> Iterator[dict[str, Any]]:
    """One object for each file learnt from or refused."""
    baseline = learnt.baseline
    about = {
        "machine": machine.name,
        "baseline": {"id": baseline.id, "clips": baseline.clip_count, "provisional": baseline.provisional}
        if baseline
        else None,
    }
    for take in learnt.taken:
        yield {"file": take.file_name, "learnt": True, "sha256": take.sha256, **about}
    for refused in learnt.refused:
        yield {
            "file": str(refused.path),
            "learnt": False,
            "problem": refused.reason,
            "to_do": refused.to_do,
            **about,
        }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    limits = verdict.thresholds
    return {
        "verdict": verdict.state.value,
        "score": _rounded(verdict.score),
        "thresholds": {"watch": _rounded(limits.watch), "abnormal": _rounded(limits.abnormal)} if limits else None,
        "clip_scores": [_rounded(score) for score in verdict.clip_scores],
        "finding": verdict.finding,
        "next_step": verdict.next_step,
        "reasons": [verdict.finding, *verdict.reasons],
        "cannot_tell": verdict.cannot.value if verdict.cannot else None,
        "confidence": _rounded(verdict.confidence),
        "p_value": _rounded(verdict.p_value),
        "level_counted": verdict.level_counted,
        "hints": [{"cause": h.cause.value, "why": h.why, "check": h.check} for h in verdict.hints],
        "moments": [
            {"start_s": round(m.start_s, 1), "end_s": round(m.end_s, 1), "excess_db": round(m.excess_db, 1)}
            for m in verdict.moments
        ],
        "ranges": [
            {"low_hz": round(r.low_hz, 1), "high_hz": round(r.high_hz, 1), "excess_db": round(r.excess_db, 1)}
            for r in verdict.ranges
        ],
    }


def _quality(quality: Quality) -> dict[str, Any]:
    return {
        "usable": quality.usable,
        "word": quality.word,
        "level_dbfs": round(quality.level_dbfs, 1),
        "peak_dbfs": round(quality.peak_dbfs, 1),
        "findings": [
            {"check": f.check.value, "grade": f.grade.value, "value": f.value, "what": f.what, "to_do": f.to_do}
            for f in quality.findings
        ],
    }


def _model(inspection: Inspection) -> dict[str, str] | None:
    model = inspection.model
    if model is None:
        return None
    return {
        "name": model.name,
        "version": model.version,
        "machine_type": model.machine_type,
        "ear_sha256": model.ear_sha256,
        "judge_sha256": model.judge_sha256,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
