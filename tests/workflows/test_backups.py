"""Backups as a technician makes them: looked into with what is missing beside them, restored, stopped, told."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.identity import now
from app.domain.problem import Cancelled, Problem
from app.history.history import History
from app.workflows.backups import BackUpHistory
from app.workflows.progress import Cancel, Progress
from tests.workflows.test_training_export import Site


@pytest.fixture
def site(tmp_path: Path):
    made = Site(tmp_path / "history")
    yield made
    made.history.close()


@pytest.fixture
def backups(site: Site) -> BackUpHistory:
    return BackUpHistory(site.folder, site.store)


def test_a_backup_is_looked_into_while_the_history_is_in_use(site: Site, backups: BackUpHistory):
    site.visit(site.take("one.wav"), None)
    assert backups.due()
    told: list[Progress] = []

    made = backups.make(on_progress=told.append)

    assert made is not None
    assert told[-1].share == 1.0
    assert not backups.due()
    assert backups.due(now() + timedelta(days=1, minutes=1))
    looked = backups.look(made.path)
    assert (looked.contents.inspections, looked.contents.takes, looked.missing) == (1, 1, ())
    assert backups.all() == [made]
    assert backups.make() is None


def test_recordings_that_are_gone_are_named(site: Site, backups: BackUpHistory):
    gone, there = site.take("gone.wav"), site.take("there.wav")
    visit = site.visit(gone, None)
    site.learn(there)
    made = backups.make()
    assert made is not None
    (site.folder / gone.stored_as).unlink()

    (missing,) = backups.look(made.path).missing

    assert (missing.take.file_name, missing.machine, missing.visit_id) == ("gone.wav", "Förderpumpe 1", visit)
    site.history.close()
    restored = backups.restore(made.path)
    assert restored.missing == (missing,)


def test_restored_it_opens_and_the_one_before_is_a_backup(site: Site, backups: BackUpHistory):
    made = backups.make()
    assert made is not None
    site.visit(site.take("later.wav"), None)
    with pytest.raises(Problem, match="locked by another program"):
        backups.restore(made.path)
    site.history.close()

    restored = backups.restore(made.path)

    assert restored.kept_as is not None
    assert backups.all()[0].path == restored.kept_as
    assert backups.look(restored.kept_as).contents.inspections == 1
    with History.open(site.folder) as history:
        assert history.visits(site.pump.id) == []


def test_a_damaged_backup_is_told_and_refused(site: Site, backups: BackUpHistory):
    made = backups.make()
    assert made is not None
    made.path.write_bytes(b"text" * 5000)

    looked = backups.look(made.path)

    assert (looked.contents.whole, looked.missing) == (False, ())
    site.history.close()
    with pytest.raises(Problem, match="is damaged"):
        backups.restore(made.path)


def test_asked_to_stop_nothing_is_made_or_changed(site: Site, backups: BackUpHistory):
    site.take("one.wav")
    cancel = Cancel()
    cancel.request()

    with pytest.raises(Cancelled):
        backups.make(cancel=cancel)

    assert backups.all() == []
    made = backups.make()
    assert made is not None
    site.history.close()
    with pytest.raises(Cancelled):
        backups.look(made.path, cancel=cancel)
    with pytest.raises(Cancelled):
        backups.restore(made.path, cancel=cancel)
    assert backups.all() == [made]


def test_closing_goes_on_when_no_backup_can_be_made(site: Site, backups: BackUpHistory, caplog):
    (site.folder / "backups").write_text("a file is in the way")

    with caplog.at_level(logging.WARNING):
        backups.on_close()

    assert "no backup on close" in caplog.text
    (site.folder / "backups").unlink()
    backups.on_close()
    assert len(backups.all()) == 1


def test_a_name_from_the_list_is_found(site: Site, backups: BackUpHistory, tmp_path: Path):
    made = backups.make()
    assert made is not None

    assert backups.find(Path(made.path.name)) == made.path
    assert backups.find(tmp_path / made.path.name) == tmp_path / made.path.name
    assert backups.find(Path("other.db")) == Path("other.db")
