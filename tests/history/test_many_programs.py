"""Several threads and programs at once, and programs that die in the middle: nothing confirmed is lost."""

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.history.history import History
from tests.history.builders import add_baseline, condition_of, inspection, machine, same

EVER = 1_000_000


def writer(root: Path, folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.history.writer", str(folder), name, str(count)]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_threads_share_one_history(history):
    fans = [history.add_machine(machine(f"fan {number}")) for number in range(4)]

    def work(fan):
        return [history.add_inspection(inspection(fan)).id for _ in range(10) if history.fleet()]

    with ThreadPoolExecutor(4) as threads:
        kept = list(threads.map(work, fans))

    for fan, ids in zip(fans, kept, strict=True):
        assert [v.inspection_id for v in history.visits(fan.id)] == ids[::-1]


@pytest.mark.slow
def test_two_programs_begin_a_history_at_once_and_both_write(root, tmp_path):
    folder = tmp_path / "new"
    programs = [writer(root, folder, "Fan", 20) for _ in range(2)]
    said = [program.communicate(timeout=120) for program in programs]

    # Both may find the name free; the one who comes second is told that it is taken.
    for (_, errors), program in zip(said, programs, strict=True):
        assert program.returncode == 0 or "already a machine named" in errors, errors
    assert 0 in [program.returncode for program in programs]
    with History.open(folder) as history:
        (fan,) = history.machines()
        ids = {line for out, _ in said for line in out.split()}
        assert {visit.inspection_id for visit in history.visits(fan.id)} == ids
        history.check()


@pytest.mark.slow
def test_two_programs_write_into_one_history(root, folder):
    with History.open(folder) as history:
        fan = history.add_machine(machine("Fan"))
        programs = [writer(root, folder, "Fan", 20) for _ in range(2)]
        ours = {history.add_inspection(inspection(fan)).id for _ in range(20)}
        said = [program.communicate(timeout=120) for program in programs]

        assert [errors for _, errors in said] == ["", ""]
        theirs = {line for out, _ in said for line in out.split()}
        assert len(theirs) == 40
        assert {visit.inspection_id for visit in history.visits(fan.id)} == ours | theirs
        assert [b.version for b in history.baselines(condition_of(fan))] == [2, 1]


@pytest.mark.slow
def test_killed_in_the_middle_of_writing_nothing_confirmed_is_lost(root, folder):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    sys.stdout.write(f"seed {seed}\n")
    confirmed: list[str] = []
    for _ in range(5):
        program = writer(root, folder, "Fan", EVER)
        assert program.stdout is not None
        confirmed += [program.stdout.readline().strip() for _ in range(chance.randint(1, 20))]
        time.sleep(chance.uniform(0.0, 0.05))
        program.kill()
        confirmed += [line.strip() for line in program.communicate()[0].splitlines() if len(line.strip()) == 32]

    with History.open(folder) as history:
        history.check()
        (fan,) = history.machines()
        kept = {visit.inspection_id for visit in history.visits(fan.id, limit=EVER)}
        assert set(confirmed) <= kept
        assert len(kept) <= len(confirmed) + 5
        for inspection_id in kept:
            assert history.inspection(inspection_id).note.startswith("note ")
    assert sorted(path.name for path in folder.iterdir()) == ["earshot.db", "earshot.db.checked"]


def test_two_histories_open_in_one_program_see_each_other(folder):
    with History.open(folder) as one, History.open(folder) as two:
        fan = one.add_machine(machine())
        kept = two.add_inspection(inspection(fan, add_baseline(two, condition_of(fan))))
        assert same(one.inspection(kept.id), kept)
