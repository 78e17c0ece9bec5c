"""A report in German is checked like one in English, whichever language the program speaks that checks it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.problem import Problem
from app.domain.verdict import State
from app.language import SOURCE, speak, spoken_from
from app.main import paths
from app.reports.facts import Paper
from app.reports.inspection_report import InspectionReport
from app.reports.pdf_a import finished, new_sheet
from app.reports.pdf_a_claims import not_shown
from app.reports.pdf_a_proof import read_proof
from app.reports.pdf_a_text import printed_text
from app.reports.pdf_a_xmp import About
from app.reports.text import Typeface
from app.workflows.report_names import pdf_name
from app.workflows.verify_report import Part
from tests.workflows.test_verify_report import Printed


@pytest.fixture(autouse=True)
def languages() -> Iterator[None]:
    """German as it ships can be spoken; afterwards English is."""
    spoken_from(paths.LANGUAGES)
    yield
    speak(SOURCE)


@pytest.fixture(scope="module")
def report() -> InspectionReport:
    return InspectionReport(paths.FONTS)


@pytest.fixture
def printed(tmp_path: Path, report: InspectionReport) -> Iterator[Printed]:
    """A report in German; German is spoken."""
    assert speak("de") == "de"
    made = Printed(tmp_path, report)
    yield made
    made.site.history.close()


@pytest.mark.parametrize("spoken", ["de", SOURCE])
def test_a_german_report_is_good_in_either_language(printed: Printed, spoken: str):
    page = " ".join(PdfReader(printed.path).pages[0].extract_text().split())
    assert "Auffällig Kennwert 1.84" in page and "lauter als im Gutzustand" in page
    speak(spoken)
    verified = printed.verify()
    assert verified.good, verified.found
    assert [one.part for one in verified.found] == list(Part)
    assert verified.facts["state"] == "abnormal" and verified.facts["language"] == "de"
    assert verified.facts["finding"] == "11 dB louder than healthy at 0.12 kHz."
    assert verified.facts["told_finding"] != verified.facts["finding"]


def test_an_english_report_is_good_where_german_is_spoken(printed: Printed):
    speak(SOURCE)
    printed.make(printed.kept.id, printed.path)
    speak("de")
    verified = printed.verify()
    assert verified.good, verified.found
    assert not any(key.startswith("told_") or key == "language" for key in verified.facts)


@pytest.mark.parametrize("spoken", ["de", SOURCE])
def test_a_changed_byte_is_named(printed: Printed, spoken: str):
    speak(spoken)
    data = printed.path.read_bytes()
    printed.path.write_bytes(data.replace(b"/Rotate 0", b"/Rotate 9", 1))
    assert printed.wrong() == {Part.FILE: "The file was altered after it was written."}


@pytest.mark.parametrize("spoken", ["de", SOURCE])
@pytest.mark.parametrize(
    ("what", "value", "says"),
    [
        ("state", "HEALTHY", "another verdict: “healthy”, not “abnormal”."),
        ("score", 0.42, "another score: “0.42”, not “1.84”."),
        ("finding", "Nothing.", "another finding: “Nothing.”, not “11 dB louder"),
    ],
)
def test_a_changed_record_is_named(printed: Printed, spoken: str, what: str, value: object, says: str):
    speak(spoken)
    printed.alter_history(what, value)
    wrong = printed.wrong()
    assert list(wrong) == [Part.HISTORY]
    assert says in wrong[Part.HISTORY]


@pytest.mark.parametrize("spoken", ["de", SOURCE])
@pytest.mark.parametrize(
    ("fact", "value", "says"),
    [
        ("score", 0.84, "verdict and score"),
        ("state", "healthy", "verdict and score"),
        ("watch", 0.2, "thresholds"),
        ("told_verdict", "In Ordnung Kennwert 1.84", "verdict and score"),
        ("told_verdict", "", "verdict and score"),
        ("told_finding", "Klingt wie die Referenz.", "finding"),
        ("told_thresholds", "beobachten ab 0.10, auffällig ab 9.00", "thresholds"),
    ],
)
def test_facts_that_the_pages_do_not_show_are_named(
    printed: Printed, spoken: str, fact: str, value: str | float, says: str
):
    speak(spoken)
    data = printed.path.read_bytes()
    facts, pages = read_proof(data).facts, printed_text(data)
    assert pages is not None and not_shown(facts, pages) == []
    assert says in not_shown({**facts, fact: value}, pages)


def test_words_that_go_together_and_not_with_the_facts_are_named(printed: Printed):
    """Somebody has drawn another verdict and told it in the facts too."""
    data = printed.path.read_bytes()
    facts, pages = read_proof(data).facts, printed_text(data)
    assert pages is not None
    drawn = [page.replace("Auffällig", "In Ordnung") for page in pages]
    drawn[0] += "In Ordnung\nKennwert 1.84"
    assert not_shown({**facts, "told_verdict": "In Ordnung Kennwert 1.84"}, drawn) == ["verdict and score"]


@pytest.mark.parametrize("state", [State.WATCH, State.CANNOT_TELL, State.HEALTHY])
def test_every_verdict_is_read_back(printed: Printed, state: State):
    score = None if state is State.CANNOT_TELL else 1234.5
    kept = printed.site.history.add_inspection(
        replace(printed.kept, id="cd" * 16, verdict=replace(printed.kept.verdict, state=state, score=score))
    )
    printed.make(kept.id, printed.path)
    speak(SOURCE)
    assert printed.verify().good


def test_a_language_nobody_knows_yet_is_of_a_newer_version(printed: Printed, tmp_path: Path):
    sheet = new_sheet(Typeface(paths.FONTS), Paper.A4)
    sheet.canvas.showPage()
    about = About("t", "a", "s", "p", printed.kept.analysed_at, {"kind": "inspection", "language": "tlh"})
    (tmp_path / "new.pdf").write_bytes(finished(sheet, about))
    with pytest.raises(Problem, match="newer version"):
        printed.check(tmp_path / "new.pdf")


def test_the_file_is_named_in_the_language_too(printed: Printed):
    assert pdf_name(printed.site.pump, printed.kept).endswith(" auffällig.pdf")
    speak(SOURCE)
    assert pdf_name(printed.site.pump, printed.kept).endswith(" abnormal.pdf")
