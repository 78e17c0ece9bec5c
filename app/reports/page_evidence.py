"""The evidence: what was heard, band by band against the baseline, clip by clip, visit by visit, and how well.

Page 2 holds the figures. Below them stand the checks and where the microphone was held, or on the page after that
where they are too long together.
"""

from collections.abc import Sequence
from typing import Protocol

from app.domain import words
from app.domain.why import Moment
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS, GAUGE_END, LIGHT
from app.reports.axes import tick_number
from app.reports.facts import ReportFacts
from app.reports.figure_bands import MOST_RANGES, Curves, curves_of, draw_bands, draw_key, draw_ranges
from app.reports.figure_marks import draw_markers, draw_moments
from app.reports.figure_scores import MOST_VISITS, draw_clip_scores, draw_trend
from app.reports.figure_sound import draw_colour_bar, draw_spectrogram, draw_waveform, label_time, time_scale
from app.reports.frame import Frame
from app.reports.placement_panel import PlacementPanel
from app.reports.quality_table import QualityTable
from app.reports.reasons import all_through
from app.reports.sheet import GAP, Box, Sheet
from app.reports.text import CAPTION, SECTION

_AXIS_WIDTH = 34.0
_BRACKET = 18.0
_BANDS_WIDTH = 124.0
_AFTER = 46.0
_WAVE_HEIGHT = 40.0
_CLIPS_HEIGHT = 50.0
_TREND_HEIGHT = 78.0
_SPECTROGRAM = (84.0, 210.0)
_ABOVE_FOOT = 6.0
_AXIS_HEIGHT = 15.0
_BELOW_HEAD = 20.0
_BETWEEN = GAP + 6
_KIND = "evidence"
_FIRST_TRACE_PAGE = 3
"""Where the traceability begins when all evidence is on page 2."""


class Panel(Protocol):
    """What stands below the figures; `height` in pt is from its heading's baseline to its end."""

    height: float

    def draw(self, y: float) -> None:
        """Itself, from the heading's baseline at `y`."""


def draw_evidence(frame: Frame) -> None:
    """All pages of it; on the first the spectrogram takes what the texts leave."""
    sheet, facts = frame.sheet, frame.facts
    top = frame.begin(_KIND) + _BELOW_HEAD
    room = sheet.bottom - _ABOVE_FOOT - top
    curves = curves_of(facts)
    fixed = _fixed_height(_captions(sheet, facts, curves, _FIRST_TRACE_PAGE))
    below, *further = _dealt(_panels(sheet, facts, room), room - fixed - _SPECTROGRAM[0], room)
    captions = _captions(sheet, facts, curves, _FIRST_TRACE_PAGE + len(further))
    fixed += sum(_BETWEEN + panel.height for panel in below)
    tall = min(max(room - fixed, _SPECTROGRAM[0]), _SPECTROGRAM[1])
    y = _figures(sheet, facts, curves, captions, top=top, tall=tall)
    _draw_panels(below, y + _BETWEEN)
    for panels in further:
        _draw_panels(panels, frame.begin(_KIND) + _BELOW_HEAD)


def _panels(sheet: Sheet, facts: ReportFacts, room: float) -> list[Panel]:
    panels: list[Panel] = [QualityTable(sheet, facts, room)]
    if facts.placement is not None:
        panels.append(PlacementPanel(sheet, facts, facts.placement))
    return panels


def _dealt(panels: list[Panel], below_figures: float, room: float) -> list[list[Panel]]:
    """The panels of each page: all of them below the figures, or else from the next page on. In pt."""
    if sum(_BETWEEN + panel.height for panel in panels) <= below_figures:
        return [panels]
    pages: list[list[Panel]] = [[]]
    left = 0.0
    for panel in panels:
        if panel.height > left:
            pages.append([])
            left = room
        pages[-1].append(panel)
        left -= panel.height + _BETWEEN
    return pages


def _draw_panels(panels: Sequence[Panel], y: float) -> None:
    for panel in panels:
        panel.draw(y)
        y += panel.height + _BETWEEN


def _figures(
    sheet: Sheet, facts: ReportFacts, curves: Curves | None, captions: list[list[str]], *, top: float, tall: float
) -> float:
    y = _heard(sheet, facts, curves, top, tall)
    y = _caption(sheet, y + 12, captions[0])
    y = _clip_scores(sheet, facts, y + 6)
    y = _caption(sheet, y + 12, captions[1])
    y += GAP + 6
    shown = min(len(facts.visits_so_far), MOST_VISITS)
    title = f"Score over the last {words.count(shown, 'visit')}" if shown > 1 else "Score of the first visit"
    sheet.text(sheet.left, y, title, SECTION)
    trend = Box(sheet.left + _AXIS_WIDTH, y + 9, sheet.width - _AXIS_WIDTH - 72, _TREND_HEIGHT)
    visits = facts.visits_so_far[:MOST_VISITS]
    told = ", ".join(f"{facts.day(visit.when)} {words.score_text(visit.score)}" for visit in visits)
    with sheet.marked("Figure", f"Scores, the newest first: {told}."):
        draw_trend(sheet, trend, facts)
    return _caption(sheet, trend.bottom + _AXIS_HEIGHT + 12, captions[2])


def _fixed_height(captions: list[list[str]]) -> float:
    texts = sum(len(lines) for lines in captions) * CAPTION.leading
    heard = 24 + _WAVE_HEIGHT + 18 + _AXIS_HEIGHT
    scores = 20 + _CLIPS_HEIGHT + _AXIS_HEIGHT
    trend = GAP + 6 + 9 + _TREND_HEIGHT + _AXIS_HEIGHT
    return texts + heard + scores + trend


def _caption(sheet: Sheet, y: float, lines: list[str]) -> float:
    return sheet.lines(sheet.left, y, lines, CAPTION, LIGHT.text2) - CAPTION.leading


def _heard(sheet: Sheet, facts: ReportFacts, curves: Curves | None, top: float, tall: float) -> float:
    inspection, picture = facts.inspection, facts.picture
    width = sheet.width - _AXIS_WIDTH - _BRACKET - _BANDS_WIDTH - _AFTER
    wave = Box(sheet.left + _AXIS_WIDTH, top + 24, width, _WAVE_HEIGHT)
    sound = Box(wave.left, wave.bottom + 18, width, tall)
    bands = Box(sound.right + _BRACKET, sound.top, _BANDS_WIDTH, tall)
    sheet.text(sheet.left, top, "What it heard", SECTION)
    with sheet.marked("Figure", _heard_in_words(facts)):
        if picture is not None:
            draw_colour_bar(sheet, sheet.right, top, 74)
            sheet.text(wave.left, wave.top - 5, "Waveform, full scale = 1", CAPTION, LIGHT.text2)
            sheet.text(sound.left, sound.top - 5, "Spectrogram, kHz over s", CAPTION, LIGHT.text2)
        draw_key(sheet, bands.left, wave.top + 20, facts)
        draw_waveform(sheet, wave, picture)
        draw_spectrogram(sheet, sound, picture)
        draw_bands(sheet, bands, curves)
        draw_ranges(sheet, sound, bands, inspection.verdict.ranges)
        across = time_scale(picture, inspection.take.format.duration_s, sound)
        if picture is not None:
            draw_markers(sheet, sound, bands, inspection.verdict.markers)
            draw_moments(sheet, wave, sound, across, _marked_moments(facts))
        label_time(sheet, sound, across)
    return sound.bottom + _AXIS_HEIGHT


def _heard_in_words(facts: ReportFacts) -> str:
    """The figure for whoever cannot see it: what speaks in it is the finding."""
    if facts.picture is None:
        return "Band levels of the take; its picture is lost."
    finding = facts.inspection.verdict.finding
    return f"Waveform, spectrogram and band levels of the take against the baseline. {finding}".strip()


def _marked_moments(facts: ReportFacts) -> Sequence[Moment]:
    """When the difference is heard, unless that is all through."""
    found = facts.inspection.verdict.moments
    return () if all_through(found, facts.inspection.take.format.duration_s) else found


def _clip_scores(sheet: Sheet, facts: ReportFacts, y: float) -> float:
    width = sheet.width - _AXIS_WIDTH - _BRACKET - _BANDS_WIDTH - _AFTER
    box = Box(sheet.left + _AXIS_WIDTH, y + 14, width, _CLIPS_HEIGHT)
    across = time_scale(facts.picture, facts.inspection.take.format.duration_s, box)
    told = ", ".join(words.score_text(score) for score in facts.inspection.verdict.clip_scores[:MOST_VISITS])
    with sheet.marked("Figure", f"Scores of the clips, the first first: {told or 'none'}."):
        sheet.text(box.left, box.top - 5, "Score of each clip", CAPTION, LIGHT.text2)
        draw_clip_scores(sheet, box, across, facts)
    return box.bottom + _AXIS_HEIGHT


def _captions(sheet: Sheet, facts: ReportFacts, curves: Curves | None, trace_page: int) -> list[list[str]]:
    texts = (_heard_caption(facts, curves, trace_page), _clips_caption(facts), _trend_caption(facts))
    return [sheet.wrap(text, CAPTION, sheet.width) for text in texts]


def _heard_caption(facts: ReportFacts, curves: Curves | None, trace_page: int) -> str:
    colours = f"colour is level from {tick_number(FLOOR_DBFS)} to {tick_number(CEILING_DBFS)} dBFS"
    text = f"Figure 1. The stored picture of the take over time in s and frequency in kHz (log); {colours}. "
    if facts.picture is None:
        text = "Figure 1. The stored picture of the take is lost. "
    else:
        text += _marks_caption(facts)
    if curves is None or curves.mean is None:
        return text + "Beside it the mean level of each band in dB; there was no baseline to compare with."
    shift = words.number(curves.shift_db, 1)
    sign = "" if shift.startswith(words.MINUS) else "+"
    text += f"Beside it the mean band levels; the baseline is shifted by {sign}{shift} dB, the difference of the "
    text += "mean levels, so that only the shape is compared."
    more = len(facts.inspection.verdict.ranges) - MOST_RANGES
    return text + (
        f" Marked are the {MOST_RANGES} most telling ranges; page {trace_page} lists all." if more > 0 else ""
    )


def _marks_caption(facts: ReportFacts) -> str:
    text = ""
    if facts.inspection.verdict.markers:
        text += "Ticks: shaft and blades, long where grown. "
    if _marked_moments(facts):
        text += "Red bars: when it is heard. "
    return text


def _clips_caption(facts: ReportFacts) -> str:
    verdict = facts.inspection.verdict
    if verdict.thresholds is None or not verdict.clip_scores:
        return "Figure 2. No clip of this take was scored."
    above = f"{words.number(verdict.clips_above)} of {words.count(len(verdict.clip_scores), 'clip')}"
    beyond = ""
    if _beyond(verdict.clip_scores):
        beyond = f"; scores beyond {words.score_text(GAUGE_END)} are drawn at the edge"
    return f"Figure 2. Score of each clip over its seconds of the take, {above} at or above watch{beyond}."


def _beyond(scores: tuple[float, ...]) -> bool:
    return any(score > GAUGE_END for score in scores)


def _trend_caption(facts: ReportFacts) -> str:
    visits = facts.visits_so_far
    known = tuple(visit.score for visit in visits[:MOST_VISITS] if visit.score is not None)
    text = "Figure 3. Score of each visit at this measuring point and condition, over the day of the visit"
    if len(visits) > MOST_VISITS:
        text += f"; the last {MOST_VISITS} of {words.number(len(visits))}"
    if _beyond(known):
        text += f"; a score beyond {words.score_text(GAUGE_END)} stands at the edge with its number"
    if len(known) < min(len(visits), MOST_VISITS):
        text += "; a visit without a score stands on the floor"
    return text + "."
