"""Fits the learnt part of the judge in episodes: n healthy clips of a machine, then clips of it to tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS
from training.data import MachineSound
from training.head import LearntHead, Standard
from training.settings import Settings
from training.variation import Matrix, healthy_of, noise_spectrum, pooled, share_of

EPISODES = 12
"""Of each machine at each SNR."""
EPISODE_CLIPS = 40
"""Of each label in an episode."""
BASELINE_CLIPS = 5
HEALTHY, FAULTY, MOVED = 0, 1, 2
"""`MOVED` is a healthy clip with what a fault changed in another machine."""

RIDGE_ROWS = 57.6
"""Strength of the logistic regression's prior, as a number of rows."""
HIDDEN, MEMBERS, STEPS, BATCH = 24, 3, 400, 384
ROUNDS = 20
DROPOUT, DECAY, STEP_SIZE = 0.3, 0.1, 4e-3
LEAST_OPEN = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Episodes:
    """Deviations `[rows, 124]` from a baseline's mean, level kept, and what each row is."""

    deviations: torch.Tensor
    kinds: NDArray[np.int64]


def fit_head(machines: Sequence[MachineSound], settings: Settings, seed: int) -> LearntHead | None:
    """Learn from the machines that have faulty clips; None where none has."""
    teachers = [machine for machine in machines if all(len(machine.faulty(snr)) for snr in machine.snrs)]
    if not teachers:
        return None
    covariance = pooled(machines, settings.drift_in_metric, level=False) + 1e-4 * np.eye(TRUSTED_BANDS)
    value, vector = np.linalg.eigh(covariance)
    # Symmetric, so that a whitened axis still belongs to its band and keeps its sign.
    whiten = torch.tensor((vector / np.sqrt(value)) @ vector.T)
    head = LearntHead(whiten, torch.nn.Identity(), torch.nn.Identity())
    found = episodes(teachers, np.random.default_rng(seed))
    fitted = (_layers(rows, found.kinds, seed) for rows in head.summaries(found.deviations))
    (free, bare), (same, with_level) = fitted
    curves = {"loss without level": bare, "loss with level": with_level}
    return LearntHead(whiten, free, same, curves).eval().requires_grad_(False)


def episodes(machines: Sequence[MachineSound], random: np.random.Generator) -> Episodes:
    """As many rows of each machine, SNR and kind, from baselines learnt at random places."""
    noise = noise_spectrum(machines)
    changes = [_own_changes(machine, noise) for machine in machines]
    rows: list[Matrix] = []
    kinds: list[NDArray[np.int64]] = []
    for index, machine in enumerate(machines):
        others = [one for at, one in enumerate(changes) if at != index] or [changes[index]]
        for snr in machine.snrs:
            own = 1 - share_of(healthy_of(machine, snr), noise)
            for _ in range(EPISODES):
                for kind, clips in enumerate(_episode(machine, snr, others, own, random)):
                    rows.append(clips)
                    kinds.append(np.full(len(clips), kind))
    return Episodes(torch.tensor(np.concatenate(rows)).float(), np.concatenate(kinds))


def _episode(
    machine: MachineSound, snr: str, others: Sequence[Matrix], own: Matrix, random: np.random.Generator
) -> tuple[Matrix, Matrix, Matrix]:
    """Healthy clips, faulty ones and healthy ones with another machine's fault, less the mean of a baseline."""
    healthy = healthy_of(machine, snr)
    faulty = machine.faulty(snr)[:, :TRUSTED_BANDS].astype(np.float64)
    learnt = min(BASELINE_CLIPS, len(healthy) - 1)
    start = int(random.integers(0, len(healthy) - learnt))
    mean = healthy[start : start + learnt].mean(axis=0)
    rest = np.delete(np.arange(len(healthy)), np.arange(start, start + learnt))
    moved = _with_fault(healthy[random.choice(rest, EPISODE_CLIPS)], others, own, random)
    heard = healthy[random.choice(rest, EPISODE_CLIPS)]
    broken = faulty[random.choice(len(faulty), EPISODE_CLIPS)]
    return heard - mean, broken - mean, moved - mean


def _own_changes(machine: MachineSound, noise: Matrix) -> Matrix:
    """What faults change in the machine's own part `[clips, 124]`, at the quietest SNR."""
    snr = machine.snrs[0]
    healthy = healthy_of(machine, snr)
    faulty = machine.faulty(snr)[:, :TRUSTED_BANDS].astype(np.float64)
    own = 1 - share_of(healthy, noise)
    change = (faulty - healthy.mean(axis=0)) * np.minimum(1, own / LEAST_OPEN) / np.maximum(own, LEAST_OPEN)
    return np.asarray(change.clip(-3, 4))


def _with_fault(rows: Matrix, others: Sequence[Matrix], own: Matrix, random: np.random.Generator) -> Matrix:
    """Healthy clips `[k, 124]` with a fault of another machine: scaled, moved by some bands, kept in some only."""
    faults = others[random.integers(len(others))]
    change = faults[random.integers(0, len(faults), len(rows))] * random.uniform(0.4, 1.5)
    if random.random() < 0.7:
        change = np.roll(change, int(random.integers(-8, 9)), axis=1)
    if random.random() < 0.5:
        middle, width = random.uniform(0, TRUSTED_BANDS), random.uniform(15, 60)
        around = np.exp(-0.5 * ((np.arange(TRUSTED_BANDS) - middle) / width) ** 2)
        change = change * (0.3 + 0.7 * around) * 1.3
    return np.asarray(rows + np.log1p((own * (np.exp(change) - 1)).clip(-0.95)))


def _layers(summaries: torch.Tensor, kinds: NDArray[np.int64], seed: int) -> tuple[Standard, list[float]]:
    """A logistic regression on real faults and small networks on real and moved ones, side by side; their loss."""
    centre, scale = summaries.mean(dim=0), summaries.std(dim=0) + 1e-6
    standard = (summaries - centre) / scale
    real = torch.tensor(kinds != MOVED)
    logistic = _logistic(standard[real], kinds[kinds != MOVED])
    networks, losses = _networks(standard, kinds, seed)
    return Standard(centre, scale, logistic, networks), losses


def _logistic(standard: torch.Tensor, labels: NDArray[np.int64]) -> torch.nn.Linear:
    from sklearn.linear_model import LogisticRegression

    fit = LogisticRegression(C=RIDGE_ROWS / len(standard), max_iter=300).fit(standard.double().numpy(), labels)
    layer = torch.nn.Linear(standard.shape[1], 1)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(fit.coef_))
        layer.bias.copy_(torch.tensor(fit.intercept_))
    return layer


def _networks(
    standard: torch.Tensor, kinds: NDArray[np.int64], seed: int
) -> tuple[torch.nn.Sequential, list[float]]:
    """Three networks trained side by side, each with a loss of its own; their mean logit is one wide network."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        first = torch.nn.Linear(standard.shape[1], MEMBERS * HIDDEN)
        last = torch.nn.Linear(MEMBERS * HIDDEN, 1)
        bias = torch.nn.Parameter(torch.zeros(MEMBERS))
        with torch.no_grad():
            last.weight.mul_(MEMBERS**0.5)
        losses = _train((first, last, bias), standard, kinds, np.random.default_rng(seed + 1))
    with torch.no_grad():
        last.weight.div_(MEMBERS)
        last.bias.copy_(bias.mean()[None])
    return torch.nn.Sequential(first, torch.nn.SiLU(), last), losses


def _train(
    wide: tuple[torch.nn.Linear, torch.nn.Linear, torch.nn.Parameter], standard: torch.Tensor,
    kinds: NDArray[np.int64], random: np.random.Generator,
) -> list[float]:  # fmt: skip
    """The mean loss of each round, in which about every row is met once."""
    first, last, bias = wide
    losses = []
    weight = np.array([2.0, 1.0, 1.0])[kinds]  # as many healthy rows as faulty and moved ones together
    batches = torch.tensor(random.choice(len(standard), (STEPS, BATCH), p=weight / weight.sum()))
    labels = torch.tensor(kinds > HEALTHY).float()[:, None].expand(-1, MEMBERS)
    adam = torch.optim.AdamW([*first.parameters(), last.weight, bias], lr=STEP_SIZE, weight_decay=DECAY)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(adam, STEPS)
    drop = torch.nn.functional.dropout
    for rows in batches:
        hidden = drop(torch.nn.functional.silu(first(drop(standard[rows], DROPOUT))), DROPOUT)
        logit = (hidden * last.weight).view(len(rows), MEMBERS, HIDDEN).sum(dim=2) + bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logit, labels[rows])
        adam.zero_grad()
        loss.backward()
        adam.step()
        slower.step()
        losses.append(loss.item())
    return [float(np.mean(some)) for some in np.array_split(losses, ROUNDS)]
