"""The paper as the pages see it: points from the top left corner, texts that never leave their column."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader

from app.look.tokens import LIGHT, SPACE
from app.reports.facts import Paper
from app.reports.pdf_a_tags import ARTIFACT, Tags
from app.reports.text import MISSING, PX, SECTION, VERDICT, Style, Typeface

Point = tuple[float, float]
Align = Literal["left", "right", "middle"]

MARGIN = 12.7 / 25.4 * 72
"""The margin in pt on every side."""

FOOTER_HEIGHT = 25.0
GAP = SPACE[4] * PX
"""Between columns and between sections."""

HAIRLINE = 0.6

_KINDS = {VERDICT: "H1", SECTION: "H2"}
"""What a text is by its style, for whoever has the page read aloud; all else is a paragraph."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet in pt, `top` counted downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(slots=True)
class Sheet:
    """Draws on reportlab's canvas, downwards from the top, and keeps what it had to shorten.

    `cut` collects label and full text of everything that ended in "…", for the pages at the end.
    `replaced` becomes true once a character had to be printed as □. `tags` collects what each text and figure is.
    """

    canvas: Any
    typeface: Typeface
    paper: Paper
    cut: dict[str, str] = field(default_factory=dict)
    replaced: bool = False
    tags: Tags = field(default_factory=Tags)
    _marking: bool = field(default=False, init=False)

    @property
    def left(self) -> float:
        """Left end of the type area."""
        return MARGIN

    @property
    def right(self) -> float:
        """Right end of the type area."""
        return self.paper.width_pt - MARGIN

    @property
    def width(self) -> float:
        """Width of the type area."""
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """Where the text of a page has to end: above the footer."""
        return self.paper.height_pt - MARGIN - FOOTER_HEIGHT - 2 * HAIRLINE

    def columns(self, how_many: int, gap: float = GAP) -> list[Box]:
        """That many columns of the same width, without a height."""
        wide = (self.width - gap * (how_many - 1)) / how_many
        return [Box(self.left + i * (wide + gap), 0.0, wide, 0.0) for i in range(how_many)]

    def clean(self, text: str) -> str:
        """The text as the typeface can write it."""
        cleaned = self.typeface.clean(text)
        self.replaced = self.replaced or (MISSING in cleaned and MISSING not in text)
        return cleaned

    def part(self, kind: str) -> AbstractContextManager[None]:
        """What is drawn inside belongs together when it is read aloud: "Table", "TR"."""
        return self.tags.part(kind)

    @contextmanager
    def marked(self, kind: str, alt: str = "") -> Iterator[None]:
        """What is drawn inside is one thing: "P", "TD", "Figure" with `alt` in its place when it is read aloud.

        ARTIFACT is not read at all. Inside another mark it changes nothing: the outer one speaks for all; nor
        does it in a form, for which the page speaks that shows it.
        """
        if self._marking or self.canvas._doc.inObject == "form":
            yield
            return
        self.canvas.addLiteral(self.tags.mark(kind, self.canvas.getPageNumber(), self.clean(alt)))
        self._marking = True
        try:
            yield
        finally:
            self._marking = False
            self.canvas.addLiteral("EMC")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        shown: Style,
        colour: str = LIGHT.text,
        *,
        align: Align = "left",
        kind: str = "",
    ) -> float:
        """One line with its baseline at `y`; returns its width. `kind` says what it is if its style does not."""
        cleaned = self.clean(text).replace("\n", " ")
        wide = self.typeface.width(cleaned, shown)
        start = {"left": x, "right": x - wide, "middle": x - wide / 2}[align]
        if cleaned:
            with self.marked(kind or _KINDS.get(shown, "P")):
                self.canvas.setFillColor(HexColor(colour))
                self.canvas.setFont(shown.font, shown.size)
                self.canvas.drawString(start, self._up(y), cleaned)
        return wide

    def lines(self, x: float, y: float, lines: Sequence[str], shown: Style, colour: str = LIGHT.text) -> float:
        """Lines below each other, the first with its baseline at `y`; returns the baseline after the last."""
        if lines:
            with self.marked("P"):
                for index, line in enumerate(lines):
                    self.text(x, y + index * shown.leading, line, shown, colour)
        return y + len(lines) * shown.leading

    def wrap(self, text: str, shown: Style, width: float) -> list[str]:
        """The whole text in lines of at most `width`."""
        return self.typeface.wrap(self.clean(text), shown, width)

    def fit(self, label: str, text: str, shown: Style, width: float, most: int) -> list[str]:
        """At most `most` lines; what does not fit is kept under `label` and printed in full at the end."""
        lines = self.wrap(text, shown, width)
        if len(lines) <= most:
            return lines
        self.cut.setdefault(label, text)
        return [*lines[: most - 1], self.typeface.break_off(lines[most - 1], shown, width)]

    def one_line(self, label: str, text: str, shown: Style, width: float) -> str:
        """`fit` for a single line; empty for an empty text."""
        return next(iter(self.fit(label, text, shown, width, 1)), "")

    def rule(self, x0: float, x1: float, y: float, colour: str = LIGHT.line, thick: float = HAIRLINE) -> None:
        """A level line."""
        self.line([(x0, y), (x1, y)], colour, thick)

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        thick: float = HAIRLINE,
        *,
        dash: tuple[float, ...] = (),
        round_ends: bool = False,
    ) -> None:
        """An open line through the points."""
        with self._shape(None, colour, thick, dash):
            self.canvas.setLineCap(1 if round_ends else 0)
            self.canvas.setLineJoin(1)
            self.canvas.drawPath(self._path(points), stroke=1, fill=0)

    def area(
        self,
        points: Sequence[Point],
        fill: str | None = None,
        edge: str | None = None,
        thick: float = HAIRLINE,
        *,
        opacity: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A closed shape, filled, edged or both. Less `opacity` is a paler colour on the white of the paper:
        what lies below does not shine through, since old printers and archives dislike transparency."""
        with self._shape(_paler(fill, opacity), edge, thick, dash):
            self.canvas.setLineJoin(1)
            path = self._path(points)
            path.close()
            self.canvas.drawPath(path, stroke=int(edge is not None), fill=int(fill is not None))

    def box(self, box: Box, fill: str | None = None, edge: str | None = None, thick: float = HAIRLINE) -> None:
        """A rectangle."""
        corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
        self.area(corners, fill, edge, thick)

    def rounded(
        self, box: Box, radius: float, fill: str | None = None, edge: str | None = None, *, thick: float = HAIRLINE
    ) -> None:
        """A rectangle with round corners."""
        with self._shape(fill, edge, thick):
            y, stroke, filled = self._up(box.bottom), int(edge is not None), int(fill is not None)
            self.canvas.roundRect(box.left, y, box.width, box.height, radius, stroke=stroke, fill=filled)

    def disc(self, x: float, y: float, radius: float, fill: str | None = None, edge: str | None = None) -> None:
        """A circle."""
        with self._shape(fill, edge, 0.9):
            self.canvas.circle(x, self._up(y), radius, stroke=int(edge is not None), fill=int(fill is not None))

    @contextmanager
    def _shape(
        self, fill: str | None, edge: str | None, thick: float, dash: tuple[float, ...] = ()
    ) -> Iterator[None]:
        """Colours for what is drawn inside, which nobody has read aloud unless it is part of something marked."""
        with self.marked(ARTIFACT):
            self.canvas.saveState()
            if fill:
                self.canvas.setFillColor(HexColor(fill))
            if edge:
                self.canvas.setStrokeColor(HexColor(edge))
                self.canvas.setLineWidth(thick)
                self.canvas.setDash(*([list(dash)] if dash else []))
            yield
            self.canvas.restoreState()

    def image(self, box: Box, data: bytes) -> None:
        """An encoded picture, stretched over the box; the same bytes are stored in the file only once."""
        picture = ImageReader(BytesIO(data))
        with self.marked(ARTIFACT):
            self.canvas.drawImage(picture, box.left, self._up(box.bottom), box.width, box.height)

    def _up(self, y: float) -> float:
        return self.paper.height_pt - y

    def _path(self, points: Sequence[Point]) -> Any:
        path = self.canvas.beginPath()
        x, y = points[0]
        path.moveTo(x, self._up(y))
        for x, y in points[1:]:
            path.lineTo(x, self._up(y))
        return path


def _paler(colour: str | None, opacity: float) -> str | None:
    if colour is None or opacity >= 1:
        return colour
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * opacity):02X}" for part in parts)
