"""The first page of the fleet's report: counts, the three to visit first, what changed last; room to sign."""

from collections import Counter
from collections.abc import Sequence

from app.domain import words
from app.domain.fleet import FirstVisit
from app.domain.plan import Timing
from app.language import later, retold, tr, tr_many
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
from app.reports.wording import state_word

_CARD = 146.0
_BAND = 26.0
_PADDING = 8.0
_FIRST = {
    1: later("Visit this one first"),
    2: later("Visit these two first"),
    3: later("Visit these three first"),
}


def draw_front(flow: LongFlow, facts: FleetReportFacts) -> int:
    """The whole page; returns how many alerts it told of."""
    draw_blocks(flow, ((tr("Fleet"), _fleet(facts)), (tr("Report"), _report(facts))))
    sheet = flow.sheet
    title = tr_many("State of {n} machine", "State of {n} machines", len(facts.machines))
    sheet.text(sheet.left, flow.y, title, SECTION)
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
    return tr(_FIRST[count]) if count in _FIRST else tr("Visit these {count} first", count=count)


def _fleet(facts: FleetReportFacts) -> Sequence[tuple[str, str]]:
    machines = facts.machines
    timings = Counter(one.timing for one in machines)
    late = timings[Timing.OVERDUE]
    sites = {one.machine.site for one in machines if one.machine.site.strip()}
    areas = {(one.machine.site, one.machine.area) for one in machines if one.machine.area.strip()}
    return [
        (tr("Machines"), words.number(len(machines))),
        (tr("Places"), f"{_sites(len(sites))}, {_areas(len(areas))}"),
        (tr("Overdue"), f"{words.number(late)} ({share_text(late, len(machines))})"),
        (tr("Due"), words.number(timings[Timing.DUE])),
        (tr("No interval"), words.number(timings[Timing.UNPLANNED])),
    ]


def _report(facts: FleetReportFacts) -> Sequence[tuple[str, str]]:
    fresh = sum(alert.seen is None or alert.seen.open_again for alert in facts.alerts)
    alerts = tr_many("{n} alert", "{n} alerts", len(facts.alerts))
    if fresh:
        alerts = tr("{alerts}, {fresh} not seen yet", alerts=alerts, fresh=words.number(fresh))
    return [
        (tr("Period"), facts.days),
        (tr("Visits"), words.number(facts.visits)),
        (tr("What changed"), alerts),
        (tr("Printed by"), facts.how.letterhead.inspector),
        (tr("Printed"), facts.how.time(facts.how.printed_at)),
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
    name = sheet.one_line(tr("Machine to visit"), machine.name, BODY_STRONG, width - 20)
    sheet.text(left + 20, box.top + 16.5, name, BODY_STRONG, colours.on_fill)
    last = now.summary.last
    how = state_word(state)
    if last and last.score is not None:
        how = tr("{state} · score {score}", state=how, score=words.score_text(last.score))
    about = [how, place_of(machine), _heard(first, facts)]
    y = box.top + _BAND + 13
    for line in about:
        sheet.text(
            left,
            y,
            sheet.one_line(tr("{machine}, place", machine=machine.name), line, CAPTION, width),
            CAPTION,
            LIGHT.text2,
        )
        y += CAPTION.leading
    y += 4
    label = tr("{machine}, finding", machine=machine.name)
    finding = sheet.fit(label, retold(first.finding), BODY, width, 2)
    y = sheet.lines(left, y, finding, BODY)
    label = tr("{machine}, what to do", machine=machine.name)
    todo = sheet.fit(label, retold(first.action.what), BODY_STRONG, width, 3)
    sheet.lines(left, y + 3, todo, BODY_STRONG)


def _heard(first: FirstVisit, facts: FleetReportFacts) -> str:
    at = first.now.summary.visited_at
    if at is None:
        return tr("never listened to")
    day = facts.how.day(at)
    return tr("last visit {day}, overdue", day=day) if first.now.overdue else tr("last visit {day}", day=day)


def _sites(count: int) -> str:
    return tr_many("{n} site", "{n} sites", count)


def _areas(count: int) -> str:
    return tr_many("{n} area", "{n} areas", count)
