"""Makes the program, its disk image, the bill of materials and their sums on macOS.

`python installer/macos/build.py` in a clean checkout, by a Python that has the locked packages (`app.txt`,
`build.txt`) and `cyclonedx-python-lib[json-validation]`. With `EARSHOT_SIGN_AS="Developer ID Application: …"`
installer/app.spec signs with that name and the hardened runtime; without it the signature is an empty one, and
Gatekeeper refuses. All is in `dist` afterwards.
"""

import hashlib
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DIST = ROOT / "dist"
ICON_PX = (16, 32, 64, 128, 256, 512)


def run(*command: object) -> str:
    """Runs it in the root and hands back what it printed; a failure ends the build with what it said."""
    told = subprocess.run(
        [str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    )
    print(told.stdout, end="")
    return told.stdout


def write_icon(drawn: Path, out: Path) -> None:
    """One `.icns` of the pictures `<size>.png` in a folder."""
    from PIL import Image

    pictures = []
    for size in sorted(ICON_PX, reverse=True):
        with Image.open(drawn / f"{size}.png") as picture:
            pictures.append(picture.copy())
    pictures[0].save(out, append_images=pictures[1:])


def write_sums(files: list[Path], out: Path) -> None:
    """SHA-256 of each file, as `shasum -a 256 -c` reads them."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    out.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """The whole build; raises when a step fails."""
    python = sys.executable
    icons = ROOT / "build" / "icons"
    run(python, "installer/licences.py")
    run(python, "installer/linux/icons.py", "resources/icons/program/earshot.svg", icons)
    write_icon(icons, HERE / "earshot.icns")
    version = run(python, "-c", "import app; print(app.__version__)").strip()
    run(python, "-m", "PyInstaller", "--noconfirm", "--clean", "installer/app.spec")
    program = DIST / "Earshot.app"
    run("codesign", "--verify", "--deep", "--strict", program)
    run(program / "Contents" / "MacOS" / "earshot", "self-test")
    name = f"earshot-{version}-macos-{platform.machine()}"
    bill = DIST / f"{name}.cdx.json"
    run(python, "installer/sbom.py", bill, "--bundle", program)
    image = DIST / f"{name}.dmg"
    run(*image_command(program, image))
    write_sums([image, bill], DIST / "SHA256SUMS-macos")


def image_command(program: Path, image: Path) -> list[object]:
    """Packs the program into a disk image that can be read everywhere since macOS 10.15."""
    folder = program.parent / "image"
    folder.mkdir(exist_ok=True)
    # ditto keeps the links and signatures inside the program, which a plain copy does not.
    run("ditto", program, folder / program.name)
    shortcut = folder / "Applications"
    if not shortcut.is_symlink():
        shortcut.symlink_to("/Applications")
    return ["hdiutil", "create", "-volname", "Earshot", "-srcfolder", folder, "-format", "ULMO", "-ov", image]


if __name__ == "__main__":
    main()
