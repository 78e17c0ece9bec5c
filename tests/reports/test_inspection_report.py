import re
import time
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.problem import Problem
from app.domain.take import RawStream
from app.domain.verdict import State, Thresholds
from app.reports.facts import Paper
from app.reports.inspection_report import InspectionReport
from tests.reports.facts_for_tests import (
    MACHINE,
    MEASURED,
    bare_verdict,
    facts,
    healthy_curve,
    inspection,
    samples,
    take,
    verdict,
)


@pytest.fixture
def printed(report, tmp_path):
    """Prints facts and reads the file back."""

    def print_and_read(these) -> PdfReader:
        report.write(tmp_path / "report.pdf", these)
        return PdfReader(tmp_path / "report.pdf")

    return print_and_read


def text_of(pdf: PdfReader, page: int | None = None) -> str:
    pages = pdf.pages if page is None else [pdf.pages[page]]
    return re.sub(r"\s+", " ", " ".join(shown.extract_text() for shown in pages))


def kinds_of(pdf: PdfReader) -> list[str]:
    """What each page's head says that it is."""
    heads = [
        re.search(rf"Page {i} of {len(pdf.pages)} · (\w+)", text_of(pdf, i - 1))
        for i in range(1, len(pdf.pages) + 1)
    ]
    return [head.group(1) for head in heads if head]


LONGER = {"long-texts", "recorded-photo", "used-anyway", "odd-not-used", "all-overruled"}


@pytest.mark.parametrize("name", list(samples()))
def test_every_kind_of_report_is_small_and_has_its_three_parts(printed, tmp_path, name):
    pdf = printed(samples()[name])
    text = text_of(pdf)
    kinds = [kind for kind, _ in groupby(kinds_of(pdf))]
    assert kinds[:3] == ["decision", "evidence", "traceability"]
    assert kinds[3:] in ([], ["texts"])
    assert len(pdf.pages) == 3 or name in LONGER
    assert (tmp_path / "report.pdf").stat().st_size < 1_000_000
    assert "reference" not in text.lower()
    assert "anomaly" not in text.lower()


@pytest.mark.parametrize("name", ["abnormal", "healthy", "watch", "no-baseline"])
def test_the_state_stands_there_as_a_word_with_what_was_found_and_what_to_do(printed, name):
    these = samples()[name]
    given = these.inspection.verdict
    page = text_of(printed(these), 0)
    for text in (given.state.value.capitalize(), given.finding, given.next_step, *given.reasons):
        assert text in page


def test_the_decision_page_says_who_what_and_when(printed):
    page = text_of(printed(facts()), 0)
    for text in (
        "Northbank Maintenance, Plant 2 › Hall B › AHU 3",
        "SF-003 / 2026-11-22 / 14",
        "Supply fan 3, SF-003",
        "Fan, 1,480 rpm, 5 blades",
        "Inlet side, 0.5 m from the guard",
        "Full speed, damper open",
        "9 healthy clips, learnt 2026-03-31",
        "J. Brandt, technician",
        "2026-11-22 09:14:08 +01:00",
        "2026-11-22 09:14:39 +01:00",
        "2026-11-22 09:21:08 +01:00",
        "30.0 s, 48 kHz, 24 bit, raw stream",
        "Score 1.84",
        "abnormal from 1.00",
        "last time 0.81",
        "Rumble at the inlet, guard loose on one bolt. Casing 41 °C.",
        "Judged by sound against this machine’s own healthy baseline. Does not replace an inspection.",
        "2026-11-22T081408Z_SF-003.wav · SHA-256 7c1e94a0…b35d · model fan 1.2.0 · Earshot 1.0.0",
    ):
        assert text in page


def test_the_traceability_page_proves_what_was_judged_by_what(printed):
    these = facts()
    page = text_of(printed(these), 2)
    kept = these.inspection
    assert kept.model
    assert kept.healthy
    for text in (
        kept.take.file_name,
        kept.take.sha256,
        "48,000 Hz, mono",
        "WAV, PCM, 24 bit",
        "USB measuring microphone, raw stream",
        "watch 0.70, abnormal 1.00",
        "k = 3 of this take, n = 9 of the baseline",
        kept.id,
        kept.model.ear_sha256,
        kept.model.judge_sha256,
        kept.healthy.baseline_id,
        "88–174 Hz: +11 dB, louder than healthy",
        "ISO 20816",
    ):
        assert text in page


def test_signs_of_the_trade_and_other_alphabets_come_back_exactly(printed):
    note = "41 °C, 3 m² ≤ 5 µm, −28…+3 dB – Öl größer; Ünïcödé, Łódź. Ремень ослаб. Ο ιμάντας."
    these = facts(
        machine=replace(MACHINE, name="Вентилятор № 3 – Ανεμιστήρας", site="Zürich › Łódź"),
        inspection=inspection(note=note),
    )
    page = text_of(printed(these), 0)
    assert note in page
    assert "Вентилятор № 3 – Ανεμιστήρας" in page
    assert "Zürich › Łódź" in page


def test_characters_the_typeface_lacks_are_named_on_the_last_page(printed):
    says = "stands for a character that the typeface of this report does not have"
    assert says not in text_of(printed(facts()))
    pdf = printed(facts(inspection=inspection(note="مروحة 送風機 🌀")))
    assert "□□□□□ □□□ □" in text_of(pdf, 0)
    assert says in text_of(pdf)


def test_only_embedded_subsets_of_inter_are_used(printed):
    found = set()
    for page in printed(facts()).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"]
            found.add(re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"]))
    assert found == {"Inter-Regular", "Inter-SemiBold"}


def test_the_file_describes_itself(printed):
    pdf = printed(facts())
    assert pdf.metadata
    assert pdf.metadata.title == "Inspection report SF-003 / 2026-11-22 / 14"
    assert pdf.metadata.author == "J. Brandt, technician"
    assert pdf.metadata.subject == "Supply fan 3: abnormal"
    assert pdf.metadata.creation_date == MEASURED + timedelta(minutes=7)
    assert pdf.trailer["/Root"]["/Lang"] == "en"


def test_the_same_facts_give_the_same_bytes(report, fonts, tmp_path, monkeypatch):
    report.write(tmp_path / "a.pdf", facts())
    monkeypatch.setattr(time, "time", lambda: 86400.0)
    InspectionReport(fonts).write(tmp_path / "b.pdf", facts())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(("paper", "width"), [(Paper.A4, 595.3), (Paper.LETTER, 612.0)])
def test_the_paper_is_the_one_asked_for(printed, paper, width):
    assert float(printed(facts(paper=paper)).pages[2].mediabox.width) == pytest.approx(width, abs=0.05)


def test_what_was_stored_is_printed_even_where_it_contradicts_itself(printed):
    odd = replace(verdict(State.HEALTHY, 1.44), thresholds=Thresholds(0.2, 0.9))
    page = text_of(printed(facts(inspection=inspection(verdict=odd))), 0)
    assert "Healthy" in page
    assert "Score 1.44" in page
    assert "abnormal from 0.90" in page


def test_without_a_baseline_there_is_no_score_and_no_pointer(printed):
    page = text_of(printed(samples()["no-baseline"]), 0)
    assert "No score" in page
    assert "none learnt yet" in page
    assert "No baseline was learnt for this measuring point and condition." in page
    assert "last time" not in page
    assert "abnormal from" not in page


def test_a_take_that_failed_says_why_instead_of_a_score(printed):
    pdf = printed(samples()["too-quiet"])
    assert "take not usable" in text_of(pdf, 0)
    assert "The take is too quiet to be told from the microphone’s own noise." in text_of(pdf, 0)
    assert "or raise the input level, and record again." in text_of(pdf, 1)


def test_a_verdict_without_a_word_still_says_that_there_is_no_score(printed):
    blank = facts(inspection=inspection(verdict=bare_verdict(), note=""))
    page = text_of(printed(blank), 0)
    assert "No score was given." in page
    assert "No note." in page


def test_a_provisional_baseline_says_so(printed):
    pdf = printed(facts(inspection=inspection(healthy=healthy_curve(4))))
    assert "abnormal from 1.00 · provisional baseline" in text_of(pdf, 0)
    assert "4 healthy clips, provisional" in text_of(pdf, 2)


def test_what_nobody_knows_is_said(printed):
    unknown = take(recorded_at=None, device="", raw_stream=RawStream.UNKNOWN)
    pdf = printed(facts(inspection=inspection(take=unknown)))
    assert "not known, the file does not say" in text_of(pdf, 0)
    assert "Microphone not known, raw stream not known" in text_of(pdf, 2)


def test_a_long_note_goes_on_at_the_end_and_loses_nothing(printed):
    note = " ".join(f"{index}: the guard is loose." for index in range(230))
    pdf = printed(facts(inspection=inspection(note=note)))
    assert len(note) > 5000
    assert "“…” in full from page 4" in text_of(pdf, 0)
    ends = [re.sub(r"^.* texts in full ", "", text_of(pdf, page)) for page in range(3, len(pdf.pages))]
    assert all(f"{index}: the guard is loose." in " ".join(ends) for index in range(230))


def test_texts_that_fit_are_not_printed_twice(printed):
    assert "in full" not in text_of(printed(facts()))


def test_a_score_beyond_the_gauge_prints_its_number(printed):
    pdf = printed(samples()["one-clip"])
    assert "Score 7.31" in text_of(pdf, 0)
    assert "7.31" in text_of(pdf, 1)
    assert "a score beyond 2.50 stands at the edge with its number" in text_of(pdf, 1)


def test_the_evidence_page_says_how_the_levels_were_aligned(printed):
    page = text_of(printed(facts()), 1)
    assert re.search(r"the baseline is shifted by [+−]\d+\.\d dB, the difference of the mean levels", page)
    assert "8 kHz" in page
    assert "−20 dBFS" in page


def test_a_problem_of_the_disk_is_one_of_the_report(report, tmp_path):
    with pytest.raises(Problem):
        report.write(tmp_path / "gone" / "report.pdf", facts())
    assert list(tmp_path.iterdir()) == []


def test_a_lost_font_leaves_an_older_report_alone(tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"old")
    with pytest.raises(Problem, match="font"):
        InspectionReport(Path("nowhere")).write(tmp_path / "report.pdf", facts())
    assert (tmp_path / "report.pdf").read_bytes() == b"old"
