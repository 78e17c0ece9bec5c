"""The evidence: what was heard, band by band against the baseline, clip by clip, visit by visit, and how well.

Page 2 holds the figures. Below them stand the checks and where the microphone was held, or on the page after that
where they are too long together.
"""

from collections.abc import Sequence
from typing import Protocol

from app.domain import words
from app.language import later, retold, tr, tr_many
from app.look.tokens import LIGHT
from app.reports.evidence_captions import clips_caption, heard_caption, marked_moments, trend_caption
from app.reports.facts import ReportFacts
from app.reports.figure_bands import Curves, curves_of, draw_bands, draw_key, draw_ranges
from app.reports.figure_marks import draw_markers, draw_moments
from app.reports.figure_scores import MOST_VISITS, draw_clip_scores, draw_trend, room_for_limits
from app.reports.figure_sound import draw_colour_bar, draw_spectrogram, draw_waveform, label_time, time_scale
from app.reports.frame import Frame
from app.reports.placement_panel import PlacementPanel
from app.reports.quality_table import QualityTable
from app.reports.sheet import GAP, Box, Sheet
from app.reports.text import CAPTION, SECTION

_AXIS_WIDTH = 34.0
_BRACKET = 18.0
_BANDS_WIDTH = 124.0
_AFTER = 46.0
_WAVE_HEIGHT = 40.0
_CLIPS_HEIGHT = 50.0
_TREND_HEIGHT = 78.0
_TREND_ASIDE = 72.0
_SPECTROGRAM = (84.0, 210.0)
_ABOVE_FOOT = 6.0
_AXIS_HEIGHT = 15.0
_BELOW_HEAD = 20.0
_BETWEEN = GAP + 6
_KIND = later("evidence")
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
    sheet.text(sheet.left, y, _trend_title(shown), SECTION)
    aside = max(_TREND_ASIDE, room_for_limits(sheet, facts.inspection.verdict.thresholds))
    trend = Box(sheet.left + _AXIS_WIDTH, y + 9, sheet.width - _AXIS_WIDTH - aside, _TREND_HEIGHT)
    visits = facts.visits_so_far[:MOST_VISITS]
    told = ", ".join(f"{facts.day(visit.when)} {words.score_text(visit.score)}" for visit in visits)
    with sheet.marked("Figure", tr("Scores, the newest first: {told}.", told=told)):
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
    sheet.text(sheet.left, top, tr("What it heard"), SECTION)
    with sheet.marked("Figure", _heard_in_words(facts)):
        if picture is not None:
            draw_colour_bar(sheet, sheet.right, top, 74)
            sheet.text(wave.left, wave.top - 5, tr("Waveform, full scale = 1"), CAPTION, LIGHT.text2)
            sheet.text(sound.left, sound.top - 5, tr("Spectrogram, kHz over s"), CAPTION, LIGHT.text2)
        draw_key(sheet, bands.left, wave.top + 20, facts)
        draw_waveform(sheet, wave, picture)
        draw_spectrogram(sheet, sound, picture)
        draw_bands(sheet, bands, curves)
        draw_ranges(sheet, sound, bands, inspection.verdict.ranges)
        across = time_scale(picture, inspection.take.format.duration_s, sound)
        if picture is not None:
            draw_markers(sheet, sound, bands, inspection.verdict.markers)
            draw_moments(sheet, wave, sound, across, marked_moments(facts))
        label_time(sheet, sound, across)
    return sound.bottom + _AXIS_HEIGHT


def _heard_in_words(facts: ReportFacts) -> str:
    """The figure for whoever cannot see it: what speaks in it is the finding."""
    if facts.picture is None:
        return tr("Band levels of the take; its picture is lost.")
    shown = tr("Waveform, spectrogram and band levels of the take against the baseline.")
    return f"{shown} {retold(facts.inspection.verdict.finding)}".strip()


def _trend_title(shown: int) -> str:
    if shown > 1:
        return tr_many("Score over the last {n} visit", "Score over the last {n} visits", shown)
    return tr("Score of the first visit")


def _clip_scores(sheet: Sheet, facts: ReportFacts, y: float) -> float:
    width = sheet.width - _AXIS_WIDTH - _BRACKET - _BANDS_WIDTH - _AFTER
    box = Box(sheet.left + _AXIS_WIDTH, y + 14, width, _CLIPS_HEIGHT)
    across = time_scale(facts.picture, facts.inspection.take.format.duration_s, box)
    told = ", ".join(words.score_text(score) for score in facts.inspection.verdict.clip_scores[:MOST_VISITS])
    said = tr("Scores of the clips, the first first: {told}.", told=told)
    with sheet.marked("Figure", said if told else tr("Scores of the clips, the first first: none.")):
        sheet.text(box.left, box.top - 5, tr("Score of each clip"), CAPTION, LIGHT.text2)
        draw_clip_scores(sheet, box, across, facts)
    return box.bottom + _AXIS_HEIGHT


def _captions(sheet: Sheet, facts: ReportFacts, curves: Curves | None, trace_page: int) -> list[list[str]]:
    texts = (heard_caption(facts, curves, trace_page), clips_caption(facts), trend_caption(facts))
    return [sheet.wrap(text, CAPTION, sheet.width) for text in texts]
