"""All machines on paper: how they stand, which three to visit first, what changed, and a line for each of them."""

from functools import partial
from pathlib import Path

from app.language import later, tr
from app.reports.fleet_report_alerts import draw_alerts
from app.reports.fleet_report_facts import FleetReportFacts
from app.reports.fleet_report_front import draw_front
from app.reports.fleet_report_machines import draw_machines
from app.reports.frame import Heading, Pages
from app.reports.long_flow import LongFlow
from app.reports.long_report import PROMISE, Draft, LongReport, OnPage, draw_limits
from app.reports.pdf_a_xmp import Fact

KIND = "fleet"
"""What the file says it is a report of."""

_LIMITS = (
    later(
        "The state of a machine is that of its worst measuring point and condition: the newest verdict as it was "
        "stored, or what a technician found at the machine since. Nothing was judged anew for this report."
    ),
    later(
        "What changed is told from the stored visits. “Healthy” means that a take sounds like the baseline; "
        "faults that cannot be heard stay unfound. Findings are hints where to look, not a diagnosis."
    ),
)


class FleetReport(LongReport):
    """Writes reports of all machines. The same facts give the same bytes."""

    def write(self, out: Path, facts: FleetReportFacts, on_page: OnPage | None = None) -> int:
        """Puts the report at `out`, whole or not at all; returns how many pages it has.

        Raises: Problem when it cannot be written there; what `on_page` raises.
        """
        heading = Heading(
            title=tr("Fleet report"),
            name=tr("All machines"),
            number=(tr("Fleet"), f" / {facts.days}"),
            letterhead=facts.how.letterhead,
            promise=PROMISE,
            proof=facts.how.proof,
        )
        about: dict[str, Fact] = {
            "kind": KIND,
            "number": heading.whole_number,
            "printed_at": facts.how.stamp,
            "machines": len(facts.machines),
            "period": facts.days,
        }
        subject = tr("{count} machines", count=len(facts.machines))
        return self.save(out, facts.how, Draft(heading, subject, about, partial(_draw, facts, on_page)))


def _draw(facts: FleetReportFacts, on_page: OnPage | None, pages: Pages) -> None:
    flow = LongFlow(pages, later("summary"), on_page)
    told = draw_front(flow, facts)
    if told < len(facts.alerts):
        flow.turn(later("what changed"))
        title = tr("What changed")
        flow.section(tr("{title}, continued", title=title) if told else title)
        draw_alerts(flow, facts, facts.alerts[told:])
    flow.turn(later("machines"))
    draw_machines(flow, facts)
    draw_limits(flow, _LIMITS)
