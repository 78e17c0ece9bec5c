"""Killed anywhere while a file is taken in or written: done again, it ends as if nothing had happened."""

import os
import random
import shutil
import signal
import sys

import pytest

from app.history.exchange import exchange_history, merging
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.workflows.exchange import telling
from tests.workflows.exchange.laptops import Laptop, full_machine

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

STEPS = (
    (telling.Pace, "__call__"),
    (TakeStore, "adopt"),
    (PhotoStore, "keep"),
    (merging.Merge, "_some"),
    (exchange_history, "settle"),
    (exchange_history, "settle_routes"),
)


def counted(monkeypatch, act) -> int:
    """Do it, calling `act` with the number of each step before it is made; returns how many there were."""
    number = 0

    def before(step):
        def stepping(*args, **how):
            nonlocal number
            number += 1
            act(number)
            return step(*args, **how)

        return stepping

    for owner, name in STEPS:
        monkeypatch.setattr(owner, name, before(getattr(owner, name)))
    return lambda: number


def killed(monkeypatch, folder, work, at: int) -> bool:
    """The work in another process that is killed before step `at`; whether that was reached."""
    child = os.fork()
    if not child:
        counted(monkeypatch, lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == at else None)
        laptop = Laptop.open(folder)
        try:
            work(laptop)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_taken_in_again_after_any_death(mine, no_history, tmp_path, monkeypatch):
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")  # noqa: T201 - to do it again
    fans = [full_machine(mine, f"Fan {number}") for number in range(2)]
    out = mine.write(tmp_path / "x.earshot", *fans)
    with monkeypatch.context() as patched:
        steps = counted(patched, lambda number: None)
        whole = Laptop.open(shutil.copytree(no_history, tmp_path / "whole"))
        whole.exchange.take_in(out)
        total = steps()
    wanted = whole.rows(), whole.files()
    whole.history.close()
    # The last steps are those that write.
    picked = random.Random(seed).sample(range(total // 2, total + 1), 8)
    for at in (*picked, total):
        folder = shutil.copytree(no_history, tmp_path / f"killed-{at}-{random.random()}")
        assert killed(monkeypatch, folder, lambda laptop: laptop.exchange.take_in(out), at)
        laptop = Laptop.open(folder)
        laptop.history.check()
        # What it left of its own is swept once nobody can be writing it any more.
        for left in (folder / "exchange").glob("*.part"):
            os.utime(left, (0, 0))
        laptop.exchange.take_in(out)
        assert (laptop.rows(), laptop.files()) == wanted, f"seed {seed}, killed at {at} of {total}"
        laptop.history.close()


def test_a_file_is_whole_or_not_there(mine, tmp_path, monkeypatch):
    fan = full_machine(mine)
    out = mine.write(tmp_path / "x.earshot", fan)
    before = out.read_bytes()
    mine.history.close()
    for at in (1, 5, 20):
        assert killed(monkeypatch, mine.folder, lambda laptop: laptop.write(out, fan), at)
        assert out.read_bytes() == before
    mine = Laptop.open(mine.folder)
    mine.write(out, fan)
    assert not list(tmp_path.glob("*.part"))
    mine.history.close()
