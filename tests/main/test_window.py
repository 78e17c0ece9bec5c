"""What is imported before the first paint, and in which order."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_on_windows_onnxruntime_comes_before_qt():
    tree = ast.parse((ROOT / "app" / "main" / "window.py").read_text(encoding="utf-8"))
    (function,) = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "open_window"]
    lines = {
        (node.names[0].name if isinstance(node, ast.Import) else node.module): node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert lines["app.diagnosis.runtime"] < lines["app.ui.run"]


def test_nothing_slow_is_imported_for_the_first_paint(tmp_path: Path):
    slow = ("numpy", "onnxruntime", "pyqtgraph", "sqlalchemy", "alembic", "soundfile", "soxr", "reportlab")
    script = (
        f"import sys; import app.main.window, app.ui.run; print([name for name in {slow} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
