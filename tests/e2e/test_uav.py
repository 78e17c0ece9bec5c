"""The whole way with real sound: three healthy flights are learnt, the others told apart, by the command line."""

from pathlib import Path

import pytest
import soundfile

from tests.e2e.support import Earshot

TAKE_OFF_S = 12.0
CUT_S = 10.0
LEARNT = ("10__ch1", "12__ch1", "14__ch1")

pytestmark = pytest.mark.data


def after_take_off(source: Path, target: Path) -> Path:
    samples, rate_hz = soundfile.read(source, dtype="int16", start=0)
    target.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(target, samples[int(TAKE_OFF_S * rate_hz) :], rate_hz, subtype="PCM_16")
    return target


def cuts(source: Path, folder: Path) -> list[Path]:
    """The flight in files of ten seconds, the last one as long as it is, if that makes two."""
    samples, rate_hz = soundfile.read(source, dtype="int16")
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for index, start in enumerate(range(int(TAKE_OFF_S * rate_hz), len(samples), int(CUT_S * rate_hz))):
        piece = samples[start : start + int(CUT_S * rate_hz)]
        if len(piece) >= 2 * rate_hz:
            files.append(folder / f"{source.stem}-{index}.wav")
            soundfile.write(files[-1], piece, rate_hz, subtype="PCM_16")
    return files


@pytest.fixture
def flights(data_folder: Path, tmp_path: Path) -> dict[str, list[Path]]:
    """The flights by kind, without take-off, one file each."""
    uav = data_folder / "wav" / "uav"
    return {
        kind.name: [
            after_take_off(flight, tmp_path / kind.name / flight.name) for flight in sorted(kind.glob("*.wav"))
        ]
        for kind in sorted(uav.iterdir())
    }


@pytest.fixture
def drone(fresh: Earshot, data_folder: Path, tmp_path: Path) -> Earshot:
    healthy = data_folder / "wav" / "uav" / "normal"
    files = [file for name in LEARNT for file in cuts(healthy / f"{name}.wav", tmp_path / "cuts")]
    assert fresh.learn("Drone", *files).code == 0
    return fresh


def test_the_other_healthy_flights_are_not_abnormal(drone: Earshot, flights: dict[str, list[Path]]):
    others = [path for path in flights["normal"] if path.stem not in LEARNT]
    assert len(others) == 3
    said = drone.inspect("Drone", *others)
    assert said.code == 0
    assert {answer["verdict"] for answer in said.objects} <= {"healthy", "watch"}, said.out


def test_every_flight_with_broken_propellers_is(drone: Earshot, flights: dict[str, list[Path]]):
    broken = [path for kind, paths in flights.items() if kind != "normal" for path in paths]
    assert len(broken) == 4
    said = drone.inspect("Drone", *broken)
    assert said.code == 0
    assert [answer["verdict"] for answer in said.objects] == ["abnormal"] * 4, said.out
    assert all(answer["ranges"] for answer in said.objects)
