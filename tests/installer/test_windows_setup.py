"""The setup as it runs: installs, upgrades, refuses while the program runs, removes and keeps the history.

Needs NSIS and Wine with 32 and 64 bit. On Windows installer/windows/prove.ps1 does the same with the real program.
"""

import os
import shutil
import subprocess
import sys

import pytest

from tests.house import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform == "win32" or shutil.which("makensis") is None or shutil.which("wine") is None,
        reason="needs NSIS and Wine",
    ),
]
SCRIPT = ROOT / "installer" / "windows" / "earshot.nsi"
# Runs until it is told to stop, and says when it has started: no test waits for a time.
STAND_IN = r"""
Unicode true
RequestExecutionLevel user
SilentInstall silent
OutFile "${OUT}"
Section
  FileOpen $0 "$EXEDIR\running" w
  FileClose $0
  again:
  Sleep 50
  IfFileExists "$EXEDIR\stop" 0 again
SectionEnd
"""


class Windows:
    """A Windows of its own in a folder."""

    def __init__(self, folder):
        self.drive = folder / "prefix" / "drive_c"
        self._environment = os.environ | {
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "DISPLAY": "",
        }
        self("winecfg", "-v", "win10")

    def start(self, *command):
        return subprocess.Popen(
            ["wine", *map(str, command)], env=self._environment, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, *command):
        process = self.start(*command)
        self.told, _ = process.communicate(timeout=300)
        return process.returncode

    def knows(self, key, value="/ve"):
        asked = ["/v", value] if value != "/ve" else [value]
        return self("reg", "query", rf"HKCU\Software\{key}", *asked) == 0

    @property
    def user(self):
        return next(path for path in (self.drive / "users").iterdir() if path.name != "Public")

    @property
    def program(self):
        return self.user / "AppData" / "Local" / "Programs" / "Earshot"

    @property
    def history(self):
        return self.user / "AppData" / "Local" / "Earshot" / "history"


def makensis(script, **told):
    defined = [f"-D{name}={value}" for name, value in told.items()]
    subprocess.run(["makensis", "-V1", "-WX", *defined, str(script)], check=True)


def setup(folder, version):
    from PIL import Image

    bundle = folder / version
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "_internal" / f"library-{version}.dll").write_text(version)
    (folder / "stand-in.nsi").write_text(STAND_IN)
    for name in ("earshot.exe", "earshotw.exe"):
        makensis(folder / "stand-in.nsi", OUT=bundle / name)
    Image.new("RGBA", (32, 32)).save(folder / "icon.ico")
    Image.new("RGB", (164, 314)).save(folder / "side.bmp")
    out = folder / f"setup-{version}.exe"
    makensis(SCRIPT, VERSION=version, BUNDLE=bundle, ICON=folder / "icon.ico", SIDE=folder / "side.bmp", OUT=out)
    return out


def test_a_setup_from_the_first_install_to_the_removal(tmp_path):
    windows = Windows(tmp_path)
    first, second = setup(tmp_path, "0.1.0"), setup(tmp_path, "0.2.0")

    assert windows(first, "/S") == 0
    assert (windows.program / "_internal" / "library-0.1.0.dll").is_file()
    assert list(windows.user.rglob("Start Menu/Programs/Earshot.lnk"))
    assert windows.knows(r"Classes\.wav\OpenWithProgids", "Earshot.Sound")
    assert windows.knows(r"Classes\Earshot.Sound\shell\open\command") and '" open "%1"' in windows.told

    windows.history.mkdir(parents=True)
    (windows.history / "history.db").write_text("two years")
    (windows.program / "earshot-data").mkdir()
    assert windows(second, "/S") == 0
    assert [path.name for path in (windows.program / "_internal").iterdir()] == ["library-0.2.0.dll"]
    assert not list(windows.program.glob("*.old"))
    entry = r"Microsoft\Windows\CurrentVersion\Uninstall\Earshot"
    assert windows.knows(entry, "DisplayVersion") and "0.2.0" in windows.told

    running = windows.start(windows.program / "earshotw.exe")
    while not (windows.program / "running").exists():
        assert running.poll() is None
    assert windows(first, "/S") == 2
    assert (windows.program / "_internal" / "library-0.2.0.dll").is_file()
    (windows.program / "stop").touch()
    running.communicate(timeout=60)
    (windows.program / "stop").unlink()
    (windows.program / "running").unlink()

    place = windows.program.relative_to(windows.drive).as_posix().replace("/", "\\")
    assert windows(windows.program / "uninstall.exe", "/S", rf"_?=C:\{place}") == 0
    assert {path.name for path in windows.program.iterdir()} <= {"earshot-data", "uninstall.exe"}
    assert (windows.program / "earshot-data").is_dir(), "a history beside the program is kept"
    assert (windows.history / "history.db").read_text() == "two years"
    assert not windows.knows(entry, "DisplayName")
    assert not windows.knows(r"Classes\.wav\OpenWithProgids", "Earshot.Sound")
    assert not list(windows.user.rglob("Start Menu/Programs/Earshot.lnk"))
