"""Slow changes are told at the look that found them, once, and sound is read only where a look is new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from app.domain.fleet import AlertKind
from app.domain.problem import Cancelled
from app.history.heard_series import Comparable, Sound
from app.workflows.alerts_drift import MACHINES_ASKED, SlowChanges, Span
from app.workflows.progress import Cancel

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
END = START + 100 * WEEK
EVER = Span(START, END, None)


class Heard:
    """Conditions listened to weekly, each at a machine of its own name; says what was read of which."""

    def __init__(self) -> None:
        self.sounds_of: dict[str, list[Sound]] = {}
        self.read: list[str] = []
        self.repaired: datetime | None = None
        self.overview = SimpleNamespace(comparable=self.comparable, sounds=self.sounds)

    def add(self, name: str, weeks: int, moved_from: int | None = None) -> None:
        random = np.random.default_rng(sum(map(ord, name)))
        self.sounds_of[name] = []
        for week in range(weeks):
            bands = random.normal(-9, 0.1, 128)
            bands[47:62] += 9 / 4.34 * (moved_from is not None and week >= moved_from)
            self.sounds_of[name].append(Sound(START + week * WEEK, bands.astype(np.float32), ""))

    def machine_of(self) -> dict[str, str]:
        return {name: f"machine {name}" for name in self.sounds_of}

    def comparable(self, names, until):
        found = {}
        for name in names:
            whens = tuple(sound.when for sound in self.sounds_of[name] if sound.when < until)
            if whens:
                found[name] = Comparable(name, self.repaired, "ear", whens)
        return found

    def sounds(self, wanted):
        self.read += [one.condition_id for one in wanted]
        return {
            one.condition_id: [sound for sound in self.sounds_of[one.condition_id] if sound.when in one.whens]
            for one in wanted
        }


@pytest.fixture
def heard() -> Heard:
    return Heard()


def told(slow: SlowChanges, heard: Heard, span: Span = EVER, kind: AlertKind = AlertKind.DRIFT):
    return [one for one in slow.between(heard.machine_of(), span) if one.kind is kind]


def test_drift_is_told_of_its_machine_when_it_was_found(heard):
    heard.add("moved", 40, moved_from=12)
    heard.add("still", 40)
    heard.add("new", 9)
    (alert,) = told(SlowChanges(heard), heard)
    assert (alert.machine_ids, alert.inspection_id, alert.seen) == (("machine moved",), None, None)
    assert alert.what.startswith("Slowly ") and "dB louder at" in alert.what
    assert (alert.at - START) / WEEK in (15, 23, 31)


def test_its_id_stays_though_it_is_found_on_another_day_and_changes_with_a_repair(heard):
    heard.add("moved", 40, moved_from=12)
    (alert,) = told(SlowChanges(heard), heard)
    older = [replace_when(sound, sound.when - 3 * WEEK) for sound in heard.sounds_of["moved"][:3]]
    heard.sounds_of["moved"][:0] = older
    (later,) = told(SlowChanges(heard), heard)
    assert later.id == alert.id and later.at != alert.at
    heard.repaired = START - 9 * WEEK
    assert told(SlowChanges(heard), heard)[0].id != alert.id


def replace_when(sound: Sound, when: datetime) -> Sound:
    return sound._replace(when=when)


def test_sound_is_read_only_where_a_look_is_new_and_only_once(heard):
    heard.add("moved", 24, moved_from=12)
    heard.add("young", 14)
    slow = SlowChanges(heard)
    before = told(slow, heard)
    assert len(before) == 1 and "young" not in heard.read
    heard.read.clear()
    assert told(slow, heard) == before
    assert heard.read == []
    assert told(slow, heard, replace(EVER, since=START + 24 * WEEK)) == []
    heard.read.clear()
    heard.add("moved", 32, moved_from=12)
    assert told(slow, heard) == before
    assert "moved" in heard.read


def test_what_was_heard_within_the_day_of_a_look_is_heard_again(heard):
    """The last day of a look is complete only when it is over: what is remembered must not hide it."""
    heard.add("a", 16)
    slow = SlowChanges(heard)
    told(slow, heard)
    heard.read.clear()
    last = heard.sounds_of["a"][-1]
    heard.sounds_of["a"].append(replace_when(last, last.when + timedelta(hours=1)))
    told(slow, heard)
    assert heard.read == ["a", "a"], "once for itself, once for all machines"


def test_all_at_once_is_told_once_with_everyone_asked(heard):
    for name in "abcdef":
        heard.add(name, 40, moved_from=16)
    heard.add("young", 5)
    slow = SlowChanges(heard)
    (alert,) = told(slow, heard, kind=AlertKind.FLEET_DRIFT)
    assert alert.machine_ids == tuple(f"machine {name}" for name in "abcdef")
    assert alert.what == "6 of 6 changed the same way: check the microphone"
    heard.read.clear()
    assert told(slow, heard, kind=AlertKind.FLEET_DRIFT) == [alert]
    assert heard.read == []
    in_time = replace(EVER, since=alert.at, until=alert.at + timedelta(seconds=1))
    assert told(SlowChanges(heard), heard, in_time, AlertKind.FLEET_DRIFT) == [alert]


def test_a_large_plant_is_asked_by_a_sample(heard):
    for number in range(MACHINES_ASKED + 20):
        heard.add(f"{number:03d}", 24)
    told(SlowChanges(heard), heard, Span(START + 18 * WEEK, START + 20 * WEEK, None))
    assert sorted(heard.read) == [f"{number:03d}" for number in range(MACHINES_ASKED)]


def test_it_can_be_cancelled(heard):
    heard.add("a", 40)
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Cancelled):
        told(SlowChanges(heard), heard, replace(EVER, cancel=cancel))
