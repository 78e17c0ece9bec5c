"""What a report says of a take that Earshot recorded, and that it says nothing of it where it did not."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from app.domain.microphone import Ending
from app.domain.quality import Check, Grade, Quality
from app.domain.take import RawStream
from tests.reports.facts_for_tests import (
    CLOSE,
    GAPS,
    MEASURED,
    THIRTEEN,
    TOO_QUIET,
    cannot_tell,
    checks,
    facts,
    inspection,
    placed,
    recorded,
    recordings,
    snapshot,
    take,
)


@pytest.fixture
def pages(report, tmp_path):
    """Prints facts and reads the text of each page back."""

    def print_and_read(these) -> list[str]:
        report.write(tmp_path / "report.pdf", these)
        read = PdfReader(tmp_path / "report.pdf").pages
        return [re.sub(r"\s+", " ", page.extract_text()) for page in read]

    return print_and_read


def test_a_take_used_anyway_says_so_beside_the_finding_in_the_table_and_at_its_heading(pages):
    decision, *others = pages(recordings()["used-anyway"])

    said = "Used anyway Dropouts (3 gaps, 0.2 s), Above the room (+2 dB) failed, overruled by the technician."
    assert said in decision
    assert decision.index("11 dB louder") < decision.index("Used anyway") < decision.index("Check the impeller")
    assert "abnormal from 1.00 · used anyway" in decision
    assert "take not usable" not in decision
    evidence = " ".join(others)
    assert "Quality of the take: unusable, used anyway" in evidence
    assert evidence.count("Used anyway.") == 2
    assert "Used anyway. Sound went missing 3 times" in evidence


def test_a_take_that_failed_and_was_not_used_says_only_that(pages):
    text = " ".join(pages(recordings()["odd-not-used"]))

    assert "take not usable" in text
    assert "used anyway" not in text.lower()


def test_a_take_used_anyway_without_a_baseline_says_both(pages):
    bare = recorded(
        quality=checks(CLOSE),
        overruled=(Check.ROOM,),
        verdict=cannot_tell("No healthy baseline yet", "Learn one."),
        healthy=None,
    )
    decision = pages(facts(inspection=bare))[0]

    assert "used anyway · no baseline" in decision
    assert "No baseline was learnt for this measuring point and condition." in decision


def test_an_overruled_check_whose_finding_is_lost_is_still_named(pages):
    bare = recorded(quality=Quality((), -28.0, -9.0), overruled=(Check.HUM, Check.SPEECH))

    assert "Mains hum, Speech failed, overruled by the technician." in pages(facts(inspection=bare))[0]


def test_all_thirteen_checks_stand_under_evidence_with_their_values(pages):
    evidence = pages(facts(inspection=recorded()))[1]

    for check in THIRTEEN:
        assert f"{check.check.value} {check.value}" in evidence
    assert "Quality of the take: good" in evidence
    assert "14 dB above the room" in evidence


@pytest.mark.parametrize("grade", [Grade.NOTED, Grade.FAILED])
def test_all_thirteen_checks_with_a_sentence_each_lose_none(pages, grade):
    what, to_do = CLOSE.what * 3, CLOSE.to_do
    said = tuple(replace(c, grade=grade, what=f"{c.check.name}. {what}", to_do=to_do) for c in THIRTEEN)
    text = " ".join(pages(facts(inspection=recorded(quality=Quality(said, -28.0, -9.0)))))

    for check in THIRTEEN:
        assert f"{check.check.value} {grade.value} {check.value}" in text
        assert f"{check.check.name}. The machine stands" in text
    assert "8 more under evidence" in text


def test_the_decision_page_shows_first_what_did_not_pass(pages):
    decision = pages(facts(inspection=recorded(quality=checks(GAPS, CLOSE))))[0]

    shown = decision[decision.index("Quality of the take") : decision.index("8 more passed")]
    found = [check.check.value for check in THIRTEEN if check.check.value in shown]
    assert set(found) == {"Dropouts", "Above the room", "Length", "Signal", "Level"}
    assert shown.index("Above the room") < shown.index("Length")


def test_several_reasons_for_no_score_are_named_on_one_line(pages):
    lost = recorded(quality=checks(GAPS, CLOSE, TOO_QUIET), verdict=cannot_tell("Cannot judge", "Again."))
    text = pages(facts(inspection=lost))

    assert "Failed: Level (−71 dBFS), Dropouts (3 gaps, 0.2 s), Above the room (+2 dB)." in text[0]
    assert "Why there is no score" not in " ".join(text)


@pytest.mark.parametrize(
    ("margin_db", "said"),
    [(14.2, "14 dB above the room"), (-3.4, "3 dB below the room"), (-0.2, "0 dB above the room")],
)
def test_how_far_the_machine_stood_above_the_room(pages, margin_db, said):
    assert said in pages(facts(inspection=recorded(above_room_db=margin_db)))[1]


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (Ending.LOST, "ended early, the microphone was lost"),
        (Ending.STALLED, "ended early, no more sound came from the microphone"),
        (Ending.DISK, "ended early, the disk was full"),
        (Ending.FULL, "ended at the greatest length that its file can hold"),
        (Ending.INTERRUPTED, "ended early, the program or the computer stopped"),
        (Ending.ASKED, ""),
        (Ending.TIME_UP, ""),
    ],
)
def test_why_a_recording_ended_is_said_when_nobody_asked_for_it(pages, ending, said):
    trace = pages(facts(inspection=recorded(ending=ending)))[2]

    assert "recorded by Earshot" in trace
    assert said in trace
    assert ("ended" in trace) == bool(said)


def test_sound_that_did_not_arrive_is_traceable(pages):
    assert "Recording dropouts: 3 gaps, 0.2 s" in pages(facts(inspection=recorded(quality=checks(GAPS))))[-1]
    assert "dropouts:" not in pages(facts(inspection=recorded()))[-1]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (RawStream.YES, "Microphone Røde NT-USB, raw stream"),
        (RawStream.NO, "Microphone Røde NT-USB, not a raw stream"),
        (RawStream.UNKNOWN, "Microphone Røde NT-USB, raw stream not known"),
    ],
)
def test_microphone_and_raw_stream_are_named(pages, raw, said):
    these = facts(inspection=recorded(take=take(device="Røde NT-USB", raw_stream=raw)))
    assert said in pages(these)[2]


def test_of_a_file_nothing_is_said_that_only_a_recording_has(pages):
    text = " ".join(pages(facts(inspection=inspection())))

    assert "opened from a file" in text
    for word in ("sed anyway", "the room", "microphone was held", "Recording ", "recorded by", "ended"):
        assert word not in text


def test_the_placement_stands_under_evidence_with_who_and_when(pages):
    evidence = pages(facts(inspection=recorded(), placement=placed()))[1]

    assert "Where the microphone was held" in evidence
    assert "left of the inlet, as high as the shaft" in evidence
    assert "Noted 2026-05-06 by M. Großmann." in evidence


def test_a_placement_noted_after_the_take_says_so(pages):
    late = placed(placed_at=MEASURED + timedelta(minutes=2), by="", note="")
    text = " ".join(pages(facts(inspection=recorded(), placement=late)))

    assert "Noted 2026-11-22, after this take." in text
    assert "No words." in text


def test_a_lost_photo_keeps_its_place_and_says_so(pages):
    text = " ".join(pages(facts(inspection=recorded(), placement=placed(photo="photos/ab/ab.jpg"))))
    assert "The photo is lost." in text


def test_a_long_list_of_ranges_names_the_page_it_goes_on(pages, tmp_path):
    many = recorded(verdict=replace(recorded().verdict, ranges=recorded().verdict.ranges * 4))
    placed_with_photo = placed(photo="photos/ab/ab.jpg")
    photo = snapshot(tmp_path / "p.jpg")

    assert "page 3 lists all" in pages(facts(inspection=many))[1]
    read = pages(facts(inspection=many, placement=placed_with_photo, photo=photo))
    assert "page 4 lists all" in read[1]
    assert "Range 8" in read[3]
