"""What the backups section decides, without a widget: on a real history with real backups."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.problem import Problem
from app.history.backup_names import Backup, Why
from app.ui.pages.backups import words
from app.ui.pages.backups.presenter import BackupsPresenter
from app.ui.pages.backups.values import BackupsShown
from app.workflows.backups import BackUpHistory
from app.workflows.check_takes import CheckTakes
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.workflows.test_training_export import Site


class View(Told):
    """Keeps the newest of what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = BackupsShown()

    def show(self, shown: BackupsShown) -> None:
        self.shown = shown


@pytest.fixture
def site(tmp_path: Path):
    made = Site(tmp_path / "history")
    yield made
    made.history.close()


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(site: Site, view: View) -> BackupsPresenter:
    check = CheckTakes(site.history, site.store)
    return BackupsPresenter(BackUpHistory(site.folder, site.store), check, InlineJobs(), view)


def test_there_is_none_yet_and_then_the_newest_is_looked_into(site: Site, presenter: Any, view: View):
    presenter.open()
    assert view.shown.rows == ()
    assert view.shown.contents is None
    assert "no backup yet" in view.shown.line

    site.visit(site.take("one.wav"), None)
    presenter.make()
    assert "read through and whole" in view.shown.line
    presenter.open()
    face = view.shown.contents
    assert face and face.restorable and not face.missing
    assert dict(face.facts)["Visits"] == "1"
    assert len(view.shown.rows or ()) == 1

    presenter.make()
    assert "Nothing changed" in view.shown.line


def test_what_is_missing_beside_it_is_named_and_a_damaged_one_cannot_be_restored(
    site: Site, presenter: Any, view: View
):
    take = site.take("gone.wav")
    site.visit(take, None)
    presenter.make()
    (site.folder / take.stored_as).unlink()
    presenter.open()
    assert view.shown.contents and "gone.wav" in view.shown.contents.missing[0]

    path = view.shown.chosen
    assert path
    path.write_bytes(path.read_bytes()[:5000])
    presenter.choose_file(path)
    face = view.shown.contents
    assert face and face.problem and not face.restorable


def test_a_file_that_is_gone_is_told(presenter: Any, view: View, tmp_path: Path):
    presenter.choose_file(tmp_path / "nothing.db")
    face = view.shown.contents
    assert face and face.problem and "nothing.db" in face.problem.what and not face.restorable


def test_a_check_names_what_is_not_as_it_was(site: Site, presenter: Any, view: View):
    takes = [site.take(f"{number}.wav") for number in range(3)]
    (site.folder / takes[1].stored_as).unlink()
    presenter.check()
    face = view.shown.check
    assert face and not face.clean and not face.may_go_on
    assert "2 of 3 recordings as kept" in face.line
    assert "1.wav" in face.rows[0][0] and "missing" in face.rows[0][1]
    assert view.shown.busy == ""


def test_a_folder_that_cannot_be_read_is_told(presenter: Any, view: View, monkeypatch: pytest.MonkeyPatch):
    def refused() -> list[Backup]:
        raise Problem("The backups can't be read.", "Connect the drive.")

    monkeypatch.setattr(presenter._backups, "all", refused)
    presenter.open()
    assert view.calls[-1][0] == "show_problem"
    assert view.shown.rows == ()


def test_words_of_sizes_and_reasons():
    made = datetime(2026, 11, 12, 9, 14, tzinfo=UTC)
    one = Backup(Path("a.db"), made, 1, "0004", Why.BEFORE_RESTORE, 2_340_000_000)
    assert words.row(one).note == "2.3 GB · as it was before a restore"
    assert words.size(12_400_000) == "12.4 MB"
