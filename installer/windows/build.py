"""Makes the program, its installer, the bill of materials and their sums on Windows.

`python installer/windows/build.py` in a clean checkout, by a Python that has the locked packages (`app.txt`,
`build.txt`) and `cyclonedx-python-lib[json-validation]`; NSIS must be installed. All is in `dist` afterwards.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
from installer.windows.version import version_resource  # noqa: E402

DIST = ROOT / "dist"
ICON_PX = (16, 24, 32, 48, 64, 128, 256)
SIDE_PX = (328, 628)
"""Twice what the pages of the setup show at 100 %, so that it stays sharp at 200 %."""
NSIS = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"


def run(*command: object) -> str:
    """Runs it in the root and hands back what it printed; a failure ends the build with what it said."""
    told = subprocess.run(
        [str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    )
    print(told.stdout, end="")
    return told.stdout


def write_icon(drawn: Path, out: Path) -> None:
    """One `.ico` of the pictures `<size>.png` in a folder."""
    from PIL import Image

    pictures = []
    for size in sorted(ICON_PX, reverse=True):
        with Image.open(drawn / f"{size}.png") as picture:
            pictures.append(picture.copy())
    pictures[0].save(out, sizes=[(size, size) for size in ICON_PX], append_images=pictures[1:])


def write_side(drawn: Path, out: Path) -> None:
    """The picture at the side of the setup's first and last page: the icon, running out into its own colour."""
    from PIL import Image

    with Image.open(drawn / "256.png") as icon:
        colour = icon.getpixel((icon.width // 2, icon.height // 16))
        side = Image.new("RGB", SIDE_PX, colour[:3] if isinstance(colour, tuple) else colour)
        side.paste(icon, ((SIDE_PX[0] - icon.width) // 2, (SIDE_PX[1] - icon.height) // 3), icon)
    side.save(out)


def write_sums(files: list[Path], out: Path) -> None:
    """SHA-256 of each file, as `sha256sum -c` reads them."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    out.write_text("".join(lines), encoding="utf-8", newline="\n")


def main() -> None:
    """The whole build; raises when a step fails."""
    python = sys.executable
    icons = ROOT / "build" / "icons"
    run(python, "installer/licences.py")
    run(python, "installer/linux/icons.py", "resources/icons/program/earshot.svg", icons)
    write_icon(icons, HERE / "earshot.ico")
    write_side(icons, icons / "side.bmp")
    version = run(python, "-c", "import app; print(app.__version__)").strip()
    (HERE / "version.txt").write_text(version_resource(version), encoding="utf-8")
    run(python, "-m", "PyInstaller", "--noconfirm", "--clean", "installer/app.spec")
    run(DIST / "earshot" / "earshot.exe", "self-test")
    setup = DIST / f"earshot-{version}-setup.exe"
    bill = DIST / f"earshot-{version}-windows.cdx.json"
    run(python, "installer/sbom.py", bill, "--bundle", DIST / "earshot")
    pictures = {"ICON": HERE / "earshot.ico", "SIDE": icons / "side.bmp"}
    told = {"VERSION": version, "BUNDLE": DIST / "earshot", **pictures, "OUT": setup}
    makensis = shutil.which("makensis") or NSIS
    run(makensis, "-V2", "-WX", *(f"-D{name}={value}" for name, value in told.items()), HERE / "earshot.nsi")
    write_sums([setup, bill], DIST / "SHA256SUMS-windows")


if __name__ == "__main__":
    main()
