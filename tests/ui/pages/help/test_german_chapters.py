"""The German guide is built as the English one, and calls everything what the German window calls it."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest

from app.language import SOURCE
from app.main.paths import LANGUAGES
from app.ui.pages.help.guide import FOLDER, picture_file, read_guide
from app.ui.pages.help.presenter import CHAPTER_OF

GERMAN = "de"
_CATALOGUE = LANGUAGES / GERMAN / "LC_MESSAGES" / "earshot.mo"
_HEADING = re.compile(r"^(#+) .+$", re.MULTILINE)
_ITEM = re.compile(r"^(-|\d+\.|>) .+$", re.MULTILINE)
_ROW = re.compile(r"^\|.+\|$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^]]*)]\(([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[([^]]*)]\(([^)]+)\)")
_NAME = re.compile(r"\*\*([^*]+)\*\*")

FILES = sorted(path.name for path in FOLDER.glob("*.md"))
CHAPTERS = pytest.mark.parametrize("name", FILES)


def _texts(name: str) -> tuple[str, str]:
    """The chapter in English and in German."""
    english, german = FOLDER / name, FOLDER / GERMAN / name
    return english.read_text(encoding="utf-8"), german.read_text(encoding="utf-8")


def _cells(text: str) -> list[int]:
    """How many cells each row of the tables has."""
    return [row.count("|") - 1 for row in _ROW.findall(text)]


@pytest.fixture(scope="module")
def translated() -> dict[str, set[str]]:
    """What each text of the window is called in the German one; both in small letters."""
    with _CATALOGUE.open("rb") as stream:
        catalogue: dict[object, str] = GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    found: dict[str, set[str]] = {}
    for text, told in catalogue.items():
        if isinstance(text, str):
            plain, said = (one.rpartition("|")[2].strip().casefold() for one in (text, told))
            found.setdefault(plain, set()).add(said)
    return found


def _german_files() -> Iterator[Path]:
    return (path for path in (FOLDER / GERMAN).iterdir() if path.is_file())


def test_there_is_a_german_chapter_for_every_english_one_and_no_other():
    assert sorted(path.name for path in _german_files()) == FILES


@CHAPTERS
def test_it_is_built_as_the_english_one(name: str):
    english, german = _texts(name)
    assert [len(marks) for marks in _HEADING.findall(german)] == [len(m) for m in _HEADING.findall(english)]
    assert _ITEM.findall(german) == _ITEM.findall(english)
    assert _cells(german) == _cells(english)


@CHAPTERS
def test_it_has_the_same_pictures_described_in_german(name: str):
    english, german = (_PICTURE.findall(text) for text in _texts(name))
    assert [file for _, file in german] == [file for _, file in english]
    for (told, file), (described, _) in zip(german, english, strict=True):
        assert told.strip() not in ("", described), file
        assert picture_file(Path(file).name, GERMAN).is_file(), file


@CHAPTERS
def test_it_has_the_same_links_and_each_is_named_as_the_chapter_it_leads_to(name: str):
    english, german = (_LINK.findall(text) for text in _texts(name))
    assert [address for _, address in german] == [address for _, address in english]
    guide = read_guide(GERMAN)
    for shown, address in german:
        file, _, anchor = address.partition("#")
        to = guide.chapter(file.removesuffix(".md").partition("-")[2])
        assert to is not None, address
        assert guide.anchor(to.key, anchor) in {one.anchor for one in to.sections}, address
        assert shown == to.title or anchor, address


@CHAPTERS
def test_its_quotation_marks_are_german_and_in_pairs(name: str):
    _, german = _texts(name)
    assert german.count("„") == german.count("“")
    assert '"' not in german
    assert "”" not in german


@CHAPTERS
def test_what_is_written_in_bold_is_written_in_the_german_window(name: str, translated: dict[str, set[str]]):
    english, german = ({one.casefold() for one in _NAME.findall(text)} for text in _texts(name))
    every = set().union(*translated.values())
    assert sorted(german - every) == [], "no button, page or state has that name"
    assert [one for one in sorted(english) if not translated.get(one, set()) & german] == [], "left out"


def test_f1_finds_its_section_in_german():
    guide, english = read_guide(GERMAN), read_guide(SOURCE)
    for address in CHAPTER_OF.values():
        key, _, anchor = address.partition("#")
        there, source = guide.chapter(key), english.chapter(key)
        assert there is not None
        assert source is not None
        places = [one.anchor for one in source.sections]
        assert guide.anchor(key, anchor) == there.sections[places.index(anchor)].anchor
