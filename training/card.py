"""The card that goes with two graphs: what they were made from, how good they are, and when they speak up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.diagnosis.card import EAR_RATE_HZ
from app.diagnosis.model import SHORTEST_WAVEFORM
from app.domain.take import BAND_COUNT, CLIP_S, SHORTEST_CLIP_S
from training.data import MachineSound
from training.thresholds import ABNORMAL_SHARE, WATCH_SHARE

if TYPE_CHECKING:
    from training.fit import Settings
    from training.trained import Trained

CARD_FORMAT = 1
EAR_FILE = "ear.onnx"
JUDGE_FILE = "judge.onnx"
CARD_FILE = "card.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the sound comes from and under which licence; the defaults are those of `shared/data`."""

    data_set: str = "MIMII (Purohit et al., DCASE 2019)"
    source: str = "https://zenodo.org/records/3384388"
    licence: str = "CC BY-SA 4.0"
    notice: str = (
        "Trained on MIMII: Sound Dataset for Malfunctioning Industrial Machine Investigation and Inspection, "
        "Hitachi, Ltd., CC BY-SA 4.0. The weights carry the same licence."
    )


def build_card(
    *, name: str, version: str, seed: int, settings: Settings, origin: Origin, trained: Trained,
    machines: Sequence[MachineSound], held_out: list[dict[str, Any]], summary: dict[str, Any], folder: Path,
) -> dict[str, Any]:  # fmt: skip
    """Everything but the self-test; the graphs must lie in `folder`. No time of day: same data, same card."""
    return {
        "format": CARD_FORMAT,
        "name": name,
        "version": version,
        "machine_type": machines[0].type,
        "input": {
            "sample_rate_hz": EAR_RATE_HZ,
            "min_samples": SHORTEST_WAVEFORM,
            "bands": BAND_COUNT,
            "clip_s": CLIP_S,
            "shortest_clip_s": SHORTEST_CLIP_S,
        },
        "sha256": {file: sha256_of(folder / file) for file in (EAR_FILE, JUDGE_FILE)},
        "thresholds": trained.table(),
        "thresholds_chosen": (
            f"The score of a take is the mean of its k clips. Abnormal is what {ABNORMAL_SHARE:.0%} of the "
            f"healthy takes reach at the machine where that is highest, watch {WATCH_SHARE:.0%}, each judged by a "
            "fit on the others; the row with the largest n not above the baseline's clips counts, then the "
            "largest k not above the take's. At n = 5, k = 1 abnormal is 1.0."
        ),
        "trained_on": {
            **asdict(origin),
            "machines": list(trained.heard),
            "snrs": sorted({snr for machine in machines for snr in machine.snrs}),
            "healthy_clips": {machine.id: _clips(machine, healthy=True) for machine in machines},
            "faulty_clips": {machine.id: _clips(machine, healthy=False) for machine in machines},
        },
        "settings": {**asdict(settings), "seed": seed},
        "summary": summary,
        "held_out": held_out,
    }


def write_card(card: dict[str, Any], folder: Path) -> None:
    """Write `card.json`, the same bytes for the same card."""
    (folder / CARD_FILE).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_card(folder: Path) -> dict[str, Any]:
    """Read `card.json` as it is; `app.diagnosis` checks it when it loads the model."""
    card: dict[str, Any] = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    return card


def sha256_of(path: Path) -> str:
    """SHA-256 of a file as hex digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _clips(machine: MachineSound, healthy: bool) -> int:
    """Recordings of one label; each is there once at every SNR."""
    return max(len(machine.healthy(snr) if healthy else machine.faulty(snr)) for snr in machine.snrs)
