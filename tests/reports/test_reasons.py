"""Why the verdict is what it is stands in the report: all of it, on three pages, as it was stored."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from pypdf import PdfReader

from app.domain.verdict import State, Verdict
from app.domain.why import CannotTell, Moment
from app.reports.facts import Paper
from app.reports.reasons import hint_text, percent, reason_rows
from tests.reports.facts_for_tests import (
    HINTS,
    NEXT,
    PASSES,
    SHAFT,
    explained,
    facts,
    inspection,
    placed,
    recorded,
    verdict,
)


@pytest.fixture
def pages(report, tmp_path):
    def read(these) -> list[str]:
        report.write(tmp_path / "report.pdf", these)
        return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(tmp_path / "report.pdf").pages]

    return read


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("made", [inspection, recorded])
def test_everything_stands_there_uncut_on_three_pages(pages, paper, made):
    shown = pages(facts(inspection=made(verdict=explained()), paper=paper))
    assert len(shown) == 3
    assert "in full" not in shown[0]
    for text in ("94 % confident", HINTS[0].why, HINTS[1].why, HINTS[1].check, *explained().reasons, NEXT):
        assert text in shown[0]
    for text in (
        "94 %: of verdicts like this on machines never heard, 94 % were right",
        "p-value 0.012",
        "Level counted yes",
        "14.2–17.3 s (+12 dB)",
        "shaft 24.6 Hz (0 dB), blade pass 123.0 Hz (+11 dB), blade pass × 2 246.0 Hz (+4 dB)",
    ):
        assert text in shown[2]


def test_the_figures_carry_the_marks_and_say_what_they_are(pages):
    marked = pages(facts(inspection=inspection(verdict=explained())))[1]
    assert "blade pass" in marked and "shaft × 3" in marked
    assert "Ticks: shaft and blades, long where grown." in marked
    assert "Red bars: when it is heard." in marked
    plain = pages(facts())[1]
    assert "Ticks" not in plain and "Red bars" not in plain
    through = explained(moments=(Moment(0.0, 30.0, 9.0),))
    assert "Red bars" not in pages(facts(inspection=inspection(verdict=through)))[1]


def test_a_placement_leaves_three_pages_on_a4(pages):
    assert len(pages(facts(inspection=recorded(verdict=explained()), placement=placed()))) == 3


def test_what_nobody_knows_has_no_row():
    bare = Verdict(State.CANNOT_TELL, "a", "b")
    assert reason_rows(bare, 30.0) == []
    noisy = reason_rows(replace(bare, cannot=CannotTell.TOO_NOISY), 30.0)
    assert noisy == [("Cannot tell", "too noisy")]
    assert dict(reason_rows(verdict(), 30.0)) == {"Level counted": "no, only the shape of the spectrum"}


def test_a_cannot_tell_says_why(pages):
    doubt = Verdict(State.CANNOT_TELL, "Too noisy.", "Go closer.", cannot=CannotTell.OTHER_MACHINE)
    assert "Cannot tell is this the right machine?" in pages(facts(inspection=inspection(verdict=doubt)))[2]


def test_a_share_is_never_rounded_up_to_all_of_it():
    assert [percent(share) for share in (0.9999, 0.29, 1.0)] == ["99 %", "29 %", "100 %"]


def test_the_next_step_is_not_said_twice():
    assert hint_text(HINTS[0], NEXT) == HINTS[0].why
    assert hint_text(HINTS[1], NEXT) == f"{HINTS[1].why} {HINTS[1].check}"


def test_names_of_marks_keep_apart(report, tmp_path, monkeypatch):
    from app.reports import figure_marks

    boxes = []
    draw = figure_marks.Sheet.text

    def text(sheet, x, y, shown, *args, **more):
        wide = draw(sheet, x, y, shown, *args, **more)
        if shown.startswith(("blade pass", "shaft")) and len(shown) < 14:
            boxes.append((x, x + wide, y))
        return wide

    monkeypatch.setattr(figure_marks.Sheet, "text", text)
    near = (replace(PASSES[0], hz=80.0), replace(SHAFT[2], hz=82.0))
    report.write(tmp_path / "a.pdf", facts(inspection=inspection(verdict=explained(markers=near))))
    assert len(boxes) >= 2
    for (_, right, y), (left, _, y2) in pairwise(boxes[:2]):
        assert abs(y - y2) > 8 or right <= left
