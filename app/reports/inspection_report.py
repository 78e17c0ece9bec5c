"""One inspection on paper: decision, evidence, traceability."""

from pathlib import Path

from app.language import tr
from app.reports.facts import ReportFacts
from app.reports.frame import Frame
from app.reports.page_decision import draw_decision
from app.reports.page_evidence import draw_evidence
from app.reports.page_trace import draw_full_texts, draw_trace
from app.reports.pdf_a import finished, new_sheet
from app.reports.pdf_a_facts import printed_facts
from app.reports.pdf_a_xmp import About
from app.reports.saving import save
from app.reports.text import Typeface


class InspectionReport:
    """Writes reports with the typeface in the folder `fonts`; the fonts are read when first needed."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._typeface: Typeface | None = None

    def write(self, out: Path, facts: ReportFacts) -> None:
        """Puts the report at `out`, whole or not at all. The same facts give the same bytes.

        Raises: Problem when it cannot be written there; a report that was there before is then untouched.
        """
        save(out, self._pdf(facts))

    def _pdf(self, facts: ReportFacts) -> bytes:
        if self._typeface is None:
            self._typeface = Typeface(self._fonts)
        frame = Frame(new_sheet(self._typeface, facts.paper), facts)
        draw_decision(frame)
        draw_evidence(frame)
        draw_trace(frame)
        draw_full_texts(frame)
        frame.number_pages()
        return finished(frame.sheet, _about(frame))


def _about(frame: Frame) -> About:
    facts, number = frame.facts, frame.heading.whole_number
    inspection = facts.inspection
    program = f"Earshot {inspection.app_version}"
    return About(
        title=f"{frame.heading.title} {number}",
        author=inspection.inspector or facts.letterhead.company or program,
        subject=f"{facts.machine.name}: {tr(inspection.verdict.state.value)}",
        program=program,
        made_at=facts.printed_at,
        facts=printed_facts(inspection, number, facts.printed_at),
    )
