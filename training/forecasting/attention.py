"""An LSTM with attention over the last 24 visits that learns from simulated lives how long machines have left."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from app.domain.verdict import State
from training.detectors.networks import fit, seeded
from training.forecasting.curves import SEEN
from training.forecasting.lives import lives
from training.forecasting.questions import MOST_DAYS_AHEAD, Answer, Interval, Question, questions

LAST_VISITS = 24
SHARES = (0.1, 0.5, 0.9)
HIDDEN = 32
EPOCHS, BATCH, RATE = 20, 128, 5e-3
LIVES_OF_A_SHAPE, QUESTIONS_OF_A_LIFE = 200, 8
_COLUMNS = 5

Rows = NDArray[np.float32]


class Attention(nn.Module):
    """Visits `[b, 24, 5]` → `[b, 4]`: whether it will cross within two years (logit), and when: three quantiles,
    ascending, of ln of 1 + the days until then."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(_COLUMNS, HIDDEN, batch_first=True)
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.head = nn.Sequential(nn.Linear(2 * HIDDEN, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1 + len(SHARES)))

    def forward(self, visits: torch.Tensor) -> torch.Tensor:
        states, (last, _) = self.lstm(visits)
        match = (states @ self.query(last[-1]).unsqueeze(2)).squeeze(2) / HIDDEN**0.5
        # The last column says whether there was a visit at all.
        weight = match.masked_fill(visits[:, :, -1] == 0, -1e9).softmax(dim=1)
        out = self.head(torch.cat([last[-1], (weight.unsqueeze(2) * states).sum(dim=1)], dim=1))
        steps = nn.functional.softplus(out[:, 2:])
        return torch.cat([out[:, :1], torch.cumsum(torch.cat([out[:, 1:2], steps], dim=1), dim=1)], dim=1)


def trained(seed: int, lives_of_a_shape: int = LIVES_OF_A_SHAPE, epochs: int = EPOCHS) -> Attention:
    """Learns from lives of the shapes in `SEEN` that nobody is judged on; same seed, same weights."""
    asked = [
        one
        for shape in SEEN
        for state in (State.WATCH, State.ABNORMAL)
        for one in questions(lives(shape, lives_of_a_shape, seed), QUESTIONS_OF_A_LIFE, state)
    ]
    visits = torch.from_numpy(np.stack([_rows(one) for one in asked]))
    days = torch.tensor([one.truth for one in asked], dtype=torch.float32)
    crosses = days <= MOST_DAYS_AHEAD
    target = torch.where(crosses, days, torch.zeros_like(days)).log1p()
    shares = torch.tensor(SHARES)
    with seeded(seed) as generator:
        network = Attention()

        def loss_of(chosen: torch.Tensor) -> torch.Tensor:
            out, does = network(visits[chosen]), crosses[chosen].float()
            whether = nn.functional.binary_cross_entropy_with_logits(out[:, 0], does)
            miss = target[chosen].unsqueeze(1) - out[:, 1:]
            pinball = torch.maximum(shares * miss, (shares - 1) * miss).sum(dim=1)
            return whether + (pinball * does).sum() / does.sum().clamp(min=1.0)

        fit(network, len(asked), loss_of, epochs=epochs, batch=BATCH, rate=RATE, generator=generator)
    return network.eval()


def answers(network: Attention, asked: list[Question]) -> list[Answer]:
    """Silent where a crossing within two years is less likely than not."""
    if not asked:
        return []
    with torch.no_grad():
        out = network(torch.from_numpy(np.stack([_rows(one) for one in asked]))).numpy().astype(np.float64)
    days = np.clip(np.expm1(np.clip(out[:, 1:], 0, 20)), 0, None)
    return [
        Interval(*map(float, row)) if logit > 0 and row[2] <= MOST_DAYS_AHEAD else None
        for logit, row in zip(out[:, 0], days, strict=True)
    ]


def _rows(asked: Question) -> Rows:
    """The last 24 visits `[24, 5]`, the newest last: days ago, days since the one before, ln score above the
    limit, microphone, and 1 for a visit."""
    day, gap = asked.day, np.diff(asked.day, prepend=asked.day[0])
    real = np.ones(len(day))
    rows = np.stack([day / 100, np.log1p(gap) / 3, asked.ln_score - asked.limit, asked.microphone, real], axis=1)
    padded = np.zeros((LAST_VISITS, _COLUMNS), dtype=np.float32)
    padded[-min(len(rows), LAST_VISITS) :] = rows[-LAST_VISITS:]
    return padded
