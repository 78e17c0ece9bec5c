"""A machine over a period on paper: how it stands, how its score went, what was done, and every inspection."""

from functools import partial
from pathlib import Path

from app.language import later, tr
from app.reports.frame import Heading, Pages
from app.reports.long_flow import LongFlow
from app.reports.long_report import PROMISE, Draft, LongReport, OnPage, draw_limits
from app.reports.machine_report_facts import MachineReportFacts
from app.reports.machine_report_front import draw_front
from app.reports.machine_report_place import draw_place
from app.reports.pdf_a_xmp import Fact

KIND = "machine"
"""What the file says it is a report of."""

_LIMITS = (
    later(
        "Every verdict, score, limit and finding is printed as it was stored when the take was judged; nothing "
        "was judged anew. The forecast alone is worked out when the report is printed, from the stored scores."
    ),
    later(
        "The program compares the sound of this machine with this machine’s own healthy sound, at the same "
        "measuring point and in the same operating condition. A change of speed, load, place or room changes the"
        " sound too."
    ),
    later(
        "Findings and forecasts are hints where and when to look. They are not a diagnosis and do not replace an"
        " inspection. “Healthy” means that a take sounds like the baseline; faults that cannot be heard stay "
        "unfound."
    ),
    later(
        "This is not a vibration measurement, and no zone after ISO 20816 can be read from a score. Readings "
        "were typed in by people, off other instruments."
    ),
)


class MachineReport(LongReport):
    """Writes the reports of machines. The same facts give the same bytes."""

    def write(self, out: Path, facts: MachineReportFacts, on_page: OnPage | None = None) -> int:
        """Puts the report at `out`, whole or not at all; returns how many pages it has.

        Raises: Problem when it cannot be written there; what `on_page` raises.
        """
        draft = Draft(
            heading=_heading(facts),
            subject=f"{facts.machine.name}: {tr(facts.now.state.value)}",
            facts=_facts(facts),
            draw=partial(_draw, facts=facts, on_page=on_page),
        )
        return self.save(out, facts.how, draft)


def _heading(facts: MachineReportFacts) -> Heading:
    return Heading(
        title=tr("Machine report"),
        name=facts.machine.name,
        number=(facts.tag, f" / {facts.days}"),
        place=facts.machine.site,
        letterhead=facts.how.letterhead,
        promise=PROMISE,
        proof=facts.how.proof,
    )


def _facts(facts: MachineReportFacts) -> dict[str, Fact]:
    """What the file says of itself: enough to find the machine and the period again."""
    return {
        "kind": KIND,
        "number": _heading(facts).whole_number,
        "printed_at": facts.how.stamp,
        "machine_id": facts.machine.id,
        "state": facts.now.state.value,
        "visits": len(facts.visits),
        "period": facts.days,
    }


def _draw(frame: Pages, facts: MachineReportFacts, on_page: OnPage | None) -> None:
    flow = LongFlow(frame, later("summary"), on_page)
    draw_front(flow, facts)
    told = [place for place in facts.places if not place.empty]
    if told:
        flow.turn(later("inspections"))
    for place in told:
        draw_place(flow, place, facts)
    _close(flow, facts)


def _close(flow: LongFlow, facts: MachineReportFacts) -> None:
    silent = [place.name for place in facts.places if place.empty]
    if silent and len(silent) < len(facts.places):
        flow.section(tr("Nothing kept in this period"))
        flow.text("; ".join(silent) + ".")
    draw_limits(flow, _LIMITS)
