"""The first page of a machine's report: which machine, how it stands, what the period brought; room to sign."""

from collections import Counter
from collections.abc import Sequence

from app.domain import words
from app.domain.machine import Criticality
from app.domain.verdict import State
from app.language import later, retold, tr, tr_many
from app.look.tokens import LIGHT
from app.reports.axes import frame as draw_frame
from app.reports.frame import draw_signatures
from app.reports.long_flow import LongFlow
from app.reports.long_report import SIGN_BELOW, SIGN_ROOM, draw_blocks
from app.reports.machine_report_facts import VERDICTS, Kind, MachineReportFacts, PlaceFacts, reviews_text
from app.reports.machine_report_turns import draw_turns
from app.reports.paged_table import Cell, Column, PagedTable, cell, state_cell, state_column
from app.reports.photo_picture import PrintedPhoto, printed_photo
from app.reports.sheet import GAP, Box, Sheet
from app.reports.state_counts import HEIGHT as COUNTS_HEIGHT
from app.reports.state_counts import draw_counts
from app.reports.state_panel import PanelTexts, Score, StatePanel
from app.reports.text import CAPTION, SECTION
from app.reports.wording import score_line

_PHOTO_WIDTH = 150.0
_PHOTO_HEIGHT = 118.0
_ROW = 17.0

_PLACES = (
    Column(later("Measuring point · condition")),
    state_column(later("Now"), 78.0),
    Column(later("Visits"), 34.0, "right"),
    Column(later("Alarms"), 38.0, "right"),
    Column(later("Baseline"), 122.0),
)


def draw_front(flow: LongFlow, facts: MachineReportFacts) -> None:
    """The whole page."""
    sheet = flow.sheet
    photo = printed_photo(facts.photo) if facts.photo else None
    aside = _PHOTO_WIDTH + GAP if photo else 0.0
    top = flow.y + 9
    draw_blocks(flow, ((tr("Machine"), _machine(facts)), (tr("Report"), _report(facts))), aside)
    if photo:
        below = _photo(sheet, photo, top) + GAP
        flow.drawn(max(below - flow.y, 0.0))
    panel = StatePanel(sheet, _panel(facts))
    panel.draw(flow.y)
    flow.drawn(panel.height + GAP + 4)
    sheet.text(sheet.left, flow.y, tr("In the period {days}", days=facts.days), SECTION)
    flow.drawn(8.0)
    draw_counts(sheet, flow.y, Counter(visit.state for visit in facts.visits), states=VERDICTS)
    flow.drawn(COUNTS_HEIGHT)
    _places(flow, facts)
    draw_turns(flow, facts, SIGN_ROOM)
    draw_signatures(sheet, sheet.bottom - SIGN_BELOW)


def _photo(sheet: Sheet, photo: PrintedPhoto, top: float) -> float:
    """The machine's photo at the right; returns where it ends."""
    scale = min(_PHOTO_WIDTH / photo.width_px, _PHOTO_HEIGHT / photo.height_px)
    width, height = photo.width_px * scale, photo.height_px * scale
    box = Box(sheet.right - width, top, width, height)
    sheet.image(box, photo.data)
    draw_frame(sheet, box)
    return box.bottom


def _machine(facts: MachineReportFacts) -> list[tuple[str, str]]:
    machine = facts.machine
    running = [words.capital(tr(machine.type.value))]
    running += [tr_many("{n} blade", "{n} blades", machine.blades)] if machine.blades is not None else []
    if machine.criticality is not Criticality.NORMAL:
        running.append(tr("{level} criticality", level=tr(machine.criticality.value)))
    return [
        (tr("Machine"), ", ".join(part for part in (machine.name, machine.code) if part.strip())),
        (tr("Site, area"), facts.where),
        (tr("Type"), ", ".join(running)),
        (tr("Listened to at"), tr_many("{n} measuring point", "{n} measuring points", len(machine.points))),
        (tr("Plan"), facts.due or tr("no interval planned")),
    ]


def _report(facts: MachineReportFacts) -> list[tuple[str, str]]:
    visits = facts.visits
    names = list(dict.fromkeys(visit.inspector for visit in visits if visit.inspector.strip()))
    repairs = sum(one.kind is Kind.REPAIR and one.stands for place in facts.places for one in place.happenings)
    heard = tr_many("{n} visit", "{n} visits", len(visits))
    if names:
        heard = tr_many("{n} visit by {names}", "{n} visits by {names}", len(visits), names=", ".join(names))
    return [
        (tr("Period"), facts.days),
        (tr("Visits"), heard),
        (tr("Reviews"), reviews_text(visits)),
        (tr("Repairs"), words.number(repairs) if repairs else tr("none marked")),
        (tr("Printed by"), facts.how.letterhead.inspector),
        (tr("Printed"), facts.how.time(facts.how.printed_at)),
    ]


def _panel(facts: MachineReportFacts) -> PanelTexts:
    now = facts.now
    last = now.last
    finding = retold(last.finding) if last else tr("Nobody listened to it yet.")
    rows = [(tr("Finding"), finding), (tr("What to do"), retold(now.action.what))]
    if last and last.review:
        rows.append((tr("Review"), last.review + "."))
    rows.append((tr("Forecast"), retold(now.forecast.what)))
    if last is None:
        return PanelTexts(now.state, tr("No score"), now.place, rows)
    score = None
    if last.score is not None and last.limits is not None:
        score = Score(last.score, last.limits, now.previous)
    right = score_line(last.score)
    visit = tr("last visit {time}", time=facts.how.minute(last.when))
    judged = "" if last.state is now.state else tr("judged {state}", state=tr(last.state.value)) + " · "
    small = f"{judged}{visit} · {now.place}"
    return PanelTexts(now.state, right, small, rows, score)


def _places(flow: LongFlow, facts: MachineReportFacts) -> None:
    """The points and conditions, as many as this page has room for; all have their own pages."""
    room = flow.left_over - SIGN_ROOM - 40
    most = max(int(room // _ROW) - 1, 1)
    shown = facts.places if len(facts.places) <= most else facts.places[: most - 1]
    table = PagedTable(flow, _PLACES, tr("Measuring points"))
    table.rows(_place_row(place, facts) for place in shown)
    table.end()
    if len(shown) < len(facts.places):
        more = tr("{count} more on the following pages.", count=len(facts.places) - len(shown))
        flow.sheet.text(flow.sheet.left, flow.y + 10, more, CAPTION, LIGHT.text2)


def _place_row(place: PlaceFacts, facts: MachineReportFacts) -> Sequence[Cell]:
    alarms = sum(visit.state is State.ABNORMAL for visit in place.visits)
    baseline = tr("none that counts")
    if place.baseline_clips:
        baseline = tr_many("{n} clip", "{n} clips", place.baseline_clips)
    if place.baseline_clips and place.learnt_at:
        baseline = tr("{clips}, learnt {day}", clips=baseline, day=facts.how.day(place.learnt_at))
    return (
        cell(place.name),
        state_cell(place.state),
        cell(words.number(len(place.visits))),
        cell(words.number(alarms)),
        cell(baseline, colour=LIGHT.text2),
    )
