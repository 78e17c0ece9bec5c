"""The card that goes with two graphs: what they were made from, how good they are, and when they speak up."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.diagnosis.card import EAR_RATE_HZ, FORMAT
from app.diagnosis.model import SHORTEST_WAVEFORM
from app.domain.take import BAND_COUNT, CLIP_S, SHORTEST_CLIP_S
from training.data import MachineSound
from training.held_out import summary_of

if TYPE_CHECKING:
    from training.settings import Settings
    from training.trained import Trained

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

    def with_sounds(self, notice: str) -> Origin:
        """The same with the credit for sounds that are no machine, empty where none were recorded ones."""
        return replace(self, notice=f"{self.notice} {notice}".strip())


_NEXT = ",\n  "


def build_card(
    *, kind: str, version: str, seed: int, settings: Settings, origin: Origin, trained: Trained,
    machines: Sequence[MachineSound], rows: list[dict[str, Any]], confidence: list[dict[str, Any]], folder: Path,
) -> dict[str, Any]:  # fmt: skip
    """Everything but the self-test; the graphs must lie in `folder`. No time of day: same data, same card."""
    return {
        "format": FORMAT,
        "name": kind,
        "version": version,
        "machine_type": kind,
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
            "The score of a take is the geometric mean of its k clips. Abnormal is what "
            f"{settings.abnormal_share:.0%} of the healthy takes reach at the machine where that is highest, "
            f"watch {settings.watch_share:.0%}, each judged by a fit on the others; of the rows with the same "
            "level the one with the largest n not above the baseline's clips counts, then the largest k not above "
            "the take's. With level, at n = 5, k = 1, learnt on one visit, abnormal is 1.0. Rows of two "
            "visits count for baselines learnt on two or more: of each, half was learnt half of the recordings "
            "later."
        ),
        "limits": {name: value for name, value in asdict(trained.limits).items() if math.isfinite(value)},
        "confidence": confidence,
        "trained_on": {
            **asdict(origin),
            "machines": list(trained.heard),
            "snrs": sorted({snr for machine in machines for snr in machine.snrs}),
            "healthy_clips": {machine.name: _clips(machine, healthy=True) for machine in machines},
            "faulty_clips": {machine.name: _clips(machine, healthy=False) for machine in machines},
        },
        "settings": {**asdict(settings), "seed": seed},
        "summary": summary_of(rows),
        "held_out": rows,
    }


def write_card(card: dict[str, Any], folder: Path) -> None:
    """Write `card.json`, the same bytes for the same card."""
    # Hundreds of rows, one a line, are half as large as one value a line, and easier to read.
    tables = {key: [_text(row) for row in card[key]] for key in ("thresholds", "held_out")}
    summary = [f"{_text(situation)}: {_text(by_snr)}" for situation, by_snr in card["summary"].items()]
    text = json.dumps({**card, **dict.fromkeys([*tables, "summary"], "")}, indent=1, ensure_ascii=False)
    for key, lines in tables.items():
        text = text.replace(f'"{key}": ""', f'"{key}": [\n  {_NEXT.join(lines)}\n ]', 1)
    text = text.replace('"summary": ""', f'"summary": {{\n  {_NEXT.join(summary)}\n }}', 1)
    (folder / CARD_FILE).write_text(text + "\n", encoding="utf-8")


def _text(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))


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
