"""Files that somebody made to do harm, or that broke on the way: one sentence, and nothing was written."""

import json
import shutil
import stat
import struct
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.problem import Problem
from app.workflows.exchange import members
from tests.workflows.exchange.laptops import Laptop, full_machine, rewrite


@pytest.fixture(scope="module")
def sound(no_history, tmp_path_factory) -> Path:
    """A file as it should be, with a line of every kind."""
    folder = tmp_path_factory.mktemp("sound")
    laptop = Laptop.open(shutil.copytree(no_history, folder / "history"))
    out = laptop.write(folder / "fan.earshot", full_machine(laptop), by="me")
    laptop.history.close()
    return out


@pytest.fixture(scope="module")
def victim(no_history, tmp_path_factory) -> Iterator[Laptop]:
    laptop = Laptop.open(shutil.copytree(no_history, tmp_path_factory.mktemp("victim") / "history"))
    yield laptop
    laptop.history.close()


def refused(victim: Laptop, path: Path) -> Problem:
    """The Problem, after a look whether it changed anything."""
    rows, files = victim.rows(), victim.files()
    around = sorted(victim.folder.parent.rglob("*"))
    with pytest.raises(Problem) as told:
        victim.exchange.take_in(path)
    assert (victim.rows(), victim.files()) == (rows, files)
    assert sorted(victim.folder.parent.rglob("*")) == around
    assert told.value.what.endswith(".") and told.value.to_do.endswith(".")
    return told.value


def names_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def member(path: Path, ending: str) -> str:
    return next(name for name in names_of(path) if name.endswith(ending))


def with_row(sound: Path, tmp_path: Path, kind: str, change, number: int = 0) -> Path:
    """The file with one row of a kind changed."""
    name = member(sound, f"/{kind}.jsonl") if kind not in ("routes", "route_runs") else f"{kind}.jsonl"

    def changed(all_members):
        lines = all_members[name].splitlines()
        row = json.loads(lines[number])
        new = change(row) or row
        lines[number] = new if isinstance(new, bytes) else json.dumps(new).encode()
        all_members[name] = b"\n".join(lines) + b"\n"

    return rewrite(sound, tmp_path / "bad.earshot", changed)


def test_the_way_in_is_open_for_a_file_that_is_rewritten_as_it_was(sound, no_history, tmp_path):
    laptop = Laptop.open(shutil.copytree(no_history, tmp_path / "history"))
    laptop.exchange.take_in(rewrite(sound, tmp_path / "same.earshot", lambda members: None))
    assert len(laptop.history.machines()) == 1
    laptop.history.close()


@pytest.mark.parametrize("size", [0, 1, 30, 0.3, 0.9, 0.9999])
def test_a_file_that_was_cut_off(sound, victim, tmp_path, size):
    whole = sound.read_bytes()
    cut = tmp_path / "cut.earshot"
    cut.write_bytes(whole[: size if isinstance(size, int) else int(len(whole) * size)])
    refused(victim, cut)


def test_files_that_are_something_else(victim, tmp_path):
    other = tmp_path / "other.earshot"
    for content in (b"hello", b"RIFF" + bytes(100), b"PK\x05\x06" + bytes(18)):
        other.write_bytes(content)
        assert "not a whole Earshot exchange file" in refused(victim, other).what
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", b'{"program": "Another"}')
    assert "not a whole Earshot exchange file" in refused(victim, other).what
    refused(victim, tmp_path)
    refused(victim, tmp_path / "none.earshot")


def test_a_newer_format_is_told_before_anything_else(sound, victim, tmp_path):
    def newer(all_members):
        page = json.loads(all_members["manifest.json"])
        all_members["manifest.json"] = json.dumps({**page, "format": 7, "made_at": 3}).encode()
        all_members["something/new.bin"] = b"x"

    told = refused(victim, rewrite(sound, tmp_path / "new.earshot", newer))
    assert "newer Earshot (format 7; this one knows 1)" in told.what and "newest Earshot" in told.to_do


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/passwd",
        "takes/../../evil",
        "C:\\evil.wav",
        "takes\\evil.wav",
        "machines/x/takes.jsonl",
        "takes/",
        "takes/" + "a" * 64 + ".wav/../../x",
        "photos/" + "a" * 64 + ".exe",
        "reports/../x.pdf",
        "reports/a/b.pdf",
        "MANIFEST.JSON",
        "nested.earshot",
        "nul\0.wav",
        "machines/" + "a" * 32 + "/models.jsonl",
        "machines/" + "a" * 32 + "/strange.jsonl",
    ],
)
def test_members_that_do_not_belong(sound, victim, tmp_path, name):
    bad = rewrite(sound, tmp_path / "bad.earshot", lambda all_members: all_members.update({name: b"{}\n"}))
    refused(victim, bad)


def test_links_and_twins_and_secrets(sound, victim, tmp_path):
    for oddity in ("link", "twin", "case", "secret"):
        bad = Path(shutil.copy(sound, tmp_path / f"{oddity}.earshot"))
        with zipfile.ZipFile(bad, "a") as archive:
            take = member(bad, ".wav")
            info = zipfile.ZipInfo("reports/a.pdf")
            if oddity == "link":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(info, "/etc/passwd")
            elif oddity == "case":
                archive.writestr("reports/a.pdf", b"")
                archive.writestr("reports/A.pdf", b"")
            elif oddity == "twin":
                with pytest.warns(UserWarning, match="Duplicate"):
                    archive.writestr(take, b"other")
        if oddity == "secret":
            raw = bytearray(bad.read_bytes())
            raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
            bad.write_bytes(raw)
        assert "does not belong" in refused(victim, bad).what, oddity


def test_bombs(sound, victim, tmp_path):
    bomb = tmp_path / "bomb.earshot"
    shutil.copy(sound, bomb)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("reports/a.pdf", bytes(50 << 20))
    assert "far too much" in refused(victim, bomb).what

    shutil.copy(sound, bomb)
    raw = bytearray(bomb.read_bytes())
    # Two members that share their bytes: the list names one place twice.
    first, second = raw.index(b"PK\x01\x02"), raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 4)
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    bomb.write_bytes(raw)
    assert "far too much" in refused(victim, bomb).what

    liar = bytearray(sound.read_bytes())
    at = liar.index(b"PK\x01\x02")
    liar[at + 24 : at + 28] = struct.pack("<L", 900_000)
    bomb.write_bytes(liar)
    refused(victim, bomb)


def test_a_crowd_of_members_is_refused_before_their_list_is_read(sound, victim, tmp_path, monkeypatch):
    monkeypatch.setattr("app.workflows.exchange.zip_in.MOST_MEMBERS", 10)
    assert "crowd" in refused(victim, sound).detail


def test_wrong_checksums(sound, victim, tmp_path):
    bad = tmp_path / "bad.earshot"
    with zipfile.ZipFile(sound) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    notes = member(sound, "notes.jsonl")
    for change in (
        {notes: whole[notes].replace(b"Squeals", b"Whistles")},
        {"SHA256SUMS": whole["SHA256SUMS"].split(b"\n", 1)[1]},
        {"SHA256SUMS": whole["SHA256SUMS"] + b"0" * 64 + b"  more.jsonl\n"},
        {member(sound, ".wav"): b"RIFF"},
        {member(sound, ".jpg"): b"\xff\xd8\xff"},
    ):
        with zipfile.ZipFile(bad, "w") as archive:
            for name, data in {**whole, **change}.items():
                archive.writestr(name, data)
        assert "damaged" in refused(victim, bad).what


def test_a_recording_that_is_none_and_a_photo_that_is_none(sound, victim, tmp_path):
    from hashlib import sha256

    for ending, kind, word in ((".wav", "takes", "no sound"), (".jpg", "placements", "neither a JPEG")):
        content = b"MZ" + bytes(3_000)
        name = sha256(content).hexdigest()

        def swapped(all_members, ending=ending, content=content, name=name):
            old = next(one for one in all_members if one.endswith(ending))
            was = old.split("/")[1].split(".")[0]
            del all_members[old]
            all_members[f"{old.split('/')[0]}/{name}{ending}"] = content
            for one, data in all_members.items():
                if one.endswith((".jsonl", "machine.json")):
                    placed = data.replace(f"/{was[:2]}/{was}".encode(), f"/{name[:2]}/{name}".encode())
                    all_members[one] = placed.replace(was.encode(), name.encode())

        assert word in refused(victim, rewrite(sound, tmp_path / f"{kind}.earshot", swapped)).what


def levels(value: float, count: int = 128) -> str:
    return b64encode(np.full(count, value, "<f4").tobytes()).decode()


ODD_FINDING = {"check": "LEVEL", "grade": "PASSED", "value": 3, "what": "", "to_do": ""}

BAD_ROWS = {
    "no table": ("notes", lambda row: b"[1, 2]"),
    "no JSON": ("notes", lambda row: b"{nope}"),
    "NaN": ("reviews", lambda row: json.dumps({**row, "revision": float("nan")}).encode()),
    "endless number": (
        "inspections",
        lambda row: json.dumps({**row, "score": 1}).replace(": 1", ": 1e999").encode(),
    ),
    "deep": ("notes", lambda row: b"[" * 200_000),
    "bad UTF-8": ("notes", lambda row: b'{"id": "\xff\xfe"}'),
    "a field too many": ("notes", lambda row: row | {"evil": 1}),
    "a field too few": ("notes", lambda row: {k: v for k, v in row.items() if k != "text"}),
    "null": ("notes", lambda row: row | {"text": None}),
    "a number for a text": ("notes", lambda row: row | {"text": 5}),
    "a huge text": ("notes", lambda row: row | {"text": "x" * 200_000}),
    "a text for a number": ("notes", lambda row: row | {"revision": "1"}),
    "true for a number": ("notes", lambda row: row | {"revision": True}),
    "a huge number": ("notes", lambda row: row | {"revision": 10**30}),
    "a negative number": ("notes", lambda row: row | {"revision": -1}),
    "no UUID": ("notes", lambda row: row | {"id": "../../../evil"}),
    "an id in capitals": ("notes", lambda row: row | {"id": row["id"].upper()[:31] + "G"}),
    "an id of SQL": ("notes", lambda row: row | {"id": "' OR 1=1; DROP TABLE machines;--"}),
    "a time without zone": ("notes", lambda row: row | {"written_at": "2026-01-01T00:00:00"}),
    "year 9999": ("notes", lambda row: row | {"written_at": "9999-12-31T23:59:59-14:00"}),
    "year 1": ("notes", lambda row: row | {"written_at": "0001-01-01T00:00:00+14:00"}),
    "no time": ("notes", lambda row: row | {"written_at": "yesterday"}),
    "no such inspection": ("notes", lambda row: row | {"inspection_id": "a" * 32}),
    "another machine": ("inspections", lambda row: row | {"machine_id": "a" * 32}),
    "no such condition": ("inspections", lambda row: row | {"condition_id": "a" * 32}),
    "no such take": ("inspections", lambda row: row | {"take_id": "a" * 32}),
    "no such model": ("inspections", lambda row: row | {"model_id": "a" * 32}),
    "a word nobody knows": ("inspections", lambda row: row | {"state": "EXPLODED"}),
    "bands too short": ("clip_bands", lambda row: row | {"bands": row["bands"][:400]}),
    "bands of others": ("clip_bands", lambda row: row | {"bands": levels(1.0, 128 * row["clip_count"])}),
    "no base64": ("clip_bands", lambda row: row | {"bands": "!!!!"}),
    "too many clips": ("clip_bands", lambda row: row | {"clip_count": 2**40}),
    "a baseline of NaN": ("baselines", lambda row: row | {"bands": levels(float("nan"), 128 * row["clip_count"])}),
    "an excess of 64 bands": ("inspection_details", lambda row: row | {"excess_db": levels(0.0, 64)}),
    "an excess without end": ("inspection_details", lambda row: row | {"excess_db": levels(float("inf"))}),
    "quality is a list": ("inspection_details", lambda row: row | {"quality": [1]}),
    "quality of numbers": (
        "takes",
        lambda row: row | {"quality": row["quality"] | {"findings": [ODD_FINDING]}},
    ),
    "an odd hint": ("inspection_details", lambda row: row | {"explained": {"hints": [["BLADE", 1, 2]]}}),
    "ranges of text": ("inspection_details", lambda row: row | {"ranges": [["a", "b", "c"]]}),
    "a hash that is none": ("takes", lambda row: row | {"sha256": "z" * 64}),
    "a take from elsewhere": ("takes", lambda row: row | {"stored_as": "takes/../../x.wav;rm"}),
    "a photo from elsewhere": ("placements", lambda row: row | {"photo": "../../../../etc/passwd"}),
    "a photo from near": ("placements", lambda row: row | {"photo": "photos/../" + "a" * 64 + ".jpg"}),
    "a version of another": ("versions", lambda row: row | {"machine": row["machine"] | {"id": "a" * 32}}),
    "a version without points": ("versions", lambda row: row | {"machine": row["machine"] | {"points": []}}),
    "a version of odd points": ("versions", lambda row: row | {"machine": row["machine"] | {"points": [7]}}),
    "a version with more": ("versions", lambda row: row | {"machine": row["machine"] | {"evil": 1}}),
    "a unit of another": ("readings", lambda row: row | {"unit": "bar"}),
    "a reading that follows nothing": ("readings", lambda row: row | {"about_id": "a" * 32}),
    "a curve of no baseline": ("healthy_curves", lambda row: row | {"baseline_id": "a" * 32}),
    "a model of another name": ("models", lambda row: row | {"name": "evil"}),
    "a route past others": ("routes", lambda row: row | {"machine_ids": ["a" * 32]}),
    "a route of another wording": ("routes", lambda row: row | {"name": "evil"}),
}


@pytest.mark.parametrize("case", list(BAD_ROWS))
def test_rows_that_no_history_wrote(sound, victim, tmp_path, case):
    kind, change = BAD_ROWS[case]
    told = refused(victim, with_row(sound, tmp_path, kind, change))
    newer = case == "a word nobody knows"
    assert ("newest Earshot" in told.to_do) is newer and told.detail


def test_a_row_twice_and_an_inspection_without_details(sound, victim, tmp_path):
    notes, details = member(sound, "notes.jsonl"), member(sound, "inspection_details.jsonl")

    def twice(all_members):
        all_members[notes] *= 2

    def without(all_members):
        del all_members[details]

    for change in (twice, without):
        assert "damaged" in refused(victim, rewrite(sound, tmp_path / "bad.earshot", change)).what


def test_a_file_may_not_speak_of_things_here_as_of_others(sound, no_history, tmp_path):
    """Points of a machine that is here under another machine's name."""
    laptop = Laptop.open(shutil.copytree(no_history, tmp_path / "history"))
    laptop.exchange.take_in(sound)
    (fan,) = laptop.history.machines()
    second = full_machine(laptop, "Second")
    stolen = laptop.write(tmp_path / "stolen.earshot", second)

    def steal(all_members):
        for name, data in all_members.items():
            if not name.endswith(".wav"):
                all_members[name] = data.replace(second.points[0].id.encode(), fan.points[0].id.encode())

    told = refused(laptop, rewrite(stolen, tmp_path / "bad.earshot", steal))
    assert "contradicts" in told.what
    laptop.history.close()


def test_a_disk_without_room_is_told_before_anything_is_written(sound, victim, monkeypatch):
    monkeypatch.setattr("app.workflows.exchange.take_in._SPARE_BYTES", 1 << 60)
    assert "not enough room" in refused(victim, sound).what


FUZZ = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def taken_or_refused(victim: Laptop, bad: Path) -> None:
    rows, files = victim.rows(), victim.files()
    try:
        victim.exchange.look(bad)
        victim.exchange.take_in(bad)
    except Problem:
        assert (victim.rows(), victim.files()) == (rows, files)
    assert not (victim.folder / "exchange").exists()


@FUZZ
@given(data=st.data())
def test_any_bytes_changed(sound, victim, tmp_path, data):
    raw = bytearray(sound.read_bytes())
    # The list of members and what stands before each member decide most, so half of the hits go there.
    heads = [at for at in range(len(raw) - 4) if raw[at : at + 2] == b"PK"]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.one_of(st.integers(0, len(raw) - 1), st.sampled_from(heads).map(lambda at: at)))
        at = min(len(raw) - 1, at + data.draw(st.integers(0, 60)))
        raw[at] = data.draw(st.integers(0, 255))
    bad = tmp_path / "fuzzed.earshot"
    bad.write_bytes(raw)
    taken_or_refused(victim, bad)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@FUZZ
@given(data=st.data())
def test_any_field_changed_with_right_checksums(sound, victim, tmp_path, data):
    def changed(all_members):
        names = [name for name in all_members if name.endswith((".jsonl", ".json"))]
        name = data.draw(st.sampled_from(names))
        lines = all_members[name].splitlines()
        number = data.draw(st.integers(0, len(lines) - 1))
        row = json.loads(lines[number])
        spot = row
        key = data.draw(st.sampled_from(sorted(spot)))
        while isinstance(spot[key], dict) and spot[key] and data.draw(st.booleans()):
            spot = spot[key]
            key = data.draw(st.sampled_from(sorted(spot)))
        spot[key] = data.draw(JSON)
        lines[number] = json.dumps(row).encode()
        all_members[name] = b"\n".join(lines) + b"\n"

    taken_or_refused(victim, rewrite(sound, tmp_path / "fuzzed.earshot", changed))


@FUZZ
@given(data=st.data())
def test_members_dropped_swapped_and_added(sound, victim, tmp_path, data):
    def changed(all_members):
        names = sorted(all_members)
        for name in data.draw(st.lists(st.sampled_from(names), max_size=3)):
            act = data.draw(st.sampled_from(["drop", "swap", "fill", "rename"]))
            if act == "drop":
                all_members.pop(name, None)
            elif act == "swap":
                all_members[name] = all_members.get(data.draw(st.sampled_from(names)), b"")
            elif act == "fill":
                all_members[name] = data.draw(st.binary(max_size=60))
            else:
                all_members[data.draw(st.text(min_size=1, max_size=30))] = all_members.get(name, b"")

    taken_or_refused(victim, rewrite(sound, tmp_path / "fuzzed.earshot", changed))


def test_the_limits_hold_for_what_is_written(sound):
    for name in names_of(sound):
        assert members.most_bytes(name) is not None
