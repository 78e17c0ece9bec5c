"""What runs down many pages: headings, sentences and figures, each where there is still room for it."""

from collections.abc import Callable, Iterable

from app.language import tr
from app.look.tokens import LIGHT
from app.reports.frame import FULL_TEXTS, Pages
from app.reports.sheet import Sheet
from app.reports.text import BODY, CAPTION, SECTION, TITLE, Style

_TOP = 6.0
_SECTION_GAP = 24.0
_TITLE_GAP = 30.0
_UNDER_HEADING = 9.0


class LongFlow:
    """Writes downwards from `y` and begins pages as it needs them.

    `kind` names the pages that follow. `on_page` is called at each new one: it may raise to stop the report.
    """

    def __init__(self, frame: Pages, kind: str, on_page: Callable[[], None] | None = None) -> None:
        self.frame = frame
        self.kind = kind
        self._on_page = on_page
        self.y = 0.0
        self._fresh = True
        self.turn()

    @property
    def sheet(self) -> Sheet:
        """What is drawn on."""
        return self.frame.sheet

    @property
    def left_over(self) -> float:
        """How many pt are left on this page."""
        return self.sheet.bottom - self.y

    def turn(self, kind: str = "") -> None:
        """Go on with a new page, of another kind where one is named."""
        if self._on_page:
            self._on_page()
        self.kind = kind or self.kind
        self.y = self.frame.begin(self.kind) + _TOP
        self._fresh = True

    def need(self, height: float) -> bool:
        """Begins a page unless there is room for so much; whether it did."""
        if self._fresh or self.left_over >= height:
            return False
        self.turn()
        return True

    def drawn(self, height: float) -> None:
        """So much more of the page is used."""
        self.y += height
        self._fresh = False

    def title(self, text: str, below: float = 120.0) -> None:
        """What the pages that follow are about; never without `below` pt of what belongs to it."""
        self._heading(text, TITLE, _TITLE_GAP, below)

    def section(self, text: str, below: float = 60.0) -> None:
        """A smaller heading, likewise."""
        self._heading(text, SECTION, _SECTION_GAP, below)

    def _heading(self, text: str, shown: Style, gap: float, below: float) -> None:
        self.need(gap + below)
        self.drawn(shown.leading if self._fresh else gap)
        line = self.sheet.one_line(tr("Heading"), text, shown, self.sheet.width)
        self.sheet.text(self.sheet.left, self.y, line, shown)
        self.drawn(_UNDER_HEADING)

    def text(self, text: str, shown: Style = BODY, colour: str = LIGHT.text, *, x: float | None = None) -> None:
        """A text of any length, over as many pages as it takes."""
        start = self.sheet.left if x is None else x
        for line in self.sheet.wrap(text, shown, self.sheet.right - start):
            self.need(shown.leading)
            self.sheet.text(start, self.y + shown.size * 1.05, line, shown, colour)
            self.drawn(shown.leading)

    def caption(self, text: str) -> None:
        """What a figure shows, below it."""
        self.text(text, CAPTION, LIGHT.text2)

    def bullets(self, texts: Iterable[str]) -> None:
        """A few sentences, each with its dot."""
        for text in texts:
            self.need(BODY.leading)
            self.sheet.disc(self.sheet.left + 2.5, self.y + 8, 1.4, fill=LIGHT.text2)
            self.text(text, x=self.sheet.left + 10)
            self.drawn(3.0)


def draw_full_texts(frame: Pages, on_page: Callable[[], None] | None = None) -> None:
    """Every text that ended in "…" on the pages before, in full; no page when there is none."""
    texts = dict(frame.sheet.cut)
    if not texts:
        return
    flow = LongFlow(frame, FULL_TEXTS, on_page)
    for label, text in texts.items():
        flow.section(label)
        flow.text(text)
