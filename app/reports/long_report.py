"""From the pages of a long report to its file: typeface, description, page numbers, and all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain import words
from app.language import later, tr
from app.reports.frame import Heading, Pages
from app.reports.long_flow import LongFlow, draw_full_texts
from app.reports.pdf_a import finished, new_sheet
from app.reports.pdf_a_xmp import About, Fact
from app.reports.printing import Printing
from app.reports.rows import Row, draw_rows, rows_height
from app.reports.saving import save
from app.reports.sheet import GAP
from app.reports.text import BODY, BODY_STRONG, SECTION, Typeface
from app.reports.wording import what_is_missing

OnPage = Callable[[], None]
"""Called at each new page; may raise to stop the report, of which nothing is kept then."""

PROMISE = later("Judged by sound against each machine’s own healthy baseline. Does not replace an inspection.")

SIGN_BELOW = 18.0
SIGN_ROOM = 46.0
"""What the lines to sign on take at a page's end in pt, and with a hand's writing above them."""

_LABEL = 78.0

Values = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is to be drawn: what its head says, what its file says of itself, and who draws its pages."""

    heading: Heading
    subject: str
    facts: Mapping[str, Fact]
    draw: Callable[[Pages], None]


class LongReport:
    """Writes reports with the typeface in the folder `fonts`; the fonts are read when first needed."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._typeface: Typeface | None = None

    def save(self, out: Path, how: Printing, draft: Draft) -> int:
        """Puts the report at `out`, whole or not at all; returns how many pages it has.

        Raises: Problem when it cannot be written there; a report that was there before is then untouched.
        """
        if self._typeface is None:
            self._typeface = Typeface(self._fonts)
        pages = Pages(new_sheet(self._typeface, how.paper), draft.heading)
        draft.draw(pages)
        draw_full_texts(pages)
        pages.number_pages()
        about = About(
            title=f"{draft.heading.title} {draft.heading.whole_number}",
            author=how.letterhead.inspector or how.letterhead.company or how.program,
            subject=draft.subject,
            program=how.program,
            made_at=how.printed_at,
            facts=draft.facts,
        )
        save(out, finished(pages.sheet, about))
        return len(pages.kinds)


def draw_blocks(flow: LongFlow, blocks: Sequence[tuple[str, Values]], aside: float = 0.0) -> None:
    """Titled blocks of labels and values beside each other; `aside` pt at the right are left free."""
    sheet = flow.sheet
    width = (sheet.width - aside - GAP * (len(blocks) - 1)) / len(blocks)
    top = flow.y + 14
    below = top
    for index, (title, values) in enumerate(blocks):
        left = sheet.left + index * (width + GAP)
        sheet.text(left, top + 4, title, SECTION)
        rows = []
        for at, (label, value) in enumerate(values):
            shown = BODY_STRONG if index == at == 0 else BODY
            lines = sheet.fit(label, value, shown, width - _LABEL, 3) or [words.UNKNOWN]
            rows.append(Row(label, lines, shown))
        draw_rows(sheet, left, top + 13, width, rows, label=_LABEL)
        below = max(below, top + 13 + rows_height(rows))
    flow.drawn(below - flow.y + GAP + 2)


def draw_limits(flow: LongFlow, limits: Sequence[str]) -> None:
    """What the report does not say, and what a square stands for where one had to be printed."""
    texts = [tr(text) for text in limits]
    if flow.sheet.replaced:
        texts.append(what_is_missing())
    flow.section(tr("Limits of use"), below=110.0)
    flow.bullets(texts)
