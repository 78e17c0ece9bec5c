"""What every page has: a head that names report, company and page, and a foot that names the proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.domain import words
from app.domain.letterhead import Letterhead
from app.language import later, tr
from app.look.tokens import LIGHT
from app.reports.facts import ReportFacts
from app.reports.pdf_a_tags import ARTIFACT
from app.reports.photo_picture import PrintedPhoto, printed_logo
from app.reports.sheet import MARGIN, Box, Sheet
from app.reports.text import BODY_STRONG, CAPTION, SECTION, TITLE, VERDICT, Style

FULL_TEXTS = later("texts in full")
"""The kind of the pages that print what was shortened before them."""

PROMISE = later("Judged by sound against this machine’s own healthy baseline. Does not replace an inspection.")

SIGNATURES = (later("Inspector, date"), later("Responsible, date"), later("Work order"))

FIRST_HEAD_BOTTOM = MARGIN + 47
NEXT_HEAD_BOTTOM = MARGIN + 36

_LOGO = Box(MARGIN, MARGIN - 2, 100.0, 38.0)
"""The most room that a logo gets, left of the title."""

_BESIDE_LOGO = 12.0

_MOST_PAGES = 10
"""Of so many the title leaves room for the number at its right."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What head and foot of one report say: `title` names the kind of report, `name` whom it is about.

    `number` is the report number in two parts, of which the first may be shortened. `proof` is the foot's second
    line in parts, of which the first may be shortened.
    """

    title: str
    name: str
    number: tuple[str, str]
    place: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)
    promise: str = PROMISE
    proof: tuple[str, ...] = ()

    @property
    def whole_number(self) -> str:
        """The report number in one piece."""
        return "".join(self.number)

    @property
    def owner(self) -> str:
        """Company and place in one line."""
        return ", ".join(part for part in (self.letterhead.company.strip(), self.place.strip()) if part)


@dataclass(slots=True)
class Pages:
    """Begins and ends the pages of any kind of report. The page count is not known before the last one, so each
    head takes its "Page 1 of 3" from a form that `number_pages` fills in at the end."""

    sheet: Sheet
    heading: Heading
    kinds: list[str] = field(default_factory=list, init=False)

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
        full = self.kinds.index(FULL_TEXTS) + 1 if FULL_TEXTS in self.kinds else 0
        for index, kind in enumerate(self.kinds, start=1):
            canvas.beginForm(self._form(index))
            y = MARGIN + (34 if index == 1 else 25)
            text = _page_line(index, len(self.kinds), kind, full)
            sheet.text(sheet.right, y, text, CAPTION, LIGHT.text2, align="right")
            canvas.endForm()

    @staticmethod
    def _form(index: int) -> str:
        return f"page-{index}"

    def _first_head(self) -> float:
        sheet, heading = self.sheet, self.heading
        left = sheet.left + self._logo()
        sheet.text(left, MARGIN + 7, self._owner(sheet.right - left), CAPTION, LIGHT.text2)
        widest = _page_line(_MOST_PAGES, _MOST_PAGES, self.kinds[0], _MOST_PAGES)
        room = sheet.right - left - sheet.typeface.width(widest, CAPTION) - _BESIDE_LOGO
        title = sheet.typeface.shorten(sheet.clean(heading.title), TITLE, room)
        fits = sheet.typeface.width(heading.title, VERDICT) <= room
        used = sheet.text(
            left, MARGIN + 30, heading.title if fits else title, VERDICT if fits else TITLE, kind="H1"
        )
        number = self._number(sheet.right - left - used - _BESIDE_LOGO, SECTION)
        sheet.text(sheet.right, MARGIN + 21, number, SECTION, align="right", kind="P")
        self._page_number()
        sheet.rule(sheet.left, sheet.right, FIRST_HEAD_BOTTOM, LIGHT.text, 1.2)
        return FIRST_HEAD_BOTTOM

    def _owner(self, room: float) -> str:
        """Company and place; the company alone where both are too long, since the place has a row of its own."""
        sheet, owner = self.sheet, self.heading.owner
        if sheet.typeface.width(sheet.clean(owner).replace("\n", " "), CAPTION) <= room:
            return owner
        company = self.heading.letterhead.company.strip()
        return sheet.one_line(
            tr("Company") if company else tr("Site"), company or self.heading.place, CAPTION, room
        )

    def _logo(self) -> float:
        """Draws the logo where there is one; how far it moves the words beside it, in pt."""
        logo = _read(self.heading.letterhead.logo)
        if logo is None:
            return 0.0
        scale = min(_LOGO.width / logo.width_px, _LOGO.height / logo.height_px)
        width, height = logo.width_px * scale, logo.height_px * scale
        company = self.heading.letterhead.company.strip()
        with self.sheet.marked("Figure", tr("Logo of {company}", company=company) if company else tr("Logo")):
            top = _LOGO.top + (_LOGO.height - height) / 2
            self.sheet.image(Box(_LOGO.left, top, width, height), logo.data)
        return width + _BESIDE_LOGO

    def _next_head(self) -> float:
        sheet, heading = self.sheet, self.heading
        half = sheet.width / 2 - 12
        with sheet.marked(ARTIFACT):
            sheet.text(sheet.left, MARGIN + 7, heading.title, CAPTION, LIGHT.text2)
            name = sheet.one_line(tr("Machine"), heading.name, TITLE, half)
            sheet.text(sheet.left, MARGIN + 25, name, TITLE)
            sheet.text(sheet.right, MARGIN + 10, self._number(half, BODY_STRONG), BODY_STRONG, align="right")
        self._page_number()
        sheet.rule(sheet.left, sheet.right, NEXT_HEAD_BOTTOM, LIGHT.text, 0.9)
        return NEXT_HEAD_BOTTOM

    def _page_number(self) -> None:
        with self.sheet.marked(ARTIFACT):
            self.sheet.canvas.doForm(self._form(len(self.kinds)))

    def _number(self, width: float, shown: Style) -> str:
        sheet, (tag, tail) = self.sheet, self.heading.number
        room = width - sheet.typeface.width(sheet.clean(tail), shown)
        return sheet.typeface.shorten(sheet.clean(tag), shown, room) + tail

    def _foot(self) -> None:
        sheet, heading = self.sheet, self.heading
        y = sheet.paper.height_pt - MARGIN
        sheet.rule(sheet.left, sheet.right, y - 25)
        first, *others = heading.proof or ("",)
        rest = "".join(f" · {part}" for part in others)
        rest = sheet.typeface.shorten(sheet.clean(rest), CAPTION, sheet.width * 0.8)
        room = sheet.width - sheet.typeface.width(rest, CAPTION)
        with sheet.marked(ARTIFACT):
            sheet.text(sheet.left, y - 13, tr(heading.promise), CAPTION, LIGHT.text2)
            name = sheet.typeface.shorten(sheet.clean(first), CAPTION, room)
            sheet.text(sheet.left, y - 1, name + rest, CAPTION, LIGHT.text2)


class Frame(Pages):
    """The pages of an inspection report: as `Pages`, with the facts that its pages are made of."""

    def __init__(self, sheet: Sheet, facts: ReportFacts) -> None:
        super().__init__(sheet, heading_of(facts))
        self.facts = facts


def heading_of(facts: ReportFacts) -> Heading:
    """What head and foot of an inspection report say."""
    inspection, model = facts.inspection, facts.inspection.model
    return Heading(
        title=tr("Inspection report"),
        name=facts.machine.name,
        number=(facts.machine_tag, facts.number_tail),
        place=facts.machine.site,
        letterhead=facts.letterhead,
        proof=(
            inspection.take.file_name,
            f"SHA-256 {words.short_hash(inspection.take.sha256)}",
            tr("model {model}", model=f"{model.name} {model.version}") if model else tr("no model"),
            f"Earshot {inspection.app_version}",
        ),
    )


def draw_signatures(sheet: Sheet, y: float, labels: Sequence[str] = SIGNATURES) -> None:
    """Lines to sign on, side by side at `y`, each with its label below; they need 26 pt below `y`."""
    for column, label in zip(sheet.columns(len(labels)), labels, strict=True):
        sheet.rule(column.left, column.right, y, LIGHT.text)
        sheet.text(column.left, y + 11, tr(label), CAPTION, LIGHT.text2)


def _page_line(page: int, pages: int, kind: str, full: int) -> str:
    """What the head says of a page; `full` is where the shortened texts stand in full, 0 where none were."""
    if full:
        template = later("Page {page} of {pages} · {kind} · “…” in full from page {full}")
        return tr(template, page=page, pages=pages, kind=tr(kind), full=full)
    return tr("Page {page} of {pages} · {kind}", page=page, pages=pages, kind=tr(kind))


def _read(logo: Path | None) -> PrintedPhoto | None:
    return printed_logo(logo) if logo is not None else None
