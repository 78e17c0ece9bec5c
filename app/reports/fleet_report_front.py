"""The first page of the fleet's report: counts, the three to visit first, what changed last; room to sign."""

from collections import Counter
from collections.abc import Sequence

from app.domain import words
from app.domain.fleet import FirstVisit
from app.domain.plan import Timing
from app.look.tokens import LIGHT
from app.reports.fleet_report_alerts import draw_newest
from app.reports.fleet_report_facts import FleetReportFacts, place_of
from app.reports.frame import draw_signatures
from app.reports.long_flow import LongFlow
from app.reports.long_report import SIGN_BELOW, SIGN_ROOM, draw_blocks
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_state
from app.reports.state_counts import HEIGHT as COUNTS_HEIGHT
from app.reports.state_counts import draw_counts, share_text
from app.reports.text import BODY, BODY_STRONG, CAPTION, SECTION

_CARD = 146.0
_BAND = 26.0
_PADDING = 8.0
_NUMBERS = {1: "one", 2: "two", 3: "three"}


def draw_front(flow: LongFlow, facts: FleetReportFacts) -> int:
    """The whole page; returns how many alerts it told of."""
    draw_blocks(flow, (("Fleet", _fleet(facts)), ("Report", _report(facts))))
    sheet = flow.sheet
    sheet.text(sheet.left, flow.y, f"State of {words.count(len(facts.machines), 'machine')}", SECTION)
    flow.drawn(8.0)
    draw_counts(sheet, flow.y, Counter(one.summary.state for one in facts.machines))
    flow.drawn(COUNTS_HEIGHT)
    if facts.first:
        flow.section(_title(len(facts.first)))
        for place, first in zip(sheet.columns(3, gap=9.0), facts.first, strict=False):
            _card(sheet, Box(place.left, flow.y, place.width, _CARD), first, facts)
        flow.drawn(_CARD)
    told = draw_newest(flow, facts, SIGN_ROOM)
    draw_signatures(sheet, sheet.bottom - SIGN_BELOW)
    return told


def _title(count: int) -> str:
    return "Visit this one first" if count == 1 else f"Visit these {_NUMBERS.get(count, str(count))} first"


def _fleet(facts: FleetReportFacts) -> Sequence[tuple[str, str]]:
    machines = facts.machines
    timings = Counter(one.timing for one in machines)
    late = timings[Timing.OVERDUE]
    sites = {one.machine.site for one in machines if one.machine.site.strip()}
    areas = {(one.machine.site, one.machine.area) for one in machines if one.machine.area.strip()}
    return [
        ("Machines", words.number(len(machines))),
        ("Places", f"{words.count(len(sites), 'site')}, {words.count(len(areas), 'area')}"),
        ("Overdue", f"{words.number(late)} ({share_text(late, len(machines))})"),
        ("Due", words.number(timings[Timing.DUE])),
        ("No interval", words.number(timings[Timing.UNPLANNED])),
    ]


def _report(facts: FleetReportFacts) -> Sequence[tuple[str, str]]:
    fresh = sum(alert.seen is None or alert.seen.open_again for alert in facts.alerts)
    alerts = words.count(len(facts.alerts), "alert") + (f", {words.number(fresh)} not seen yet" if fresh else "")
    return [
        ("Period", facts.days),
        ("Visits", words.number(facts.visits)),
        ("What changed", alerts),
        ("Printed by", facts.how.letterhead.inspector),
        ("Printed", facts.how.time(facts.how.printed_at)),
    ]


def _card(sheet: Sheet, box: Box, first: FirstVisit, facts: FleetReportFacts) -> None:
    """One machine: its state and name in the band, why and what below."""
    now = first.now
    machine, state = now.machine, now.summary.state
    colours = LIGHT.states[state]
    sheet.box(box, edge=LIGHT.strong)
    sheet.box(Box(box.left, box.top, box.width, _BAND), fill=colours.fill, edge=colours.fill)
    draw_state(sheet, box.left + _PADDING, box.top + 6, 14, state, on_fill=True)
    left, width = box.left + _PADDING, box.width - 2 * _PADDING
    name = sheet.one_line("Machine to visit", machine.name, BODY_STRONG, width - 20)
    sheet.text(left + 20, box.top + 16.5, name, BODY_STRONG, colours.on_fill)
    last = now.summary.last
    score = f" · score {words.score_text(last.score)}" if last and last.score is not None else ""
    about = [f"{state.value.capitalize()}{score}", place_of(machine), _heard(first, facts)]
    y = box.top + _BAND + 13
    for line in about:
        sheet.text(left, y, sheet.one_line(f"{machine.name}, place", line, CAPTION, width), CAPTION, LIGHT.text2)
        y += CAPTION.leading
    y += 4
    finding = sheet.fit(f"{machine.name}, finding", first.finding, BODY, width, 2)
    y = sheet.lines(left, y, finding, BODY)
    todo = sheet.fit(f"{machine.name}, what to do", first.action.what, BODY_STRONG, width, 3)
    sheet.lines(left, y + 3, todo, BODY_STRONG)


def _heard(first: FirstVisit, facts: FleetReportFacts) -> str:
    at = first.now.summary.visited_at
    if at is None:
        return "never listened to"
    late = ", overdue" if first.now.overdue else ""
    return f"last visit {facts.how.day(at)}{late}"
