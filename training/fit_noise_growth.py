"""Learns to tell noise that has grown from a fault: the same recordings at every pair of noise levels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS
from training.data import MachineSound, Rows
from training.noise_growth import CLIP, FEATURES, STEPS, NoiseGrowth
from training.variation import Matrix, noise_spectrum

EPISODES = 6
"""Of each machine and each pair of noise levels."""
EPISODE_CLIPS = 40
BASELINE_CLIPS = 5
RIDGE = 1e-3
TURNS = 40


def fit_noise_growth(machines: Sequence[MachineSound], noise: Matrix, seed: int) -> NoiseGrowth:
    """A logistic regression for each of the steps; faulty clips count as much as healthy ones."""
    features, steps, weight = _episodes(machines, np.random.default_rng(seed))
    centre, scale = features.mean(axis=0), features.std(axis=0) + 1e-3
    standard = torch.tensor(((features - centre) / scale).clip(-CLIP, CLIP))
    grown = torch.tensor(steps[:, None] >= np.array(STEPS)).double()
    weights, bias = _logistic(standard, grown, torch.tensor(weight / weight.mean()))
    return NoiseGrowth(torch.tensor(noise), torch.tensor(centre), torch.tensor(scale), weights, bias)


def _untrained(noise: Matrix) -> NoiseGrowth:
    """Enough to compute features."""
    none = torch.zeros(FEATURES, len(STEPS))
    return NoiseGrowth(torch.tensor(noise), none[:, 0], torch.ones(FEATURES), none, none[0])


def _episodes(
    machines: Sequence[MachineSound], random: np.random.Generator
) -> tuple[Matrix, NDArray[np.int64], Matrix]:
    """Features, by how many steps the noise has grown, and the weight of each row."""
    rows, steps, weights = [], [], []
    for machine in machines:
        others = [one for one in machines if one is not machine] or [machine]
        growth = _untrained(noise_spectrum(others))
        for then, learnt_at in enumerate(machine.snrs):
            for now, snr in enumerate(machine.snrs):
                for _ in range(EPISODES):
                    clips, baseline = _episode(machine, learnt_at, snr, random)
                    with torch.no_grad():
                        rows.append(growth.features(torch.tensor(clips), torch.tensor(baseline)).double().numpy())
                    steps.append(np.full(len(clips), now - then))
                    # Unchanged noise is what is met most, and counts as much as all changes.
                    weights.append(np.full(len(clips), len(machine.snrs) if now == then else 1.0))
    return np.concatenate(rows), np.concatenate(steps), np.concatenate(weights)


def _episode(machine: MachineSound, learnt_at: str, snr: str, random: np.random.Generator) -> tuple[Rows, Rows]:
    """Healthy and faulty clips at one noise level and a baseline at another."""
    learn, healthy, faulty = machine.healthy(learnt_at), machine.healthy(snr), machine.faulty(snr)
    count = min(len(learn), len(healthy))
    learnt = min(BASELINE_CLIPS, count - 1)
    start = int(random.integers(0, count - learnt))
    rest = np.delete(np.arange(count), np.arange(start, start + learnt))
    clips = [healthy[random.choice(rest, EPISODE_CLIPS)]]
    if len(faulty):
        clips.append(faulty[random.choice(len(faulty), EPISODE_CLIPS)])
    return np.concatenate(clips)[:, :TRUSTED_BANDS], learn[start : start + learnt, :TRUSTED_BANDS]


def _logistic(standard: torch.Tensor, grown: torch.Tensor, weight: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """Weights `[56, 2]` and bias `[2]`; few turns, since what is learnt last does not hold elsewhere."""
    layer = torch.nn.Linear(standard.shape[1], grown.shape[1], dtype=torch.float64)
    torch.nn.init.zeros_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    solver = torch.optim.LBFGS(layer.parameters(), max_iter=TURNS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        each = torch.nn.functional.binary_cross_entropy_with_logits(layer(standard), grown, reduction="none")
        total = (weight[:, None] * each).mean(dim=0).sum() / 2 + RIDGE * (layer.weight**2).sum()
        total.backward()
        return total

    solver.step(loss)
    return layer.weight.detach().T, layer.bias.detach()
