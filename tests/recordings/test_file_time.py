"""Times in names, in all the forms that archives have."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.recordings.file_time import DateOrder, TimeFrom, named_time, time_in_path
from tests.recordings.test_recorded_at import in_india  # noqa: F401

MOMENT = st.datetimes(datetime(1991, 1, 1), datetime(2025, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2025-11-22T091408Z", "2025-11-22T09:14:08"),
        ("20251122_091408", "2025-11-22T03:44:08"),
        ("22.11.2025 09-14", "2025-11-22T03:44:00"),
        ("1763802848", "2025-11-22T09:14:08"),
        ("rec_1763802848123_fan", "2025-11-22T09:14:08"),
        ("2025-11-22T09-14-08+0100", "2025-11-22T08:14:08"),
        ("2025-11-22T09-14-08-0500", "2025-11-22T14:14:08"),
        ("251122_091408", "2025-11-22T03:44:08"),
        ("22-Nov-2025_09-14-08", "2025-11-22T03:44:08"),
        ("Nov 22, 2025 at 09.14", "2025-11-22T03:44:00"),
        ("2025-11-22 09.14.08 PM", "2025-11-22T15:44:08"),
        ("13-04-2025 10h15", "2025-04-13T04:45:00"),
    ],
)
def test_a_time_in_a_name(name, expected):
    found = named_time(name)
    assert found is not None and not found.to_the_day
    assert found.read(None) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("name", ["20251122_0001", "20251122-000017", "2025-11-22", "5. Mai 2025"])
def test_a_recorders_counter_is_no_time_of_day(name):
    assert named_time(name).to_the_day


@pytest.mark.parametrize("name", ["00000012", "id_00", "ZOOM0001", "2025-02-30", "3025-01-01", "9999999999", ""])
def test_other_numbers_are_no_time(name):
    assert named_time(name) is None


def test_day_or_month_is_left_open_where_both_could_be():
    found = named_time("03-04-2025")
    assert not found.decided and found.read(None) is None
    assert found.read(DateOrder.DAY_FIRST) != found.read(DateOrder.MONTH_FIRST)
    assert named_time("04-13-2025").shows is DateOrder.MONTH_FIRST
    assert named_time("05-05-2025").decided


def test_folders_tell_the_day_and_files_the_time_of_day():
    for path in ("2025-11-22/091408.wav", "2025/11/22/09-14-08.wav", "2025-11-22/normal/09.14.08.wav"):
        found, source = time_in_path(path)
        assert (found.read(None), source) == (datetime(2025, 11, 22, 3, 44, 8, tzinfo=UTC), TimeFrom.FOLDER)


@given(
    MOMENT,
    st.sampled_from(["%Y-%m-%dT%H%M%SZ", "fan_%Y%m%d%H%M%SZ", "%d.%m.%Y_%H-%M-%SZ x", "%b %d, %Y %H.%M.%SZ"]),
)
def test_what_was_written_is_read_back(moment, form):
    found = named_time(moment.strftime(form))
    assert found is not None and found.read(DateOrder.DAY_FIRST) == moment


@given(st.text(max_size=60))
def test_any_name_is_a_time_or_none(name):
    found = named_time(name)
    if found is not None:
        assert all(one is None or one.tzinfo is UTC for one in (found.day_first, found.month_first))
        time_in_path(f"{name}/{name}.wav" if name.strip("/.") else "x.wav")
