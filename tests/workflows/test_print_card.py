"""The card is printed on the paper that holds at that moment."""

from datetime import datetime
from pathlib import Path

from pypdf import PdfReader

from app.reports.card import RecordingCard
from app.reports.facts import Paper
from app.workflows.print_card import PrintCard


def test_another_paper_holds_from_the_next_card_on(root: Path, tmp_path: Path) -> None:
    chosen = [Paper.A4]
    card = PrintCard(RecordingCard(root / "resources" / "fonts", "Earshot 0.0"), lambda: chosen[-1])
    first = card(tmp_path / "a.pdf")
    chosen.append(Paper.LETTER)
    second = card(tmp_path / "b.pdf")
    heights = [round(float(PdfReader(path).pages[0].mediabox.height)) for path in (first, second)]
    assert heights == [842, 792]


def test_it_says_when_it_was_printed(root: Path, tmp_path: Path) -> None:
    card = PrintCard(RecordingCard(root / "resources" / "fonts", "Earshot 0.0"), lambda: Paper.A4)
    described = PdfReader(card(tmp_path / "a.pdf")).metadata
    assert described is not None
    assert isinstance(described.creation_date, datetime)
    assert described.title == "How to record a machine well"
