"""What is known of a machine beside its visits, its photo, and whether a recording is on this computer."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.plan import Timing
from app.domain.review import BaselineEvent
from app.domain.verdict import State
from app.history.history import History
from app.recordings.photos import PhotoStore
from app.workflows.forecast import LookAhead
from app.workflows.machine_story import MachineStory
from tests.history import builders
from tests.history.builders import START

DAY = timedelta(days=1)
JPEG = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture
def history(tmp_path: Path):
    with History.open(tmp_path / "history") as opened:
        yield opened


@pytest.fixture
def story(history):
    return MachineStory(history, LookAhead(history))


def test_each_condition_is_told_with_its_state_and_its_baseline(history, story):
    machine = history.add_machine(builders.machine(conditions=2))
    first, second = (one.id for one in machine.points[0].conditions)
    baseline = builders.add_baseline(history, first)
    history.add_inspection(builders.inspection(machine, baseline, State.ABNORMAL, START))
    told = story.facts(machine.id, first)
    assert [one.condition.id for one in told.conditions] == [first, second]
    assert [one.now.state for one in told.conditions] == [State.ABNORMAL, State.NO_BASELINE]
    assert told.conditions[0].now.baseline_clips == baseline.clip_count
    assert told.conditions[0].learnt_at == history.baseline(first).learnt_at
    assert told.conditions[1].learnt_at is None


def test_the_log_of_the_baselines_is_that_of_the_condition(history, story):
    machine = history.add_machine(builders.machine(conditions=2))
    first, second = (one.id for one in machine.points[0].conditions)
    builders.add_baseline(history, first)
    history.repair(first, "new bearing", "M. Großmann")
    lines = story.facts(machine.id, first).baselines.lines
    assert (lines[0].change.event, lines[0].change.by) == (BaselineEvent.REPAIR, "M. Großmann")
    assert lines[1].change.event is BaselineEvent.LEARNT and lines[1].clips
    assert story.facts(machine.id, second).baselines.lines == ()


def test_the_next_visit_follows_the_newest_at_any_condition(history, story):
    machine = history.add_machine(replace(builders.machine(conditions=2), interval_days=7))
    first = machine.points[0].conditions[0].id
    unheard = story.facts(machine.id, first)
    assert unheard.timing is Timing.OVERDUE
    visit = history.add_inspection(builders.inspection(machine, None, State.HEALTHY, START))
    told = story.facts(machine.id, first, START + 3 * DAY)
    assert (told.timing, told.due_at) == (Timing.LATER, (visit.take.recorded_at or visit.analysed_at) + 7 * DAY)
    assert story.facts(machine.id, first, START + 30 * DAY).timing is Timing.OVERDUE
    history.change_machine(replace(machine, interval_days=None))
    assert story.facts(machine.id, first).due_at is None


def test_a_photo_is_read_and_one_that_is_gone_is_none(history, story):
    place = PhotoStore(history.folder).keep_made(JPEG)
    machine = history.add_machine(replace(builders.machine(), photo=place))
    assert story.photo(machine) == JPEG
    assert story.photo(replace(machine, photo="")) is None
    (history.folder / place).write_bytes(b"no photo at all")
    assert story.photo(machine) is None
    (history.folder / place).unlink()
    assert story.photo(machine) is None
    assert story.photo(replace(machine, photo="../earshot.db")) is None


def test_a_recording_is_there_or_not_and_of_a_folder_that_is_gone_nothing_is_said(history, story, tmp_path):
    machine = history.add_machine(builders.machine())
    take = history.add_inspection(builders.inspection(machine, None, State.HEALTHY, START)).take
    assert not story.has_recording(take)
    kept = history.folder / take.stored_as
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"RIFF")
    assert story.has_recording(take)
    kept.unlink()
    history.folder.rename(tmp_path / "elsewhere")
    try:
        assert story.has_recording(take)
    finally:
        (tmp_path / "elsewhere").rename(history.folder)
