"""What a crash left is offered, checked where it belongs, or discarded; and placements are kept."""

from pathlib import Path

import pytest

from app.domain.microphone import Ending, Purpose, Recording
from app.domain.problem import Problem
from app.ui.pages.offer import Choice, Notice, Place
from app.ui.pages.record.left_over import LeftOver
from app.ui.pages.record.placing import PROBLEM, Placing
from app.ui.pages.record.values import Before
from tests.ui.fakes import FakeWorkflows, InlineJobs, fan
from tests.ui.pages.conftest import Told
from tests.ui.pages.record.fakes import last_time, take_of


def left(flows: FakeWorkflows, seconds: float = 18.2, **more: bool) -> Recording:
    machine = next(iter(flows.machines.all.values()))
    purpose = Purpose(machine.id, machine.points[0].conditions[0].id, **more)
    recording = take_of(purpose, seconds, Ending.INTERRUPTED, f"{len(flows.record.left)}.part.wav")
    flows.record.left.append(recording)
    return recording


def offered(told: Told) -> Notice:
    notice: Notice = told.last("show_notice")
    return notice


def press(notice: Notice, word: str) -> None:
    choice: Choice = next(choice for choice in notice.choices if choice.word == word)
    choice.do()


@pytest.fixture
def flows() -> FakeWorkflows:
    return FakeWorkflows(fan())


def test_nothing_left_says_nothing(flows: FakeWorkflows, told: Told, jobs: InlineJobs) -> None:
    LeftOver(flows, jobs, told).look()  # type: ignore[arg-type]
    assert told.calls == []


def test_a_take_is_offered_with_its_machine_and_length(flows: FakeWorkflows, told: Told, jobs: InlineJobs) -> None:
    recording = left(flows)
    LeftOver(flows, jobs, told).look()  # type: ignore[arg-type]
    assert offered(told).title == "A take of 18 s of Supply fan 3 was not finished."
    press(offered(told), "Check it")
    place, checked = told.of("check")[-1]
    assert place.machine.name == "Supply fan 3"
    assert checked is recording


def test_discarding_offers_the_next_and_a_way_back(flows: FakeWorkflows, told: Told, jobs: InlineJobs) -> None:
    left(flows)
    left(flows, 62.0)
    LeftOver(flows, jobs, told).look()  # type: ignore[arg-type]
    assert "1 more after it." in offered(told).text
    press(offered(told), "Discard")
    assert offered(told).title == "A take of 1 min 2 s of Supply fan 3 was not finished."
    _, undo = told.of("offer_undo")[-1]
    undo()
    assert len(flows.record.left) == 2


def test_a_machine_that_is_no_longer_there_is_asked_for(
    flows: FakeWorkflows, told: Told, jobs: InlineJobs
) -> None:
    left(flows)
    flows.machines.all.clear()
    LeftOver(flows, jobs, told).look()  # type: ignore[arg-type]
    assert "an unknown machine" in offered(told).title
    press(offered(told), "Check it")
    assert told.of("check")[-1][0] is None


def test_a_recording_of_the_room_is_called_one(flows: FakeWorkflows, told: Told, jobs: InlineJobs) -> None:
    left(flows, room=True)
    LeftOver(flows, jobs, told).look()  # type: ignore[arg-type]
    assert offered(told).title == "A recording of the room at Supply fan 3 was not finished."


def placing(flows: FakeWorkflows, told: Told, jobs: InlineJobs) -> tuple[Placing, list[Before]]:
    seen: list[Before] = []
    made = Placing(flows.record, jobs, told, seen.append)  # type: ignore[arg-type]
    machine = next(iter(flows.machines.all.values()))
    made.show(Place(machine, machine.points[0].conditions[0].id, None))
    return made, seen


def test_a_placement_is_kept_and_shown_at_once(flows: FakeWorkflows, told: Told, jobs: InlineJobs) -> None:
    flows.record.last = last_time()
    made, seen = placing(flows, told, jobs)
    assert seen[-1] == Before(last_time())
    made.save("0.5 m from the guard", Path("p.jpg"))
    assert seen[-1].placement is not None
    assert seen[-1].placement.note == "0.5 m from the guard"


def test_a_photo_that_cannot_be_kept_is_told_until_one_can(
    flows: FakeWorkflows, told: Told, jobs: InlineJobs
) -> None:
    made, _ = placing(flows, told, jobs)
    flows.record.keep_problem = Problem("The photo can't be read.", "Choose another one.")
    made.save("here", Path("p.jpg"))
    assert told.problems()[PROBLEM] == "The photo can't be read."
    flows.record.keep_problem = None
    made.save("here", None)
    assert told.problems() == {}
