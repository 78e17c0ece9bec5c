"""What changed among the machines in a period, a line each."""

from collections.abc import Sequence

from app.domain.fleet import Alert
from app.look.tokens import LIGHT
from app.reports.fleet_report_facts import FleetReportFacts
from app.reports.long_flow import LongFlow
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, Words, cell, state_cell
from app.reports.text import CAPTION, CAPTION_STRONG

_COLUMNS = (Column("When", WHEN_WIDTH), Column("Now", 72.0), Column("Machine", 130.0), Column("What changed"))
_LEAST = 44.0
"""A row may take so much."""

_MOST_NAMED = 12


def draw_newest(flow: LongFlow, facts: FleetReportFacts, keep: float) -> int:
    """As many as leave `keep` pt of the page; returns how many."""
    if flow.left_over - keep < 3 * _LEAST:
        return 0
    flow.section("What changed")
    if not facts.alerts:
        flow.text("Nothing in this period.", colour=LIGHT.text2)
        return 0
    table, names = PagedTable(flow, _COLUMNS, "What changed"), facts.names
    told = 0
    while told < len(facts.alerts) and flow.left_over - keep > _LEAST:
        table.row(_row(facts.alerts[told], names, facts))
        told += 1
    table.end()
    return told


def draw_alerts(flow: LongFlow, facts: FleetReportFacts, alerts: Sequence[Alert]) -> None:
    """All of these, newest first."""
    names = facts.names
    table = PagedTable(flow, _COLUMNS, "What changed")
    table.rows(_row(alert, names, facts) for alert in alerts)
    table.end()


def _row(alert: Alert, names: dict[str, str], facts: FleetReportFacts) -> Sequence[Cell]:
    named = [names.get(machine_id, "no longer here") for machine_id in alert.machine_ids]
    machines = ", ".join(named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        machines += f" and {len(named) - _MOST_NAMED} more"
    now = state_cell(alert.after) if alert.after else cell(alert.kind.value.capitalize(), CAPTION_STRONG)
    texts = [Words(alert.what)]
    if alert.seen and not alert.seen.open_again:
        by = f" by {alert.seen.by}" if alert.seen.by.strip() else ""
        note = f": {alert.seen.note}" if alert.seen.note.strip() else ""
        label = f"Alert of {facts.how.minute(alert.at)}, note"
        texts.append(Words(f"Seen{by}{note}", CAPTION, LIGHT.text2, 3, label))
    return cell(facts.how.minute(alert.at)), now, cell(machines), Cell(tuple(texts))
