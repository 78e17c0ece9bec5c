"""One inspection on paper: decision, evidence, traceability."""

from datetime import UTC, datetime
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.reports.facts import ReportFacts
from app.reports.frame import Frame
from app.reports.page_decision import draw_decision
from app.reports.page_evidence import draw_evidence
from app.reports.page_trace import draw_full_texts, draw_trace
from app.reports.saving import save
from app.reports.sheet import Sheet
from app.reports.text import BODY, Typeface

LANGUAGE = "en"


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
        # Binary streams: base 85 makes every picture and font a quarter larger.
        rl_config.useA85 = 0
        size = (facts.paper.width_pt, facts.paper.height_pt)
        canvas = Canvas(
            "", pagesize=size, pageCompression=1, invariant=1, lang=LANGUAGE, initialFontName=BODY.font
        )
        sheet = Sheet(canvas, self._typeface, facts.paper)
        _describe(sheet, facts)
        frame = Frame(sheet, facts)
        draw_decision(frame)
        draw_evidence(frame)
        draw_trace(frame)
        draw_full_texts(frame)
        frame.number_pages()
        data: bytes = canvas.getpdfdata()
        return data


def _describe(sheet: Sheet, facts: ReportFacts) -> None:
    inspection = facts.inspection
    canvas, clean = sheet.canvas, sheet.typeface.clean
    program = f"Earshot {inspection.app_version}"
    canvas.setTitle(clean(f"Inspection report {facts.machine_tag}{facts.number_tail}"))
    canvas.setAuthor(clean(inspection.inspector or facts.company or program))
    canvas.setSubject(clean(f"{facts.machine.name}: {inspection.verdict.state.value}"))
    canvas.setCreator(clean(program))
    canvas.setProducer(clean(program))
    canvas.setDateFormatter(lambda *_: _pdf_date(facts.printed_at))


def _pdf_date(when: datetime) -> str:
    return f"{when.astimezone(UTC):D:%Y%m%d%H%M%S}Z"
