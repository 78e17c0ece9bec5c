"""What people call healthy and faulty when they name folders and files."""

from __future__ import annotations

import re

from training.data import FAULTY, HEALTHY

_HEALTHY = "normal healthy health ok okay good intact undamaged working baseline reference gut gesund heil"
_FAULTY = (
    "abnormal anomaly anomalous anomalies faulty fault faults failure failed broken defect defects defective "
    "damaged damage bad ng nok notok unhealthy worn cracked unbalance unbalanced imbalance kaputt defekt schlecht"
)
_LABELS = dict.fromkeys(_HEALTHY.split(), HEALTHY) | dict.fromkeys(_FAULTY.split(), FAULTY)
_OPPOSITE = {HEALTHY: FAULTY, FAULTY: HEALTHY}
_NOT = frozenset({"no", "not", "non", "without", "un", "kein", "keine", "nicht", "ohne"})
_WORD = re.compile(r"[a-zäöüß]+")
_HUMP = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])")


def label_of(name: str) -> str | None:
    """`HEALTHY` or `FAULTY` (`OK`, `propeller_fault`, `notOk`, `no fault`); None where it says neither or both."""
    words = _WORD.findall(_HUMP.sub(" ", name).casefold())
    found = set()
    for before, word in zip(["", *words], words, strict=False):
        if word in _LABELS:
            found.add(_OPPOSITE[_LABELS[word]] if before in _NOT else _LABELS[word])
    return found.pop() if len(found) == 1 else None
