"""How large each package is in the bundle, so that growth is a decision. The build's Python runs it."""

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

ALLOWED_GROWTH = 1.05
NOT_COUNTED_BYTES = 200_000
"""A small package may grow by more than the share without anybody noticing it on a disk."""

MOST_ON_DISK_BYTES, MOST_PACKED_BYTES = 220_000_000, 90_000_000

SAME = {
    "pyside6": "PySide6",
    "pyside6_essentials": "PySide6",
    "shiboken6": "PySide6",
    "pil": "pillow",
    "cffi": "sounddevice and soundfile",
    "cffi_backend": "sounddevice and soundfile",
    "soundfile": "sounddevice and soundfile",
    "sounddevice": "sounddevice and soundfile",
    "pypdfium2_raw": "pypdfium2",
    "pypdfium2_cfg": "pypdfium2",
    "mako": "alembic",
    "markupsafe": "alembic",
}
OWN = {"app": "the program", "resources": "resources", "models": "models"}
SYSTEM = ("lib", "base_library", "python3", "LICENSE")


def by_package(folder: Path) -> dict[str, int]:
    """Bytes on disk of each package, the largest first; what the program's archive holds is counted packed."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.parent != folder:
            sizes[_package(path.relative_to(folder / "_internal").parts[0])] += path.stat().st_size
    program = folder / "earshot"
    modules = _modules(program)
    for name, size in modules.items():
        sizes[_package(name.split(".")[0], module=True)] += size
    sizes["Python"] += program.stat().st_size - sum(modules.values())
    return dict(sizes.most_common())


def _modules(program: Path) -> dict[str, int]:
    from PyInstaller.archive.readers import CArchiveReader

    toc = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc
    return {name: entry[2] for name, entry in toc.items()}


def _package(name: str, module: bool = False) -> str:
    plain = re.split(r"[.-]", name.lstrip("_"), maxsplit=1)[0].removesuffix("_data").lower()
    of_python = name in sys.stdlib_module_names or name.startswith("_") if module else name.startswith(SYSTEM)
    if plain in OWN:
        return OWN[plain]
    return "Python" if of_python else SAME.get(plain, plain)


def grown(now: Mapping[str, int], recorded: Mapping[str, int]) -> list[str]:
    """A sentence for each package, and for the sum, that grew by more than is allowed."""
    both = [(name, size, recorded.get(name, 0)) for name, size in now.items()]
    both.append(("all together", sum(now.values()), sum(recorded.values())))
    return [
        f"{name} grew from {before / 1e6:.1f} to {size / 1e6:.1f} MB"
        for name, size, before in both
        if size > ALLOWED_GROWTH * before and size - before > NOT_COUNTED_BYTES
    ]


def missed(on_disk_bytes: int, packed_bytes: int) -> list[str]:
    """A sentence for each aim that is missed, and by how much."""
    both = (("on disk", on_disk_bytes, MOST_ON_DISK_BYTES), ("packed", packed_bytes, MOST_PACKED_BYTES))
    return [
        f"The aim of {most / 1e6:.0f} MB {what} is missed by {(size - most) / 1e6:.1f} MB."
        for what, size, most in both
        if size > most
    ]


def as_table(now: Mapping[str, int]) -> list[str]:
    """A line a package; those below 0.1 MB in one."""
    shown = {name: size for name, size in now.items() if size >= 100_000}
    rest = sum(now.values()) - sum(shown.values())
    lines = [f"        {size / 1e6:7.1f} MB  {name}" for name, size in shown.items()]
    return [*lines, f"        {rest / 1e6:7.1f} MB  {len(now) - len(shown)} others"]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(by_package(Path(sys.argv[1]))))
