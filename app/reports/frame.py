"""What every page has: a head that names report and page, and a foot that names the proof."""

from dataclasses import dataclass, field

from app.domain import words
from app.look.tokens import LIGHT
from app.reports.facts import ReportFacts
from app.reports.sheet import MARGIN, Sheet
from app.reports.text import BODY_STRONG, CAPTION, SECTION, TITLE, VERDICT, Style

FULL_TEXTS = "texts in full"
"""The kind of the pages that print what was shortened before them."""

PROMISE = "Judged by sound against this machine’s own healthy baseline. Does not replace an inspection."

FIRST_HEAD_BOTTOM = MARGIN + 47
NEXT_HEAD_BOTTOM = MARGIN + 36


@dataclass(slots=True)
class Frame:
    """Begins and ends pages. The page count is not known before the last one, so each head takes its
    "Page 1 of 3" from a form that `number_pages` fills in at the end."""

    sheet: Sheet
    facts: ReportFacts
    kinds: list[str] = field(default_factory=list)

    def begin(self, kind: str) -> float:
        """Starts the next page, named `kind`; returns where its head ends."""
        if self.kinds:
            self.sheet.canvas.showPage()
        self.kinds.append(kind)
        self._foot()
        return self._first_head() if len(self.kinds) == 1 else self._next_head()

    def number_pages(self) -> None:
        """Writes "Page i of n" into every head; to be called after the last page was drawn."""
        canvas, sheet = self.sheet.canvas, self.sheet
        canvas.showPage()
        continued = (
            f" · “…” in full from page {self.kinds.index(FULL_TEXTS) + 1}" if FULL_TEXTS in self.kinds else ""
        )
        for index, kind in enumerate(self.kinds, start=1):
            canvas.beginForm(self._form(index))
            y = MARGIN + (34 if index == 1 else 25)
            text = f"Page {index} of {len(self.kinds)} · {kind}{continued}"
            sheet.text(sheet.right, y, text, CAPTION, LIGHT.text2, align="right")
            canvas.endForm()

    @staticmethod
    def _form(index: int) -> str:
        return f"page-{index}"

    def _first_head(self) -> float:
        sheet, facts = self.sheet, self.facts
        half = sheet.width / 2 - 12
        owner = ", ".join(part for part in (facts.company.strip(), facts.machine.site.strip()) if part)
        owner = sheet.one_line("Company, site", owner, CAPTION, half)
        sheet.text(sheet.left, MARGIN + 7, owner, CAPTION, LIGHT.text2)
        sheet.text(sheet.left, MARGIN + 30, "Inspection report", VERDICT)
        sheet.text(sheet.right, MARGIN + 21, self._number(half, SECTION), SECTION, align="right")
        sheet.canvas.doForm(self._form(1))
        sheet.rule(sheet.left, sheet.right, FIRST_HEAD_BOTTOM, LIGHT.text, 1.2)
        return FIRST_HEAD_BOTTOM

    def _next_head(self) -> float:
        sheet = self.sheet
        half = sheet.width / 2 - 12
        sheet.text(sheet.left, MARGIN + 7, "Inspection report", CAPTION, LIGHT.text2)
        name = sheet.one_line("Machine", self.facts.machine.name, TITLE, half)
        sheet.text(sheet.left, MARGIN + 25, name, TITLE)
        sheet.text(sheet.right, MARGIN + 10, self._number(half, BODY_STRONG), BODY_STRONG, align="right")
        sheet.canvas.doForm(self._form(len(self.kinds)))
        sheet.rule(sheet.left, sheet.right, NEXT_HEAD_BOTTOM, LIGHT.text, 0.9)
        return NEXT_HEAD_BOTTOM

    def _number(self, width: float, shown: Style) -> str:
        sheet, tail = self.sheet, self.facts.number_tail
        room = width - sheet.typeface.width(tail, shown)
        return sheet.typeface.shorten(sheet.clean(self.facts.machine_tag), shown, room) + tail

    def _foot(self) -> None:
        sheet, inspection = self.sheet, self.facts.inspection
        y = sheet.paper.height_pt - MARGIN
        sheet.rule(sheet.left, sheet.right, y - 25)
        sheet.text(sheet.left, y - 13, PROMISE, CAPTION, LIGHT.text2)
        model = inspection.model
        proof = [f"SHA-256 {words.short_hash(inspection.take.sha256)}"]
        proof.append(f"model {model.name} {model.version}" if model else "no model")
        proof.append(f"Earshot {inspection.app_version}")
        rest = "".join(f" · {part}" for part in proof)
        rest = sheet.typeface.shorten(sheet.clean(rest), CAPTION, sheet.width * 0.8)
        room = sheet.width - sheet.typeface.width(rest, CAPTION)
        name = sheet.typeface.shorten(sheet.clean(inspection.take.file_name), CAPTION, room)
        sheet.text(sheet.left, y - 1, name + rest, CAPTION, LIGHT.text2)
