"""The guide says what is so: its pictures, its links and the names of buttons are those of the program."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import LANGUAGES, SOURCE
from app.ui.pages.help.guide import FOLDER, Guide, anchor_of, picture_file, plain, read_guide
from app.ui.pages.help.values import Chapter

LARGEST_BYTES = 3_000_000
_PICTURE = re.compile(r"!\[([^]]*)]\(([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[[^]]*]\(([^)]+)\)")
_NAME = re.compile(r"\*\*([^*]+)\*\*")
_WORDED = ("ui", "domain")

GUIDE = read_guide()
CHAPTERS = pytest.mark.parametrize("chapter", GUIDE.chapters, ids=lambda one: one.key)


def _said(source: str) -> set[str]:
    """Every text in a source file that is no docstring, in small letters, without blanks around it."""
    texts, docstrings = [], set()
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.Expr):
            docstrings.add(id(one.value))
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            texts.append(one)
    return {str(one.value).strip().casefold() for one in texts if id(one) not in docstrings}


@pytest.fixture(scope="module")
def names(root: Path) -> set[str]:
    """All texts of the program."""
    files = (path for room in _WORDED for path in (root / "app" / room).rglob("*.py"))
    return set().union(*(_said(path.read_text(encoding="utf-8")) for path in files))


def test_it_has_ten_pages_in_order():
    assert [one.number for one in GUIDE.chapters] == list(range(1, 11))


@CHAPTERS
def test_titles_and_notes_fit_into_the_contents(chapter: Chapter):
    assert 0 < len(chapter.title) <= 32
    assert 0 < len(chapter.note) <= 42


@CHAPTERS
def test_every_picture_is_there_and_described(chapter: Chapter):
    for described, name in _PICTURE.findall(chapter.text):
        assert (FOLDER / name).is_file(), name
        assert described, name


def test_every_picture_is_shown_and_together_they_are_small():
    shown = {name for one in GUIDE.chapters for _, name in _PICTURE.findall(one.text)}
    there = list((FOLDER / "pictures").iterdir())
    assert {f"pictures/{path.name}" for path in there} == shown
    assert sum(path.stat().st_size for path in there) <= LARGEST_BYTES


@CHAPTERS
def test_no_link_is_dead_and_none_leads_outside(chapter: Chapter):
    for address in _LINK.findall(chapter.text):
        name, _, anchor = address.partition("#")
        assert (FOLDER / name).is_file(), address
        to = GUIDE.chapter(name.removesuffix(".md").partition("-")[2])
        assert to is not None, address
        assert anchor in {one.anchor for one in to.sections}, address


def test_every_page_is_linked_from_another_one():
    linked = {
        name.partition("#")[0].removesuffix(".md").partition("-")[2]
        for one in GUIDE.chapters
        for name in _LINK.findall(one.text)
    }
    assert linked >= {one.key for one in GUIDE.chapters if one.number > 1}


@CHAPTERS
def test_what_is_written_in_bold_is_written_in_the_program(chapter: Chapter, names: set[str]):
    unknown = [name for name in _NAME.findall(chapter.text) if name.casefold() not in names]
    assert not unknown, f"{chapter.key}: no button, page or state has that name"


@CHAPTERS
def test_a_section_has_an_anchor_of_its_own(chapter: Chapter):
    anchors = [one.anchor for one in chapter.sections]
    assert len(anchors) == len(set(anchors))


def test_what_is_searched_is_found_where_it_stands():
    (first, *_) = GUIDE.find(("repair",))
    assert first.key == "learning#after-a-repair"
    assert "learning#after-a-repair" in {row.key for row in GUIDE.find(("repair", "baseline"))}
    assert GUIDE.find(("nowhere-to-be-found",)) == ()


def test_every_word_that_is_searched_must_be_there():
    both = {row.key for row in GUIDE.find(("bluetooth", "headsets"))}
    assert both == {"recording#the-microphone"}
    assert GUIDE.find(("bluetooth", "semicolons")) == ()


def test_a_picture_is_not_found_by_its_description():
    assert "pictures" not in plain("Before ![a picture of pictures](pictures/a.png) and after")


def test_headings_are_reached_as_elsewhere():
    assert anchor_of("Is this right?") == "is-this-right"
    assert anchor_of("It stays at “cannot tell”") == "it-stays-at-cannot-tell"
    assert anchor_of("Zu leise, zu laut: Gehör schützen") == "zu-leise-zu-laut-gehör-schützen"


def test_a_lost_guide_costs_nothing_but_the_guide(tmp_path: Path):
    assert read_guide(folder=tmp_path) == Guide(())
    assert read_guide("de", tmp_path / "gone") == Guide(())


@pytest.fixture
def two_chapters(tmp_path: Path) -> Path:
    """A guide of which one chapter and one picture are also German."""
    (tmp_path / "de" / "pictures").mkdir(parents=True)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "01-what.md").write_text("# What it is\n\nIn short\n\n## Too loud\n\nGo away.\n", encoding="utf-8")
    (tmp_path / "02-level.md").write_text(
        "# The level\n\nHow loud\n\nSee [there](01-what.md#too-loud).\n", encoding="utf-8"
    )
    german = "# Was es ist\n\nKurz gesagt\n\n## Zu laut für ihn\n\nGeh weg.\n"
    (tmp_path / "de" / "01-what.md").write_text(german, encoding="utf-8")
    for picture in ("pictures/bar.png", "pictures/band.png", "de/pictures/band.png"):
        (tmp_path / picture).touch()
    return tmp_path


def test_a_chapter_that_is_missing_in_a_language_is_english(two_chapters: Path):
    german = read_guide("de", two_chapters)
    assert [one.title for one in german.chapters] == ["Was es ist", "The level"]
    assert [one.key for one in german.chapters] == ["what", "level"]
    assert german.find(("geh",))[0].key == "what#zu-laut-für-ihn"
    assert [one.title for one in read_guide(SOURCE, two_chapters).chapters] == ["What it is", "The level"]


def test_an_english_anchor_leads_to_the_same_section_in_every_language(two_chapters: Path):
    german = read_guide("de", two_chapters)
    assert german.anchor("what", "too-loud") == "zu-laut-für-ihn"
    assert german.anchor("what", "zu-laut-für-ihn") == "zu-laut-für-ihn"
    assert german.anchor("what", "") == ""
    assert german.anchor("level", "anything") == german.anchor("gone", "anything") == "anything"


def test_a_picture_that_is_missing_in_a_language_is_the_english_one(two_chapters: Path):
    own, english = two_chapters / "de" / "pictures" / "band.png", two_chapters / "pictures" / "bar.png"
    assert picture_file("band.png", "de", two_chapters) == own
    assert picture_file("bar.png", "de", two_chapters) == english
    assert picture_file("band.png", SOURCE, two_chapters) == two_chapters / "pictures" / "band.png"


TRANSLATED = [
    (code, chapter.key)
    for code in LANGUAGES
    if code != SOURCE
    for chapter in GUIDE.chapters
    if (FOLDER / code / f"{chapter.number:02}-{chapter.key}.md").is_file()
]


@pytest.mark.parametrize(("language", "key"), TRANSLATED)
def test_a_translated_chapter_has_the_sections_pictures_and_links_of_the_english_one(language: str, key: str):
    told, english = read_guide(language).chapter(key), GUIDE.chapter(key)
    assert told is not None
    assert english is not None
    assert len(told.sections) == len(english.sections)
    assert len({one.anchor for one in told.sections}) == len(told.sections)
    assert {name for _, name in _PICTURE.findall(told.text)} == {
        name for _, name in _PICTURE.findall(english.text)
    }
    assert all(described for described, _ in _PICTURE.findall(told.text))
    assert 0 < len(told.title) <= 32
    assert 0 < len(told.note) <= 46
    for address in _LINK.findall(told.text):
        name, _, anchor = address.partition("#")
        to = name.removesuffix(".md").partition("-")[2] or key
        there = read_guide(language).chapter(to)
        assert there is not None, address
        assert read_guide(language).anchor(to, anchor) in {one.anchor for one in there.sections}, address


@given(st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_nothing_that_is_typed_breaks_the_search(typed: list[str]):
    for row in GUIDE.find(tuple(typed)):
        key, _, anchor = row.key.partition("#")
        chapter = GUIDE.chapter(key)
        assert chapter is not None
        assert anchor in {one.anchor for one in chapter.sections}
