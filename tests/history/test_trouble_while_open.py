"""What can go wrong once the history is open: told in a sentence, nothing half-written, and it works after."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace

import pytest

from app.domain.problem import Problem
from app.history.history import History
from tests.history.builders import EAR, add_baseline, clips, condition_of, inspection, machine, quality, same, take


@contextmanager
def page_limit(history: History) -> Iterator[None]:
    """The database may not grow, as on a full disk."""
    with history._database._raw() as raw:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        (was,) = raw.execute("PRAGMA max_page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with history._database._raw() as raw:
        raw.execute(f"PRAGMA max_page_count = {was}")


@contextmanager
def file_limit(history: History) -> Iterator[None]:
    """The operating system itself refuses to let the files grow, in the middle of writing one."""
    resource = pytest.importorskip("resource")
    log = history.folder / "earshot.db-wal"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 6000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(history: History) -> Iterator[None]:
    with closing(sqlite3.connect(history.folder / "earshot.db", isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def deleted(history: History) -> Iterator[None]:
    aside = history.folder.with_name("aside")
    history.folder.rename(aside)
    yield
    aside.rename(history.folder)


@contextmanager
def replaced(history: History) -> Iterator[None]:
    path = history.folder / "earshot.db"
    aside = path.with_name("aside")
    path.rename(aside)
    shutil.copy(aside, path)
    yield
    aside.replace(path)


TROUBLES = [
    (page_limit, "is full"),
    (file_limit, "could not be read or written|is full"),
    (locked, "locked by another program"),
    (deleted, "no longer there"),
    (replaced, "no longer there"),
]
WRITES = {
    "machine": lambda h, fan: h.add_machine(machine("x" * 9000)),
    "take": lambda h, fan: h.add_take(take(), clips(200), quality()),
    "baseline": lambda h, fan: add_baseline(h, condition_of(fan), 200),
    "inspection": lambda h, fan: [h.add_inspection(inspection(fan)) for _ in range(50)],
    "note": lambda h, fan: h.set_note(h.visits(fan.id)[0].inspection_id, "x" * 9000),
}


def contents(folder) -> list[tuple]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        return [
            (name, raw.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in raw.execute(names).fetchall()
        ]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(("trouble", "what"), TROUBLES, ids=[trouble.__name__ for trouble, _ in TROUBLES])
def test_write_that_fails_is_told_and_leaves_whole_entries(history, folder, trouble, what, write):
    fan = history.add_machine(machine())
    kept = history.add_inspection(inspection(fan, note="kept"))

    with trouble(history), pytest.raises(Problem, match=what):
        WRITES[write](history, fan)

    history.check()
    assert same(history.inspection(kept.id), kept)
    for visit in history.visits(fan.id):
        assert history.inspection(visit.inspection_id).take.file_name == visit.file_name
    WRITES[write](history, fan)


def test_write_that_fails_leaves_every_table_as_it_was(history, folder):
    fan = history.add_machine(machine())
    given = inspection(fan, add_baseline(history, condition_of(fan)), note="new")
    given = replace(given, clips=clips(200))
    before = contents(folder)

    with page_limit(history), pytest.raises(Problem):
        history.add_inspection(given)

    assert contents(folder) == before
    assert same(history.add_inspection(given), given)


DAMAGE = {
    "levels": "UPDATE clip_bands SET bands = x'00ff'",
    "times": "UPDATE clip_bands SET start_s = x''",
    "clip count": "UPDATE clip_bands SET clip_count = 99",
    "excess": "UPDATE inspection_details SET excess_db = x'00'",
    "healthy curve": "UPDATE healthy_curves SET mean = x'0000'",
    "time": "UPDATE inspections SET analysed_at = 'yesterday'",
    "naive time": "UPDATE takes SET added_at = 12",
    "no JSON": "UPDATE inspection_details SET reasons = '[\"a'",
    "other JSON": "UPDATE inspection_details SET quality = '{}'",
    "other ranges": "UPDATE inspection_details SET ranges = '[[1, 2]]'",
    "other scores": "UPDATE inspection_details SET clip_scores = '[null]'",
    "other overruled checks": "UPDATE inspection_details SET overruled = '7'",
    "overruled checks that are no words": "UPDATE inspection_details SET overruled = '[[]]'",
}

OF_A_LATER_VERSION = {
    "state": "UPDATE inspections SET state = 'GOOD'",
    "check": "UPDATE inspection_details SET quality = replace(quality, 'LENGTH', 'ECHO')",
    "grade": "UPDATE inspection_details SET quality = replace(quality, 'NOTED', 'MARKED')",
    "overruled check": "UPDATE inspection_details SET overruled = '[\"ECHO\"]'",
    "ending": "UPDATE inspection_details SET ending = 'TIRED'",
    "raw stream": "UPDATE takes SET raw_stream = 'HALF'",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_entry_is_told_and_the_rest_stays(history, folder, statement):
    fan = history.add_machine(machine())
    kept = history.add_inspection(inspection(fan, add_baseline(history, condition_of(fan))))
    tamper(folder, statement)

    with pytest.raises(Problem, match="cannot be read any more"):
        history.inspection(kept.id)

    assert history.machine(fan.id) == fan


@pytest.mark.parametrize("statement", OF_A_LATER_VERSION.values(), ids=OF_A_LATER_VERSION.keys())
def test_word_of_a_later_version_is_told_as_such_and_never_left_out(history, folder, statement):
    fan = history.add_machine(machine())
    kept = history.add_inspection(inspection(fan, add_baseline(history, condition_of(fan))))
    tamper(folder, statement)

    with pytest.raises(Problem, match=r"does not know\. Install the newest Earshot"):
        history.inspection(kept.id)

    assert history.machine(fan.id) == fan


def test_check_of_a_later_version_does_not_hide_the_last_time(history, folder):
    fan = history.add_machine(machine())
    kept = history.add_inspection(inspection(fan))
    tamper(folder, OF_A_LATER_VERSION["check"])

    assert history.last_time(condition_of(fan)).inspection_id == kept.id
    assert [visit.inspection_id for visit in history.visits(fan.id)] == [kept.id]


def tamper(folder, statement):
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        assert raw.execute(statement).rowcount > 0
        raw.commit()


def test_closing_when_the_folder_is_gone_is_no_error(folder):
    history = History.open(folder)
    shutil.rmtree(folder)

    with suppress(Problem):
        history.add_machine(machine())
    history.close()

    assert not folder.exists()


def test_reading_goes_on_while_another_program_writes(history):
    fan = history.add_machine(machine())
    kept = history.add_inspection(inspection(fan))

    with locked(history):
        assert history.machines() == [fan]
        assert same(history.clips(kept.take.id, EAR), kept.clips)
