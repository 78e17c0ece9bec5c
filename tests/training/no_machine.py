"""Synthesised sounds that are no machine, made once for all tests; needs the training extra."""

from functools import cache

import numpy as np


@cache
def sounds() -> dict[str, np.ndarray]:
    from training.everyday import synthesised_sounds

    return synthesised_sounds()
