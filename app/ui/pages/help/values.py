"""The guide and what its page shows of it, as plain values: decided by the presenter, shown by the page."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; `words` is that text without any marks, to be searched."""

    anchor: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the guide. `number` counts from 1, `note` is its line in the contents, `text` its Markdown.

    `anchors` are the English anchors of a translated chapter's sections with their own; empty in English.
    """

    key: str
    number: int
    title: str
    note: str
    text: str
    sections: tuple[Section, ...]
    anchors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the guide: a chapter, a section of it or its beginning (""), and how far it is scrolled in px."""

    chapter: str
    anchor: str = ""
    scrolled: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the contents, or of what was found; `key` is `chapter` or `chapter#anchor`."""

    key: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class HelpShown:
    """The whole page. `line` says how much was found, `found` are the words to be marked in the text."""

    rows: tuple[Row, ...] = ()
    chosen: str = ""
    chapter: Chapter | None = None
    spot: Spot = field(default_factory=lambda: Spot(""))
    line: str = ""
    found: tuple[str, ...] = ()
    back: bool = False
    forward: bool = False
    facts: str = ""
