"""Letters on paper: the embedded typeface, what it cannot write, and lines that end where the column ends."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.domain.problem import Problem
from app.language import later
from app.look import tokens
from app.reports.tabular import tabular_glyphs

PX = 0.75
"""One px of the design in pt."""

MISSING = "□"
"""Printed for a character that the typeface lacks."""

ELLIPSIS = "…"

_WEIGHTS = {400: "Inter-Regular", 500: "Inter-Medium", 600: "Inter-SemiBold"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: font, size and line height in pt."""

    font: str
    size: float
    leading: float


def style(token: tokens.TypeSize, weight: int | None = None) -> Style:
    """The token's size on paper, in its usual weight or another."""
    return Style(_WEIGHTS[weight or token.weight], token.size * PX, token.line * PX)


CAPTION = style(tokens.CAPTION)
CAPTION_STRONG = style(tokens.CAPTION, 600)
BODY = style(tokens.BODY)
BODY_STRONG = style(tokens.BODY, 600)
SECTION = style(tokens.SECTION)
LEAD = style(tokens.SECTION, 400)
TITLE = style(tokens.TITLE)
VERDICT = style(tokens.VERDICT)


def _use_tabular_figures(font: TTFont) -> None:
    face = font.face
    swaps = tabular_glyphs(face.get_table("GSUB"))
    for digit in map(ord, "0123456789"):
        glyph = swaps.get(face.charToGlyph[digit])
        if glyph is not None:
            face.charToGlyph[digit] = glyph
            face.charWidths[digit] = face.hmetrics[glyph][0] * 1000 / face.unitsPerEm


class Typeface:
    """Inter in three weights, read from `folder`; a Problem when the installation lost a font."""

    def __init__(self, folder: Path) -> None:
        self._widths: dict[str, tuple[dict[int, float], float]] = {}
        for name in _WEIGHTS.values():
            try:
                font = TTFont(name, str(folder / f"{name}.ttf"))
            except (OSError, TTFError) as error:
                what = later("A font of Earshot is missing or damaged.")
                raise Problem(what, later("Install Earshot again."), str(error)) from error
            _use_tabular_figures(font)
            pdfmetrics.registerFont(font)
            self._widths[name] = (font.face.charWidths, font.face.defaultWidth)
        self._glyphs = frozenset(font.face.charToGlyph)

    def clean(self, text: str) -> str:
        """The text with what cannot be printed made visible or, where it has no width, left out.

        Composed (NFC), so that an "ö" from a Mac is one letter; line ends kept as \\n.
        """
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        return "".join(map(self._letter, text))

    def _letter(self, letter: str) -> str:
        if letter == "\n" or " " <= letter <= "~":
            return letter
        kind = unicodedata.category(letter)
        if kind in {"Zl", "Zp"}:
            return "\n"
        if kind == "Cc":
            return " "
        if kind == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F:
            return ""
        return letter if ord(letter) in self._glyphs else MISSING

    def width(self, text: str, shown: Style) -> float:
        """Width in pt of a cleaned text on one line."""
        widths, default = self._widths[shown.font]
        return sum(widths.get(ord(letter), default) for letter in text) * shown.size / 1000

    def wrap(self, text: str, shown: Style, width: float) -> list[str]:
        """Lines of at most `width` pt; line ends are kept, a word wider than the column is broken."""
        lines: list[str] = []
        for paragraph in self.clean(text).split("\n"):
            lines.extend(self._fill(paragraph, shown, width))
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def _fill(self, paragraph: str, shown: Style, width: float) -> list[str]:
        lines, line, used = [], "", 0.0
        space = self.width(" ", shown)
        for word in paragraph.split(" "):
            if not word:
                continue
            for piece in self._pieces(word, shown, width):
                wide = self.width(piece, shown)
                if line and used + space + wide > width:
                    lines.append(line)
                    line, used = piece, wide
                elif line:
                    line, used = f"{line} {piece}", used + space + wide
                else:
                    line, used = piece, wide
        return [*lines, line]

    def _pieces(self, word: str, shown: Style, width: float) -> list[str]:
        if self.width(word, shown) <= width:
            return [word]
        pieces, start, used = [], 0, 0.0
        for at, letter in enumerate(word):
            wide = self.width(letter, shown)
            if at > start and used + wide > width:
                pieces.append(word[start:at])
                start, used = at, 0.0
            used += wide
        return [*pieces, word[start:]]

    def shorten(self, text: str, shown: Style, width: float) -> str:
        """A cleaned text on one line of at most `width` pt, ending in "…" when something had to go."""
        line = text.replace("\n", " ")
        return line if self.width(line, shown) <= width else self.break_off(line, shown, width)

    def break_off(self, line: str, shown: Style, width: float) -> str:
        """As much of a cleaned line as fits in `width` pt together with the "…" that follows it."""
        used = self.width(ELLIPSIS, shown)
        for at, letter in enumerate(line):
            used += self.width(letter, shown)
            if used > width:
                return line[:at].rstrip() + ELLIPSIS
        return line + ELLIPSIS
