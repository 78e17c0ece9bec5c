"""Bad input gets one clear sentence, and the history holds afterwards what it held before."""

import os
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.history.history import History
from tests.conftest import ROOT
from tests.e2e.conftest import MACHINE
from tests.e2e.support import RATE_HZ, Earshot, fan_take, healthy_wav, write_wav

Make = Callable[[Path], Path]


def empty(folder: Path) -> Path:
    path = folder / "empty.wav"
    path.touch()
    return path


def text_called_wav(folder: Path) -> Path:
    path = folder / "notes.wav"
    path.write_text("Bearing greased on Monday.\n" * 50, encoding="utf-8")
    return path


def not_a_number(folder: Path) -> Path:
    samples = fan_take(10.0, RATE_HZ, 3)
    samples[5000:5010] = np.nan
    path = folder / "nan.wav"
    soundfile.write(path, samples, RATE_HZ, subtype="FLOAT")
    return path


def vanished(folder: Path) -> Path:
    return folder / "gone.wav"


def a_folder(folder: Path) -> Path:
    path = folder / "takes.wav"
    path.mkdir()
    return path


def header_only(folder: Path) -> Path:
    path = healthy_wav(folder / "header-only.wav")
    path.write_bytes(path.read_bytes()[:30])
    return path


def a_pipe(folder: Path) -> Path:
    path = folder / "pipe.wav"
    os.mkfifo(path)
    return path


REFUSED: list[Make] = [empty, text_called_wav, not_a_number, vanished, a_folder, header_only, a_pipe]


def held(history: Path) -> tuple[int, int, int]:
    """Machines, visits and clips of the baseline."""
    with_it = History.open(history)
    try:
        (summary,) = with_it.fleet()
        return 1, len(with_it.visits(summary.machine.id)), summary.baseline_clips
    finally:
        with_it.close()


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_what_is_no_sound_gets_one_sentence_and_changes_nothing(earshot: Earshot, tmp_path: Path, make: Make):
    path = make(tmp_path)
    before = held(earshot.history), sorted((earshot.history / "takes").rglob("*"))

    said = earshot.inspect(MACHINE, path)

    assert said.code == 2
    assert path.name in said.err, said.err
    assert said.err.count("\n") == 1, said.err
    assert "Traceback" not in said.err and "Errno" not in said.err
    (answer,) = said.objects
    assert answer["file"] == str(path) and answer["problem"] and answer["to_do"]
    assert (held(earshot.history), sorted((earshot.history / "takes").rglob("*"))) == before


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_it_is_not_learnt_from_either(earshot: Earshot, tmp_path: Path, make: Make):
    before = held(earshot.history)
    said = earshot.learn(MACHINE, make(tmp_path))
    assert said.code == 2 and said.err.strip()
    assert held(earshot.history) == before


def test_bad_files_among_good_ones_do_not_stop_them(earshot: Earshot, tmp_path: Path):
    good = [healthy_wav(tmp_path / f"good-{seed}.wav", seed) for seed in (21, 22)]
    said = earshot.inspect(MACHINE, good[0], empty(tmp_path), good[1])
    assert said.code == 2
    assert [("problem" in answer) for answer in said.objects] == [False, True, False]
    assert held(earshot.history)[1] == 3


def one_sample(folder: Path) -> Path:
    return write_wav(folder / "one.wav", np.array([0.5]))


def phone_rate(folder: Path) -> Path:
    return write_wav(folder / "8k.wav", fan_take(10.0, RATE_HZ, 5)[::2], 8000)


def silent(folder: Path) -> Path:
    return write_wav(folder / "silent.wav", np.zeros(10 * RATE_HZ))


def overdriven(folder: Path) -> Path:
    return write_wav(folder / "clipped.wav", 40 * fan_take(10.0, RATE_HZ, 5))


def faint(folder: Path) -> Path:
    return write_wav(folder / "faint.wav", 0.0005 * fan_take(10.0, RATE_HZ, 5))


CANNOT_TELL: list[Make] = [one_sample, phone_rate, silent, overdriven, faint]


@pytest.mark.parametrize("make", CANNOT_TELL, ids=lambda make: make.__name__)
def test_what_fails_the_gate_is_kept_but_never_judged(earshot: Earshot, tmp_path: Path, make: Make):
    said = earshot.inspect(MACHINE, make(tmp_path))
    assert said.code == 0, said.err
    (answer,) = said.objects
    assert answer["verdict"] == "cannot tell"
    assert answer["score"] is None and answer["thresholds"] is None
    assert not answer["quality"]["usable"]
    assert answer["finding"].endswith(".") and answer["next_step"].endswith(".")
    assert held(earshot.history) == (1, 2, 5)


def cut_short(folder: Path) -> Path:
    path = healthy_wav(folder / "cut.wav", 5)
    path.write_bytes(path.read_bytes()[: 44 + 2 * RATE_HZ * 6])
    return path


def fast(folder: Path) -> Path:
    path = folder / "192k.wav"
    soundfile.write(path, fan_take(10.0, 192_000, 5), 192_000, subtype="PCM_24")
    return path


def eight_channels(folder: Path) -> Path:
    path = folder / "8ch.wav"
    one = fan_take(10.0, RATE_HZ, 5)
    soundfile.write(path, np.stack([one] * 8, axis=1), RATE_HZ, subtype="PCM_32", format="WAVEX")
    return path


def shouting(folder: Path) -> Path:
    return healthy_wav(folder / "TAKE.WAV", 5)


def umlauts(folder: Path) -> Path:
    return healthy_wav(folder / "Lüfter Halle 3 – früh ☀.wav", 5)


JUDGED: list[Make] = [cut_short, fast, eight_channels, shouting, umlauts]


@pytest.mark.parametrize("make", JUDGED, ids=lambda make: make.__name__)
def test_what_is_only_unusual_is_judged(earshot: Earshot, tmp_path: Path, make: Make):
    path = make(tmp_path)
    said = earshot.inspect(MACHINE, path)
    assert said.code == 0, said.err
    (answer,) = said.objects
    assert answer["verdict"] == "healthy", answer
    assert answer["file"] == str(path)


def test_a_file_cut_short_says_so(earshot: Earshot, tmp_path: Path):
    (answer,) = earshot.inspect(MACHINE, cut_short(tmp_path)).objects
    noted = [f for f in answer["quality"]["findings"] if f["grade"] == "noted"]
    assert any(f["check"] == "File" and f["what"] for f in noted), noted


@pytest.fixture
def nobody():
    """Files belong to root in a container, who may read everything: be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        if not os.access(ROOT / "models" / "fan", os.R_OK, effective_ids=True):
            pytest.skip("the program itself lies where only root may read")
        yield
    finally:
        os.seteuid(0)


def test_a_file_one_may_not_read(earshot: Earshot, tmp_path: Path, request: pytest.FixtureRequest):
    path = healthy_wav(tmp_path / "secret.wav")
    earshot.inspect(MACHINE, path)  # everything is imported while one may still read it
    for parent in (tmp_path, *list(tmp_path.parents)[:3]):
        parent.chmod(0o755)
    for inside in earshot.history.rglob("*"):
        inside.chmod(0o777)
    earshot.history.chmod(0o777)
    path.chmod(0)
    request.getfixturevalue("nobody")
    said = earshot.inspect(MACHINE, path)
    assert said.code == 2
    assert "secret.wav" in said.err and "denied" in said.err


def break_locked(history: Path) -> object:
    other = sqlite3.connect(history / "earshot.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def break_corrupt(history: Path) -> None:
    database = history / "earshot.db"
    content = bytearray(database.read_bytes())
    for start in range(4096, len(content) - 512, 4096):
        content[start : start + 512] = struct.pack("512s", b"\xff" * 512)
    database.write_bytes(content)


def break_newer(history: Path) -> None:
    with sqlite3.connect(history / "earshot.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()


def break_no_database(history: Path) -> None:
    (history / "earshot.db").write_text("shopping list", encoding="utf-8")


@pytest.mark.parametrize(
    "harm", [break_locked, break_corrupt, break_newer, break_no_database], ids=lambda harm: harm.__name__
)
def test_a_history_that_cannot_be_opened_says_so_and_is_left_alone(
    earshot: Earshot, tmp_path: Path, harm: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.history.database.BUSY_TIMEOUT_S", 0.2, raising=False)
    harmed = harm(earshot.history)
    before = (earshot.history / "earshot.db").read_bytes()
    said = earshot.inspect(MACHINE, healthy_wav(tmp_path / "take.wav"))
    assert said.code == 2, said
    assert said.err.count("\n") == 1 and "Traceback" not in said.err
    assert (earshot.history / "earshot.db").read_bytes() == before
    if isinstance(harmed, sqlite3.Connection):
        harmed.close()
        assert held(earshot.history) == (1, 1, 5)
