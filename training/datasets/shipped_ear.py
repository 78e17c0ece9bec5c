"""The ear that ships, for whole data sets: the same graph that the app runs, so that there is one definition."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.domain.problem import Problem
from training.datasets.place import natural_key

if TYPE_CHECKING:
    import onnxruntime

MODELS = Path(__file__).resolve().parents[2] / "models"
EAR_FILE = "ear.onnx"


def bands_of(waveform: NDArray[np.float32]) -> NDArray[np.float32]:
    """Band levels float32 `[128]` of a waveform float32 `[n]`, 16 kHz mono, n ≥ 16000.

    Raises:
        Problem: no model is there, so no ear.
    """
    (bands,) = _ear().run(["bands"], {"waveform": waveform})
    return np.asarray(bands, np.float32)


@cache
def _ear() -> onnxruntime.InferenceSession:
    """The ear of the newest version; every version of every type has the same."""
    import onnxruntime

    ears = sorted(MODELS.glob(f"*/*/{EAR_FILE}"), key=lambda path: natural_key(path.parent.name))
    if not ears:
        raise Problem(f"There is no {EAR_FILE} in {MODELS}.", "Restore the folder models of the program.")
    options = onnxruntime.SessionOptions()
    # The graph is small: a second thread costs more in waking up than it saves.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(ears[-1]), options, providers=["CPUExecutionProvider"])
