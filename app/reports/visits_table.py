"""Every inspection at a place in a period: what was judged, what was found, by whom, from which take."""

from collections.abc import Sequence

from app.domain import words
from app.language import later, retold, tr
from app.look.tokens import LIGHT
from app.reports.long_flow import LongFlow
from app.reports.machine_report_facts import PlaceFacts, VisitFacts, reading_text
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, Words, cell, state_cell
from app.reports.printing import Printing
from app.reports.text import CAPTION, CAPTION_STRONG

_COLUMNS = (
    Column(later("No."), 22.0, "right"),
    Column(later("When, inspector"), WHEN_WIDTH),
    Column(later("Verdict"), 66.0),
    Column(later("Score"), 27.0, "right"),
    Column(later("Finding, review, note")),
    Column(later("Take SHA-256"), 80.0),
)
_FINDING = later("Visit {number} of {day}, finding")
_REVIEW = later("Visit {number} of {day}, review")
_NOTE = later("Visit {number} of {day}, note")
_MOST_FINDING = 4
_MOST_NOTE = 4


def draw_visits(flow: LongFlow, place: PlaceFacts, how: Printing) -> None:
    """The table, newest first; nothing where nobody listened."""
    if not place.visits:
        return
    flow.section(tr("Inspections"), below=110.0)
    table = PagedTable(flow, _COLUMNS, tr("Inspections at {place}", place=place.name))
    table.rows(_row(visit, how) for visit in place.visits)
    table.end()
    flow.caption(tr("No. counts the visits at this point and condition from the first one on."))


def _row(visit: VisitFacts, how: Printing) -> Sequence[Cell]:
    day = how.day(visit.when)

    def label(template: str) -> str:
        return tr(template, number=visit.number, day=day)

    told = [Words(retold(visit.finding), most=_MOST_FINDING, label=label(_FINDING))]
    if visit.review:
        told.append(Words(visit.review, CAPTION_STRONG, most=_MOST_NOTE, label=label(_REVIEW)))
    if visit.readings:
        read = " · ".join(f"{tr(one.quantity.value)} {reading_text(one)}" for one in visit.readings)
        told.append(Words(words.capital(read), CAPTION, LIGHT.text2))
    if visit.note.strip():
        note = tr("Note: {note}", note=visit.note)
        told.append(Words(note, CAPTION, LIGHT.text2, _MOST_NOTE, label(_NOTE)))
    return (
        cell(words.number(visit.number)),
        Cell((Words(how.minute(visit.when)), Words(visit.inspector, CAPTION, LIGHT.text2))),
        state_cell(visit.state),
        cell(words.score_text(visit.score), CAPTION_STRONG),
        Cell(tuple(told)),
        cell(words.short_hash(visit.take_sha256), colour=LIGHT.text2),
    )
