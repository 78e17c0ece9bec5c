"""Every machine in a line, by site and area: how it stands, since when, and when it is to be visited."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from app.domain import words
from app.domain.fleet import MachineNow
from app.domain.machine import Criticality
from app.domain.plan import Timing
from app.domain.verdict import State
from app.language import later, tr, tr_many
from app.reports.fleet_report_facts import FleetReportFacts, place_of
from app.reports.long_flow import LongFlow
from app.reports.paged_table import Cell, Column, PagedTable, cell, state_cell, state_column
from app.reports.printing import Printing
from app.reports.state_counts import ORDER
from app.reports.text import CAPTION, CAPTION_STRONG

_COLUMNS = (
    state_column(later("State"), 78.0),
    Column(later("Machine, code")),
    Column(later("Score"), 28.0, "right"),
    Column(later("Last visit, age"), 98.0),
    Column(later("Next visit"), 100.0),
    Column(later("Criticality"), 48.0),
)
_TOLD = tuple(state for state in ORDER if state is not State.HEALTHY)


def draw_machines(flow: LongFlow, facts: FleetReportFacts) -> None:
    """The table; `facts.machines` come in the order of the plant."""
    flow.section(tr("All machines"))
    table = PagedTable(flow, _COLUMNS, tr("All machines"))
    for place, some in groupby(facts.machines, lambda one: place_of(one.machine)):
        here = list(some)
        table.group(f"{place} · {_counts(here)}")
        table.rows(_row(one, facts.how) for one in here)
    table.end()
    flow.caption(
        tr(
            "Score and state are those of the machine’s worst point and condition; 1.00 is where abnormal begins. "
            "Ages as of {day}.",
            day=facts.how.day(facts.how.printed_at),
        )
    )


def _counts(machines: Sequence[MachineNow]) -> str:
    states = Counter(one.summary.state for one in machines)
    told = [f"{words.number(states[state])} {tr(state.value)}" for state in _TOLD if states[state]]
    late = sum(one.overdue for one in machines)
    told += [tr("{count} overdue", count=words.number(late))] if late else []
    return ", ".join([tr_many("{n} machine", "{n} machines", len(machines)), *told])


def _row(one: MachineNow, how: Printing) -> Sequence[Cell]:
    last, machine = one.summary.last, one.machine
    name = ", ".join(part for part in (machine.name, machine.code) if part.strip())
    high = machine.criticality is Criticality.HIGH
    return (
        state_cell(one.summary.state),
        cell(name),
        cell(words.score_text(last.score if last else None), CAPTION_STRONG),
        cell(_visited(one, how)),
        cell(_next(one, how), CAPTION_STRONG if one.overdue else CAPTION),
        cell(tr(machine.criticality.value), CAPTION_STRONG if high else CAPTION),
    )


def _visited(one: MachineNow, how: Printing) -> str:
    at = one.summary.visited_at
    if at is None:
        return tr("never")
    days = max((how.printed_at - at).days, 0)
    return f"{how.day(at)}, {tr_many('{n} day', '{n} days', days)}"


def _next(one: MachineNow, how: Printing) -> str:
    if one.due_at is None:
        return tr("not planned")
    day = how.day(one.due_at)
    return f"{day}, {tr(one.timing.value)}" if one.timing in (Timing.DUE, Timing.OVERDUE) else day
