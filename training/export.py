"""Torch modules to ONNX files: no weights beside the file, no traces of the machine it was made on."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from pathlib import Path
from typing import Any

import torch

from training.ear import SHORTEST_SAMPLES, Ear
from training.judge import Judge

OPSET = 18
FLAG = "level_counts"
JUDGE_OUTPUTS = ["score", "excess_db", "noisier_db", "strange"]


def write_ear(path: Path) -> None:
    """Write `waveform [n] → bands [128]`."""
    _write(Ear(), (torch.zeros(SHORTEST_SAMPLES * 2),), ["waveform"], ["bands"], path)


def write_judge(judge: Judge, path: Path) -> None:
    """Write `clips [k,128], baseline [n,128], level_counts [1]` → score, excess_db, noisier_db, strange."""
    example = (torch.zeros(3, 128), torch.zeros(5, 128), torch.zeros(1))
    _write(judge, example, ["clips", "baseline", FLAG], JUDGE_OUTPUTS, path)


def _write(
    module: torch.nn.Module, example: tuple[torch.Tensor, ...], inputs: list[str], outputs: list[str], path: Path
) -> None:
    """Export with the first axis of all but the one flag free, and strip what names this machine."""
    import onnx

    from training.elimination import eliminate

    sizes = {name: {} if name == FLAG else {0: torch.export.Dim.AUTO} for name in inputs}
    with _quiet():
        program = torch.onnx.export(
            module.eval(), example, dynamo=True, opset_version=OPSET, external_data=False, verbose=False,
            input_names=inputs, output_names=outputs, dynamic_shapes=tuple(sizes.values()),
            custom_translation_table={torch.ops.earshot.solve.default: eliminate},
        )  # fmt: skip
    graph = program.model_proto
    _strip(graph.graph)
    del graph.metadata_props[:]
    for function in graph.functions:
        _strip(function)
    onnx.checker.check_model(graph, full_check=True)
    path.write_bytes(graph.SerializeToString(deterministic=True))


def _strip(graph: Any) -> None:
    """Takes out, down into the bodies of loops, the stack traces that name the folders of this machine."""
    values = (getattr(graph, field, ()) for field in ("input", "output", "value_info", "initializer"))
    for holder in (graph, *(one for kind in values for one in kind), *graph.node):
        if not isinstance(holder, str):
            del holder.metadata_props[:]
    for node in graph.node:
        node.doc_string = ""
        for attribute in node.attribute:
            # Merely touching a field that is not there would set it.
            for body in [attribute.g] if attribute.HasField("g") else attribute.graphs:
                _strip(body)


@contextlib.contextmanager
def _quiet():  # noqa: ANN202
    """The exporter warns about its own insides and about packages that are not needed here."""
    level = logging.getLogger("torch.onnx").level
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        try:
            yield
        finally:
            logging.getLogger("torch.onnx").setLevel(level)
