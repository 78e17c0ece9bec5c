"""Reports speak the language that is spoken: every word of them, and what the file says of itself."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from app.domain.review import Found, Review
from app.domain.verdict import State
from app.language import LANGUAGES, SOURCE, speak, tr
from app.reports import pdf_a_claims
from app.reports.card import RecordingCard
from app.reports.facts import Paper
from app.reports.fleet_report import FleetReport
from app.reports.machine_report import MachineReport
from app.reports.pdf_a import finished, new_sheet
from app.reports.pdf_a_text import printed_text
from app.reports.pdf_a_xmp import About
from app.reports.route_report import RouteReport
from app.reports.text import BODY, BODY_STRONG, TITLE
from app.reports.wording import state_word
from tests.reports.facts_for_tests import explained, facts, inspection, recorded
from tests.reports.long_for_tests import fleet_facts, machine_facts, place, route_facts, text_of

LETTERS = "äöüÄÖÜß„“–…»−×›±≤°µ"
ENGLISH = re.compile(
    r"\b(the|and|of|with|from|page|score|healthy|baseline|clips?|visits?|take|next)\b", re.IGNORECASE
)


def own_words(text: str) -> str:
    """A report's text without what people typed and the samples say."""
    for typed in (
        r"Full speed[^.]*?open|Full speed|Inlet side.{0,20}?guard|Rumble at the inlet, guard loose on one bolt",
        r"Finding (of visit )?\d+|Do \d\.|A finding|Told the shift leader|No sure trend|The score rises",
        r"every 7 days, next|Healthy → Watch",
    ):
        text = re.sub(typed, "", text)
    return text


@pytest.mark.parametrize("font", [BODY, BODY_STRONG, TITLE])
def test_the_letters_of_german_are_written_and_read_back(typeface, tmp_path, font):
    assert typeface.clean(LETTERS + "\N{NARROW NO-BREAK SPACE}") == LETTERS + "\N{NARROW NO-BREAK SPACE}"
    sheet = new_sheet(typeface, Paper.A4)
    sheet.text(100, 100, f"{LETTERS} Prüfgröße 1\N{NARROW NO-BREAK SPACE}480", font)
    sheet.canvas.showPage()
    data = finished(sheet, About("t", "a", "s", "p", datetime(2026, 11, 22, tzinfo=UTC), {}))
    (tmp_path / "letters.pdf").write_bytes(data)
    assert f"{LETTERS} Prüfgröße 1" in text_of(tmp_path / "letters.pdf")
    assert printed_text(data) == [f"{LETTERS} Prüfgröße 1\N{NARROW NO-BREAK SPACE}480"]


@pytest.mark.parametrize("paper", Paper)
def test_an_inspection_in_german(german, report, tmp_path, paper):
    known = facts(
        inspection=recorded(verdict=explained(finding="", next_step="", reasons=(), hints=())),
        review=Review("", Found.FAULTY, "Lager"),
        paper=paper,
    )
    report.write(tmp_path / "a.pdf", known)
    first, whole = text_of(tmp_path / "a.pdf", 0), text_of(tmp_path / "a.pdf")
    for said in (
        "Prüfbericht",
        "Seite 1 von",
        "Auffällig",
        "Kennwert 1.84",
        "Letzte sechs Besuche",
        "Arbeitsauftrag",
    ):
        assert said in first, said
    for said in ("Wellenform", "Spektrogramm", "Schaufeldurchgang", "Grenzen der Aussage", "auffällig ab 1.00"):
        assert said in whole, said
    assert not ENGLISH.findall(own_words(whole))


@pytest.mark.parametrize("paper", Paper)
def test_the_other_reports_and_the_card_in_german(german, fonts, tmp_path, paper):
    out = tmp_path / "a.pdf"

    def on(made):
        return replace(made, how=replace(made.how, paper=paper))

    MachineReport(fonts).write(out, on(machine_facts()))
    said = text_of(out)
    FleetReport(fonts).write(out, on(fleet_facts(12, 5)))
    said += text_of(out)
    RouteReport(fonts).write(out, on(route_facts(State.HEALTHY, State.WATCH, None, State.CANNOT_TELL, gone=2)))
    said += text_of(out)
    RecordingCard(fonts, "Earshot").write(out, paper, datetime(2026, 11, 22, tzinfo=UTC))
    said += text_of(out)
    for title in (
        "Maschinenbericht",
        "Parkbericht",
        "Routenbericht",
        "Eine Maschine gut aufnehmen",
        "übersprungen",
    ):
        assert title in said, title
    assert not ENGLISH.findall(own_words(said))


def test_the_file_says_its_language(german, report, tmp_path):
    for code, tag, title in (("de", "de-DE", "Prüfbericht"), (SOURCE, "en", "Inspection report")):
        speak(code)
        report.write(tmp_path / "a.pdf", facts())
        pdf = PdfReader(tmp_path / "a.pdf")
        assert pdf.trailer["/Root"]["/Lang"] == tag
        assert pdf.metadata is not None and (pdf.metadata.title or "").startswith(title)
        packet = (tmp_path / "a.pdf").read_bytes().decode("latin-1")
        assert f"<dc:language><rdf:Bag><rdf:li>{tag}</rdf:li>" in packet


def test_the_alternative_texts_are_german(german, report, tmp_path):
    report.write(tmp_path / "a.pdf", facts(inspection=inspection(verdict=explained(finding=""))))
    root = PdfReader(tmp_path / "a.pdf").trailer["/Root"]["/StructTreeRoot"]
    told: list[str] = []

    def walk(node):
        node = node.get_object()
        if not isinstance(node, dict):
            return
        told.extend([str(node["/Alt"])] if "/Alt" in node else [])
        inside = node.get("/K")
        for one in inside if isinstance(inside, list) else [inside]:
            if hasattr(one, "get_object") and not isinstance(one.get_object(), int):
                walk(one)

    walk(root)
    assert len(told) >= 4
    assert not ENGLISH.findall(" ".join(told))


def test_every_language_that_is_spoken_can_be_verified(german):
    assert {SOURCE, *pdf_a_claims._STATES} == set(LANGUAGES)
    for state in State:
        assert pdf_a_claims._STATES["de"][state.value] == state_word(state)
    assert tr("Score {score}", score="1.84") == "Kennwert 1.84"


def test_names_of_counted_things_fit_beside_each_other(german, fonts, tmp_path):
    """German's longest words stand whole in their columns."""
    MachineReport(fonts).write(tmp_path / "a.pdf", machine_facts(place(8), place(3)))
    RouteReport(fonts).write(tmp_path / "b.pdf", route_facts(None, State.CANNOT_TELL))
    assert "übersprungen" in text_of(tmp_path / "b.pdf") and "Nicht beurteilbar" in text_of(tmp_path / "b.pdf")
    assert "nicht beurteilbar" in text_of(tmp_path / "a.pdf")
