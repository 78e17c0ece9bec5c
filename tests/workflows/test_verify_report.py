"""A report is compared with itself and with the history; whatever was changed is named."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.domain.bin import Thing
from app.domain.letterhead import Letterhead
from app.domain.problem import Problem
from app.domain.reading import Quantity, Reading
from app.domain.review import Found, Review
from app.domain.verdict import ModelIdentity, State, Thresholds, Verdict
from app.main import paths
from app.recordings.photos import PhotoStore
from app.reports.facts import Paper
from app.reports.inspection_report import InspectionReport
from app.reports.pdf_a import finished, new_sheet
from app.reports.pdf_a_xmp import About
from app.reports.text import Typeface
from app.workflows.make_report import MakeReport
from app.workflows.verify_report import MOST_BYTES, Part, Verified, VerifyReport
from tests.workflows.test_training_export import Site

VERDICT = Verdict(
    State.ABNORMAL, "11 dB louder than healthy at 0.12 kHz.", "Check the impeller.", 1.84, Thresholds(0.7, 1.0)
)


class Printed:
    """A history with one judged take, and its report."""

    def __init__(self, folder: Path, report: InspectionReport) -> None:
        self.site = Site(folder / "history")
        self.take = self.site.take("one.wav")
        first = self.site.history.inspection(self.site.visit(self.take, None))
        model = ModelIdentity("pump", "1.0", "pump", "e" * 64, "d" * 64)
        self.kept = self.site.history.add_inspection(
            replace(first, id="ab" * 16, verdict=VERDICT, model=model, inspector="J. Brandt")
        )
        self.paper, self.letterhead = Paper.A4, Letterhead()
        self.make = MakeReport(
            self.site.history,
            self.site.store,
            PhotoStore(self.site.folder),
            report,
            lambda: self.paper,
            letterhead=lambda: self.letterhead,
        )
        self.path = self.make(self.kept.id, folder / "report.pdf")
        self.check = VerifyReport(self.site.history, self.site.store)

    def verify(self) -> Verified:
        return self.check(self.path)

    def wrong(self) -> dict[Part, str]:
        return {one.part: one.text for one in self.verify().found if not one.good}

    def alter_history(self, what: str, value: object) -> None:
        with sqlite3.connect(self.site.folder / "earshot.db") as database:
            changed = database.execute(f"UPDATE inspections SET {what} = ? WHERE id = ?", (value, self.kept.id))
            assert changed.rowcount == 1
        database.close()


@pytest.fixture(scope="module")
def report() -> InspectionReport:
    return InspectionReport(paths.FONTS)


@pytest.fixture(scope="module")
def typeface() -> Typeface:
    return Typeface(paths.FONTS)


@pytest.fixture
def printed(tmp_path: Path, report: InspectionReport):
    made = Printed(tmp_path, report)
    yield made
    made.site.history.close()


def test_all_is_as_it_should_be(printed: Printed):
    verified = printed.verify()
    assert verified.good
    assert [one.part for one in verified.found] == list(Part)
    assert verified.title.endswith("/ 2, abnormal, score 1.84")


def test_a_later_note_name_or_visit_is_no_alteration(printed: Printed):
    printed.site.history.set_note(printed.kept.id, "Found a loose bolt.")
    printed.site.visit(printed.site.take("two.wav"), None)
    printed.site.history.change_machine(replace(printed.site.pump, name="Renamed"))
    assert printed.verify().good


def test_settings_that_change_count_from_the_next_report_on(printed: Printed):
    before = PdfReader(printed.path)
    printed.paper, printed.letterhead = Paper.LETTER, Letterhead("Nordbank", None, "M. Weber")
    printed.make(printed.kept.id, printed.path)
    after = PdfReader(printed.path)
    assert [round(one.pages[0].mediabox.width) for one in (before, after)] == [595, 612]
    page = " ".join(after.pages[0].extract_text().split())
    assert "Nordbank" in page and "Inspector J. Brandt" in page and "Printed by M. Weber" in page
    assert printed.verify().good


def test_what_was_found_and_typed_in_at_the_visit_is_printed_and_no_alteration(printed: Printed):
    history = printed.site.history
    history.add_review(Review(printed.kept.id, Found.FAULTY, "worn belt"))
    here = Reading(printed.site.condition_id, Quantity.TEMPERATURE, 41.0, "°C", inspection_id=printed.kept.id)
    history.readings.add(here)
    history.readings.add(Reading(printed.site.condition_id, Quantity.LOAD, 77.0, "%"))
    assert printed.verify().good
    page = " ".join(PdfReader(printed.make(printed.kept.id, printed.path)).pages[0].extract_text().split())
    assert "Confirmed yes, faulty: worn belt" in page
    assert "Typed in Temperature 41 °C" in page and "77" not in page
    assert printed.verify().good


@pytest.mark.parametrize(
    ("what", "value", "says"),
    [
        ("state", "HEALTHY", "another verdict: “healthy”, not “abnormal”."),
        ("score", 0.42, "another score: “0.42”, not “1.84”."),
        ("abnormal_from", 2.0, "another abnormal threshold: “2.0”, not “1.0”."),
        ("finding", "Nothing.", "another finding: “Nothing.”, not “11 dB louder"),
        ("inspector", "", "another inspector: “none”, not “J. Brandt”."),
    ],
)
def test_an_altered_record_is_named(printed: Printed, what: str, value: object, says: str):
    printed.alter_history(what, value)
    wrong = printed.wrong()
    assert list(wrong) == [Part.HISTORY]
    assert says in wrong[Part.HISTORY]


def test_an_altered_file_is_named(printed: Printed):
    data = printed.path.read_bytes()
    printed.path.write_bytes(data.replace(b"/Rotate 0", b"/Rotate 9", 1))
    assert printed.wrong() == {Part.FILE: "The file was altered after it was written."}
    printed.path.write_bytes(data + b"9 0 obj\nendobj\n")
    assert printed.wrong()[Part.FILE].startswith("Something was added to the file later")
    printed.path.write_bytes(data[:-30])
    assert printed.wrong()[Part.FILE].startswith("The file is cut off")


def test_facts_that_were_altered_are_named_twice(printed: Printed):
    data = printed.path.read_bytes()
    printed.path.write_bytes(data.replace(b'"score":1.84', b'"score":0.84'))
    wrong = printed.wrong()
    assert set(wrong) == {Part.FILE, Part.FACTS, Part.TEXT, Part.HISTORY}
    assert wrong[Part.TEXT] == "Its pages do not show what its facts say: verdict and score."


@pytest.mark.parametrize("thing", list(Thing))
def test_what_lies_in_the_bin_is_said(printed: Printed, thing: Thing):
    printed.site.history.bin.throw(thing, printed.kept.id if thing is Thing.INSPECTION else printed.site.pump.id)
    assert printed.wrong() == {Part.HISTORY: "Its inspection lies in the bin of this history."}


def test_a_report_of_another_history(printed: Printed, tmp_path: Path):
    other = Site(tmp_path / "other")
    found = VerifyReport(other.history, other.store)(printed.path).found
    other.history.close()
    assert [one.text for one in found if not one.good] == [
        "Its inspection is not in this history: it was removed for good, or made elsewhere."
    ]


def test_without_a_history_only_the_file_speaks(printed: Printed):
    verified = VerifyReport(None, printed.site.store)(printed.path)
    assert [(one.part, one.good) for one in verified.found][-1] == (Part.HISTORY, False)
    assert all(one.good for one in verified.found[:-1])


def test_a_recording_that_was_changed_or_is_gone(printed: Printed):
    stored = printed.site.folder / printed.take.stored_as
    stored.write_bytes(b"other")
    assert printed.wrong() == {Part.RECORDING: "The stored recording of “one.wav” was changed after it was kept."}
    stored.unlink()
    assert printed.wrong() == {Part.RECORDING: "The stored recording of “one.wav” is missing."}


def test_another_kind_of_report_is_checked_as_a_file(printed: Printed, typeface: Typeface, tmp_path: Path):
    sheet = new_sheet(typeface, Paper.A4)
    sheet.canvas.showPage()
    about = About("Fleet", "a", "b", "Earshot", printed.kept.analysed_at, {"kind": "fleet", "number": "F 1"})
    (tmp_path / "fleet.pdf").write_bytes(finished(sheet, about))
    verified = printed.check(tmp_path / "fleet.pdf")
    assert verified.good
    assert [one.part for one in verified.found] == [Part.FILE, Part.FACTS, Part.HISTORY]


def test_what_cannot_be_read_is_one_sentence(printed: Printed, tmp_path: Path):
    for path, says in ((tmp_path / "gone.pdf", "is not there"), (tmp_path, "is not a file")):
        with pytest.raises(Problem, match=says):
            printed.check(path)
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    with pytest.raises(Problem, match="too large"):
        printed.check(tmp_path / "huge.pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hold_it_up(printed: Printed, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(Problem, match="is not a file"):
        printed.check(tmp_path / "pipe.pdf")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(("kind", "inspection_id", "state", "score", "number")),
        st.one_of(st.none(), st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False)),
    )
)
def test_facts_made_by_a_stranger_give_sentences(
    printed: Printed, typeface: Typeface, facts: dict[str, str | float | None]
):
    sheet = new_sheet(typeface, Paper.A4)
    sheet.canvas.showPage()
    about = About("t", "a", "s", "p", printed.kept.analysed_at, {"kind": "inspection"} | facts)
    path = printed.path.with_name("wild.pdf")
    path.write_bytes(finished(sheet, about))
    verified = printed.check(path)
    assert verified.title.isprintable()
    assert all(one.text.endswith(".") and "\n" not in one.text for one in verified.found)
