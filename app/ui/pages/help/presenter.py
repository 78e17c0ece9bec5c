"""Decides what of the guide is shown: the chapter for a page, what was searched for, the way back."""

from dataclasses import replace
from typing import Protocol

from app.language import tr, tr_many
from app.ui.pages.help.guide import Guide
from app.ui.pages.help.values import Chapter, HelpShown, Row, Spot

CHAPTER_OF = {
    "first": "first-machine",
    "start": "first-machine",
    "fleet": "fleet",
    "machine": "verdict",
    "form": "first-machine",
    "record": "recording",
    "watch": "recording#listening-for-hours",
    "route": "fleet#routes",
    "trend": "trend",
    "compare": "trend#compare-two-visits",
    "model": "reports#the-model-page",
    "data": "data",
    "settings": "reports#settings",
}
"""Where F1 leads from the page with that key of the rail, and from those pages that have no key of their own."""


class HelpView(Protocol):
    """What the presenter tells and asks the page."""

    def show(self, shown: HelpShown) -> None:
        """All of the page."""

    def scrolled(self) -> int:
        """How far the text is scrolled, in px."""


class HelpPresenter:
    """Knows where in the guide one is, and where one was before."""

    def __init__(self, guide: Guide, view: HelpView) -> None:
        self._guide = guide
        self._view = view
        self._spots: list[Spot] = []
        self._at = -1
        self._words: tuple[str, ...] = ()

    def open(self, key: str = "") -> None:
        """The page comes to the front: at the chapter for a page, at a chapter, or where one was before."""
        self._words = ()
        wanted = CHAPTER_OF.get(key, key)
        if wanted or not self._spots:
            self.choose(wanted or self._guide.chapters[0].key if self._guide.chapters else "")
        else:
            self._show()

    def choose(self, key: str) -> None:
        """Go to a row of the contents, or of what was found: `chapter` or `chapter#anchor`."""
        chapter, _, anchor = key.partition("#")
        if self._guide.chapter(chapter) is None:
            self._show()
            return
        anchor = self._guide.anchor(chapter, anchor)
        here = self._spots[self._at] if self._spots else None
        if here is None or (here.chapter, here.anchor) != (chapter, anchor):
            self._keep_place()
            self._spots = [*self._spots[: self._at + 1], Spot(chapter, anchor)]
            self._at = len(self._spots) - 1
        self._show()

    def follow(self, address: str) -> None:
        """A link of the text: another file of the guide, or a section of this one. It never leads elsewhere."""
        name, _, anchor = address.partition("#")
        key = name.removesuffix(".md").partition("-")[2] if name else self._spots[self._at].chapter
        self.choose(f"{key}#{anchor}".rstrip("#"))

    def back(self) -> None:
        """Where one was before."""
        self._step(-1)

    def forward(self) -> None:
        """Where one came back from."""
        self._step(1)

    def turn(self, pages: int) -> None:
        """The next chapter, or the one before."""
        chapter = self._chapter()
        keys = [one.key for one in self._guide.chapters]
        at = keys.index(chapter.key) + pages if chapter else 0
        if 0 <= at < len(keys):
            self.choose(keys[at])

    def search(self, text: str) -> None:
        """Find sections that hold all these words; nothing typed shows the contents again."""
        self._words = tuple(text.casefold().split())
        self._show()

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._spots):
            self._keep_place()
            self._at += by
            self._show()

    def _keep_place(self) -> None:
        if self._spots:
            self._spots[self._at] = replace(self._spots[self._at], scrolled=self._view.scrolled())

    def _chapter(self) -> Chapter | None:
        return self._guide.chapter(self._spots[self._at].chapter) if self._spots else None

    def _show(self) -> None:
        chapter = self._chapter()
        rows = self._guide.find(self._words) if self._words else self._contents()
        spot = self._spots[self._at] if self._spots else Spot("")
        whole = f"{spot.chapter}#{spot.anchor}".rstrip("#")
        self._view.show(
            HelpShown(
                rows=rows,
                chosen=whole if self._words else spot.chapter,
                chapter=chapter,
                spot=spot,
                line=_line(len(rows)) if self._words else "",
                found=self._words,
                back=self._at > 0,
                forward=self._at < len(self._spots) - 1,
                facts=f"{chapter.number} {chapter.title}" if chapter else "",
            )
        )

    def _contents(self) -> tuple[Row, ...]:
        return tuple(Row(one.key, f"{one.number}  {one.title}", one.note) for one in self._guide.chapters)


def _line(found: int) -> str:
    if not found:
        return tr("Nothing found. Try another word, or fewer letters of it.")
    return tr_many("Found in one place", "Found in {n} places", found)
