"""The card to print: one page, everything on it, legible without colour, the same bytes each time."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.problem import Problem
from app.reports.card import _ADVICE, TITLE, RecordingCard
from app.reports.facts import Paper
from app.reports.sheet import MARGIN

WHEN = datetime(2026, 11, 22, 9, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def card(fonts: Path) -> RecordingCard:
    return RecordingCard(fonts, "Earshot 0.0")


@pytest.mark.parametrize("paper", Paper)
def test_all_of_it_is_on_one_page(card: RecordingCard, tmp_path: Path, paper: Paper):
    card.write(tmp_path / "card.pdf", paper, WHEN)
    (page,) = PdfReader(tmp_path / "card.pdf").pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (paper.width_pt, paper.height_pt), abs=0.01
    )
    text = " ".join(page.extract_text().replace("\u00a0", " ").split())
    assert TITLE in text
    for number, advice in enumerate(_ADVICE, 1):
        assert f"{number} {advice.title}" in text
        assert advice.text.replace("\u00a0", " ") in text


@pytest.mark.parametrize("paper", Paper)
def test_nothing_leaves_its_panel(card: RecordingCard, tmp_path: Path, paper: Paper):
    card.write(tmp_path / "card.pdf", paper, WHEN)
    places: list[tuple[float, float, str]] = []

    def seen(text: str, matrix: list[float], position: list[float], font: object, size: float) -> None:
        if text.strip():
            places.append((position[4], position[5], text))

    PdfReader(tmp_path / "card.pdf").pages[0].extract_text(visitor_text=seen)
    assert len(places) > 40
    for x, y, text in places:
        assert MARGIN - 1 <= x <= paper.width_pt - MARGIN, text
        assert MARGIN - 1 <= y <= paper.height_pt - MARGIN, text


def test_it_needs_no_colour(card: RecordingCard, tmp_path: Path):
    card.write(tmp_path / "card.pdf", Paper.A4, WHEN)
    drawn = PdfReader(tmp_path / "card.pdf").pages[0].get_contents()
    assert drawn is not None
    for line in drawn.get_data().decode("latin-1").splitlines():
        *numbers, operator = line.split() or [""]
        if operator in ("rg", "RG"):
            red, green, blue = map(float, numbers[-3:])
            assert max(red, green, blue) - min(red, green, blue) < 0.1, "a colour is not needed here"


def test_the_drawings_are_described(card: RecordingCard, tmp_path: Path):
    card.write(tmp_path / "card.pdf", Paper.A4, WHEN)
    data = (tmp_path / "card.pdf").read_bytes()
    assert data.count(b"/Alt") == len(_ADVICE)


def test_the_same_card_is_the_same_file(card: RecordingCard, tmp_path: Path):
    for name in ("a.pdf", "b.pdf"):
        card.write(tmp_path / name, Paper.LETTER, WHEN)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.pdf").stat().st_size < 100_000


def test_what_was_there_stays_where_it_cannot_be_written(card: RecordingCard, tmp_path: Path):
    with pytest.raises(Problem):
        card.write(tmp_path / "no such folder" / "card.pdf", Paper.A4, WHEN)
    assert list(tmp_path.iterdir()) == []
