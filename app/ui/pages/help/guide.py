"""The guide's text: ten Markdown files that ship with the program, read once, and looked through for words.

Another language has files of the same names, and pictures where they differ, in a folder with its code. What is
missing there is English. A translated chapter has the sections of the English one in their order, so that a link
with an English anchor leads to the same place in every language.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from app.language import SOURCE
from app.ui.pages.help.values import Chapter, Row, Section

FOLDER = Path(__file__).resolve().parents[4] / "resources" / "guide"

_NAME = re.compile(r"(\d+)-([a-z-]+)\.md")
_HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^]]*)]\([^)]*\)")
_LINK = re.compile(r"\[([^]]*)]\([^)]*\)")
_MARKS = re.compile(r"[*`|]+|^\s*[-#>]+\s|:?-{3,}:?", re.MULTILINE)
_BEFORE, _EXCERPT, _MOST_FOUND = 10, 120, 60


@dataclass(frozen=True, slots=True)
class Guide:
    """All chapters in their order."""

    chapters: tuple[Chapter, ...]

    def chapter(self, key: str) -> Chapter | None:
        """The one of that key."""
        return next((one for one in self.chapters if one.key == key), None)

    def anchor(self, chapter: str, anchor: str) -> str:
        """The anchor under which a section is reached in this language, where the English one is given."""
        found = self.chapter(chapter)
        return dict(found.anchors).get(anchor, anchor) if found else anchor

    def find(self, words: tuple[str, ...]) -> tuple[Row, ...]:
        """The sections that hold the beginnings of all these words, those that are headed by one first."""
        found = [
            (not any(_begins(word, section.title) for word in words), chapter, section)
            for chapter in self.chapters
            for section in chapter.sections
            if all(_begins(word, f"{section.title} {section.words}") for word in words)
        ]
        return tuple(
            Row(
                f"{chapter.key}#{section.anchor}".rstrip("#"),
                section.title,
                f"{chapter.number} · {_excerpt(section.words, words)}",
            )
            for _, chapter, section in sorted(found, key=lambda one: one[0])[:_MOST_FOUND]
        )


def read_guide(language: str = SOURCE, folder: Path = FOLDER) -> Guide:
    """The guide in that language; one of no chapters where the installation lost it."""
    files = sorted(
        (path for path in folder.glob("*.md") if _NAME.fullmatch(path.name)), key=lambda path: path.name
    )
    return Guide(tuple(_told(path, folder / language / path.name) for path in files))


def picture_file(name: str, language: str = SOURCE, folder: Path = FOLDER) -> Path:
    """A picture of the guide as it looks in that language, else the English one."""
    own = folder / language / "pictures" / name
    return own if own.is_file() else folder / "pictures" / name


def anchor_of(heading: str) -> str:
    """ "Too quiet, too loud" is reached as `too-quiet-too-loud`, as other readers of Markdown do it."""
    return re.sub(r"[^\w -]", "", plain(heading).lower()).strip().replace(" ", "-")


def plain(text: str) -> str:
    """Markdown without its marks, on one line; a picture leaves nothing, since what it says is only described."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    return " ".join(_MARKS.sub(" ", text).split())


def _told(english: Path, own: Path) -> Chapter:
    """A chapter in its language, where there is one."""
    source = _chapter(english)
    if not own.is_file():
        return source
    told = _chapter(own)
    anchors = zip((one.anchor for one in source.sections), (one.anchor for one in told.sections), strict=False)
    return replace(told, anchors=tuple(anchors))


def _chapter(path: Path) -> Chapter:
    """The first line is the title, the next one its line in the contents, `##` begins a section."""
    number, _, key = path.stem.partition("-")
    text = path.read_text(encoding="utf-8")
    title, note = [line for line in text.splitlines() if line.strip()][:2]
    title = title.removeprefix("# ")
    before, *rest = _HEADING.split(text.partition(note)[2])
    below = zip(rest[::2], rest[1::2], strict=True)
    sections = (Section("", title, plain(before)), *(Section(anchor_of(h), plain(h), plain(t)) for h, t in below))
    return Chapter(key, int(number), title, plain(note), text, sections)


def _begins(word: str, text: str) -> bool:
    return _first(word, text) is not None


def _excerpt(words: str, wanted: tuple[str, ...]) -> str:
    """The first of the words with what follows it."""
    hit = min((at.start() for at in (_first(word, words) for word in wanted) if at), default=0)
    start = words.rfind(" ", 0, hit - _BEFORE) + 1 if hit > _BEFORE else 0
    return ("… " if start else "") + words[start : start + _EXCERPT]


def _first(word: str, text: str) -> re.Match[str] | None:
    """Where a word of the text begins like that."""
    return re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE)
