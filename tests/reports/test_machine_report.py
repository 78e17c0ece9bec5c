"""A machine's report says all that was stored in its period, on paper that holds it, however long it is."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from app.domain.letterhead import Letterhead
from app.domain.problem import Cancelled
from app.domain.review import Found
from app.domain.verdict import State
from app.reports.facts import Paper
from app.reports.machine_report import MachineReport
from app.reports.machine_report_facts import letter, reviews_text
from app.reports.machine_report_turns import turns
from app.reports.printing import Period
from app.reports.sheet import MARGIN, Sheet
from tests.reports.long_for_tests import HOW, START, WEEK, machine_facts, place, text_of, told_in_full, visit


@pytest.fixture(scope="session")
def pages(fonts):
    return MachineReport(fonts)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "machine.pdf"


def test_the_first_page_says_which_machine_how_it_stands_and_what_to_do(pages, out):
    pages.write(out, machine_facts())
    first = text_of(out, 0)
    for said in (
        "Nordwind Süd, Plant 2 Machine report SF-003 / 2026-01-05 to 2026-08-03 Page 1 of",
        "Supply fan 3, SF-003",
        "Plant 2 › Hall B",
        "every 7 days, next 2026-12-01, overdue",
        "30 visits by M. Großmann",
        "1 reviewed: 1 right",
        "Printed by Jörg Brandt",
        "2027-03-01 09:30:00 +01:00",
        "Finding of visit 30",
        "Listen again by 2026-12-01.",
        "No sure trend.",
        "5 abnormal · 17 %",
        "Responsible, date",
    ):
        assert said in first, said
    assert "□" not in text_of(out)


def test_the_section_tells_trend_forecast_repairs_readings_and_every_visit(pages, out):
    pages.write(out, machine_facts())
    text = text_of(out)
    for said in (
        "Inlet side · Full speed 30 visits · 1,480 rpm · baseline of 9 clips, learnt 2026-01-05",
        "limits as they were at each visit",
        "the forecast with its interval",
        "abnormal 1.00 watch 0.60",
        "temperature, °C",
        "Schedule maintenance by 2026-10-01.",
        "Baseline learnt, taken back later",
        "104 °F",
        "Bearing changed – 6205 °C",
        "Temperature 41.5 °C",
        "Found faulty: Lager, VIB",
        "Note: Belt 2 × XPA, ≤ 40 °C",
        "no zone after ISO 20816",
    ):
        assert said in text, said


@pytest.mark.parametrize("paper", list(Paper))
def test_a_hundred_visits_stand_once_each_under_a_head_on_every_page(pages, out, paper):
    count = pages.write(out, machine_facts(place(104), how=replace(HOW, paper=paper)))
    pdf = PdfReader(out)
    assert len(pdf.pages) == count < 10
    assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx(paper.value, abs=0.01)
    text = text_of(out)
    numbers = [int(found) for found in re.findall(r"Finding of visit (\d+):", text.split("Inspections No.")[1])]
    assert numbers == list(range(104, 0, -1))
    for index in range(count):
        assert f"Page {index + 1} of {count}" in text_of(out, index)
    with_rows = [text_of(out, index) for index in range(2, count) if "Finding of visit" in text_of(out, index)]
    assert len(with_rows) > 1 and all("Take SHA-256" in page for page in with_rows)


def test_a_row_more_costs_no_more_in_a_long_report_than_in_a_short_one(pages, out):
    sizes = []
    for many in (60, 180, 300):
        pages.write(out, machine_facts(place(many, dots=place(50).dots)))
        sizes.append(out.stat().st_size)
    first, second = sizes[1] - sizes[0], sizes[2] - sizes[1]
    assert second < 1.2 * first and first / 120 < 1500


def test_each_place_has_its_section_and_silent_ones_are_named(pages, out):
    quiet = place(0, condition=replace(place().condition, name="Night setback"))
    pages.write(out, machine_facts(place(3), quiet))
    text = text_of(out)
    assert "Nothing kept in this period Inlet side · Night setback." in text
    assert text.count("Score over time") == 1


def test_a_machine_without_anything_in_the_period_is_one_page_and_its_limits(pages, out):
    facts = machine_facts(place(0), period=Period(START - 9 * WEEK, START))
    assert pages.write(out, replace(facts, now=replace(facts.now, last=None))) <= 2
    assert "Nobody listened to it yet." in text_of(out) and "2025-11-03 to 2026-01-05" in text_of(out)


def test_a_long_note_is_cut_in_the_table_and_printed_in_full_at_the_end(pages, out):
    note = " ".join(f"word{n}" for n in range(400))
    pages.write(out, machine_facts(place(3, visits=(visit(3, note=note), visit(2), visit(1)))))
    text = text_of(out)
    assert "…" in text and note in text.split("Limits of use")[1] and "in full from page" in text_of(out, 0)


def test_logo_and_photo_are_printed(pages, out, tmp_path):
    for name, size in (("logo.png", (300, 100)), ("photo.jpg", (640, 480))):
        Image.new("RGB", size, "navy").save(tmp_path / name)
    head = Letterhead("Nordwind", tmp_path / "logo.png", "")
    pages.write(out, machine_facts(how=replace(HOW, letterhead=head), photo=tmp_path / "photo.jpg"))
    assert sorted(image.image.width for image in PdfReader(out).pages[0].images) == [300, 640]


def test_same_facts_same_bytes_and_a_stopped_report_leaves_the_old_one(pages, out):
    pages.write(out, machine_facts())
    before = out.read_bytes()

    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        pages.write(out, machine_facts(place(90)), on_page=stop)
    assert out.read_bytes() == before
    pages.write(out, machine_facts())
    assert out.read_bytes() == before


def test_what_stood_out_are_changes_faults_and_repairs(pages):
    told = turns([told_in_full(12)])
    assert [turn.word for turn in told if turn.state is None] == ["Repair"]
    changed = [turn for turn in told if "Finding" in turn.text]
    states = [turn.state for turn in reversed(changed)]
    assert states and all(one is not other for one, other in pairwise(states))
    assert any(turn.text.endswith("Found faulty: Lager, VIB.") for turn in told)


def test_reviews_count_right_false_and_missed():
    told = [
        visit(1, state=State.ABNORMAL, found=Found.FAULTY),
        visit(2, state=State.WATCH, found=Found.HEALTHY),
        visit(3, state=State.HEALTHY, found=Found.FAULTY),
        visit(4, state=State.CANNOT_TELL, found=Found.FAULTY),
        visit(5, found=Found.OPEN),
    ]
    assert reviews_text(told) == "4 reviewed: 1 right, 1 false alarm, 1 missed"
    assert reviews_text(told[4:]) == "none reviewed" and reviews_text([]) == "–"


def test_letters_go_on_after_z():
    assert [letter(index) for index in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


SCORES = st.floats(0, 1e6) | st.sampled_from([float("nan"), float("inf")])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=120)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, finding=WORDS, note=WORDS, who=WORDS, days=st.integers(0, 4000), score=SCORES)
def test_no_text_leaves_the_sheet_whatever_people_type(
    pages, out, monkeypatch, name, finding, note, who, days, score
):
    seen = []
    draw = Sheet.text

    def text(sheet, x, y, shown, style, *args, align="left", **more):
        wide = draw(sheet, x, y, shown, style, *args, align=align, **more)
        left = {"left": x, "right": x - wide, "middle": x - wide / 2}[align]
        seen.append((left, y, left + wide, shown))
        return wide

    wild = visit(7, finding=finding, note=note, inspector=who, when=START + timedelta(days=days), score=score)
    facts = machine_facts(place(8, visits=(wild, *place(6).visits)))
    facts = replace(facts, machine=replace(facts.machine, name=name, site=who, code=finding[:30]))
    with monkeypatch.context() as patched:
        patched.setattr(Sheet, "text", text)
        pages.write(out, facts)
    paper = HOW.paper
    for left, y, right, shown in seen:
        assert left >= MARGIN - 8 and right <= paper.width_pt - MARGIN + 1, shown
        assert MARGIN <= y <= paper.height_pt - MARGIN, shown
