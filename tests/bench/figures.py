"""How a figure is taken and told."""

import time
from collections.abc import Callable
from statistics import median

ROUNDS = 15
REST_S = 0.3


def interleaved(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Median CPU seconds of each piece of work, taken in turns so that all meet the same machine."""
    for work in works:
        work()
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for times, work in zip(seconds, works, strict=True):
            # Helper threads of the work before spin for a while, which would be counted here.
            time.sleep(REST_S)
            begun = time.process_time()
            work()
            times.append(time.process_time() - begun)
    return [median(times) for times in seconds]


def told(what: str, ratio: float, aim: float, detail: str, at_least: bool = False) -> str:
    """One line: the ratio, the aim and whether it holds."""
    holds = ratio >= aim if at_least else ratio <= aim
    sign = "≥" if at_least else "≤"
    return f"{what}: {ratio:.2f}× (aim {sign} {aim:g}×, {'holds' if holds else 'missed'}; {detail})"
