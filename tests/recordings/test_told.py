"""What the gate says and what files do to us is kept in English, and told whole in another language."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.microphone import Continuity
from app.domain.problem import Problem
from app.domain.quality import Finding
from app.language import retold
from app.recordings import disturbance_findings, findings, processing_findings, room
from app.recordings.disturbance_findings import Change
from app.recordings.file_kind import refuse_foreign
from app.recordings.file_problems import size_of_regular, unreadable, unwritable
from app.recordings.opening import Opening
from app.recordings.photos import read_photo
from tests.language.another_tongue import another_tongue, english_in

UNITS = {"s", "min", "h", "Hz", "kHz", "dB", "dBFS", "MB"}
SPANS = ((1.0, 2.5), (70.0, 80.0), (90.0, 130.0), (400.0, 4_000.0))
LENGTHS_S = (0.04, 3.2, 14.0, 200.0, 8_000.0)

GATE = [
    *(findings.level(rms_dbfs, -12.0, silent, lost_db) for rms_dbfs in (-80.0, -65.0, -30.0)
      for silent in (True, False) for lost_db in (0.0, 20.0)),
    findings.level(-3.0, 20.0, False, 0.0),
    *(findings.clipping(share) for share in (0.0, 0.0001, 0.04, 1.0)),
    *(findings.signal(long_s, long_s, share) for long_s in LENGTHS_S for share in (0.0, 0.1, 0.5, 1.0)),
    *(findings.bandwidth(hz, rate_hz, known) for hz in (3e3, 6e3, 2e4) for rate_hz in (8_000, 48_000)
      for known in (True, False)),
    *(findings.length(length_s) for length_s in LENGTHS_S),
    *(findings.complete(missing_s) for missing_s in (0.0, *LENGTHS_S)),
    *(disturbance_findings.speech(SPANS[:n], shift_db) for n in range(5) for shift_db in (0.1, 9.0)),
    *(disturbance_findings.knocks([3.1, 70.0, 400.0][:n], n, shift_db) for n in (0, 1, 3)
      for shift_db in (0.1, 9.0)),
    disturbance_findings.knocks([0.1, 0.2, 0.3, 0.4, 0.5], 12, 0.2),
    *disturbance_findings.not_told_apart(), disturbance_findings.steady(), disturbance_findings.no_hum(),
    disturbance_findings.hum(50.0, (50.0, 150.0, 250.0)),
    *(disturbance_findings.step(Change(*of), plain, shift_db) for of in (
        (3.0, 8.0, 6.0, 7.0), (3.0, None, -6.0, 7.0), (0.0, 8.0, 0.5, 7.0)
    ) for plain in (True, False) for shift_db in (0.1, 9.0)),
    *(processing_findings.untouched(known) for known in (True, False)),
    *(processing_findings.turned_down(fall_db, 3.0) for fall_db in (4.0, 9.0)), processing_findings.turned_up(6.0),
    *(processing_findings.swinging(8.0, 5, away_db, hard) for away_db in (2.0, 12.0) for hard in (True, False)),
    *(processing_findings.dropouts(Continuity(times, lost), 1_000) for times in (0, 1, 4)
      for lost in (0, 40, 3_000)),
    *(found for above_db in (-20.0, -3.0, 3.0, 12.0) if (found := room.finding(above_db))),
]  # fmt: skip

HEADS = [
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", b"#!AMR", b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n",
    b"\x00\x00\x00\x20ftypM4A ", b"\xff\xf1\x00\x00", b"RIFF\x00\x00\x00\x00AVI ", b"RIFF", b"Dear all, the fan",
    b"\x01\x02\x03\x04" * 4,
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def tongue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with another_tongue(tmp_path_factory.mktemp("tongue")):
        yield


@pytest.mark.parametrize("found", GATE, ids=lambda found: f"{found.check.name} {found.grade.value} {found.value}")
def test_each_finding_is_told_whole(found: Finding) -> None:
    for said in (found.what, found.to_do):
        assert english_in(retold(said)) <= UNITS


def test_so_is_what_each_check_measured() -> None:
    left = {found.value: english_in(retold(found.value)) - UNITS for found in GATE}
    assert not {value for value, words in left.items() if words}


@pytest.mark.parametrize(
    "found", [one for one in GATE if one.check.name == "PROCESSING"], ids=lambda one: one.value
)
def test_so_is_what_was_seen_when_the_microphone_was_opened(
    found: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = Opening(16_000)
    monkeypatch.setattr(opening._meter, "finding", lambda: found)
    told = opening.finding()
    for said in (told.what, told.to_do):
        assert english_in(retold(said)) <= UNITS


def whole(problem: Problem, *theirs: str) -> bool:
    """Whether it is told whole, with what is named in it as it is."""
    told = f"{retold(problem.what)} {retold(problem.to_do)}"
    for given in theirs:
        assert given in told
        told = told.replace(given, "")
    return english_in(told) <= UNITS


@pytest.mark.parametrize("head", HEADS)
def test_each_strange_file_is_told_of_whole(head: bytes) -> None:
    with pytest.raises(Problem) as told:
        refuse_foreign(Path("Halle 3, folder.wav"), head)
    assert whole(told.value, "Halle 3, folder.wav")


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.ENAMETOOLONG, errno.EIO])
def test_so_is_what_keeps_a_file_from_being_read(code: int) -> None:
    problem = unreadable(Path("is empty.wav"), OSError(code, "x"))
    assert whole(problem, *(["is empty.wav"] if "“" in problem.what else []))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("thing", ["recording", "photo"])
def test_so_is_what_keeps_a_thing_from_being_kept(code: int, thing: str) -> None:
    problem = unwritable(Path("C:/Users/the history"), OSError(code, "x"), thing)
    assert whole(problem, *([] if code == errno.ENOSPC else ["C:/Users/the history"]))


def test_so_is_a_folder_and_a_photo_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_bytes(b"no photo")
    (tmp_path / "phone.jpg").write_bytes(b"\x00\x00\x00\x18ftypheic")
    with pytest.raises(Problem) as told:
        size_of_regular(tmp_path)
    assert whole(told.value, tmp_path.name)
    for name in ("empty.jpg", "text.jpg", "phone.jpg"):
        with pytest.raises(Problem) as told:
            read_photo(tmp_path / name)
        assert whole(told.value, name)
