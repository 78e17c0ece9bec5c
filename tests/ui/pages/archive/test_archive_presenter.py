"""The archive section on real imports, without a widget: look, ask, take in, stop, go on, try again."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.problem import Problem
from app.ui.pages.archive.presenter import IMPORTING, LOOKING, ArchivePresenter
from app.ui.pages.archive.values import ArchiveShown, Step
from app.workflows.progress import Progress
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.workflows.archive.conftest import Hall, hall

__all__ = ["hall"]


class View(Told):
    """Keeps everything that is shown, and every end of an import."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[ArchiveShown] = []
        self.sentences: list[str] = []

    def show(self, shown: ArchiveShown) -> None:
        self.seen.append(shown)

    def imported(self, sentence: str) -> None:
        self.sentences.append(sentence)


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(hall: Hall, view: View) -> ArchivePresenter:
    return ArchivePresenter(hall.archives, InlineJobs(), view)


def test_a_folder_is_looked_at_first_and_then_taken_in(hall: Hall, presenter: ArchivePresenter, view: View):
    for number in range(4):
        hall.take(f"Fan 1/normal/2026-03-0{number + 1}.wav")
    hall.take("Fan 1/abnormal/2026-04-01.wav", whistle=0.4)
    presenter.choose(hall.archive)
    shown = presenter.shown
    assert (shown.step, shown.main) == (Step.PREVIEW, "Take in 5 recordings")
    assert shown.table and shown.table.rows[0].cells[:3] == ("Fan 1 · new fan", "5", "4")
    assert hall.history.machines() == []

    presenter.start()
    assert presenter.shown.step is Step.DONE
    assert "1 recording judged (1 abnormal), 4 learnt from" in presenter.shown.line
    assert presenter.shown.table is None
    assert view.sentences == [presenter.shown.line]
    running = [shown for shown in view.seen if shown.step is Step.RUNNING]
    assert running[-1].progress.startswith("5 of 5")


def test_what_was_answered_holds_and_the_folder_is_looked_at_anew(hall: Hall, presenter: ArchivePresenter):
    hall.take("Fan 1/03-04-2026.wav")
    presenter.choose(hall.archive)
    assert presenter.shown.undecided and not presenter.shown.main
    assert "day and month could be either" in presenter.shown.doubts[0]
    presenter.start()
    assert presenter.shown.step is Step.PREVIEW

    presenter.answer(replace(presenter.shown.answers, date_order="dmy", healthy=True))
    assert presenter.shown.table and "3 Apr 2026" in presenter.shown.table.rows[0].cells[3]
    assert presenter.shown.main
    presenter.start()
    assert presenter.shown.step is Step.DONE


def test_what_failed_is_named_and_tried_again_alone(hall: Hall, presenter: ArchivePresenter):
    hall.take("Fan 1/normal/2026-03-01.wav")
    bad = hall.archive / "Fan 1/normal/2026-03-02.wav"
    bad.write_bytes(b"RIFF no sound")
    presenter.choose(hall.archive)
    presenter.start()
    table = presenter.shown.table
    assert table and table.rows[0].cells[0].endswith("2026-03-02.wav") and table.rows[0].cells[2]
    assert presenter.shown.may_retry and presenter.shown.failures

    hall.take("Fan 1/normal/2026-03-02.wav")
    presenter.retry()
    assert presenter.shown.table is None and not presenter.shown.may_retry


def test_stopped_it_is_offered_to_go_on(hall: Hall, view: View):
    jobs = InlineJobs(auto=False)
    presenter = ArchivePresenter(hall.archives, jobs, view)
    for number in range(1, 9):
        hall.take(f"Fan 1/normal/2026-03-0{number}.wav")
    presenter.choose(hall.archive)
    jobs.settle()
    told = presenter._under_way

    def stop_at_third(progress: Progress) -> None:
        told(progress)
        if progress.index == 3:
            presenter.stop()

    presenter._under_way = stop_at_third  # type: ignore[method-assign]
    hall.archives._batch_files = 1
    presenter.start()
    jobs.settle()
    assert presenter.shown.step is Step.CHOOSE
    (broken_off,) = presenter.shown.unfinished
    assert broken_off.title == str(hall.archive)
    presenter._under_way = told  # type: ignore[method-assign]
    presenter.go_on(broken_off.id)
    jobs.settle()
    assert presenter.shown.step is Step.DONE
    assert len(hall.learnt()) == 8
    presenter.back()
    jobs.settle()
    assert presenter.shown.unfinished == ()


def test_what_can_not_be_looked_at_is_told_and_another_folder_may_be_chosen(
    hall: Hall, presenter: ArchivePresenter, view: View
):
    presenter.choose(hall.archive / "nothing here")
    assert any(name == "show_problem" and args[0] == LOOKING for name, args in view.calls)
    assert presenter.shown.step is Step.CHOOSE


def test_a_full_disk_is_told_and_what_came_in_stays(
    hall: Hall, presenter: ArchivePresenter, view: View, monkeypatch: pytest.MonkeyPatch
):
    hall.take("Fan 1/normal/2026-03-01.wav")
    presenter.choose(hall.archive)

    def full(*given: Any, **more: Any) -> None:
        raise Problem("The disk is full.", "Free some space, then go on.")

    monkeypatch.setattr(hall.archives, "run", full)
    presenter.start()
    assert any(name == "show_problem" and args[0] == IMPORTING for name, args in view.calls)
    assert presenter.shown.step is Step.CHOOSE
