"""The bundle's specification agrees with the program: nothing it imports is left out, what it reads is put in."""

import ast
import json
import os
import re
import subprocess
import sys

import pytest

from tests.house import imports, sources
from tests.installer.scripts import ROOT

SPEC = ROOT / "installer" / "app.spec"


def _said(*names: str) -> dict[str, object]:
    """The values of some assignments and functions of the specification; the rest needs PyInstaller."""
    wanted = [
        node
        for node in ast.parse(SPEC.read_text(encoding="utf-8")).body
        if (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in names)
        or (isinstance(node, ast.FunctionDef) and node.name in names)
    ]
    values: dict[str, object] = {"SPECPATH": str(SPEC.parent)}
    exec("import sys\nfrom pathlib import Path\n", values)
    exec(compile(ast.Module(wanted, []), SPEC, "exec"), values)
    return values


def test_nothing_that_the_program_imports_is_left_out():
    never = _said("NEVER")["NEVER"]
    imported = {name for path in sources("app") for name, _, _ in imports(path) if not name.startswith("pyarrow")}
    assert "PySide6.QtPrintSupport" in imported
    assert [name for name in imported for one in never if name == one or name.startswith(f"{one}.")] == []


_ALL_WITHOUT = """
import importlib, json, pkgutil, sys
never = json.loads(sys.argv[1])
exec(open(sys.argv[2], encoding="utf-8").read())

class LeftOut:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "onnx" or any(name == one or name.startswith(one + ".") for one in never):
            raise ModuleNotFoundError(f"left out of the bundle: {name}", name=name)

sys.meta_path.insert(0, LeftOut())
import app
for one in pkgutil.walk_packages(app.__path__, "app."):
    if "parquet" not in one.name and ".migrations" not in one.name:
        importlib.import_module(one.name)
import alembic.command, reportlab.platypus, sounddevice, soundfile, soxr, onnxruntime, pypdfium2
"""


def test_every_module_can_be_imported_without_what_is_left_out():
    never = json.dumps(_said("NEVER")["NEVER"])
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _ALL_WITHOUT, never, SPEC.parent / "hooks" / "no_opengl.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_part_of_qt_that_the_program_imports_has_its_library():
    libraries = _said("QT_LIBRARIES")["QT_LIBRARIES"]
    imported = {
        name.split(".")[1] for path in sources("app") for name, _, _ in imports(path) if "PySide6." in name
    }
    assert {name.removeprefix("Qt") for name in imported if name.startswith("Qt")} <= libraries


def test_what_is_read_as_files_is_there():
    data = dict(_said("ROOT", "DATA")["DATA"])
    assert {"resources/fonts", "resources/guide", "resources/icons", "resources/samples"} <= data.keys()
    assert "app/history/migrations" in data
    shipped = {
        path.name for path in (ROOT / "models").iterdir() if (path / "README.md").is_file() or path.is_dir()
    }
    assert {f"models/{kind}" for kind in shipped - {"report"}} <= data.keys()


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\tls\\qopensslbackend.dll", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("libQt6Network.so.6", False),
        ("PySide6\\Qt6Core.dll", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", False),
        ("PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/linguist_de.qm", False),
        ("PySide6\\translations\\qtbase_de.qm", True),
        ("libX11.so.6", False),
        ("libasound.so.2", False),
        ("libcrypto.so.3", True),
        ("pillow.libs/libxcb-9065bb12.so.1.1.0", True),
        ("onnxruntime/capi/libonnxruntime.so.1.31.1", False),
        ("onnxruntime/capi/libonnxruntime_providers_shared.so", True),
        ("onnxruntime\\capi\\onnxruntime.dll", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("pypdfium2_raw/libpdfium.so", True),
        ("pypdfium2_raw/version.json", True),
        ("resources/guide/pictures/fleet.png", True),
    ],
)
def test_of_each_library_it_is_known_whether_it_stays(name, stays, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    said = _said("ROOT", "LANGUAGES", "QT_LIBRARIES", "QT_PLUGINS", "LINUX_LIBRARIES", "is_used")
    said["SYSTEM"] = {"libX11.so.6", "libasound.so.2", "libcrypto.so.3"}
    said["WINDOWS"] = False
    assert said["is_used"](name) is stays


@pytest.mark.parametrize(("windows", "kept"), [(True, "libportaudio64bit.dll"), (False, "libportaudio.dylib")])
def test_portaudio_stays_once_and_without_steinbergs_asio(windows, kept, monkeypatch):
    monkeypatch.setattr("sys.platform", "win32" if windows else "darwin")
    said = _said("QT_LIBRARIES", "QT_PLUGINS", "is_used")
    said["WINDOWS"] = windows
    names = ("libportaudio.dylib", "libportaudio64bit.dll", "libportaudio64bit-asio.dll", "libportaudio32bit.dll")
    folder = "_sounddevice_data\\portaudio-binaries\\"
    assert [name for name in names if said["is_used"](folder + name)] == [kept]


def test_plots_ask_for_no_opengl():
    """Else `hooks/no_opengl.py` would stand in for something that is needed."""
    told = [path for path in sources("app") if re.search(r"opengl", path.read_text(encoding="utf-8"), re.I)]
    assert told == []


def test_of_each_language_the_bundle_has_what_it_is_spoken_by():
    from app.language import LANGUAGES, SOURCE

    assert set(_said("ROOT", "LANGUAGES")["LANGUAGES"]) == set(LANGUAGES) - {SOURCE}
