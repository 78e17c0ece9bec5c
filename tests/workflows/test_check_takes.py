"""Every take that is not as it was kept is named with its machine and visit; a check goes on where it stopped."""

import shutil
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.domain.take import Take
from app.workflows.check_takes import CheckTakes, TakesChecked, Trouble
from app.workflows.progress import Cancel, Progress
from tests.history.test_backup_contents import pages_lost
from tests.workflows.test_training_export import Site


@pytest.fixture
def site(tmp_path: Path):
    made = Site(tmp_path / "history")
    yield made
    made.history.close()


def stored(site: Site, take: Take) -> Path:
    return site.folder / take.stored_as


def test_all_is_well(site: Site):
    for number in range(3):
        site.visit(site.take(f"{number}.wav"), None)

    checked = CheckTakes(site.history, site.store)()

    assert (checked.checked, checked.left, checked.troubled, checked.complete) == (3, 0, (), True)


def test_nothing_is_kept_yet(site: Site):
    assert CheckTakes(site.history, site.store)() == TakesChecked()


def test_each_trouble_is_named_with_machine_and_visit(site: Site):
    missing, altered, shorter, good = (site.take(name) for name in ("m.wav", "a.wav", "s.wav", "g.wav"))
    visit = site.visit(missing, None)
    site.learn(altered, shorter, good)
    stored(site, missing).unlink()
    sound = stored(site, altered).read_bytes()
    stored(site, altered).write_bytes(sound[:500] + b"\0" + sound[501:])
    stored(site, shorter).write_bytes(stored(site, shorter).read_bytes()[:-1])

    checked = CheckTakes(site.history, site.store)()

    found = {one.kept.take.file_name: one for one in checked.troubled}
    assert {name: one.trouble for name, one in found.items()} == {
        "m.wav": Trouble.MISSING,
        "a.wav": Trouble.ALTERED,
        "s.wav": Trouble.ALTERED,
    }
    assert {one.kept.machine for one in found.values()} == {"Förderpumpe 1"}
    assert found["m.wav"].kept.visit_id == visit
    assert found["a.wav"].kept.visit_id is None
    assert found["a.wav"].kept.when_at is not None
    for one in found.values():
        assert one.kept.take.file_name in one.problem.what
        assert one.problem.to_do
    assert checked.checked == 4


def test_one_that_cannot_be_read_is_not_called_altered(site: Site, monkeypatch: pytest.MonkeyPatch):
    take = site.take("one.wav")
    real = Path.open

    def broken(path: Path, *given: object, **more: object):
        if path == stored(site, take):
            raise OSError(5, "Input/output error")
        return real(path, *given, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", broken)

    (found,) = CheckTakes(site.history, site.store)().troubled

    assert found.trouble is Trouble.UNREADABLE


def test_asked_to_stop_it_goes_on_from_there(site: Site):
    takes = sorted((site.take(f"{number}.wav") for number in range(5)), key=lambda take: take.id)
    stored(site, takes[0]).unlink()
    stored(site, takes[4]).unlink()
    cancel, told = Cancel(), []

    def stop_at_third(progress: Progress) -> None:
        told.append((progress.index, progress.count, progress.file_name))
        if progress.index == 2:
            cancel.request()

    half = CheckTakes(site.history, site.store)(stop_at_third, cancel)

    assert (half.checked, half.left, half.complete) == (3, 2, False)
    assert [one.kept.take.id for one in half.troubled] == [takes[0].id]
    check = CheckTakes(site.history, site.store)
    whole = check(lambda p: told.append((p.index, p.count, p.file_name)), so_far=half)
    assert (whole.checked, whole.left, whole.complete) == (5, 0, True)
    assert [one.kept.take.id for one in whole.troubled] == [takes[0].id, takes[4].id]
    assert told == [(number, 5, take.file_name) for number, take in enumerate(takes)]


def test_a_damaged_database_is_told_before_anything_is_read(site: Site):
    site.take("one.wav")
    site.history.close()
    database = site.folder / "earshot.db"
    database.write_bytes(pages_lost(database.read_bytes()))

    with pytest.raises(Problem, match="is damaged"):
        CheckTakes(site.history, site.store)()


def test_a_drive_that_was_unplugged_is_one_problem_not_one_a_take(site: Site):
    for number in range(3):
        site.take(f"{number}.wav")
    aside = site.folder.with_name("unplugged")

    def unplug(_progress: Progress) -> None:
        if site.folder.exists():
            shutil.move(site.folder, aside)

    with pytest.raises(Problem, match="no longer there"):
        CheckTakes(site.history, site.store)(unplug)

    shutil.move(aside, site.folder)
