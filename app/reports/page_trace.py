"""Page 3, traceability: enough to prove later what was judged, by what, and within which limits."""

from app.domain import words
from app.domain.inspection import Inspection
from app.domain.microphone import Ending
from app.domain.quality import Check, Grade
from app.domain.verdict import ExcessRange
from app.language import later, retold, tr, tr_many
from app.reports.facts import ReportFacts
from app.reports.flow import Flow
from app.reports.frame import FULL_TEXTS, Frame
from app.reports.reasons import reason_rows
from app.reports.rows import measured_text
from app.reports.wording import limits_line, what_is_missing

_LIMITS = (
    later(
        "The program compares the sound of this machine with this machine’s own healthy sound, at the same "
        "measuring point and in the same operating condition. A change of speed, load, place or room changes the"
        " sound too."
    ),
    later(
        "Findings and frequencies are hints where to look. They are not a diagnosis and do not replace an "
        "inspection."
    ),
    later("A baseline of fewer than five clips is provisional: its thresholds are set on little evidence."),
    later("“Healthy” means that this take sounds like the baseline. Faults that cannot be heard stay unfound."),
    later(
        "This is no vibration measurement: no ISO 20816 zone can be read from it. It is no cryptographic "
        "signature."
    ),
)

_ENDED_EARLY = {
    Ending.LOST: later("ended early, the microphone was lost"),
    Ending.STALLED: later("ended early, no more sound came from the microphone"),
    Ending.DISK: later("ended early, the disk was full"),
    Ending.FULL: later("ended at the greatest length that its file can hold"),
    Ending.INTERRUPTED: later("ended early, the program or the computer stopped"),
}

Pairs = list[tuple[str, str]]


def draw_trace(frame: Frame) -> None:
    """The page, or as many as the texts need."""
    facts, flow = frame.facts, Flow(frame, later("traceability"))
    flow.heading(tr("The recording"))
    flow.rows(_recording(facts))
    flow.heading(tr("The verdict"))
    flow.rows(_verdict(facts))
    _ranges(flow, facts.inspection.verdict.ranges)
    flow.heading(tr("The model"))
    flow.rows(_model(facts))
    flow.heading(tr("The baseline"))
    flow.rows(_baseline(facts))
    limits = [tr(text) for text in _LIMITS]
    if frame.sheet.replaced:
        limits.append(what_is_missing())
    flow.bullets(tr("Limits of use"), limits)


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
    length = words.length_s(sound.duration_s)
    length = tr("{length}, {frames} frames", length=length, frames=words.number(sound.frames))
    rate = f"{words.number(sound.sample_rate_hz)} Hz, {words.channels_text(sound.channels)}"
    added = later("{time}, recorded by Earshot") if ending else later("{time}, opened from a file")
    return [
        (tr("File name"), take.file_name),
        ("SHA-256", take.sha256),
        (tr("Kept as"), take.stored_as),
        (tr("Measured"), measured_text(facts)),
        (tr("Added"), tr(added, time=facts.time(take.added_at))),
        (tr("Length, rate"), f"{length}, {rate}; {_encoding(facts)}"),
        (tr("Microphone"), f"{take.device or tr('not known')}, {words.raw_text(take.raw_stream)}"),
        *_recorded(facts.inspection),
    ]


def _recorded(inspection: Inspection) -> Pairs:
    """What went wrong while Earshot recorded: an end before it was asked for, and sound that did not arrive."""
    faults = [tr(_ENDED_EARLY[inspection.ending])] if inspection.ending in _ENDED_EARLY else []
    for found in inspection.quality.findings:
        if found.check is Check.DROPOUTS and found.grade is not Grade.PASSED:
            faults.append(tr("dropouts: {value}", value=retold(found.value)))
    return [(tr("Recording"), "; ".join(faults))] if faults else []


def _encoding(facts: ReportFacts) -> str:
    sound = facts.inspection.take.format
    bits = words.bits_text(sound) if sound.bits else tr("lossy, no bit depth")
    # The field's name of plain PCM is its depth.
    parts = (sound.container, sound.encoding, "" if f"{sound.bits} bit" == sound.encoding else bits)
    return ", ".join(part for part in parts if part)


def _verdict(facts: ReportFacts) -> Pairs:
    inspection = facts.inspection
    verdict, analysed = inspection.verdict, facts.time(inspection.analysed_at)
    limits = limits_line(verdict.thresholds) if verdict.thresholds else words.UNKNOWN
    healthy, k = inspection.healthy, len(inspection.clips)
    clips = tr("k = {k} of this take", k=k)
    if healthy is not None:
        clips = tr("k = {k} of this take, n = {n} of the baseline", k=k, n=healthy.clip_count)
    score = words.score_text(verdict.score)
    return [
        (
            tr("Verdict, score"),
            tr(
                "{verdict}, {score}; thresholds: {limits}",
                verdict=tr(verdict.state.value),
                score=score,
                limits=limits,
            ),
        ),
        (tr("Clips"), clips),
        *reason_rows(verdict, inspection.take.format.duration_s),
        (tr("Inspection id"), inspection.id),
        (tr("Analysed"), tr("{time}, by Earshot {version}", time=analysed, version=inspection.app_version)),
    ]


def _ranges(flow: Flow, ranges: tuple[ExcessRange, ...]) -> None:
    rows = []
    for index, found in enumerate(ranges, start=1):
        where = f"{words.number(found.low_hz)}–{words.number(found.high_hz)} Hz"
        louder, quieter = (
            later("{range}: {excess}, louder than healthy"),
            later("{range}: {excess}, quieter than healthy"),
        )
        told = tr(
            louder if found.excess_db > 0 else quieter, range=where, excess=words.relative_db(found.excess_db)
        )
        rows.append((tr("Range {number}", number=index), told))
    flow.rows(rows)


def _model(facts: ReportFacts) -> Pairs:
    model = facts.inspection.model
    if model is None:
        ear = facts.inspection.clips.ear_sha256
        return [(tr("Model"), tr("none: no verdict was worked out")), (tr("Ear of the clips"), ear)]
    return [
        (
            tr("Name, version"),
            tr(
                "{model}, for machine type {type}",
                model=f"{model.name} {model.version}",
                type=tr(model.machine_type),
            ),
        ),
        (tr("Ear SHA-256"), model.ear_sha256),
        (tr("Judge SHA-256"), model.judge_sha256),
    ]


def _baseline(facts: ReportFacts) -> Pairs:
    healthy = facts.inspection.healthy
    if healthy is None:
        return [(tr("Baseline"), tr("none learnt when this take was inspected"))]
    clips = tr_many("{n} healthy clip", "{n} healthy clips", healthy.clip_count)
    clips = tr("{clips}, provisional", clips=clips) if facts.provisional else clips
    return [
        (tr("Baseline id"), healthy.baseline_id),
        (tr("Learnt"), f"{facts.time(healthy.learnt_at)}, {clips}"),
    ]
