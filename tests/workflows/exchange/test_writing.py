"""What is written: how much memory it takes, what stands in the way, how it is told and stopped."""

import errno
import hashlib
import json
import shutil
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from app.domain.identity import new_id
from app.domain.problem import Cancelled, Problem
from app.domain.take import SoundFormat
from app.history.archive_history import ArchiveHistory
from app.workflows.exchange.exchange import Choice, Exchange, Recordings, Wish
from app.workflows.progress import Cancel
from tests.e2e.support import write_wav
from tests.history import builders
from tests.history.builders import START
from tests.workflows.exchange.laptops import ALL, Laptop, full_machine, noise


def test_the_file_opens_without_earshot(mine, tmp_path):
    fan = full_machine(mine, "Lüfter 3/Ost")
    exchange = Exchange(mine.history, mine.store, mine.photos, report=_report)
    out = tmp_path / "x.earshot"
    exchange.write(out, Choice(), Wish(Recordings.ALL, reports=True), by="M. Großmann")
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        page = json.loads(archive.read("manifest.json"))
        assert (page["format"], page["made_by"], page["machines"]) == (1, "M. Großmann", 1)
        assert archive.namelist()[0] == "manifest.json"
        sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in sums} == sums
        assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
        (report,) = [name for name in sums if name.startswith("reports/")]
        assert report == f"reports/Lüfter 3_Ost-{fan.id[:8]}.pdf"
        assert {archive.getinfo(name).compress_type for name in sums if name.endswith(".wav")} == {0}
        assert all(":" not in line["stored_as"] for line in _lines(archive, f"machines/{fan.id}/takes.jsonl"))
    assert mine.exchange.look(out).new.total == 0


def _report(inspection_id, out):
    out.write_bytes(b"%PDF-1.4 " + inspection_id.encode())
    return out


def _lines(archive, name):
    return [json.loads(line) for line in archive.read(name).splitlines()]


def test_nothing_chosen_nowhere_to_write_no_room(mine, tmp_path, monkeypatch):
    with pytest.raises(Problem, match="No machine was chosen"):
        mine.exchange.write(tmp_path / "x.earshot", Choice(site="Nowhere"))
    fan = full_machine(mine)
    with pytest.raises(Problem, match="is a folder"):
        mine.write(tmp_path, fan)
    with pytest.raises(Problem, match="could not be written"):
        mine.write(tmp_path / "none" / "x.earshot", fan)
    assert [one.machines for one in (mine.exchange.estimate(Choice(site="hall 2", area="line 4 – Cellar")),)] == [
        1
    ]

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr("app.workflows.exchange.zip_out.os.fsync", full)
        with pytest.raises(Problem, match="disk is full"):
            mine.write(tmp_path / "x.earshot", fan)
    monkeypatch.setattr("app.workflows.exchange.write._SPARE_BYTES", 1 << 60)
    with pytest.raises(Problem, match="not enough room"):
        mine.write(tmp_path / "x.earshot", fan)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]


def test_progress_is_told_and_both_ways_stop(mine, theirs, tmp_path, monkeypatch):
    monkeypatch.setattr("app.workflows.exchange.telling._EVERY_S", 0.0)
    fan = full_machine(mine)
    out, told = tmp_path / "x.earshot", []
    mine.exchange.write(out, Choice(), ALL, on_progress=told.append)
    assert told[-1].share == 1.0 and all(0 <= one.share <= 1 for one in told) and len(told) > 10
    told.clear()
    theirs.exchange.look(out, on_progress=told.append)
    assert told[-1].share == 1.0
    rows = theirs.rows()
    for stop_at in (1, 10, 30):
        with pytest.raises(Cancelled):
            mine.exchange.write(tmp_path / "y.earshot", Choice(), ALL, **stopped(stop_at))
        with pytest.raises(Cancelled):
            theirs.exchange.take_in(out, **stopped(stop_at))
        assert theirs.rows() == rows and theirs.files() == {}
    assert not (tmp_path / "y.earshot").exists() and not list(tmp_path.glob("*.part"))
    assert fan.id


def stopped(at: int) -> dict:
    """What stops a job once it has told so often how far it is."""
    told, cancel = [], Cancel()

    def tell(progress):
        told.append(progress)
        if len(told) == at:
            cancel.request()

    return {"on_progress": tell, "cancel": cancel}


def many_visits(laptop: Laptop, count: int):
    fan = laptop.history.add_machine(builders.machine(f"Fan {count}"))
    made = []
    for number in range(count):
        path = write_wav(laptop.folder / f"{new_id()}.wav", noise(10_000 * count + number))
        kept = laptop.store.keep(path)
        path.unlink()
        one = builders.inspection(fan, recorded_at=START + timedelta(hours=number))
        form = SoundFormat(16_000, 1, 8_000, "WAV", "PCM_16", 16)
        take = replace(one.take, sha256=kept.sha256, stored_as=kept.stored_as, format=form)
        made.append(replace(one, take=take))
    ArchiveHistory(laptop.history).keep_all(made, ())
    return fan


def peak_bytes(work) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_takes(mine, no_history, tmp_path):
    """A hundred takes more are 1.6 MB of sound and 1 MB of rows."""
    peaks = []
    for count in (40, 5, 105):  # the first one is there to import and to compile
        fan = many_visits(mine, count)
        out = tmp_path / f"{count}.earshot"
        theirs = Laptop.open(shutil.copytree(no_history, tmp_path / f"theirs-{count}"))
        written = peak_bytes(partial(mine.write, out, fan))
        taken = peak_bytes(partial(theirs.exchange.take_in, out))
        peaks.append((written, taken))
        assert len(theirs.history.visits(fan.id)) == count
        theirs.history.close()
    for few, many in zip(peaks[1], peaks[2], strict=True):
        assert many - few < 0.5e6, peaks
