"""Which backups go: never the newest nor what is not ours; two years are covered whatever the clock did."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.backup_names import (
    KEEP_DAYS,
    KEEP_LAST,
    KEEP_MONTHS,
    KEEP_WEEKS,
    Backup,
    Why,
    all_backups,
    next_path,
    surplus,
)

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
MOST = KEEP_LAST + KEEP_DAYS + KEEP_WEEKS + KEEP_MONTHS

times = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
reasons = st.sampled_from([Why.ROUTINE, Why.ROUTINE, Why.ROUTINE, Why.BEFORE_RESTORE, Why.BEFORE_UPGRADE])


def backup(number: int, made_at: datetime, why: Why = Why.ROUTINE) -> Backup:
    return Backup(Path(f"{number}.db"), made_at, number, "0003", why, 1)


made = st.lists(st.tuples(times, reasons), max_size=80).map(
    lambda found: [backup(number, at, why) for number, (at, why) in enumerate(found)]
)


@given(made)
def test_whatever_the_clock_said_the_newest_stay_and_only_routine_ones_go(backups: list[Backup]):
    gone = surplus(backups)

    assert {one.why for one in gone} <= {Why.ROUTINE}
    routine = [one for one in backups if one.why is Why.ROUTINE]
    assert not {one.number for one in routine[-KEEP_LAST:]} & {one.number for one in gone}
    left = [one for one in backups if one not in gone]
    assert surplus(left) == []
    assert len([one for one in left if one.why is Why.ROUTINE]) <= MOST


@given(made, st.integers(0, 100))
def test_where_there_is_little_room_the_oldest_go_first_and_five_stay(backups: list[Backup], room_bytes: int):
    usual, gone = surplus(backups), surplus(backups, room_bytes)

    assert set(usual) <= set(gone)
    left = [one for one in backups if one.why is Why.ROUTINE and one not in gone]
    for_room = [one for one in gone if one not in usual]
    assert len(left) <= max(room_bytes, KEEP_LAST)
    assert all(one.number < min(stay.number for stay in left) for one in for_room)
    assert not for_room or len(left) == max(room_bytes, KEEP_LAST)


@given(made, st.randoms())
def test_the_order_in_which_they_are_named_does_not_matter(backups: list[Backup], chance):
    shuffled = list(backups)
    chance.shuffle(shuffled)

    assert set(surplus(shuffled)) == set(surplus(backups))


def live(days: int, a_day: int = 1, clock: dict[int, datetime] | None = None) -> list[Backup]:
    """What is left after so many days of use, thinned out each time; `clock` sets it at that backup."""
    kept: list[Backup] = []
    now = START
    for number in range(1, days * a_day + 1):
        now = (clock or {}).get(number, now + timedelta(days=1) / a_day)
        kept.append(backup(number, now))
        gone = surplus(kept)
        kept = [one for one in kept if one not in gone]
    return kept


@pytest.mark.parametrize("a_day", [1, 3])
def test_after_three_years_of_use_two_are_covered(a_day: int):
    kept = live(3 * 365, a_day)
    newest = kept[-1].made_at
    ages = [newest - one.made_at for one in kept]

    assert len(kept) <= MOST
    for most, step in ((KEEP_DAYS, 1), (KEEP_WEEKS, 7), (KEEP_MONTHS, 31)):
        for back in range(most - 1):
            assert any(abs(age - timedelta(days=back * step)) <= timedelta(days=step) for age in ages), (
                back,
                step,
            )


def test_a_year_that_was_wrong_once_does_not_empty_the_folder():
    good = live(200)
    wrong = live(200, clock={150: datetime(2089, 1, 1, tzinfo=UTC), 152: START + timedelta(days=152)})

    assert len(wrong) >= len(good) - 2
    assert wrong[-1].number == 200


def test_a_clock_set_back_lets_the_newest_stay_and_names_differ(tmp_path: Path):
    (tmp_path / "backups").mkdir()
    for day in (0, 1, 1, -30, -30, -31):
        path = next_path(tmp_path, START + timedelta(days=day), "0003", Why.ROUTINE)
        assert not path.exists()
        path.write_bytes(b"")

    found = all_backups(tmp_path)
    assert [one.number for one in found] == [6, 5, 4, 3, 2, 1]
    assert found[0].made_at == START - timedelta(days=31)
    assert found[0] not in surplus(found)


def test_names_tell_what_they_are_and_nothing_else_is_ours(tmp_path: Path):
    place = tmp_path / "backups"
    place.mkdir()
    for why in (Why.ROUTINE, Why.BEFORE_RESTORE):
        next_path(tmp_path, START, "0003", why).write_bytes(b"x")
    (tmp_path / "earshot-before-0003.db").write_bytes(b"xy")
    others = [
        "earshot.db",
        "earshot-20260101T080000Z-1-0003.db.part",
        "earshot-20260101T080000Z-1-0003 (copy).db",
        "earshot-20261301T080000Z-1-0003.db",
        "mine-20260101T080000Z-1-0003.db",
        "EARSHOT-20260101T080000Z-1-0003.DB",
    ]
    for name in others:
        (place / name).write_bytes(b"")
    (place / "earshot-20260101T080000Z-9-0003.db").mkdir()
    (place / "earshot-20260101T080000Z-8-0003.db").symlink_to(place / "earshot.db")

    found = all_backups(tmp_path)

    assert [(one.number, one.why, one.revision, one.size_bytes) for one in found] == [
        (2, Why.BEFORE_RESTORE, "0003", 1),
        (1, Why.ROUTINE, "0003", 1),
        (0, Why.BEFORE_UPGRADE, "", 2),
    ]
    assert {one.made_at for one in found[:2]} == {START}


def test_no_folder_is_no_backup(tmp_path: Path):
    assert all_backups(tmp_path) == []
    assert all_backups(tmp_path / "gone") == []
