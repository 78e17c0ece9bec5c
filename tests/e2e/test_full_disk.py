"""A disk that fills up while something is being kept: one sentence, and what was there is still there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import MACHINE
from tests.e2e.disks import fill, small_disk
from tests.e2e.support import Earshot, healthy_wav
from tests.e2e.test_bad_input import held


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as place:
        yield place


@pytest.mark.parametrize("leave_kib", [0, 8, 330, 16_384, 16_500, 16_800, 20_000])
def test_a_full_disk_loses_nothing(
    lived_in: Path, disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], leave_kib: int
):
    history = Path(shutil.copytree(lived_in, disk / "history"))
    earshot = Earshot(history, capsys)
    before = held(history)
    filler = fill(disk, leave_kib * 1024)

    said = earshot.inspect(MACHINE, healthy_wav(tmp_path / "new.wav", 31))

    assert said.code in (0, 2), said.err
    if said.code == 2:
        assert "full" in said.err or "space" in said.err, said.err
        assert "Traceback" not in said.err
    filler.unlink()
    assert held(history)[1] == before[1] + (said.code == 0)
    assert not list((history / "takes").rglob("*.part"))
    assert earshot.inspect(MACHINE, healthy_wav(tmp_path / "later.wav", 32)).code == 0
