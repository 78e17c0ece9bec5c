"""Every inspection at a place in a period: what was judged, what was found, by whom, from which take."""

from collections.abc import Sequence

from app.domain import words
from app.look.tokens import LIGHT
from app.reports.long_flow import LongFlow
from app.reports.machine_report_facts import PlaceFacts, VisitFacts, reading_text
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, Words, cell, state_cell
from app.reports.printing import Printing
from app.reports.text import CAPTION, CAPTION_STRONG

_COLUMNS = (
    Column("No.", 22.0, "right"),
    Column("When, inspector", WHEN_WIDTH),
    Column("Verdict", 66.0),
    Column("Score", 27.0, "right"),
    Column("Finding, review, note"),
    Column("Take SHA-256", 80.0),
)
_MOST_FINDING = 4
_MOST_NOTE = 4


def draw_visits(flow: LongFlow, place: PlaceFacts, how: Printing) -> None:
    """The table, newest first; nothing where nobody listened."""
    if not place.visits:
        return
    flow.section("Inspections", below=110.0)
    table = PagedTable(flow, _COLUMNS, f"Inspections at {place.name}")
    table.rows(_row(visit, how) for visit in place.visits)
    table.end()
    flow.caption("No. counts the visits at this point and condition from the first one on.")


def _row(visit: VisitFacts, how: Printing) -> Sequence[Cell]:
    name = f"Visit {visit.number} of {how.day(visit.when)}"
    told = [Words(visit.finding, most=_MOST_FINDING, label=f"{name}, finding")]
    if visit.review:
        told.append(Words(visit.review, CAPTION_STRONG, most=_MOST_NOTE, label=f"{name}, review"))
    if visit.readings:
        read = " · ".join(f"{one.quantity.value} {reading_text(one)}" for one in visit.readings)
        told.append(Words(read[:1].upper() + read[1:], CAPTION, LIGHT.text2))
    if visit.note.strip():
        told.append(Words(f"Note: {visit.note}", CAPTION, LIGHT.text2, _MOST_NOTE, f"{name}, note"))
    return (
        cell(words.number(visit.number)),
        Cell((Words(how.minute(visit.when)), Words(visit.inspector, CAPTION, LIGHT.text2))),
        state_cell(visit.state),
        cell(words.score_text(visit.score), CAPTION_STRONG),
        Cell(tuple(told)),
        cell(words.short_hash(visit.take_sha256), colour=LIGHT.text2),
    )
