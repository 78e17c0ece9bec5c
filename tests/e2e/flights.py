"""The drone flights of `../shared/data/wav/uav`, without their take-off, whole and in cuts of ten seconds."""

from pathlib import Path

import soundfile

TAKE_OFF_S = 12.0
CUT_S = 10.0
LEARNT = ("10__ch1", "12__ch1", "14__ch1")


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


def whole_flights(uav: Path, folder: Path) -> dict[str, list[Path]]:
    """The flights by kind, one file each."""
    return {
        kind.name: [
            after_take_off(flight, folder / kind.name / flight.name) for flight in sorted(kind.glob("*.wav"))
        ]
        for kind in sorted(uav.iterdir())
    }


def learnt_cuts(uav: Path, folder: Path) -> list[Path]:
    """The cuts of the three healthy flights that are learnt."""
    return [file for name in LEARNT for file in cuts(uav / "normal" / f"{name}.wav", folder)]


def other_healthy(flights: dict[str, list[Path]]) -> list[Path]:
    """The healthy flights that are not learnt."""
    return [path for path in flights["normal"] if path.stem not in LEARNT]


def broken(flights: dict[str, list[Path]]) -> list[Path]:
    """The flights with one or more broken propellers."""
    return [path for kind, paths in flights.items() if kind != "normal" for path in paths]
