"""What the training tests share: a small model trained once on made-up machines."""

from pathlib import Path

import pytest

NEEDS = "needs the training extra (make setup-training)"


@pytest.fixture(scope="session")
def torch_ready() -> None:
    for module in ("torch", "onnx", "onnxscript", "sklearn"):
        pytest.importorskip(module, reason=NEEDS)


@pytest.fixture(scope="session")
def made_up_model(torch_ready: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version folder with both graphs and a card, made from machines id_00, id_04 and id_06."""
    from tests.training.made_up import three
    from training.fit import Settings
    from training.train import train

    out = tmp_path_factory.mktemp("models") / "fan"
    train(three(), name="fan", version="0.0.1", out=out, settings=Settings(enrolments=2))
    return out / "0.0.1"
