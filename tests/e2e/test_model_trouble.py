"""A model that is missing, altered or no model: one sentence, no verdict, and the history as it was."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.main.wiring import opened
from tests.conftest import ROOT, shipped_model
from tests.e2e.conftest import MACHINE
from tests.e2e.support import Earshot, healthy_wav
from tests.e2e.test_bad_input import held


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


HARM: dict[str, Callable[[Path], None]] = {
    "judge altered": lambda model: flip_a_bit(model / "judge.onnx"),
    "ear altered": lambda model: flip_a_bit(model / "ear.onnx"),
    "ear missing": lambda model: (model / "ear.onnx").unlink(),
    "card missing": lambda model: (model / "card.json").unlink(),
    "card cut short": lambda model: (model / "card.json").write_text('{"format": 1,', encoding="utf-8"),
    "judge is a folder": lambda model: ((model / "judge.onnx").unlink(), (model / "judge.onnx").mkdir()),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_harmed_model_judges_nothing(
    earshot: Earshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None]
):
    models = Path(shutil.copytree(ROOT / "models", tmp_path / "models"))
    version = shipped_model("fan").name
    harm(models / "fan" / version)
    monkeypatch.setattr("app.main.commands.opened", partial(opened, models=models))
    before = held(earshot.history)
    for command in (earshot.inspect, earshot.learn):
        said = command(MACHINE, healthy_wav(tmp_path / "take.wav", 9))
        assert said.code == 2
        assert f"model fan {version}" in said.err and said.err.count("\n") == 1, said.err
    assert held(earshot.history) == before


def test_without_any_model_nothing_is_told(earshot: Earshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.main.commands.opened", partial(opened, models=tmp_path / "none"))
    (answer,) = earshot.inspect(MACHINE, healthy_wav(tmp_path / "take.wav", 9)).objects
    assert answer["verdict"] == "cannot tell" and answer["model"] is None
