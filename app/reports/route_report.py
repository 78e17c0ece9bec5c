"""One walk along a route on paper: who, when, how far, the alarms first, then every stop in its order."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.domain import words
from app.domain.plan import StopState
from app.domain.verdict import State
from app.language import later, tr, tr_many
from app.reports.frame import Heading, Pages, draw_signatures
from app.reports.long_flow import LongFlow
from app.reports.long_report import (
    PROMISE,
    SIGN_BELOW,
    SIGN_ROOM,
    Draft,
    LongReport,
    OnPage,
    draw_blocks,
    draw_limits,
)
from app.reports.machine_report_facts import VERDICTS
from app.reports.pdf_a_xmp import Fact
from app.reports.route_report_facts import RouteReportFacts
from app.reports.route_report_tables import draw_alarms, draw_stops
from app.reports.sheet import GAP
from app.reports.state_counts import HEIGHT as COUNTS_HEIGHT
from app.reports.state_counts import draw_counts, share_text
from app.reports.state_panel import PanelTexts, StatePanel
from app.reports.wording import state_word

KIND = "route"
"""What the file says it is a report of."""

_LIMITS = (
    later(
        "Every verdict, score and finding is printed as it was stored when the take was judged, and nothing "
        "anew. Of several takes at one point and condition the newest of the walk is printed."
    ),
    later(
        "“Healthy” means that a take sounds like the baseline; faults that cannot be heard stay unfound. "
        "Findings are hints where to look. They are not a diagnosis and do not replace an inspection."
    ),
)
_MOST_NAMED = 4
_BECAME = {
    StopState.DONE: StopState.DONE.value,
    StopState.SKIPPED: StopState.SKIPPED.value,
    StopState.LEFT: later("still to do"),
}


class RouteReport(LongReport):
    """Writes reports of walks. The same facts give the same bytes."""

    def write(self, out: Path, facts: RouteReportFacts, on_page: OnPage | None = None) -> int:
        """Puts the report at `out`, whole or not at all; returns how many pages it has.

        Raises: Problem when it cannot be written there; what `on_page` raises.
        """
        heading = Heading(
            title=tr("Route report"),
            name=facts.name,
            number=(facts.name, f" / {facts.how.day(facts.run.started_at)}"),
            letterhead=facts.how.letterhead,
            promise=PROMISE,
            proof=facts.how.proof,
        )
        about: dict[str, Fact] = {
            "kind": KIND,
            "number": heading.whole_number,
            "printed_at": facts.how.stamp,
            "walk_id": facts.run.id,
            "stops": len(facts.stops),
            "done": facts.count(StopState.DONE),
        }
        draft = Draft(heading, f"{facts.name}: {_told(facts)}", about, partial(_draw, facts, on_page))
        return self.save(out, facts.how, draft)


def _draw(facts: RouteReportFacts, on_page: OnPage | None, pages: Pages) -> None:
    flow = LongFlow(pages, later("walk"), on_page)
    draw_blocks(flow, ((tr("Route"), _route(facts)), (tr("Walk"), _walk(facts))))
    panel = StatePanel(flow.sheet, _panel(facts))
    panel.draw(flow.y)
    flow.drawn(panel.height + GAP - 6)
    if facts.heard:
        draw_counts(flow.sheet, flow.y, Counter(one.state for one in facts.heard), states=VERDICTS)
        flow.drawn(COUNTS_HEIGHT)
    draw_alarms(flow, facts)
    draw_stops(flow, facts)
    draw_limits(flow, _LIMITS)
    flow.need(SIGN_ROOM + 12)
    draw_signatures(flow.sheet, flow.sheet.bottom - SIGN_BELOW)


def _route(facts: RouteReportFacts) -> Sequence[tuple[str, str]]:
    stops = len(facts.stops)
    shares = [(words.capital(tr(word)), facts.count(state)) for state, word in _BECAME.items()]
    there = words.number(stops)
    if facts.gone:
        template = later("{stops}, {gone} more not in the history any more")
        there = tr(template, stops=there, gone=words.number(facts.gone))
    told = [(word, f"{words.number(many)} ({share_text(many, stops)})") for word, many in shares]
    return [(tr("Route"), facts.name), (tr("Stops"), there), *told]


def _walk(facts: RouteReportFacts) -> Sequence[tuple[str, str]]:
    run, how = facts.run, facts.how
    heard = list(dict.fromkeys(one.inspector for one in facts.heard if one.inspector.strip()))
    ended = tr("still under way")
    if run.ended_at:
        lasted = words.length_s((run.ended_at - run.started_at).total_seconds())
        ended = tr("{time}, after {length}", time=how.time(run.ended_at), length=lasted)
    return [
        (tr("Walked by"), run.by or ", ".join(heard)),
        (tr("Started"), how.time(run.started_at)),
        (tr("Ended"), ended),
        (tr("Printed by"), how.letterhead.inspector),
        (tr("Printed"), how.time(how.printed_at)),
    ]


def _panel(facts: RouteReportFacts) -> PanelTexts:
    done, stops = facts.count(StopState.DONE), len(facts.stops)
    right = tr_many("{done} of {n} stop done", "{done} of {n} stops done", stops, done=words.number(done))
    small = f"{share_text(done, stops)} · {facts.how.day(facts.run.started_at)}"
    if facts.worst is None:
        rows = [(tr("Heard"), tr("Nothing was heard on this walk."))]
        return PanelTexts(State.CANNOT_TELL, right, small, rows, word=tr("Nothing heard"))
    return PanelTexts(facts.worst, right, small, [(tr("On this walk"), _told(facts))], word=_word(facts))


def _word(facts: RouteReportFacts) -> str:
    if facts.worst is State.HEALTHY:
        return tr("All healthy")
    many = sum(one.state is facts.worst for one in facts.heard)
    return f"{words.number(many)} {tr(facts.worst.value) if facts.worst else ''}"


def _told(facts: RouteReportFacts) -> str:
    """The worst of it with the machines' names."""
    if facts.worst is None:
        return tr("nothing heard")
    if facts.worst is State.HEALTHY:
        heard = sum(bool(stop.heard) for stop in facts.stops)
        return tr_many("{n} machine heard, no alarm.", "{n} machines heard, no alarm.", heard)
    named = [stop.machine.name for stop in facts.stops if any(one.state is facts.worst for one in stop.heard)]
    names, more = ", ".join(named[:_MOST_NAMED]), len(named) - _MOST_NAMED
    if more > 0:
        names = tr("{names} and {more} more", names=names, more=more)
    return f"{state_word(facts.worst)}: {names}."
