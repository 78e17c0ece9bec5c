"""The shipped model: two small ONNX graphs and a card, checked by hash before a single sound is judged."""

import hashlib
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from app.diagnosis.card import EAR_RATE_HZ, Card, model_problem, read_card
from app.domain.take import BAND_COUNT
from app.domain.verdict import ModelIdentity

SHORTEST_WAVEFORM = EAR_RATE_HZ
"""The ear wants at least one second."""


class Model:
    """An ear and a judge that belong together. Safe to use from several threads."""

    def __init__(self, card: Card, ear: ort.InferenceSession, judge: ort.InferenceSession) -> None:
        self.card = card
        self.identity = ModelIdentity(
            card.name, card.version, card.machine_type, card.ear_sha256, card.judge_sha256
        )
        self._ear = ear
        self._judge = judge

    @classmethod
    def load(cls, folder: Path) -> "Model":
        """Loads `card.json`, `ear.onnx` and `judge.onnx` from a folder.

        Raises:
            Problem: a file is missing, altered (its SHA-256 is not the card's) or not a model.
        """
        card = read_card(folder / "card.json")
        ear = _session(folder / "ear.onnx", card.ear_sha256)
        judge = _session(folder / "judge.onnx", card.judge_sha256)
        return cls(card, ear, judge)

    def ear(self, waveform: NDArray[np.float32]) -> NDArray[np.float32]:
        """Band levels float32 `[128]` of a waveform float32 `[n]`, 16 kHz mono, n ≥ 16000."""
        if waveform.ndim != 1 or len(waveform) < SHORTEST_WAVEFORM:
            raise ValueError(f"the ear wants one channel of at least {SHORTEST_WAVEFORM} samples")
        (bands,) = self._ear.run(["bands"], {"waveform": np.ascontiguousarray(waveform, dtype=np.float32)})
        return np.asarray(bands, dtype=np.float32)

    def judge(
        self, clips: NDArray[np.float32], baseline: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Raw scores float32 `[k]` and excess in dB float32 `[k, 128]` of clips `[k, 128]` against `[n, 128]`."""
        for name, bands in (("clips", clips), ("baseline", baseline)):
            if bands.ndim != 2 or bands.shape[1] != BAND_COUNT or not len(bands):
                raise ValueError(f"{name} must be [at least 1, {BAND_COUNT}], not {bands.shape}")
        score, excess_db = self._judge.run(["score", "excess_db"], {"clips": clips, "baseline": baseline})
        return np.asarray(score, dtype=np.float32), np.asarray(excess_db, dtype=np.float32)


def _session(path: Path, sha256: str) -> ort.InferenceSession:
    try:
        graph = path.read_bytes()
    except OSError as error:
        raise model_problem(path.parent, f"can't be read: {path.name} is missing or locked", str(error)) from error
    if hashlib.sha256(graph).hexdigest() != sha256:
        raise model_problem(path.parent, f"was altered: {path.name} is not the file its card names")
    options = ort.SessionOptions()
    # The graphs are small: a second thread costs more in waking up than it saves.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises bare, undocumented types for a bad graph
        raise model_problem(path.parent, f"can't be used: {path.name} is not a graph", str(error)) from error
