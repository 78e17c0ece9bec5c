"""What is thrown away comes back whole whatever its name is by now; what is removed for good leaves no file."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.bin import KEPT, Thing
from app.domain.identity import new_id, now
from app.domain.problem import Cancelled, Problem
from app.history.history import History
from app.history.versions import Versions
from app.workflows import bin_files
from app.workflows.bin import ThrowAway
from app.workflows.progress import Cancel
from tests.history.builders import START, clips, inspection, machine, quality
from tests.workflows.bin_folder import busy, files, put_photo, put_take

LATER = now() + timedelta(hours=1)


@pytest.fixture
def history(tmp_path: Path):
    with History.open(tmp_path / "history") as opened:
        yield opened


@pytest.fixture
def throw(history: History) -> ThrowAway:
    return ThrowAway(history)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set aside needs no rest, and no file is too young."""
    monkeypatch.setattr(bin_files, "_YOUNG_S", -1.0)
    monkeypatch.setattr(bin_files.FilesAside.__init__, "__defaults__", (0.0,))


def lived(throw: ThrowAway, days: int, step: int = 7) -> None:
    """Let Earshot be opened every few days."""
    for day in range(0, days + 1, step):
        throw.purge_due(now() + timedelta(days=day))


def test_emptying_removes_the_files_of_what_is_gone_and_no_other(history, at_once):
    throw = ThrowAway(history)
    busy(history, "kept")
    before = files(history.folder)
    fan, ids = busy(history, "gone")
    throw.throw(Thing.INSPECTION, ids[0])
    throw.throw(Thing.MACHINE, fan.id)

    gone = throw.empty([line.thing_id for line in throw.contents()])

    assert {line.thing_id for line in gone.things} == {fan.id, ids[0]}
    assert (gone.takes, gone.kept) == (4 + 1, ())
    assert throw.contents() == ()
    assert files(history.folder) == before
    history.check()


def test_files_rest_before_they_are_deleted(history, throw, monkeypatch):
    fan, _ = busy(history, "gone", visits=1)
    throw.throw(Thing.MACHINE, fan.id)
    throw.empty([fan.id])
    aside = files(history.folder)
    assert len(aside) == 3 * 3 + 4
    assert all(name.startswith("removed/") for name in aside)

    throw.tidy()
    assert files(history.folder) == aside
    later_s = bin_files.time.time() + bin_files.REST_S
    monkeypatch.setattr(bin_files.time, "time", lambda: later_s)
    throw.tidy()
    assert files(history.folder) == set()
    assert not (history.folder / "removed").exists()


def test_file_that_another_program_was_about_to_use_goes_back_to_its_place(history, throw, monkeypatch):
    fan, _ = busy(history, "gone", visits=1)
    stays = history.add_machine(machine("stays"))
    throw.throw(Thing.MACHINE, fan.id)
    throw.empty([fan.id])
    # It saw the files before they were set aside, and only now come its rows.
    heard = replace(inspection(stays), take=replace(put_take(history.folder, "x"), id=new_id()))
    aside = next((history.folder / "removed").rglob("*.wav"))
    sha256 = aside.name.split(".")[0]
    wanted = replace(heard.take, sha256=sha256, stored_as=f"takes/{sha256[:2]}/{sha256}.wav")
    history.add_inspection(replace(heard, take=wanted))
    photo = next((history.folder / "removed").rglob("*.jpg"))
    history.change_machine(replace(stays, photo=f"photos/{photo.parent.name}/{photo.name}"))

    later_s = bin_files.time.time() + bin_files.REST_S
    monkeypatch.setattr(bin_files.time, "time", lambda: later_s)
    throw.tidy()

    left = {name for name in files(history.folder) if sha256 in name}
    assert left == {f"takes/{sha256[:2]}/{sha256}{end}" for end in (".wav", ".picture.npz", ".spectrum")}
    assert (history.folder / "photos" / photo.parent.name / photo.name).is_file()
    assert not (history.folder / "removed").exists()


def test_take_whose_path_leads_out_of_the_store_deletes_nothing(history, tmp_path, at_once):
    precious = tmp_path / "precious" / ("a" * 64 + ".wav")
    precious.parent.mkdir()
    precious.write_bytes(b"mine")
    fan = history.add_machine(replace(machine("hostile"), photo=f"../precious/{precious.name}"))
    lie = replace(put_take(history.folder, "x"), sha256="a" * 64, stored_as=f"../precious/{precious.name}")
    history.add_inspection(replace(inspection(fan, analysed_at=START), take=lie))
    throw = ThrowAway(history)
    throw.throw(Thing.MACHINE, fan.id)
    assert throw.empty([fan.id]).takes == 1
    assert precious.read_bytes() == b"mine"


def test_what_was_thrown_after_the_look_is_not_removed_unseen(history, throw):
    fans = [history.add_machine(machine(name)) for name in "AB"]
    for fan in fans:
        throw.throw(Thing.MACHINE, fan.id)
    with pytest.raises(Problem, match="thrown away meanwhile"):
        throw.empty([fans[0].id])
    assert len(throw.contents()) == 2


def test_machine_that_is_listened_to_again_stays_and_is_told(history, throw):
    fan = history.add_machine(machine("A"))
    line = throw.throw(Thing.MACHINE, fan.id)
    history.add_inspection(inspection(fan, analysed_at=line.at + timedelta(seconds=1)))
    gone = throw.empty([fan.id])
    assert (gone.things, gone.kept) == ((), (line,))


def test_weight_is_visits_and_the_size_of_all_files(history, throw):
    fan, ids = busy(history, "A", visits=3)
    throw.throw(Thing.INSPECTION, ids[0])
    throw.throw(Thing.MACHINE, fan.id)
    weight = throw.weigh(throw.contents())
    assert weight.visits == {fan.id: 2, ids[0]: 1}
    # Three visits, the room, one take of the baseline; each a recording, a picture and a spectrum of 1,000 bytes.
    assert weight.size_bytes == 5 * 3 * 1000
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Cancelled):
        throw.weigh(throw.contents(), cancel)


def test_weight_of_what_is_gone_meanwhile_is_none(history, throw):
    fan = history.add_machine(machine("A"))
    lines = [throw.throw(Thing.MACHINE, fan.id)]
    throw.empty([fan.id])
    assert throw.weigh(lines).visits == {}


def test_machine_whose_name_was_given_again_comes_back_beside_it(history, throw):
    old, ids = busy(history, "Supply fan 3")
    throw.throw(Thing.MACHINE, old.id)
    new = history.add_machine(machine("supply FAN 3"))
    other = history.add_machine(machine("Supply fan 3 (2)"))

    (back,) = throw.bring_back([old.id], "M. Großmann")

    assert (back.name, back.renamed) == ("Supply fan 3 (3)", True)
    assert {one.name for one in history.machines()} == {new.name, other.name, "Supply fan 3 (3)"}
    assert len(history.visits(old.id)) == len(ids)
    assert throw.contents() == ()
    assert [one.machine.name for one in history.machine_log.versions(new.id)] == [new.name]
    names = [one.machine.name for one in history.machine_log.versions(old.id)]
    assert names[:2] == ["Supply fan 3 (3)", "Supply fan 3"]


def test_bring_back_that_fails_half_way_leaves_both_where_they_were(history, throw, monkeypatch):
    old = history.add_machine(machine("A"))
    throw.throw(Thing.MACHINE, old.id)
    new = history.add_machine(machine("A"))

    def full(*_: object) -> None:
        raise Problem("The disk is full.", "Free some space.")

    monkeypatch.setattr(Versions, "keep", full)
    with pytest.raises(Problem, match="disk is full"):
        throw.bring_back([old.id])
    monkeypatch.undo()
    assert [one.id for one in history.machines()] == [new.id]
    assert [line.thing_id for line in throw.contents()] == [old.id]


def test_inspection_takes_its_machine_along_and_nothing_else(history, throw):
    fan, ids = busy(history, "A", visits=3)
    other = history.add_machine(machine("B"))
    for thing_id in ids[:2]:
        throw.throw(Thing.INSPECTION, thing_id)
    for machine_id in (fan.id, other.id):
        throw.throw(Thing.MACHINE, machine_id)

    backs = throw.bring_back([ids[0], fan.id])

    assert [back.line.thing_id for back in backs] == [fan.id, ids[0]]
    assert {line.thing_id for line in throw.contents()} == {ids[1], other.id}
    with pytest.raises(Problem, match="not in the bin any more"):
        throw.bring_back([fan.id])


def test_what_lay_for_90_days_is_removed_at_the_next_start(history, throw):
    fan = history.add_machine(machine("A"))
    throw.throw(Thing.MACHINE, fan.id)
    lived(throw, KEPT.days - 7)
    assert len(throw.contents()) == 1
    lived(throw, KEPT.days + 7)
    assert throw.contents() == ()


def test_purge_goes_on_where_a_file_could_not_be_moved(history, monkeypatch, at_once):
    throw = ThrowAway(history)
    fan, _ = busy(history, "gone", visits=1)
    throw.throw(Thing.MACHINE, fan.id)
    move = Path.replace

    def in_use(self: Path, target: Path) -> Path:
        if self.suffix == ".wav":
            raise PermissionError("in use")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", in_use)
    throw.empty([fan.id])
    assert {Path(name).suffix for name in files(history.folder) if name.startswith("takes/")} == {".wav"}

    monkeypatch.setattr(Path, "replace", move)
    throw.purge_due()
    assert files(history.folder) == set()


def test_young_file_without_a_row_is_left_to_whoever_keeps_it(history, throw):
    """Another program has just written it, and its row comes next; a crash of ours must not take it away."""
    take = put_take(history.folder, "just kept")
    throw._files.begin([])
    throw.tidy()
    assert len(files(history.folder)) == 3 + 1
    history.add_take(take, clips(), quality())
    throw.tidy()
    assert len(files(history.folder)) == 3


def test_folder_that_may_not_be_written_is_a_problem_before_anything_is_gone(history, throw, monkeypatch):
    fan = history.add_machine(machine("A"))
    throw.throw(Thing.MACHINE, fan.id)

    def closed(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "mkdir", closed)
    with pytest.raises(Problem, match="may not be written"):
        throw.empty([fan.id])
    assert len(throw.contents()) == 1


def test_after_a_crash_only_photos_that_were_to_go_are_gone_through(history, at_once):
    throw = ThrowAway(history)
    busy(history, "kept")
    fan, _ = busy(history, "thrown")
    before = files(history.folder)
    line = throw.throw(Thing.MACHINE, fan.id)
    put_photo(history.folder, "nobody's, but who knows")
    throw._files.begin([line])
    throw.tidy()
    assert before < files(history.folder)
    assert not any(name.startswith("removed/") for name in files(history.folder))
