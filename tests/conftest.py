"""What every test may use: the real machine sound, where it is at hand; windows without a screen."""

import os
from pathlib import Path

import pytest

# Tests that want a real screen start one of their own and say so in the environment of what they start.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# For tests that import onnxruntime themselves: the app does so in its own way, see app/diagnosis/runtime.py.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

ROOT = Path(__file__).resolve().parents[1]


def shipped_model(kind: str) -> Path:
    """The folder of the version that ships of a kind of model."""
    (folder,) = (ROOT / "models" / kind).iterdir()
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def data_folder() -> Path:
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"needs the real machine sound in {folder}")
    return folder
