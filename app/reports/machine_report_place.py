"""One measuring point in one condition: its trend, its forecast, what was done, readings, every inspection."""

from collections import Counter
from collections.abc import Sequence

from app.domain import words
from app.language import later, retold, tr, tr_many
from app.look.tokens import LIGHT
from app.reports.long_flow import LongFlow
from app.reports.machine_report_facts import (
    VERDICTS,
    Happening,
    Kind,
    MachineReportFacts,
    PlaceFacts,
    reading_text,
)
from app.reports.machine_trend_figure import (
    LANE_HEIGHT,
    TREND_HEIGHT,
    draw_lane,
    draw_trend,
    span_of,
    trend_caption,
)
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, Words, cell
from app.reports.printing import Printing
from app.reports.state_counts import HEIGHT as COUNTS_HEIGHT
from app.reports.state_counts import draw_counts
from app.reports.text import BODY, CAPTION_STRONG
from app.reports.visits_table import draw_visits

_HAPPENINGS = (
    Column("", 14.0),
    Column(later("When"), WHEN_WIDTH),
    Column(later("What")),
    Column(later("By"), 90.0),
)
_READINGS = (
    Column(later("When"), WHEN_WIDTH),
    Column(later("What"), 120.0),
    Column(later("Value")),
    Column(later("By"), 90.0),
)
_MOST_NAMED = 3


def draw_place(flow: LongFlow, place: PlaceFacts, facts: MachineReportFacts) -> None:
    """The section, from its title to the last of its inspections."""
    flow.title(place.name, below=TREND_HEIGHT + COUNTS_HEIGHT + 60)
    flow.text(_about(place, facts.how), BODY, LIGHT.text2)
    flow.drawn(4.0)
    if place.visits:
        draw_counts(flow.sheet, flow.y, Counter(visit.state for visit in place.visits), states=VERDICTS)
        flow.drawn(COUNTS_HEIGHT)
        _trend(flow, place, facts)
    _forecast(flow, place)
    _happenings(flow, place.happenings, facts.how)
    _readings(flow, place, facts.how)
    draw_visits(flow, place, facts.how)


def _about(place: PlaceFacts, how: Printing) -> str:
    parts = [tr_many("{n} visit", "{n} visits", len(place.visits))]
    if place.condition.rpm is not None:
        parts.append(tr("{rpm} rpm", rpm=words.number(place.condition.rpm)))
    if place.point.fixed:
        parts.append(tr("fixed microphone"))
    parts.append(_baseline(place, how))
    heard = Counter(visit.device for visit in place.visits if visit.device)
    if len(heard) == 1:
        parts.append(tr("microphone {name}", name=next(iter(heard))))
    elif heard:
        parts.append(tr("microphones: {names}", names=_microphones(heard)))
    return " · ".join(parts)


def _baseline(place: PlaceFacts, how: Printing) -> str:
    if not place.baseline_clips:
        return tr("no baseline counts")
    clips = tr_many("baseline of {n} clip", "baseline of {n} clips", place.baseline_clips)
    return tr("{clips}, learnt {day}", clips=clips, day=how.day(place.learnt_at)) if place.learnt_at else clips


def _microphones(heard: Counter[str]) -> str:
    """Those that were heard with most often, each with how many visits."""
    names = ", ".join(f"{name} ({words.number(many)})" for name, many in heard.most_common(_MOST_NAMED))
    more = len(heard) - _MOST_NAMED
    return tr("{names} and {more} more", names=names, more=more) if more > 0 else names


def _trend(flow: LongFlow, place: PlaceFacts, facts: MachineReportFacts) -> None:
    span = span_of(place, facts.period)
    flow.section(tr("Score over time"), below=TREND_HEIGHT + 40)
    draw_trend(flow.sheet, flow.y - 4, place, span, facts.how)
    flow.drawn(TREND_HEIGHT + 2)
    flow.caption(trend_caption(place, facts.how))
    if span is None:
        return
    for lane in place.readings:
        flow.need(LANE_HEIGHT + 6)
        draw_lane(flow.sheet, flow.y + 4, lane, span, facts.how)
        flow.drawn(LANE_HEIGHT + 4)


def _forecast(flow: LongFlow, place: PlaceFacts) -> None:
    if place.forecast is None:
        return
    flow.section(tr("Forecast"))
    flow.text(retold(place.forecast.what))
    flow.text(retold(place.action.what if place.action else place.forecast.to_do))


def _happenings(flow: LongFlow, happenings: Sequence[Happening], how: Printing) -> None:
    if not happenings:
        return
    flow.section(tr("Repairs and baselines"))
    table = PagedTable(flow, _HAPPENINGS, tr("Repairs and baselines"))
    table.rows(_happening(one, how) for one in happenings)
    table.end()


def _happening(one: Happening, how: Printing) -> Sequence[Cell]:
    word = words.capital(tr(one.word))
    texts = [Words(word if one.stands else tr("{word}, taken back later", word=word), CAPTION_STRONG)]
    if one.what.strip():
        # Of a repair somebody wrote what was done; of the others the program did.
        what = one.what if one.kind is Kind.REPAIR else retold(one.what)
        texts.append(Words(what, most=6, label=f"{word} {one.letter}"))
    return cell(one.letter, CAPTION_STRONG), cell(how.minute(one.at)), Cell(tuple(texts)), cell(one.by)


def _readings(flow: LongFlow, place: PlaceFacts, how: Printing) -> None:
    """Those that came alone: what was read at a visit stands with the visit."""
    alone = [one for lane in place.readings for one in lane.readings if one.inspection_id is None]
    if not alone:
        return
    flow.section(tr("Readings between the visits"))
    table = PagedTable(flow, _READINGS, tr("Readings between the visits"))
    for one in sorted(alone, key=lambda reading: reading.at, reverse=True):
        values = (how.minute(one.at), words.capital(tr(one.quantity.value)), reading_text(one), one.by)
        table.row([cell(text) for text in values])
    table.end()
