"""The tables of a walk: what wants action, the most urgent first, and every stop in the order of the way."""

from collections.abc import Sequence

from app.domain import words
from app.domain.plan import StopState
from app.domain.review import Found
from app.language import later, retold, tr
from app.look.tokens import LIGHT
from app.reports.long_flow import LongFlow
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, Words, cell, state_cell, state_column
from app.reports.printing import Printing
from app.reports.route_report_facts import HeardFacts, RouteReportFacts, StopFacts, urgency
from app.reports.text import CAPTION, CAPTION_STRONG

_ALARMS = (
    Column(later("No."), 24.0, "right"),
    state_column(later("Verdict"), 72.0),
    Column(later("Score"), 28.0, "right"),
    Column(later("Machine, place"), 130.0),
    Column(later("Finding, what to do")),
)
_STOPS = (
    Column(later("No."), 24.0, "right"),
    Column(later("Machine, place, finding")),
    Column(later("Stop was"), 46.0, holds=tuple(StopState)),
    state_column(later("Verdict"), 72.0),
    Column(later("Score"), 28.0, "right"),
    Column(later("When, inspector"), WHEN_WIDTH),
)
_MOST = 5

_FINDING = later("Stop {number}, {place}, finding")
_TO_DO = later("Stop {number}, {place}, what to do")
_REVIEW = later("Stop {number}, {place}, review")


def draw_alarms(flow: LongFlow, facts: RouteReportFacts) -> None:
    """Whatever was not healthy; a sentence where all was."""
    alarms = sorted(
        ((stop, one) for stop in facts.stops for one in stop.alarms),
        key=lambda pair: (urgency(pair[1]), pair[0].number),
    )
    if not facts.heard:
        return
    flow.section(tr("Alarms first"), below=80.0)
    if not alarms:
        flow.text(tr("None: all that was heard on this walk sounds like its baseline."))
        return
    table = PagedTable(flow, _ALARMS, tr("Alarms"))
    table.rows(_alarm(stop, one) for stop, one in alarms)
    table.end()


def draw_stops(flow: LongFlow, facts: RouteReportFacts) -> None:
    """Every stop, done or not."""
    flow.section(tr("All stops"), below=80.0)
    table = PagedTable(flow, _STOPS, tr("All stops"))
    for stop in facts.stops:
        table.rows(_stop(stop, facts.how))
    table.end()


def _alarm(stop: StopFacts, one: HeardFacts) -> Sequence[Cell]:
    texts = [
        Words(retold(one.finding), most=_MOST, label=_label(_FINDING, stop, one)),
        Words(retold(one.next_step), CAPTION_STRONG, most=_MOST, label=_label(_TO_DO, stop, one)),
    ]
    if one.found in (Found.HEALTHY, Found.FAULTY):
        found = tr("Found faulty") if one.found is Found.FAULTY else tr("Found healthy")
        told = f"{found}: {one.cause}" if one.cause.strip() else found
        texts.append(Words(told, CAPTION, LIGHT.text2, _MOST, _label(_REVIEW, stop, one)))
    return (
        cell(words.number(stop.number)),
        state_cell(one.state),
        cell(words.score_text(one.score), CAPTION_STRONG),
        Cell((Words(stop.machine.name), Words(one.place, CAPTION, LIGHT.text2))),
        Cell(tuple(texts)),
    )


def _stop(stop: StopFacts, how: Printing) -> list[Sequence[Cell]]:
    """A row for each place that was heard; the stop's own name and state stand in the first of them."""
    number = cell(words.number(stop.number))
    became = cell(tr(stop.state.value), CAPTION if stop.state is StopState.DONE else CAPTION_STRONG)
    if not stop.heard:
        where = " › ".join(part for part in (stop.machine.site, stop.machine.area) if part.strip())
        name = Cell((Words(stop.machine.name), Words(where, CAPTION, LIGHT.text2)))
        return [(number, name, became, cell(tr("not heard"), colour=LIGHT.text2), Cell(), Cell())]
    rows: list[Sequence[Cell]] = []
    for one in stop.heard:
        first = () if rows else (Words(stop.machine.name),)
        finding = Words(retold(one.finding), most=_MOST, label=_label(_FINDING, stop, one))
        told = (Words(one.place, CAPTION, LIGHT.text2), finding)
        rows.append(
            (
                Cell() if rows else number,
                Cell((*first, *told)),
                Cell() if rows else became,
                state_cell(one.state),
                cell(words.score_text(one.score), CAPTION_STRONG),
                Cell((Words(how.minute(one.when)), Words(one.inspector, CAPTION, LIGHT.text2))),
            )
        )
    return rows


def _label(template: str, stop: StopFacts, one: HeardFacts) -> str:
    return tr(template, number=stop.number, place=one.place)
