"""The guide says what is so: its pictures, its links and the names of buttons are those of the program."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.pages.help.guide import FOLDER, Guide, anchor_of, plain, read_guide
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


def test_a_lost_guide_costs_nothing_but_the_guide(tmp_path: Path):
    assert read_guide(tmp_path) == Guide(())
    assert read_guide(tmp_path / "gone") == Guide(())


@given(st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_nothing_that_is_typed_breaks_the_search(typed: list[str]):
    for row in GUIDE.find(tuple(typed)):
        key, _, anchor = row.key.partition("#")
        chapter = GUIDE.chapter(key)
        assert chapter is not None
        assert anchor in {one.anchor for one in chapter.sections}
