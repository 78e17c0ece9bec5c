"""Scores against the thresholds: of each clip of this take, and of the visits so far."""

from collections.abc import Sequence
from datetime import datetime

from app.domain import words
from app.domain.inspection import Visit
from app.domain.verdict import State, Thresholds
from app.language import tr
from app.look.tokens import GAUGE_END, LIGHT
from app.reports.axes import AXIS, Scale, empty, frame, label_x, label_y
from app.reports.facts import ReportFacts
from app.reports.figure_sound import label_time
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_state
from app.reports.text import CAPTION_STRONG
from app.reports.wording import limit_names

MOST_VISITS = 50
"""As many visits fit in a trend before their marks hide each other."""

_MOST_CLIP_SIGNS = 24
_SIGN = 7.0
_BESIDE = 5.0
_TICKS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
_TWO_DAYS_S = 2 * 86400.0


def score_scale(box: Box) -> Scale:
    """Scores up the box, over the gauge's range, so that two reports can be laid side by side."""
    return Scale(0.0, GAUGE_END, box.bottom - _SIGN / 2 - 1, box.top + _SIGN / 2 + 1)


def draw_clip_scores(sheet: Sheet, box: Box, across: Scale, facts: ReportFacts) -> None:
    """The score of each clip over its own seconds, on the time axis of the spectrogram."""
    verdict, clips = facts.inspection.verdict, facts.inspection.clips
    if verdict.thresholds is None or not verdict.clip_scores:
        empty(sheet, box, tr("No clip was scored."))
        return
    up = _ground(sheet, box, verdict.thresholds)
    few = len(verdict.clip_scores) <= _MOST_CLIP_SIGNS
    for score, start_s, length_s in zip(verdict.clip_scores, clips.start_s, clips.duration_s, strict=False):
        x0, x1, y = across(float(start_s)), across(float(start_s + length_s)), up(score)
        sheet.rule(x0 + 0.3, max(x1 - 0.3, x0 + 0.6), y, LIGHT.trace, 1.4)
        if few:
            state = state_of(score, verdict.thresholds)
            draw_state(sheet, (x0 + x1 - _SIGN) / 2, y - _SIGN / 2, _SIGN, state)
    _finish(sheet, box, up, verdict.thresholds)
    label_time(sheet, box, across)


def state_of(score: float, thresholds: Thresholds) -> State:
    """On which side of the thresholds a score lies."""
    if score >= thresholds.abnormal:
        return State.ABNORMAL
    return State.WATCH if score >= thresholds.watch else State.HEALTHY


def draw_trend(sheet: Sheet, box: Box, facts: ReportFacts) -> None:
    """The last visits' scores over time with their shapes; one without a score stands on the floor as "?"."""
    visits = facts.visits_so_far[:MOST_VISITS][::-1]
    thresholds = facts.inspection.verdict.thresholds
    times = [visit.when.timestamp() for visit in visits]
    across = Scale(times[0], times[-1], box.left + 8, box.right - 8)
    up = _ground(sheet, box, thresholds)
    scored = [(across(t), up(v.score)) for t, v in zip(times, visits, strict=True) if v.score is not None]
    if len(scored) > 1:
        sheet.line(scored, LIGHT.text2, 0.8)
    for moment, visit in zip(times, visits, strict=True):
        y = up(visit.score) if visit.score is not None else box.bottom - _SIGN / 2 - 1
        draw_state(sheet, across(moment) - _SIGN / 2, y - _SIGN / 2, _SIGN, visit.state)
    _name_pinned(sheet, box, visits, [across(moment) for moment in times])
    _finish(sheet, box, up, thresholds)
    _label_days(sheet, box, across, facts, visits)


def _name_pinned(sheet: Sheet, box: Box, visits: Sequence[Visit], places: list[float]) -> None:
    taken = box.right + 40
    for visit, x in zip(reversed(visits), reversed(places), strict=True):
        if visit.score is None or visit.score <= GAUGE_END:
            continue
        text = words.score_text(visit.score)
        right = x - _SIGN / 2 - 2
        if right < taken and right - sheet.typeface.width(text, CAPTION_STRONG) > box.left:
            taken = right - sheet.text(right, box.top + 8.5, text, CAPTION_STRONG, align="right") - _SIGN - 2


def _ground(sheet: Sheet, box: Box, thresholds: Thresholds | None) -> Scale:
    up = score_scale(box)
    if thresholds is None:
        sheet.box(box, fill=LIGHT.sunken)
        return up
    watch, abnormal = up(thresholds.watch), up(thresholds.abnormal)
    sheet.box(Box(box.left, box.top, box.width, abnormal - box.top), fill=LIGHT.states[State.ABNORMAL].tint)
    sheet.box(Box(box.left, abnormal, box.width, watch - abnormal), fill=LIGHT.states[State.WATCH].tint)
    sheet.rule(box.left, box.right, abnormal, LIGHT.states[State.ABNORMAL].text, 0.8)
    sheet.line([(box.left, watch), (box.right, watch)], LIGHT.states[State.WATCH].text, 0.8, dash=(3, 2))
    return up


def _finish(sheet: Sheet, box: Box, up: Scale, thresholds: Thresholds | None) -> None:
    frame(sheet, box)
    roomy = box.height > 75
    label_y(sheet, box, up, _TICKS if roomy else (0.0, 1.0, 2.0))
    if thresholds is None:
        return
    abnormal, watch = up(thresholds.abnormal) + 3, up(thresholds.watch) + 3
    watch = max(watch, abnormal + AXIS.leading - 2)
    names = limit_names(thresholds)
    sheet.text(box.right + _BESIDE, abnormal, names[0], AXIS, LIGHT.states[State.ABNORMAL].text)
    sheet.text(box.right + _BESIDE, watch, names[1], AXIS, LIGHT.states[State.WATCH].text)


def room_for_limits(sheet: Sheet, thresholds: Thresholds | None) -> float:
    """What the names of the limits take right of a figure, in pt; 0 where there are none."""
    names = limit_names(thresholds) if thresholds else ()
    return max((_BESIDE + sheet.typeface.width(name, AXIS) for name in names), default=0.0)


def _label_days(sheet: Sheet, box: Box, across: Scale, facts: ReportFacts, visits: Sequence[Visit]) -> None:
    first, last = visits[0].when, visits[-1].when
    span_s = across.high - across.low
    moments = [first + (last - first) * share / 4 for share in range(5 if span_s >= 60 else 1)]

    def name(moment_s: float) -> str:
        text = facts.time(datetime.fromtimestamp(moment_s, tz=first.tzinfo))
        return text[:16] if span_s < _TWO_DAYS_S else text[:10]

    label_x(sheet, box, across, [moment.timestamp() for moment in moments], name=name)
