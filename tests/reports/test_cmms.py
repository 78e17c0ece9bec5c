"""The CSV for work orders: what stands in it, in both profiles, and that no cell starts a formula."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.forecast import Priority
from app.domain.review import Found
from app.domain.verdict import State
from app.reports.cmms import COLUMNS, CmmsRow, Profile, cmms_lines, safe_text

BERLIN = timezone(timedelta(hours=1))
WHEN = datetime(2026, 11, 22, 8, 14, 8, tzinfo=UTC)


def row(**changed) -> CmmsRow:
    fields = {
        "asset_code": "AHU-03",
        "machine": "Lüfter 3",
        "site": "Hall 2",
        "area": "",
        "point": "Inlet",
        "condition": "stage 1",
        "recorded_at": WHEN,
        "analysed_at": WHEN,
        "rating": State.ABNORMAL,
        "rating_number": 3,
        "score": 1.12,
        "watch_limit": 0.7,
        "abnormal_limit": 1.0,
        "finding": "12 dB louder, around 2.1–2.6 kHz; “hums”",
        "next_step": "Check the bearing.",
        "recommended_action": "Check the machine by 2026-11-24.",
        "due": date(2026, 11, 24),
        "priority": Priority.NOW,
        "priority_number": 1,
        "found": Found.FAULTY,
        "cause": "Lager",
        "cause_code": "VIB",
        "reviewer": "M. Großmann",
        "reviewed_at": None,
        "inspector": "",
        "take_sha256": "ab" * 32,
        "model": "fan",
        "model_version": "2.1.0",
        "inspection_id": "cd" * 16,
    }
    return CmmsRow(**{**fields, **changed})


def read(profile: Profile, *rows: CmmsRow) -> list[dict[str, str]]:
    raw = b"".join(cmms_lines(rows, profile, BERLIN))
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == len(rows) + 1 == raw.count(b"\n")
    text = raw.decode("utf-8-sig")
    return list(
        csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if profile is Profile.SEMICOLON else ",")
    )


@pytest.mark.parametrize(("profile", "score"), [(Profile.COMMA, "1.120"), (Profile.SEMICOLON, "1,120")])
def test_one_row_an_inspection(profile, score):
    (told,) = read(profile, row())
    assert list(told) == list(COLUMNS)
    assert told["recorded_at"] == "2026-11-22T09:14:08+01:00" and told["due"] == "2026-11-24"
    assert (told["rating"], told["rating_number"], told["priority"]) == ("abnormal", "3", "now")
    assert told["score"] == score and told["finding"] == "12 dB louder, around 2.1–2.6 kHz; “hums”"
    assert told["reviewed_at"] == "" and told["machine"] == "Lüfter 3"


def test_what_is_not_known_is_empty():
    (told,) = read(Profile.COMMA, row(score=None, watch_limit=float("inf"), recorded_at=None, found=None))
    assert {told[name] for name in ("score", "watch_limit", "recorded_at", "found")} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|x",
        "\t=1",
        "\r=1",
        "＝1+1",
        "＋1",
        "－x",
        "＠x",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\0=1",
        "\n=HYPERLINK(1)",
    ],
)
def test_no_cell_starts_a_formula(text):
    for profile in Profile:
        (told,) = read(profile, row(asset_code=text, finding=text))
        assert told["asset_code"].startswith("'") and told["finding"] == told["asset_code"]


def test_numbers_and_words_stay_as_they_are():
    for text in ("-12", "+4.5", "−3 dB at 2 kHz", "a-b", "2 - 3", "x, -3 dB", "A = B", "12:30", "e@mail"):
        assert safe_text(text) == text
    assert safe_text("two\r\nlines\0") == "two lines"
    assert safe_text("a;=1+1") == "a;'=1+1" and safe_text("a, @x") == "a, '@x"


SLY = st.text(alphabet=st.sampled_from("=;,@+-\t＝＠ a1\u200b\n\"'|"), max_size=12)


@given(SLY | st.text(max_size=40), st.sampled_from(list(Profile)))
def test_any_text_is_one_harmless_cell_whatever_separates(text, profile):
    (told,) = read(profile, row(machine=text))
    raw = b"".join(cmms_lines([row(machine=text)], profile, BERLIN)).decode("utf-8-sig")
    assert "\0" not in raw and told["inspection_id"] == "cd" * 16
    for separator in (",", ";", "\t"):
        for cell in re.split(rf"[{separator}\r\n]", raw):
            bare = cell.strip().strip('"').lstrip()
            number = re.fullmatch(r"[+-]?\d+([.,]\d+)?", bare)
            assert number or not bare.startswith(("=", "@", "＝", "＋", "－", "＠")), (separator, cell)
