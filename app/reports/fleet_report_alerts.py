"""What changed among the machines in a period, a line each."""

from collections.abc import Sequence

from app.domain import words
from app.domain.fleet import Alert
from app.language import later, retold, tr
from app.look.tokens import LIGHT
from app.reports.fleet_report_facts import FleetReportFacts
from app.reports.long_flow import LongFlow
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, Words, cell, state_cell, state_column
from app.reports.text import CAPTION, CAPTION_STRONG

_COLUMNS = (
    Column(later("When"), WHEN_WIDTH),
    state_column(later("Now"), 72.0),
    Column(later("Machine"), 130.0),
    Column(later("What changed")),
)
_LEAST = 44.0
"""A row may take so much."""

_MOST_NAMED = 12


def draw_newest(flow: LongFlow, facts: FleetReportFacts, keep: float) -> int:
    """As many as leave `keep` pt of the page; returns how many."""
    if flow.left_over - keep < 3 * _LEAST:
        return 0
    flow.section(tr("What changed"))
    if not facts.alerts:
        flow.text(tr("Nothing in this period."), colour=LIGHT.text2)
        return 0
    table, names = PagedTable(flow, _COLUMNS, tr("What changed")), facts.names
    told = 0
    while told < len(facts.alerts) and flow.left_over - keep > _LEAST:
        table.row(_row(facts.alerts[told], names, facts))
        told += 1
    table.end()
    return told


def draw_alerts(flow: LongFlow, facts: FleetReportFacts, alerts: Sequence[Alert]) -> None:
    """All of these, newest first."""
    names = facts.names
    table = PagedTable(flow, _COLUMNS, tr("What changed"))
    table.rows(_row(alert, names, facts) for alert in alerts)
    table.end()


def _row(alert: Alert, names: dict[str, str], facts: FleetReportFacts) -> Sequence[Cell]:
    named = [names.get(machine_id, tr("no longer here")) for machine_id in alert.machine_ids]
    machines = ", ".join(named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        machines = tr("{names} and {more} more", names=machines, more=len(named) - _MOST_NAMED)
    now = state_cell(alert.after) if alert.after else cell(words.capital(tr(alert.kind.value)), CAPTION_STRONG)
    texts = [Words(retold(alert.what))]
    if alert.seen and not alert.seen.open_again:
        seen = tr("Seen by {who}", who=alert.seen.by) if alert.seen.by.strip() else tr("Seen")
        note = f": {alert.seen.note}" if alert.seen.note.strip() else ""
        label = tr("Alert of {time}, note", time=facts.how.minute(alert.at))
        texts.append(Words(f"{seen}{note}", CAPTION, LIGHT.text2, 3, label))
    return cell(facts.how.minute(alert.at)), now, cell(machines), Cell(tuple(texts))
