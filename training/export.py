"""Torch modules to ONNX files: no weights beside the file, no traces of the machine it was made on."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from pathlib import Path

import torch

from training.ear import SHORTEST_SAMPLES, Ear
from training.judge import Judge

OPSET = 18


def write_ear(path: Path) -> None:
    """Write `waveform [n] → bands [128]`."""
    _write(Ear(), (torch.zeros(SHORTEST_SAMPLES * 2),), ["waveform"], ["bands"], path)


def write_judge(judge: Judge, path: Path) -> None:
    """Write `clips [k,128], baseline [n,128] → score [k], excess_db [k,128]`."""
    example = (torch.zeros(3, 128), torch.zeros(5, 128))
    _write(judge, example, ["clips", "baseline"], ["score", "excess_db"], path)


def _write(
    module: torch.nn.Module, example: tuple[torch.Tensor, ...], inputs: list[str], outputs: list[str], path: Path
) -> None:
    """Export with every first axis free, and strip what names this machine."""
    import onnx

    from training.elimination import eliminate

    sizes = {name: {0: torch.export.Dim.AUTO} for name in inputs}
    with _quiet():
        program = torch.onnx.export(
            module.eval(), example, dynamo=True, opset_version=OPSET, external_data=False, verbose=False,
            input_names=inputs, output_names=outputs, dynamic_shapes=tuple(sizes.values()),
            custom_translation_table={torch.ops.earshot.solve.default: eliminate},
        )  # fmt: skip
    graph = program.model_proto
    for holder in (graph, graph.graph, *graph.graph.node, *graph.graph.input, *graph.graph.output,
                   *graph.graph.value_info, *graph.graph.initializer):  # fmt: skip
        del holder.metadata_props[:]
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(graph, full_check=True)
    path.write_bytes(graph.SerializeToString(deterministic=True))


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
