"""Files are offered to the machine on the screen; nothing is asked that blocks, nothing dropped is forgotten."""

from pathlib import Path

import pytest

from app.ui.pages.files_presenter import FilesPresenter
from app.ui.pages.offer import Notice, Place
from tests.ui.fakes import FakeWorkflows, InlineJobs, baseline, fan
from tests.ui.pages.conftest import Told

MACHINE, OTHER = fan(), fan("Exhaust fan 1")
CONDITION, ELSEWHERE = MACHINE.points[0].conditions[0].id, OTHER.points[0].conditions[0].id
NEW, KNOWN = Place(MACHINE, CONDITION, None), Place(MACHINE, CONDITION, baseline(CONDITION, 9))


class View(Told):
    """A window on one place."""

    def __init__(self, place: Place | None) -> None:
        super().__init__()
        self.here = place

    def place(self) -> Place | None:
        return self.here

    def learnt(self, *args: object) -> bool:
        self.calls.append(("learnt", args))
        return False

    @property
    def notice(self) -> Notice:
        found = self.last("show_notice")
        assert isinstance(found, Notice)
        return found

    def press(self, word: str) -> None:
        next(choice for choice in self.notice.choices if choice.word.startswith(word)).do()


def files(count: int = 7) -> list[Path]:
    return [Path(f"take-{i}.wav") for i in range(count)]


def presenter(flows: FakeWorkflows, view: View) -> FilesPresenter:
    return FilesPresenter(flows, InlineJobs(), view)  # type: ignore[arg-type]


@pytest.fixture
def flows() -> FakeWorkflows:
    return FakeWorkflows(MACHINE, OTHER)


def test_with_a_baseline_inspecting_is_the_filled_choice(flows: FakeWorkflows) -> None:
    view = View(KNOWN)
    presenter(flows, view).offer(files())
    assert [(c.word, c.filled) for c in view.notice.choices] == [
        ("Inspect 7 files", True),
        ("Learn as healthy", False),
    ]
    view.press("Inspect")
    assert len(flows.machines.inspections) == 7


def test_without_one_learning_is(flows: FakeWorkflows) -> None:
    view = View(NEW)
    presenter(flows, view).offer(files(1))
    assert [(c.word, c.filled) for c in view.notice.choices] == [("Learn as healthy", True), ("Inspect it", False)]
    assert "cannot tell" in view.notice.text
    view.press("Learn")
    assert flows.machines.baselines[CONDITION].clip_count == 1


def test_learning_more_offers_to_add_or_to_start_over_and_says_what_stays(flows: FakeWorkflows) -> None:
    flows.machines.baselines[CONDITION] = baseline(CONDITION, 9)
    view = View(KNOWN)
    presenter(flows, view).learn(KNOWN, files(3))
    assert "version 1 stays in the history" in view.notice.text
    assert [c.word for c in view.notice.choices] == ["Add to the 9 clips", "Start over with 3 files"]
    view.press("Start over")
    assert flows.machines.baselines[CONDITION].clip_count == 3


def test_what_was_learnt_and_refused_is_told_by_name(flows: FakeWorkflows) -> None:
    view = View(NEW)
    presenter(flows, view).learn(NEW, [Path("a.wav"), Path("bad.wav"), Path("c.wav")])
    assert view.notice.title == "Supply fan 3: learnt from 2 files."
    assert (
        "2 clips and is provisional. 3 more healthy clips would make it firm. 1 file refused" in view.notice.text
    )
    assert view.notice.lines == ("bad.wav: It is not a sound file. Choose another one.",)


def test_nothing_learnt_is_told_too(flows: FakeWorkflows) -> None:
    view = View(NEW)
    presenter(flows, view).learn(NEW, [Path("bad.wav")])
    assert view.notice.title == "Supply fan 3: nothing was learnt."


def test_files_wait_until_their_machine_is_chosen(flows: FakeWorkflows) -> None:
    view = View(None)
    made = presenter(flows, view)
    made.offer(files(2))
    assert view.notice.title == "Which machine are these 2 files from?"
    view.here = KNOWN
    made.place_changed()
    assert view.notice.title == "What shall be done with 2 files?"


def test_an_open_offer_follows_to_another_machine(flows: FakeWorkflows) -> None:
    view = View(KNOWN)
    made = presenter(flows, view)
    made.offer(files(2))
    view.here = Place(OTHER, ELSEWHERE, None)
    made.place_changed()
    view.press("Learn as healthy")
    assert list(flows.machines.baselines) == [ELSEWHERE]


def test_an_answered_or_closed_offer_does_not_come_back(flows: FakeWorkflows) -> None:
    view = View(KNOWN)
    made = presenter(flows, view)
    made.offer(files(2))
    made.notice_changed(None)
    shown = len(view.of("show_notice"))
    view.here = Place(OTHER, ELSEWHERE, None)
    made.place_changed()
    assert len(view.of("show_notice")) == shown


def test_a_folder_without_sound_is_a_problem(flows: FakeWorkflows, tmp_path: Path) -> None:
    view = View(KNOWN)
    presenter(flows, view).offer([tmp_path])
    assert view.problems() == {"files": "There is no sound file in there."}
    assert view.of("show_notice") == []
