"""A report's file name sorts by machine and day and is allowed on every system."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.verdict import State
from app.workflows.report_names import inspection_stem, pdf_name
from tests.history.builders import inspection, machine

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_name_day_and_verdict():
    assert inspection_stem("Supply fan 3", NOON, State.CANNOT_TELL) == "Supply fan 3 2026-11-22 cannot tell"


@given(st.text(max_size=200))
def test_no_name_is_refused_by_a_disk(name):
    stem = inspection_stem(name, NOON, State.WATCH)
    assert not set(stem) & set('<>:"/\\|?*\x00\n') and stem == stem.strip(" .") and len(stem) < 110


def test_a_recording_without_a_time_is_named_by_its_analysis():
    known = inspection(machine("Fan 1"), recorded_at=None, analysed_at=NOON)
    assert pdf_name(machine("Fan 1"), known) == "Fan 1 2026-11-22 abnormal.pdf"
