"""An export holds what was vouched for and no more, outlives being broken off, touches only what is its own."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from app.domain.baseline import Baseline
from app.domain.identity import new_id, now
from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Cancelled, Problem
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.review import Found, Review
from app.domain.take import Clips, RawStream, SoundFormat, Take
from app.domain.verdict import State, Verdict
from app.history.history import History
from app.recordings.take_store import TakeStore
from app.workflows.progress import Cancel
from app.workflows.training_export import LIST, TrainingExport

GOOD = Quality((), -28.0, -12.0)
FAILED = Quality((Finding(Check.LEVEL, Grade.FAILED, "−62 dBFS"),), -62.0, -50.0)


class Site:
    """A history of one pump, whose takes are short files of bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.history = History.open(folder)
        self.store = TakeStore(folder)
        condition = OperatingCondition("Full load", 2950.0)
        self.pump = self.history.add_machine(
            Machine("Förderpumpe 1", MachineType.PUMP, (MeasuringPoint("Gehäuse", (condition,)),), blades=6)
        )
        self.condition_id = self.pump.points[0].conditions[0].id
        self.export = TrainingExport(self.history, self.store)

    def clips(self) -> Clips:
        return Clips(np.zeros((1, 128), np.float32), np.zeros(1), np.full(1, 10.0), "e" * 64)

    def take(self, name: str, quality: Quality = GOOD) -> Take:
        path = self.folder / name
        path.write_bytes(name.encode() * 1000)
        kept = self.store.keep(path)
        made = Take(
            kept.sha256, name, kept.stored_as, SoundFormat(48000, 1, 480000, "WAV", "PCM_24", 24),
            recorded_at=now(), device="Røde NT-USB", raw_stream=RawStream.YES,
        )  # fmt: skip
        return self.history.add_take(made, self.clips(), quality)

    def learn(self, *takes: Take) -> Baseline:
        bands = np.zeros((len(takes), 128), np.float32)
        ids = tuple(take.id for take in takes)
        return self.history.add_baseline(Baseline(self.condition_id, bands, ids, "e" * 64))

    def visit(self, take: Take, found: Found | None, quality: Quality = GOOD, **more: object) -> str:
        verdict = Verdict(State.ABNORMAL, "Louder.", "Look.")
        made = Inspection(
            self.pump.id, self.condition_id, take, self.clips(), quality, verdict, None, None, "0.3.0",
            id=new_id(), overruled=(Check.LEVEL,) if more.pop("anyway", False) else (),
        )  # fmt: skip
        self.history.add_inspection(made)
        if found:
            self.history.add_review(Review(made.id, found, **more))  # type: ignore[arg-type]
        return made.id


@pytest.fixture
def site(tmp_path: Path):
    made = Site(tmp_path / "history")
    yield made
    made.history.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "usb" / "export"


def listed(out: Path) -> dict[str, dict]:
    return {one["sha256"]: one for one in json.loads((out / LIST).read_text("utf-8"))["takes"]}


def labels(out: Path, *takes: Take) -> list[str | None]:
    known = listed(out)
    return [known[take.sha256]["label"] if take.sha256 in known else None for take in takes]


def test_an_export_is_what_training_expects(site: Site, out: Path):
    healthy, faulty = site.take("gesund.WAV"), site.take("defekt.flac")
    site.learn(healthy)
    site.visit(faulty, Found.FAULTY, cause="Lagerkäfig", cause_code="VIB")

    told = site.export(out)

    assert (told.folder, told.healthy, told.faulty, told.left_out) == (out, 1, 1, ())
    whole = json.loads((out / LIST).read_text("utf-8"))
    assert (whole["format"], set(whole)) == (1, {"format", "app_version", "made_at", "takes"})
    entry = listed(out)[faulty.sha256]
    assert entry == {
        "file": f"takes/{faulty.sha256}.flac",
        "sha256": faulty.sha256,
        "machine_id": site.pump.id,
        "machine": "Förderpumpe 1",
        "type": "pump",
        "point": "Gehäuse",
        "condition": "Full load",
        "rpm": 2950.0,
        "blades": 6,
        "label": "abnormal",
        "cause": "Lagerkäfig",
        "cause_code": "VIB",
        "recorded_at": faulty.recorded_at.isoformat() if faulty.recorded_at else None,
        "device": "Røde NT-USB",
        "raw_stream": "yes",
    }
    assert listed(out)[healthy.sha256]["label"] == "normal"
    for one in listed(out).values():
        assert (out / one["file"]).read_bytes() in (b"gesund.WAV" * 1000, b"defekt.flac" * 1000)
    assert sorted(path.name for path in out.iterdir()) == [LIST, "takes"]


def test_only_what_somebody_vouched_for_is_exported_and_his_last_word_counts(site: Site, out: Path):
    names = ["learnt", "undone", "open", "unreviewed", "healthy", "healthy then faulty", "learnt then faulty"]
    takes = {name: site.take(f"{name}.wav") for name in names}
    site.learn(takes["learnt"], takes["learnt then faulty"])
    site.learn(takes["undone"])
    site.history.undo_baseline(site.condition_id)
    site.visit(takes["unreviewed"], None)
    site.visit(takes["healthy"], Found.HEALTHY)
    site.history.add_review(Review(site.visit(takes["open"], Found.HEALTHY), Found.OPEN))
    site.visit(takes["healthy then faulty"], Found.FAULTY, at=now() + timedelta(hours=2))
    site.visit(takes["healthy then faulty"], Found.HEALTHY, at=now() + timedelta(hours=1))
    site.visit(takes["learnt then faulty"], Found.FAULTY, at=now() + timedelta(hours=1))

    site.export(out)

    assert dict(zip(names, labels(out, *takes.values()), strict=True)) == {
        "learnt": "normal", "undone": None, "open": None, "unreviewed": None, "healthy": "normal",
        "healthy then faulty": "abnormal", "learnt then faulty": "abnormal",
    }  # fmt: skip


def test_a_baseline_before_a_repair_still_says_healthy(site: Site, out: Path):
    before, after = site.take("before.wav"), site.take("after.wav")
    site.learn(before)
    site.history.repair(site.condition_id, "new bearing")
    site.learn(after)

    site.export(out)

    assert labels(out, before, after) == ["normal", "normal"]


def test_a_take_that_was_too_bad_to_be_judged_is_left_out_by_name_one_used_anyway_is_not(site: Site, out: Path):
    bad, anyway = site.take("bad.wav", FAILED), site.take("anyway.wav", FAILED)
    site.visit(bad, Found.FAULTY, FAILED)
    site.visit(anyway, Found.FAULTY, FAILED, anyway=True)

    told = site.export(out)

    assert labels(out, bad, anyway) == [None, "abnormal"]
    assert [(one.file_name, one.machine) for one in told.left_out] == [("bad.wav", "Förderpumpe 1")]


def test_missing_and_changed_files_are_named_and_the_others_exported(site: Site, out: Path):
    missing, changed, good = (site.take(f"{name}.wav") for name in ("missing", "changed", "good"))
    site.learn(missing, changed, good)
    site.store.path(missing).unlink()
    stored = site.store.path(changed)
    stored.chmod(0o644)
    stored.write_bytes(b"x" * stored.stat().st_size)

    told = site.export(out)

    assert labels(out, missing, changed, good) == [None, None, "normal"]
    assert [(one.file_name, one.reason) for one in told.left_out] == [
        ("missing.wav", "The stored recording of “missing.wav” is missing."),
        ("changed.wav", "The stored recording of “changed.wav” was changed after it was kept."),
    ]
    assert [path.name for path in (out / "takes").iterdir()] == [f"{good.sha256}.wav"]


def test_one_take_at_two_conditions_is_one_file_and_two_lines(site: Site, out: Path):
    point = site.pump.points[0]
    slow = OperatingCondition("Half load")
    site.history.change_machine(replace(site.pump, points=(replace(point, conditions=(*point.conditions, slow)),)))
    take = site.take("both.wav")
    site.learn(take)
    site.history.add_baseline(Baseline(slow.id, np.zeros((1, 128), np.float32), (take.id,), "e" * 64))

    assert site.export(out).healthy == 2

    entries = json.loads((out / LIST).read_text("utf-8"))["takes"]
    assert {(one["condition"], one["file"], one["rpm"]) for one in entries} == {
        ("Full load", f"takes/{take.sha256}.wav", 2950.0),
        ("Half load", f"takes/{take.sha256}.wav", None),
    }


def test_broken_off_it_is_no_export_yet_and_goes_on_where_it_stopped(site: Site, out: Path):
    takes = [site.take(f"{number}.wav") for number in range(4)]
    site.learn(*takes)
    cancel = Cancel()

    with pytest.raises(Cancelled):
        site.export(out, on_progress=lambda at: cancel.request() if at.index == 2 else None, cancel=cancel)

    assert not (out / LIST).exists()
    done = {path: path.stat().st_mtime_ns for path in (out / "takes").glob("*.wav")}
    assert len(done) == 2
    (out / "takes" / f"{takes[3].sha256}.wav.part").write_bytes(b"half")
    seen = []
    site.export(out, on_progress=lambda at: seen.append((at.index, at.count, at.file_name)))
    assert seen == [(number, 4, f"{number}.wav") for number in range(4)]
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert sorted(path.name for path in (out / "takes").iterdir()) == sorted(f"{t.sha256}.wav" for t in takes)
    assert sorted(path.name for path in out.iterdir()) == [LIST, "takes"]


def test_a_later_export_brings_the_folder_up_to_date_and_leaves_other_files_alone(site: Site, out: Path):
    stays, goes, comes = (site.take(f"{name}.wav") for name in ("stays", "goes", "comes"))
    site.learn(stays)
    visit = site.visit(goes, Found.FAULTY)
    site.export(out)
    site.history.add_review(Review(visit, Found.OPEN))
    site.visit(comes, Found.HEALTHY)
    (out / "takes" / "mine.txt").write_text("mine")

    site.export(out)

    assert labels(out, stays, goes, comes) == ["normal", None, "normal"]
    names = {f"{stays.sha256}.wav", f"{comes.sha256}.wav", "mine.txt"}
    assert {path.name for path in (out / "takes").iterdir()} == names


@pytest.mark.parametrize("content", [{"photo.jpg": b""}, {LIST: b"{}"}, {LIST: b"\xff"}, {"takes": None}])
def test_a_folder_that_holds_something_else_is_refused_and_left_as_it_was(site: Site, out: Path, content):
    site.learn(site.take("a.wav"))
    out.mkdir(parents=True)
    for name, data in content.items():
        (out / name).mkdir() if data is None else (out / name).write_bytes(data)

    with pytest.raises(Problem, match="holds something else"):
        site.export(out)

    assert {path.name: path.read_bytes() if path.is_file() else None for path in out.iterdir()} == content


def test_nothing_to_export_is_said_and_no_folder_is_made(site: Site, out: Path):
    site.visit(site.take("a.wav"), None)
    with pytest.raises(Problem, match="no take yet"):
        site.export(out)
    assert not out.exists()


def test_a_file_in_the_way_and_a_full_disk_are_told(site: Site, out: Path, monkeypatch: pytest.MonkeyPatch):
    site.learn(site.take("a.wav"))
    out.parent.mkdir()
    out.write_bytes(b"a file")
    with pytest.raises(Problem, match="can't be written"):
        site.export(out)
    out.unlink()
    full = shutil.disk_usage(site.folder)._replace(free=0)
    monkeypatch.setattr("app.workflows.training_export.shutil.disk_usage", lambda _: full)
    with pytest.raises(Problem, match="not enough room"):
        site.export(out)
    monkeypatch.undo()
    assert site.export(out).healthy == 1
