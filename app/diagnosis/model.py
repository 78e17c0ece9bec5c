"""The shipped model: two small ONNX graphs and a card, checked by hash before a single sound is judged."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.card import EAR_RATE_HZ, Card, model_problem, read_card
from app.domain.take import BAND_COUNT
from app.domain.verdict import ModelIdentity
from app.language import later, say

if TYPE_CHECKING:
    from app.diagnosis.runtime import ort

SHORTEST_WAVEFORM = EAR_RATE_HZ
"""The ear wants at least one second."""

_JUDGE_INPUTS = {"clips": 2, "baseline": 2, "level_counts": 1}
_JUDGE_OUTPUTS = {"score": 1, "excess_db": 2, "noisier_db": 1, "strange": 1}
"""Names and how many axes each has."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What a judge says of k clips, float32 each.

    `score` `[k]` raw, to be held against the card's thresholds; `excess_db` `[k, 128]` louder (+) or quieter (−)
    than healthy, overall level removed; `noisier_db` `[k]` how much more noise there is around the machine than in
    the baseline; `strange` `[k]` from 1 on it is neither like this machine nor like a fault of it.
    """

    score: NDArray[np.float32]
    excess_db: NDArray[np.float32]
    noisier_db: NDArray[np.float32]
    strange: NDArray[np.float32]


class Model:
    """An ear and a judge that belong together. Safe to use from several threads."""

    def __init__(self, card: Card, ear: "ort.InferenceSession", judge: "ort.InferenceSession") -> None:
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
        self, clips: NDArray[np.float32], baseline: NDArray[np.float32], level_counts: bool = False
    ) -> Judged:
        """Judges clips `[k, 128]` against a baseline `[n, 128]`.

        `level_counts`: microphone, placement and gain are the baseline's, so loudness is evidence too.
        """
        for name, bands in (("clips", clips), ("baseline", baseline)):
            if bands.ndim != 2 or bands.shape[1] != BAND_COUNT or not len(bands):
                raise ValueError(f"{name} must be [at least 1, {BAND_COUNT}], not {bands.shape}")
        flag = np.array([level_counts], dtype=np.float32)
        outputs = self._judge.run(
            list(_JUDGE_OUTPUTS), {"clips": clips, "baseline": baseline, "level_counts": flag}
        )
        return Judged(*(_real(output) for output in outputs))

    def shape_faults(self) -> list[str]:
        """What is wrong with the graphs' inputs and outputs, in words; empty for a model made for this program."""
        wanted = (
            (self._ear, "ear.onnx", {"waveform": 1}, {"bands": 1}),
            (self._judge, "judge.onnx", _JUDGE_INPUTS, _JUDGE_OUTPUTS),
        )
        faults = []
        for session, name, inputs, outputs in wanted:
            for wrong, have, want in (
                (later("the inputs of {file} are not {names} with {axes} axes"), session.get_inputs(), inputs),
                (later("the outputs of {file} are not {names} with {axes} axes"), session.get_outputs(), outputs),
            ):
                found = {one.name: len(one.shape) for one in have if one.type == "tensor(float)"}
                if found != want or len(have) != len(want):
                    faults.append(say(wrong, file=name, names=", ".join(want), axes=sum(want.values())))
        return faults


def _real(output: object) -> NDArray[np.float32]:
    return np.asarray(output, dtype=np.float32)


def _session(path: Path, sha256: str) -> "ort.InferenceSession":
    # Loaded when the first model is: the window's first page judges nothing.
    from app.diagnosis.runtime import ort

    try:
        graph = path.read_bytes()
    except OSError as error:
        what = say("can't be read: {file} is missing or locked", file=path.name)
        raise model_problem(path.parent, what, str(error)) from error
    if hashlib.sha256(graph).hexdigest() != sha256:
        raise model_problem(path.parent, say("was altered: {file} is not the file its card names", file=path.name))
    options = ort.SessionOptions()
    # The graphs are small: a second thread costs more in waking up than it saves.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises bare, undocumented types for a bad graph
        what = say("can't be used: {file} is not a graph", file=path.name)
        raise model_problem(path.parent, what, str(error)) from error
