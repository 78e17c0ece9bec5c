"""In another language: what is kept stays English, what somebody wrote stays theirs, all else is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.review import BaselineChange, BaselineEvent, Found
from app.domain.verdict import State
from app.ui.pages.baseline_face import baseline_face
from app.ui.pages.review_panel_face import CAUSES, answers, cause_text, read_cause, said
from app.ui.pages.words import day
from app.workflows.baseline_story import BaselineStory, StoryLine
from tests.language.another_tongue import another_tongue, english_in
from tests.language.spoken import german

MARCH = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_a_cause_is_kept_in_english_in_whatever_language_it_was_typed(tmp_path: Path):
    with german(tmp_path, {"Vibration": "Schwingung"}):
        assert cause_text("Vibration", "VIB") == "Schwingung (VIB)"
        for typed in ("schwingung", "Schwingung (VIB)", "Vibration", "vib", "Vibration (VIB)"):
            assert read_cause(typed) == ("Vibration", "VIB")
        assert read_cause("Riemen lose") == ("Riemen lose", "")
        assert cause_text("Vibration", "") == "Vibration"


def test_a_day_is_written_as_the_language_does(tmp_path: Path):
    assert day(MARCH) == "3 Mar 2026"
    with german(tmp_path, {"Mar": "März", "{day} {month} {year}": "{day}. {month} {year}"}):
        assert day(MARCH) == "3. März 2026"


def test_what_was_repaired_stays_as_it_was_written(tmp_path: Path):
    lines = tuple(
        StoryLine(BaselineChange("c", event, None, "learnt", "J. Brandt", at=MARCH), None, None, True)
        for event in (BaselineEvent.REPAIR, BaselineEvent.UNDONE)
    )
    with another_tongue(tmp_path):
        face = baseline_face(BaselineStory("c", None, lines, None, None))
        repaired, undone = face.rows
        assert repaired.what == "learnt" and not english_in(undone.what)
        assert not any(
            english_in(text)
            for text in (face.title.replace("Mar", ""), face.text, repaired.event, repaired.counted)
        )


@pytest.mark.parametrize("state", State)
def test_nothing_of_what_can_be_said_of_a_verdict_stays_english(tmp_path: Path, state: State):
    with another_tongue(tmp_path):
        texts = [text for answer in answers(state) for text in (answer.word, answer.spoken)]
        texts += [said(state, found) for found in (Found.HEALTHY, Found.FAULTY)]
        texts += [cause_text(cause, code).replace(code, "") for code, cause in CAUSES.items()]
        assert not any(map(english_in, texts))
