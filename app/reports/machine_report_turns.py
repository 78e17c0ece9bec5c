"""What stood out in a period: verdicts that changed, faults that were found, repairs. For the first page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.review import Found
from app.domain.verdict import State
from app.language import later, retold, tr
from app.look.tokens import LIGHT
from app.reports.long_flow import LongFlow
from app.reports.machine_report_facts import Kind, MachineReportFacts, PlaceFacts
from app.reports.paged_table import WHEN_WIDTH, Cell, Column, PagedTable, cell, state_cell, state_column
from app.reports.text import CAPTION, CAPTION_STRONG

_COLUMNS = (
    Column(later("When"), WHEN_WIDTH),
    state_column(later("What"), 84.0),
    Column(later("Finding, cause or work")),
)
_LEAST = 44.0
"""A row may take so much."""

_TELLING = (State.HEALTHY, State.WATCH, State.ABNORMAL)


@dataclass(frozen=True, slots=True)
class Turn:
    """One line: a state for a verdict, a word for anything else."""

    at: datetime
    state: State | None
    word: str
    text: str


def turns(places: Sequence[PlaceFacts]) -> list[Turn]:
    """All of them, newest first."""
    return sorted((turn for place in places for turn in _at(place)), key=lambda turn: turn.at, reverse=True)


def _at(place: PlaceFacts) -> Iterator[Turn]:
    before: State | None = None
    for visit in reversed(place.visits):
        judged = visit.state in _TELLING
        first_alarm = before is None and visit.state is not State.HEALTHY
        changed = judged and (first_alarm or before not in (None, visit.state))
        if changed or visit.found is Found.FAULTY:
            texts = (retold(visit.finding) if changed else "", f"{visit.review}." if visit.review else "")
            yield Turn(visit.when, visit.state, visit.state.value, " ".join(filter(None, texts)))
        before = visit.state if judged else before
    for one in place.happenings:
        if one.kind is Kind.REPAIR and one.stands:
            yield Turn(one.at, None, tr("Repair"), one.what)


def draw_turns(flow: LongFlow, facts: MachineReportFacts, keep: float) -> None:
    """The newest of them, as many as leave `keep` pt of the page; nothing where there is no room or none."""
    found = turns(facts.places)
    if not found or flow.left_over - keep < 2 * _LEAST:
        return
    flow.section(tr("What stood out"))
    table = PagedTable(flow, _COLUMNS, tr("What stood out"))
    shown = 0
    while shown < len(found) and flow.left_over - keep > _LEAST:
        table.row(_row(flow, found[shown], facts))
        shown += 1
    table.end()
    if shown < len(found):
        flow.caption(tr("{count} earlier ones are on the following pages.", count=len(found) - shown))


def _row(flow: LongFlow, turn: Turn, facts: MachineReportFacts) -> Sequence[Cell]:
    # In full it stands with its visit: two lines are enough here.
    width = 1.8 * (flow.sheet.width - WHEN_WIDTH - 84.0 - 16.0)
    text = flow.sheet.typeface.shorten(flow.sheet.clean(turn.text), CAPTION, width)
    what = state_cell(turn.state) if turn.state else cell(turn.word, CAPTION_STRONG)
    return cell(facts.how.minute(turn.at)), what, cell(text, colour=LIGHT.text)
