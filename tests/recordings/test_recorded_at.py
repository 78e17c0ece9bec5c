"""When a recording was made: by its name, its header, its date."""

import os
import struct
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.recordings.recorded_at import recorded_at, time_in_name
from tests.recordings.sounds import noise, write


@pytest.fixture(autouse=True)
def in_india(monkeypatch):
    if not hasattr(time, "tzset"):
        pytest.skip("cannot set the time zone here")
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fan 3 2025-11-22T081408Z", (8, 14, 8)),
        ("2025-11-22T08:14:08.250Z", (8, 14, 8)),
        ("20251122_081408", (2, 44, 8)),
        ("REC20251122081408", (2, 44, 8)),
        ("2025-11-22 08.14.08", (2, 44, 8)),
        ("2025-11-22 at 08.14.08", (2, 44, 8)),
        ("Lüfter_2025-11-22_08-14-08_links", (2, 44, 8)),
        ("20251122-081408-0001", (2, 44, 8)),
    ],
)
def test_a_time_in_the_name(name: str, expected: tuple[int, int, int]):
    assert time_in_name(name) == datetime(2025, 11, 22, *expected, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        "fan",
        "2025-11-22",
        "1400",
        "20251322_081408",
        "20251122_256199",
        "99991122_081408",
        "00010101_000000",
        "1234567890123456789",
        "cw_square__1__ch1",
    ],
)
def test_no_time_in_the_name(name: str):
    assert time_in_name(name) is None


def test_the_name_comes_first_then_the_header_then_the_date(tmp_path: Path):
    path = write(tmp_path / "fan.wav", noise(0.1))
    os.utime(path, (1_700_000_000, 1_700_000_000.9))
    assert recorded_at(path) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    whole = path.read_bytes()
    bext = bytes(320) + b"2024-05-06" + b"10:11:12" + bytes(300)
    path.write_bytes(whole[:12] + b"bext" + struct.pack("<I", len(bext)) + bext + whole[12:])
    assert recorded_at(path) == datetime(2024, 5, 6, 4, 41, 12, tzinfo=UTC)
    named = path.rename(tmp_path / "20250102_030405Z.wav")
    assert recorded_at(named) == datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_clock_that_was_never_set_tells_nothing(tmp_path: Path):
    path = write(tmp_path / "fan.wav", noise(0.1))
    os.utime(path, (0, 0))
    assert recorded_at(path) is None
    tomorrow = time.time() + 3 * 86_400
    os.utime(path, (tomorrow, tomorrow))
    assert recorded_at(path) is None


def test_nobody_knows_when_a_lost_file_was_recorded(tmp_path: Path):
    assert recorded_at(tmp_path / "gone.wav") is None
