"""Page 3, traceability: enough to prove later what was judged, by what, and within which limits."""

from app.domain import words
from app.domain.inspection import Inspection
from app.domain.microphone import Ending
from app.domain.quality import Check, Grade
from app.domain.verdict import ExcessRange
from app.reports.facts import ReportFacts
from app.reports.flow import Flow
from app.reports.frame import FULL_TEXTS, Frame
from app.reports.reasons import reason_rows
from app.reports.text import MISSING

_LIMITS = (
    "The program compares the sound of this machine with this machine’s own healthy sound, at the same measuring "
    "point and in the same operating condition. A change of speed, load, place or room changes the sound too.",
    "Findings and frequencies are hints where to look. They are not a diagnosis and do not replace an inspection.",
    "A baseline of fewer than five clips is provisional: its thresholds are set on little evidence.",
    "“Healthy” means that this take sounds like the baseline. Faults that cannot be heard stay unfound.",
    "This is no vibration measurement: no ISO 20816 zone can be read from it. It is no cryptographic signature.",
)

_ENDED_EARLY = {
    Ending.LOST: "ended early, the microphone was lost",
    Ending.STALLED: "ended early, no more sound came from the microphone",
    Ending.DISK: "ended early, the disk was full",
    Ending.FULL: "ended at the greatest length that its file can hold",
    Ending.INTERRUPTED: "ended early, the program or the computer stopped",
}

Pairs = list[tuple[str, str]]


def draw_trace(frame: Frame) -> None:
    """The page, or as many as the texts need."""
    facts, flow = frame.facts, Flow(frame, "traceability")
    flow.heading("The recording")
    flow.rows(_recording(facts))
    flow.heading("The verdict")
    flow.rows(_verdict(facts))
    _ranges(flow, facts.inspection.verdict.ranges)
    flow.heading("The model")
    flow.rows(_model(facts))
    flow.heading("The baseline")
    flow.rows(_baseline(facts))
    limits = list(_LIMITS)
    if frame.sheet.replaced:
        limits.append(f"{MISSING} stands for a character that the typeface of this report does not have.")
    flow.bullets("Limits of use", limits)


def draw_full_texts(frame: Frame) -> None:
    """Every text that ended in "…" on the pages before, in full; no page when there is none."""
    texts = dict(frame.sheet.cut)
    if not texts:
        return
    flow = Flow(frame, FULL_TEXTS)
    for label, text in texts.items():
        flow.heading(label)
        flow.paragraph(text)


def _recording(facts: ReportFacts) -> Pairs:
    take = facts.inspection.take
    ending = facts.inspection.ending
    sound = take.format
    length = f"{words.length_s(sound.duration_s)}, {words.number(sound.frames)} frames"
    rate = f"{words.number(sound.sample_rate_hz)} Hz, {words.channels_text(sound.channels)}"
    return [
        ("File name", take.file_name),
        ("SHA-256", take.sha256),
        ("Kept as", take.stored_as),
        ("Measured", facts.time(take.recorded_at) if take.recorded_at else "not known, the file does not say"),
        ("Added", f"{facts.time(take.added_at)}, {'recorded by Earshot' if ending else 'opened from a file'}"),
        ("Length, rate", f"{length}, {rate}; {_encoding(facts)}"),
        ("Microphone", f"{take.device or 'not known'}, {words.raw_text(take.raw_stream)}"),
        *_recorded(facts.inspection),
    ]


def _recorded(inspection: Inspection) -> Pairs:
    """What went wrong while Earshot recorded: an end before it was asked for, and sound that did not arrive."""
    faults = [_ENDED_EARLY[inspection.ending]] if inspection.ending in _ENDED_EARLY else []
    for found in inspection.quality.findings:
        if found.check is Check.DROPOUTS and found.grade is not Grade.PASSED:
            faults.append(f"dropouts: {found.value}")
    return [("Recording", "; ".join(faults))] if faults else []


def _encoding(facts: ReportFacts) -> str:
    sound = facts.inspection.take.format
    bits = f"{sound.bits} bit" if sound.bits else "lossy, no bit depth"
    # The field's name of plain PCM is its depth.
    parts = (sound.container, sound.encoding, "" if bits == sound.encoding else bits)
    return ", ".join(part for part in parts if part)


def _verdict(facts: ReportFacts) -> Pairs:
    inspection = facts.inspection
    verdict = inspection.verdict
    limits = words.UNKNOWN
    if verdict.thresholds is not None:
        watch = words.score_text(verdict.thresholds.watch)
        abnormal = words.score_text(verdict.thresholds.abnormal)
        limits = f"watch {watch}, abnormal {abnormal}"
    healthy = inspection.healthy
    clips = f"k = {len(inspection.clips)} of this take"
    if healthy is not None:
        clips += f", n = {healthy.clip_count} of the baseline"
    return [
        ("Verdict, score", f"{verdict.state.value}, {words.score_text(verdict.score)}; thresholds: {limits}"),
        ("Clips", clips),
        *reason_rows(verdict, inspection.take.format.duration_s),
        ("Inspection id", inspection.id),
        ("Analysed", f"{facts.time(inspection.analysed_at)}, by Earshot {inspection.app_version}"),
    ]


def _ranges(flow: Flow, ranges: tuple[ExcessRange, ...]) -> None:
    rows = []
    for index, found in enumerate(ranges, start=1):
        way = "louder" if found.excess_db > 0 else "quieter"
        where = f"{words.number(found.low_hz)}–{words.number(found.high_hz)} Hz"
        rows.append((f"Range {index}", f"{where}: {words.relative_db(found.excess_db)}, {way} than healthy"))
    flow.rows(rows)


def _model(facts: ReportFacts) -> Pairs:
    model = facts.inspection.model
    if model is None:
        ear = facts.inspection.clips.ear_sha256
        return [("Model", "none: no verdict was worked out"), ("Ear of the clips", ear)]
    return [
        ("Name, version", f"{model.name} {model.version}, for machine type {model.machine_type}"),
        ("Ear SHA-256", model.ear_sha256),
        ("Judge SHA-256", model.judge_sha256),
    ]


def _baseline(facts: ReportFacts) -> Pairs:
    healthy = facts.inspection.healthy
    if healthy is None:
        return [("Baseline", "none learnt when this take was inspected")]
    clips = words.count(healthy.clip_count, "healthy clip") + (", provisional" if facts.provisional else "")
    return [
        ("Baseline id", healthy.baseline_id),
        ("Learnt", f"{facts.time(healthy.learnt_at)}, {clips}"),
    ]
