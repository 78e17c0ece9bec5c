"""The tables of a walk: what wants action, the most urgent first, and every stop in the order of the way."""

from collections.abc import Sequence

from app.domain import words
from app.domain.plan import StopState
from app.domain.review import Found
from app.look.tokens import LIGHT
from app.reports.long_flow import LongFlow
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, Words, cell, state_cell
from app.reports.printing import Printing
from app.reports.route_report_facts import HeardFacts, RouteReportFacts, StopFacts, urgency
from app.reports.text import CAPTION, CAPTION_STRONG

_ALARMS = (
    Column("Stop", 24.0, "right"),
    Column("Verdict", 72.0),
    Column("Score", 28.0, "right"),
    Column("Machine, place", 130.0),
    Column("Finding, what to do"),
)
_STOPS = (
    Column("Stop", 24.0, "right"),
    Column("Machine, place, finding"),
    Column("Stop was", 46.0),
    Column("Verdict", 72.0),
    Column("Score", 28.0, "right"),
    Column("When, inspector", WHEN_WIDTH),
)
_MOST = 5


def draw_alarms(flow: LongFlow, facts: RouteReportFacts) -> None:
    """Whatever was not healthy; a sentence where all was."""
    alarms = sorted(
        ((stop, one) for stop in facts.stops for one in stop.alarms),
        key=lambda pair: (urgency(pair[1]), pair[0].number),
    )
    if not facts.heard:
        return
    flow.section("Alarms first", below=80.0)
    if not alarms:
        flow.text("None: all that was heard on this walk sounds like its baseline.")
        return
    table = PagedTable(flow, _ALARMS, "Alarms")
    table.rows(_alarm(stop, one) for stop, one in alarms)
    table.end()


def draw_stops(flow: LongFlow, facts: RouteReportFacts) -> None:
    """Every stop, done or not."""
    flow.section("All stops", below=80.0)
    table = PagedTable(flow, _STOPS, "All stops")
    for stop in facts.stops:
        table.rows(_stop(stop, facts.how))
    table.end()


def _alarm(stop: StopFacts, one: HeardFacts) -> Sequence[Cell]:
    name = f"Stop {stop.number}, {one.place}"
    texts = [
        Words(one.finding, most=_MOST, label=_label(stop, one)),
        Words(one.next_step, CAPTION_STRONG, most=_MOST, label=f"{name}, what to do"),
    ]
    if one.found in (Found.HEALTHY, Found.FAULTY):
        cause = f": {one.cause}" if one.cause.strip() else ""
        texts.append(Words(f"Found {one.found.value}{cause}", CAPTION, LIGHT.text2, _MOST, f"{name}, review"))
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
    became = cell(stop.state.value, CAPTION if stop.state is StopState.DONE else CAPTION_STRONG)
    if not stop.heard:
        where = " › ".join(part for part in (stop.machine.site, stop.machine.area) if part.strip())
        name = Cell((Words(stop.machine.name), Words(where, CAPTION, LIGHT.text2)))
        return [(number, name, became, cell("not heard", colour=LIGHT.text2), Cell(), Cell())]
    rows: list[Sequence[Cell]] = []
    for one in stop.heard:
        first = () if rows else (Words(stop.machine.name),)
        told = (Words(one.place, CAPTION, LIGHT.text2), Words(one.finding, most=_MOST, label=_label(stop, one)))
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


def _label(stop: StopFacts, one: HeardFacts) -> str:
    return f"Stop {stop.number}, {one.place}, finding"
