"""What is made, what is drawn and in which order, and what is given up."""

from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.ui.jobs import Control
from app.ui.pages.exporting import Report
from app.ui.pages.preview import presenter as module
from app.ui.pages.preview.presenter import PreviewPresenter
from app.ui.pages.preview.values import PreviewShown, Sheet, Stage
from app.ui.pages.preview.words import facts, paper, size
from app.workflows.progress import Progress
from tests.ui.fakes import InlineJobs
from tests.ui.pages.preview.fakes import FakePreview


class View:
    """Remembers what is shown now."""

    def __init__(self) -> None:
        self.states: list[PreviewShown] = []
        self.pictures: dict[int, int] = {}
        self.small: dict[int, int] = {}

    def show(self, shown: PreviewShown) -> None:
        self.states.append(shown)

    def show_picture(self, page: int, image, *, small: bool) -> None:
        (self.small if small else self.pictures)[page] = image.width()

    def drop_picture(self, page: int) -> None:
        del self.pictures[page]


def report(name: str = "Fan 3.pdf", problem: Problem | None = None) -> Report:
    def make(out: Path, control: Control) -> Path:
        control.report(Progress(0, 1, "Fan 3", 0, 2))
        if problem:
            raise problem
        return out

    return Report("Inspection report", "Fan 3: watch", name, make)


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def preview() -> FakePreview:
    return FakePreview()


def test_a_report_is_made_read_and_shown(preview: FakePreview, jobs: InlineJobs, view: View) -> None:
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    assert [shown.stage for shown in view.states] == [Stage.MAKING, Stage.MAKING, Stage.THERE]
    assert view.states[1].doing == "Fan 3"
    last = view.states[-1]
    assert (len(last.sheets), last.paper, last.size_bytes) == (3, "A4", 256_276)
    assert preview.drawn == [], "nothing is drawn that nobody looks at"


def test_what_is_looked_at_is_drawn_first_and_once(preview: FakePreview, jobs: InlineJobs, view: View) -> None:
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    presenter.look_small([0, 1, 2], 104)
    preview.drawn.clear()
    presenter.look([1, 2], 800)
    presenter.look([1, 2], 800)
    assert preview.drawn == [(1, 800), (2, 800)]
    assert view.pictures == {1: 800, 2: 800} and view.small == dict.fromkeys(range(3), 104)


def test_large_pages_come_before_small_ones(preview: FakePreview, view: View) -> None:
    jobs = InlineJobs(auto=False)
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    jobs.settle()
    presenter.look_small([0, 1], 104)
    presenter.look([0], 800)
    jobs.settle()
    assert preview.drawn == [(0, 104), (0, 800), (1, 104)], "only what had begun goes before"


def test_of_forty_pages_only_those_in_sight_are_drawn(preview: FakePreview, view: View) -> None:
    preview.pages, jobs = 40, InlineJobs(auto=False)
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    jobs.settle()
    for page in range(40):
        presenter.look([page], 800)
    jobs.settle()
    assert preview.drawn == [(39, 800)]


def test_another_size_is_drawn_anew_and_replaces(preview: FakePreview, jobs: InlineJobs, view: View) -> None:
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    presenter.look([0], 800)
    presenter.look([0], 400)
    presenter.look([0], 400)
    assert preview.drawn == [(0, 800), (0, 400)]
    assert view.pictures == {0: 400}


def test_pages_that_went_by_are_kept_only_so_far(
    preview: FakePreview, jobs: InlineJobs, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_page = 4 * 200 * 283
    monkeypatch.setattr(module, "KEPT_BYTES", 3 * a_page)
    preview.pages = 10
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    for page in (0, 1, 2, 0, 3):
        presenter.look([page], 200)
    assert sorted(view.pictures) == [0, 2, 3], "the one that nobody looked at for longest has gone"
    presenter.look(list(range(4, 9)), 200)
    assert sorted(view.pictures) == [4, 5, 6, 7, 8], "what is looked at is kept, however much it is"


def test_a_report_that_cannot_be_made_says_why_and_can_be_tried_again(
    preview: FakePreview, jobs: InlineJobs, view: View
) -> None:
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report(problem=Problem("The disk is full.", "Free some space.")))
    assert (view.states[-1].stage, view.states[-1].what) == (Stage.FAILED, "The disk is full.")
    presenter.look([0], 800)
    assert preview.drawn == []
    presenter.again()
    assert view.states[-1].to_do == "Free some space."


def test_a_damaged_draft_and_one_that_goes_missing_are_told(
    preview: FakePreview, jobs: InlineJobs, view: View
) -> None:
    preview.reading_problem = Problem("“Fan 3.pdf” is damaged.", "Make the report again.")
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    assert view.states[-1].what == "“Fan 3.pdf” is damaged."
    preview.reading_problem = None
    presenter.again()
    preview.drawing_problem = Problem("“Fan 3.pdf” can't be read.", "Make the report again.")
    presenter.look([0, 1], 800)
    assert (view.states[-1].stage, view.states[-1].sheets) == (Stage.FAILED, ())
    assert len(jobs.queue) == 0 and jobs.crashes == []


def test_stopped_it_says_so(preview: FakePreview, view: View) -> None:
    jobs = InlineJobs(auto=False)
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    presenter.stop()
    jobs.settle()
    assert view.states[-1].what == "The report was stopped before it was made."


def test_whoever_left_hears_nothing_any_more(preview: FakePreview, view: View) -> None:
    jobs = InlineJobs(auto=False)
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    presenter.open(report())
    presenter.leave()
    jobs.settle()
    assert view.states[-1].stage is Stage.MAKING
    presenter.open(report("other.pdf"))
    jobs.settle()
    assert presenter.draft is not None and presenter.draft.pdf.name == "other.pdf"
    presenter.look([0], 800)
    presenter.leave()
    jobs.settle()
    assert view.pictures == {}


def test_the_pictures_of_the_report_before_are_not_taken_for_the_next_ones(
    preview: FakePreview, jobs: InlineJobs, view: View
) -> None:
    presenter = PreviewPresenter(preview, jobs, view)  # type: ignore[arg-type]
    for _ in range(2):
        presenter.open(report())
        presenter.look([0], 800)
        presenter.look_small([0], 104)
    assert preview.drawn == [(0, 800), (0, 104)] * 2


def test_words_of_the_preview() -> None:
    a4 = (Sheet(595.2756, 841.8898),)
    assert (paper(a4), paper((Sheet(612, 792),)), paper((Sheet(300, 600),))) == ("A4", "Letter", "106 × 212 mm")
    assert (size(80), size(256_276), size(1_449_000)) == ("1 kB", "256 kB", "1.4 MB")
    shown = PreviewShown("Report", "Fan 3", Stage.THERE, a4 * 3, "A4", 256_276)
    assert facts(shown, 1) == "page 2 of 3 · Fan 3 · A4 · 256 kB"
