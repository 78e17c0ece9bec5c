"""How often "strange" is right about machines, and sounds, that it was not fitted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from training.data import MachineSound, Rows
from training.strange import Strange
from training.strange_fit import FEWEST_MACHINES, Evidence, StrangeSettings
from training.trials import take_scores

REPORTED_N = (3, 5, 10)
REPORTED_K = (1, 3)
FOLDS = 4
"""Of the other machines and the kinds of sound a quarter is left out at a time."""
STARTS = 4
MOST_CLIPS = 150
"""Of each machine and label; the figures are shares over many baselines."""

RELATED = (("silence", "white"), ("pink", "brown"))
"""Kinds so alike that one must not be fitted on where the other is judged."""

HEALTHY, FAULTY = "own machine, healthy", "own machine, faulty"
HEALTHY_OTHER_NOISE, FAULTY_OTHER_NOISE = f"{HEALTHY}, other noise level", f"{FAULTY}, other noise level"
SAME_TYPE, OTHER_TYPE = "other machine of the same type", "machine of another type"
SHOULD_NOT = (HEALTHY, FAULTY, HEALTHY_OTHER_NOISE, FAULTY_OTHER_NOISE)

Key = tuple[str, int, int]
"""What was heard, n, k."""


def figures_of_strange(
    machines: Sequence[MachineSound], sounds: Mapping[str, Rows], settings: StrangeSettings | None = None
) -> list[dict[str, Any]]:
    """Which share of takes is called strange: rows `{"heard", "n", "k", "share", "worst", "worst_at"}`.

    The machine that is inspected, the machines heard in its place and the kind of sound were all left out of the
    fit and its limit. Shares are means over the machines inspected, noise levels pooled; the worst is the highest
    for the machine's own takes, else the lowest. With too few machines to leave out one more there are no rows
    about other machines.

    Raises:
        ValueError: fewer than three machines, no faulty clips, or a single kind of sound.
    """
    evidence = Evidence(machines, sounds, settings or StrangeSettings())
    found: dict[Key, dict[str, list[NDArray[np.bool_]]]] = {}
    for machine in machines:
        for left_out_machines, kinds in _folds(machine, machines, list(sounds)):
            strange = evidence.fit([machine.name, *left_out_machines], kinds)
            others = [other for other in machines if other.name in left_out_machines]
            for key, takes in _takes(strange, machine, others, {kind: sounds[kind] for kind in kinds}):
                found.setdefault(key, {}).setdefault(machine.name, []).append(takes >= 1)
    return [_row(key, by_machine) for key, by_machine in sorted(found.items())]


def _folds(
    machine: MachineSound, machines: Sequence[MachineSound], kinds: Sequence[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """Names of machines and kinds of sounds to leave out together."""
    others = [other.name for other in machines if other.name != machine.name]
    if len(others[::FOLDS]) > len(others) - FEWEST_MACHINES:
        others = []
    related = [[kind for kind in group if kind in kinds] for group in RELATED]
    alone = [[kind] for kind in kinds if not any(kind in group for group in related)]
    groups = [group for group in (*related, *alone) if group]
    for fold in range(FOLDS):
        yield others[fold::FOLDS], [kind for group in groups[fold::FOLDS] for kind in group]


def _takes(
    strange: Strange, machine: MachineSound, others: Sequence[MachineSound], sounds: Mapping[str, Rows]
) -> Iterator[tuple[Key, NDArray[np.float64]]]:
    """How strange takes of k clips are against baselines of n."""
    for snr in machine.snrs:
        healthy = machine.healthy(snr)
        heard = [
            (SAME_TYPE if m.type == machine.type else OTHER_TYPE, _few(m.healthy(snr)))
            for m in others
            if snr in m.snrs
        ]
        heard += [(FAULTY, _few(machine.faulty(snr))), *sounds.items()]
        for other in machine.snrs:
            if other != snr:
                heard.append((HEALTHY_OTHER_NOISE, _few(machine.healthy(other))))
                heard.append((FAULTY_OTHER_NOISE, _few(machine.faulty(other))))
        for n in REPORTED_N:
            for start in np.linspace(0, len(healthy) - n, STARTS).astype(int) if len(healthy) > n else ():
                baseline = torch.from_numpy(healthy[start : start + n])
                rest = _few(np.concatenate([healthy[:start], healthy[start + n :]]))
                for what, clips in ((HEALTHY, rest), *heard):
                    with torch.no_grad():
                        values = strange(torch.from_numpy(clips), baseline).double().numpy()
                    for k in REPORTED_K:
                        if len(values) >= k:
                            yield (what, n, k), take_scores(values, k)


def _few(rows: Rows) -> Rows:
    """Consecutive clips from the middle, so that takes stay takes."""
    start = max(0, (len(rows) - MOST_CLIPS) // 2)
    return rows[start : start + MOST_CLIPS]


def _row(key: Key, by_machine: Mapping[str, Sequence[NDArray[np.bool_]]]) -> dict[str, Any]:
    shares = {name: float(np.concatenate(takes).mean()) for name, takes in by_machine.items()}
    worst = (max if key[0] in SHOULD_NOT else min)(shares, key=lambda name: shares[name])
    return {
        "heard": key[0],
        "n": key[1],
        "k": key[2],
        "share": round(float(np.mean(list(shares.values()))), 4),
        "worst": round(shares[worst], 4),
        "worst_at": worst,
    }
