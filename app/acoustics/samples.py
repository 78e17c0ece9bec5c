"""The takes that ship in `resources/samples`; `python -m app.acoustics.samples` writes them again."""

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.acoustics.synthesis import Fault, fan_take

SAMPLE_RATE_HZ = 16000
SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples"


@dataclass(frozen=True, slots=True)
class SampleTake:
    """One file of the folder: what to synthesise and under which name."""

    file_name: str
    duration_s: float
    seed: int
    fault: Fault | None = None
    severity: float = 1.0

    def samples(self) -> NDArray[np.int16]:
        """The take as 16-bit samples `[n]` at `SAMPLE_RATE_HZ`."""
        sound = fan_take(self.duration_s, SAMPLE_RATE_HZ, self.seed, self.fault, self.severity)
        return np.round(sound * 32767.0).astype("<i2")


HEALTHY = tuple(SampleTake(f"healthy-{number}.wav", 10.0, seed=number) for number in range(1, 6))
"""What the baseline is learnt from."""

LATER = (
    SampleTake("later-bearing.wav", 10.0, 23, Fault.BEARING, severity=0.7),
    SampleTake("later-blade-damage.wav", 30.0, 21, Fault.BLADE_DAMAGE),
    SampleTake("later-healthy.wav", 10.0, 11),
    SampleTake("later-unbalance.wav", 10.0, 22, Fault.UNBALANCE, severity=1.3),
)
"""What there is to inspect."""

ALL = HEALTHY + LATER


def write_samples(folder: Path) -> None:
    """Writes every sample take into `folder` as mono 16-bit WAV, over what is there; OSError if that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    for take in ALL:
        path = folder / take.file_name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE_HZ)
            file.writeframes(take.samples().tobytes())


if __name__ == "__main__":
    write_samples(SAMPLE_FOLDER)
