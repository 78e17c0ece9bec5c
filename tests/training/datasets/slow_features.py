"""Run by a test: computes a slow feature of a data set and writes a line for each clip, until it is killed."""

import sys
import time
from pathlib import Path

import numpy as np

from training.datasets import Feature, features, features_of, open_data_set

PAUSE_S = 0.02


def main(root: Path, cache: Path, log: Path, result: Path) -> None:
    features.CLIPS_A_UNIT = 2

    def slow(waveform: np.ndarray) -> np.ndarray:
        time.sleep(PAUSE_S)
        with log.open("a", encoding="utf-8") as lines:
            lines.write("clip\n")
        return waveform[:3]

    found = features_of(open_data_set(root), Feature("slow", 1, slow), cache)
    np.save(result, found.machines[0].healthy("recorded"))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
