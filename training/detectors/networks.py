"""What the networks share: one seed, one way to train with a falling rate, and their loss after each epoch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch

Loss = Callable[[torch.Tensor], torch.Tensor]
"""Row numbers of a batch `[b]` → the loss to lower, a scalar."""


def device() -> torch.device:
    """The GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@contextmanager
def seeded(seed: int) -> Iterator[torch.Generator]:
    """Everything torch draws inside depends on the seed alone, and what is drawn outside is left as it was."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        yield torch.Generator().manual_seed(seed)


def fit(
    network: torch.nn.Module,
    rows: int,
    loss_of: Loss,
    *,
    epochs: int,
    batch: int,
    rate: float,
    generator: torch.Generator,
    after_epoch: Callable[[], None] = lambda: None,
) -> list[float]:
    """Adam with a rate that falls along a cosine to zero; the mean loss of each epoch.

    Rows are shuffled anew in each epoch; a last batch of one is left out, since batch normalisation can't use it.
    """
    optimiser = torch.optim.Adam((weight for weight in network.parameters() if weight.requires_grad), lr=rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    curve = []
    for _ in range(epochs):
        losses = []
        for chosen in torch.randperm(rows, generator=generator).split(batch):
            if len(chosen) == 1:
                continue
            optimiser.zero_grad()
            loss = loss_of(chosen)
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        schedule.step()
        curve.append(sum(losses) / len(losses))
        after_epoch()
    return curve
