"""The score gauge: where this take stands between healthy and abnormal, and where the last one stood."""

from math import isfinite

from app.domain import words
from app.domain.verdict import State, Thresholds
from app.language import later, tr
from app.look.tokens import GAUGE_END, LIGHT
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_state
from app.reports.text import BODY_STRONG, CAPTION

HEIGHT = 56.0
"""What the gauge needs in pt, labels above and below included."""

_BAR_TOP = 25.0
_BAR_HEIGHT = 13.0
_SIGN = 9.0
_LABEL_GAP = 5.0


def on_scale(score: float) -> float:
    """The score's share of the gauge, 0 … 1: what lies beyond its ends is pinned."""
    return min(max(score / GAUGE_END, 0.0), 1.0) if isfinite(score) else 1.0


def draw_gauge(
    sheet: Sheet, x: float, top: float, width: float, *, thresholds: Thresholds, score: float, last: float | None
) -> None:
    """The gauge with a black pointer at `score` and a hollow one at `last`."""
    bar = Box(x, top + _BAR_TOP, width, _BAR_HEIGHT)
    now_x = bar.left + on_scale(score) * bar.width
    with sheet.marked("Figure", _in_words(thresholds, score, last)):
        _zones(sheet, bar, thresholds, now_x)
        _ticks(sheet, bar, thresholds)
        now = _label(sheet, bar, now_x, words.score_text(score))
        if last is not None:
            _last_pointer(sheet, bar, bar.left + on_scale(last) * bar.width, last, now)
        _pointer(sheet, bar, now_x)


def _in_words(thresholds: Thresholds, score: float, last: float | None) -> str:
    numbers = {
        "score": words.score_text(score),
        "end": words.score_text(GAUGE_END),
        "watch": words.score_text(thresholds.watch),
        "abnormal": words.score_text(thresholds.abnormal),
    }
    if last is None:
        return tr(
            "Score {score} on a scale from 0 to {end}: watch from {watch}, abnormal from {abnormal}.", **numbers
        )
    template = later(
        "Score {score} on a scale from 0 to {end}: watch from {watch}, abnormal from {abnormal}, last time {last}."
    )
    return tr(template, **numbers, last=words.score_text(last))


def draw_empty_gauge(sheet: Sheet, x: float, top: float, width: float, reason: str) -> None:
    """The place of the gauge in grey, with the sentence that says why no score stands on it."""
    colours = LIGHT.states[State.CANNOT_TELL]
    sheet.box(Box(x, top + _BAR_TOP, width, _BAR_HEIGHT), fill=colours.tint, edge=LIGHT.line)
    sheet.text(x, top + _BAR_TOP - 6, tr("No score"), BODY_STRONG, colours.text)
    y = top + _BAR_TOP + _BAR_HEIGHT + 13
    sheet.text(x, y, sheet.one_line(tr("Why there is no score"), reason, CAPTION, width), CAPTION, LIGHT.text2)


def _zones(sheet: Sheet, bar: Box, thresholds: Thresholds, pointer_x: float) -> None:
    ends = (0.0, on_scale(thresholds.watch), on_scale(thresholds.abnormal), 1.0)
    for state, low, high in zip((State.HEALTHY, State.WATCH, State.ABNORMAL), ends, ends[1:], strict=False):
        zone = Box(bar.left + low * bar.width, bar.top, (high - low) * bar.width, bar.height)
        if zone.width <= 0:
            continue
        sheet.box(zone, fill=LIGHT.states[state].fill)
        low_x, high_x = _clear(zone, pointer_x)
        if high_x - low_x > _SIGN + 4:
            x, y = (low_x + high_x - _SIGN) / 2, bar.top + (bar.height - _SIGN) / 2
            draw_state(sheet, x, y, _SIGN, state, on_fill=True)


def _clear(zone: Box, pointer_x: float) -> tuple[float, float]:
    """The part of the zone in whose middle a sign is not hidden by the pointer."""
    if abs(pointer_x - (zone.left + zone.right) / 2) > _SIGN:
        return zone.left, zone.right
    if pointer_x - zone.left > zone.right - pointer_x:
        return zone.left, pointer_x - 2
    return pointer_x + 2, zone.right


def _ticks(sheet: Sheet, bar: Box, thresholds: Thresholds) -> None:
    y = bar.bottom + 13
    watch_x = bar.left + on_scale(thresholds.watch) * bar.width
    abnormal_x = bar.left + on_scale(thresholds.abnormal) * bar.width
    for x in (watch_x, abnormal_x):
        sheet.line([(x, bar.top - 3), (x, bar.bottom + 3)], LIGHT.text, 0.8)
    near = abnormal_x - watch_x < 30
    watch, abnormal = words.score_text(thresholds.watch), words.score_text(thresholds.abnormal)
    sheet.text(watch_x, y, watch, CAPTION, LIGHT.text2, align="right" if near else "middle")
    sheet.text(abnormal_x, y, abnormal, CAPTION, LIGHT.text2, align="left" if near else "middle")
    if watch_x - bar.left > 40:
        sheet.text(bar.left, y, "0", CAPTION, LIGHT.text2)
    if bar.right - abnormal_x > 60:
        sheet.text(bar.right, y, words.score_text(GAUGE_END), CAPTION, LIGHT.text2, align="right")
    if watch_x - bar.left > 100:
        sheet.text((bar.left + watch_x) / 2, y, tr(State.HEALTHY.value), CAPTION, LIGHT.text2, align="middle")
    if bar.right - abnormal_x > 130:
        sheet.text((abnormal_x + bar.right) / 2, y, tr(State.ABNORMAL.value), CAPTION, LIGHT.text2, align="middle")


def _label(sheet: Sheet, bar: Box, x: float, text: str) -> tuple[float, float]:
    wide = sheet.typeface.width(text, BODY_STRONG)
    left = min(max(x - wide / 2, bar.left), bar.right - wide)
    sheet.text(left, bar.top - 13, text, BODY_STRONG)
    return left, left + wide


def _last_pointer(sheet: Sheet, bar: Box, x: float, score: float, now: tuple[float, float]) -> None:
    text = tr("last time {score}", score=words.score_text(score))
    wide = sheet.typeface.width(text, CAPTION)
    left = min(max(x - wide / 2, bar.left), bar.right - wide)
    if left < now[1] + _LABEL_GAP and left + wide > now[0] - _LABEL_GAP:
        before, after = now[0] - _LABEL_GAP - wide, now[1] + _LABEL_GAP
        fits_before, fits_after = before >= bar.left, after + wide <= bar.right
        left = before if fits_before and (x <= now[0] or not fits_after) else after
    sheet.text(left, bar.top - 13, text, CAPTION, LIGHT.text2)
    _triangle(sheet, bar, x, fill=LIGHT.surface)


def _pointer(sheet: Sheet, bar: Box, x: float) -> None:
    sheet.line([(x, bar.top - 2), (x, bar.bottom + 2)], LIGHT.surface, 3.2)
    sheet.line([(x, bar.top - 4), (x, bar.bottom + 2)], LIGHT.text, 1.5)
    _triangle(sheet, bar, x, fill=LIGHT.text)


def _triangle(sheet: Sheet, bar: Box, x: float, fill: str) -> None:
    low = bar.top - 3
    sheet.area([(x - 4, low - 6), (x + 4, low - 6), (x, low)], fill=fill, edge=LIGHT.text, thick=0.8)
