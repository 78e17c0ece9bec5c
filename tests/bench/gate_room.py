"""What a noisy room does to the verdict: false alarms and faults heard, by how far the machine stands above it.

MIMII has every clip with the same machine in factory noise of three strengths. From the means of the three the
noise alone is estimated; strengths in between are mixed from their neighbours, as powers.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.model import Model
from app.diagnosis.registry import ModelRegistry
from app.domain.machine import MachineType
from app.main import paths
from app.recordings.room import above_room_db

FANS = {"id_00": "choose", "id_06": "choose", "id_04": "report"}
SNRS = ("+6dB", "0dB", "-6dB")
NOISE_POWER = (0.25, 1.0, 4.0)
EDGES_DB = (-10.1, -6.0, -3.0, 0.0, 3.0, 6.0, 10.0, 40.0)
ROUNDS = 5
LEARNT_FROM = 5
HEALTHY_A_ROUND = 150

Rows = NDArray[np.float32]
Told = list[tuple[bool, bool, float, bool]]
"""Of each clip: baseline learnt in the least noise, machine faulty, how far above the room, alarm."""


def measure(data: Path) -> Iterator[str]:
    """One line for each half and range of margins."""
    model = ModelRegistry(paths.MODELS).model_for(MachineType.FAN)
    assert model
    yield ""
    heads = "false alarms and faults heard, by what the baseline was learnt in"
    yield f"{'above the room':16} {'half':7} {'clips':>6}   {heads}"
    with np.load(data / "mimii-bands" / "fan.npz") as bands:
        for half in ("choose", "report"):
            told: Told = []
            for fan in (fan for fan, its in FANS.items() if its == half):
                told += _fan(
                    model,
                    [bands[f"{snr}/{fan}/normal"] for snr in SNRS],
                    [bands[f"{snr}/{fan}/abnormal"] for snr in SNRS],
                )
            yield from _lines(half, told)


def _lines(half: str, told: Told) -> Iterator[str]:
    table = np.array(told, dtype=float)
    for low, high in pairwise(EDGES_DB):
        inside = table[(table[:, 2] >= low) & (table[:, 2] < high)]

        def share(quiet: bool, faulty: bool, inside: NDArray[np.float64] = inside) -> str:
            alarms = inside[(inside[:, 0] == quiet) & (inside[:, 1] == faulty), 3]
            return f"{100.0 * alarms.mean():3.0f} %" if len(alarms) else "  –  "

        name = f"{max(low, -10.0):+.0f} to {high:+.0f} dB" if high < 40.0 else f"{low:+.0f} dB and more"
        yield (
            f"{name:16} {half:7} {len(inside):6}   less noise: {share(True, False)} and {share(True, True)},"
            f" the same noise: {share(False, False)} and {share(False, True)}"
        )


def _fan(model: Model, healthy: list[Rows], faulty: list[Rows]) -> Told:
    random = np.random.default_rng(len(healthy[0]))
    noise = _noise(healthy)
    limit = model.card.thresholds_for(LEARNT_FROM, 1).abnormal
    told: Told = []
    for good, bad, strength in zip(_between(healthy), _between(faulty), (0.25, 0.5, 1.0, 2.0, 4.0), strict=True):
        for _ in range(ROUNDS):
            # The room is never heard at exactly the level it has during the take.
            room = np.log(strength * noise) + random.normal(0.0, 0.3) + random.normal(0.0, 0.15, noise.size)
            rows = random.choice(len(good), LEARNT_FROM, replace=False)
            rest = np.setdiff1d(random.permutation(len(good))[:HEALTHY_A_ROUND], rows)
            for quiet, baseline in ((True, healthy[0][rows]), (False, good[rows])):
                for is_faulty, clips in ((False, good[rest]), (True, bad)):
                    scores = model.judge(clips, baseline).score
                    above = [above_room_db(clip[None], room[None]) for clip in clips]
                    told += [
                        (quiet, is_faulty, db, bool(score >= limit))
                        for db, score in zip(above, scores, strict=True)
                    ]
    return told


def _between(rows: list[Rows]) -> Iterator[Rows]:
    """The three strengths and the two in between, from the least noise to the most."""
    powers = [np.exp(row.astype(np.float64)) for row in rows]
    for first, second in pairwise(powers):
        yield np.log(first).astype(np.float32)
        yield np.log((2.0 * first + second) / 3.0).astype(np.float32)
    yield np.log(powers[-1]).astype(np.float32)


def _noise(healthy: list[Rows]) -> NDArray[np.float64]:
    """Power of the noise at 0 dB in each band: machine + strength · noise, fitted to the three means."""
    means = np.stack([np.exp(rows.astype(np.float64).mean(axis=0)) for rows in healthy])
    parts = np.stack((np.ones(3), NOISE_POWER), axis=1)
    fitted = [np.linalg.lstsq(parts / mean[:, None], np.ones(3), rcond=None)[0][1] for mean in means.T]
    return np.maximum(fitted, 1e-9)
