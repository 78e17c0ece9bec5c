"""What the training tests share: a small model trained once on made-up machines."""

from contextlib import contextmanager
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
    return made_up_models(tmp_path_factory.mktemp("models")) / "fan" / "0.0.1"


def made_up_models(out: Path) -> Path:
    """Trains a fan's model in seconds; no head, and what is no machine from synthesised sounds."""
    from tests.training.made_up import three
    from training.everyday import synthesised_sounds
    from training.settings import Settings
    from training.train import train

    settings = {"fan": Settings(enrolments=2, head_weight=0.0)}
    train(
        three(), kinds=["fan"], version="0.0.1", out=out, sounds=synthesised_sounds(), settings=settings,
        processes=1,
    )  # fmt: skip
    return out


_EXTRA = {"torch", "onnx", "onnxscript", "sklearn", "scipy", "librosa", "matplotlib"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item):
    with _skipped_without_the_extra():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    with _skipped_without_the_extra():
        return (yield)


@contextmanager
def _skipped_without_the_extra():
    """Where `make test` alone was run, what is trained with is not there; with the extra nothing is skipped."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] in _EXTRA:
            pytest.skip(f"{NEEDS}: {missing.name}")
        raise
