"""Collects the licence and its full text of everything that ships, for About: `resources/licences.json`.

    python installer/licences.py            writes it from the packages of this Python
    python installer/licences.py --check    says what is not as it would be written

Packages are those of the lock. Their texts come from their own metadata; what that leaves out (Qt, for one) is
in `installer/licences_texts`. A build writes it anew, since wheels carry other libraries on other systems.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from installer.licences_parts import LGPL_2_NOTE, PARTS, QT_NOTE, TEXTS, Part  # noqa: E402
from installer.sbom_versions import PYTHON, version_of  # noqa: E402

LOCK = ROOT / "installer" / "requirements" / "app.txt"
OUT = ROOT / "resources" / "licences.json"
_IS_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|thirdpartynotices)[^/]*$|/licenses/", re.IGNORECASE)

SAID_AS = {
    "mit": "MIT",
    "mit license": "MIT",
    "apache 2.0": "Apache-2.0",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd license (see license.txt for details), copyright (c) 2000-2025, reportlab inc.": "BSD-3-Clause",
    # Those of PDFium and of what is in it come with the wheel, each as a text of its own.
    "bsd-3-clause, apache-2.0, dependency licenses": "Apache-2.0 AND BSD-3-Clause",
    "lgpl-3.0-only or gpl-2.0-only or gpl-3.0-only": "LGPL-3.0-only",
}
"""What packages without an SPDX expression say of their licence, and which it is by its text."""

SAID_NOWHERE = {"colorama": "BSD-3-Clause"}
TEXTS_OF = {
    "flatbuffers": ("Apache-2.0",),
    "pyside6-essentials": ("LGPL-3.0", "GPL-3.0"),
    "shiboken6": ("LGPL-3.0", "GPL-3.0"),
}
NOTES = {"pyside6-essentials": QT_NOTE, "shiboken6": QT_NOTE, "soxr": LGPL_2_NOTE}


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as the lock names it; `sha256` of all its wheels."""

    name: str
    version: str
    sha256: tuple[str, ...]


def locked(lock: Path = LOCK, python: str = PYTHON) -> list[Locked]:
    """The packages of a lock that a bundle on this Python version has, by name."""
    found = []
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        told, *hashes = line.split(" --hash=sha256:")
        if not told.strip() or told.startswith("#"):
            continue
        wanted = Requirement(told.strip())
        asked = {"python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython"}
        if wanted.marker is None or wanted.marker.evaluate(asked):
            version = next(iter(wanted.specifier)).version
            found.append(Locked(canonicalize_name(wanted.name), version, tuple(one.strip() for one in hashes)))
    return sorted(found, key=lambda package: package.name)


def installed(site: Path | None = None) -> dict[str, Distribution]:
    """The packages of this Python, or of a folder of packages, by their plain name."""
    found = distributions(path=[str(site)]) if site else distributions()
    return {canonicalize_name(one.metadata["Name"]): one for one in found}


def licence_of(package: Distribution) -> str:
    """Its SPDX expression; ValueError where it says nothing that we know."""
    metadata = package.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    said = metadata["License"].strip().lower() if "License" in metadata else ""
    name = canonicalize_name(metadata["Name"])
    known = SAID_AS.get(said) or SAID_NOWHERE.get(name)
    if known is None:
        raise ValueError(
            f"{name} says of its licence only {said!r}: read it, then add it to installer/licences.py"
        )
    return known


def text_of(package: Distribution) -> str:
    """All licence texts that it carries, each once; "" where it carries none."""
    name = canonicalize_name(package.metadata["Name"])
    own = [Path(str(file.locate())) for file in sorted(package.files or (), key=str) if _IS_TEXT.search(str(file))]
    texts = [file for file in own if file.is_file() and file.suffix not in {".py", ".pyc", ".json", ".h"}]
    texts += [ROOT / TEXTS / f"{extra}.txt" for extra in TEXTS_OF.get(name, ())]
    return _joined(NOTES.get(name, ""), texts)


def part_text(part: Part) -> str:
    """The licence texts of something that is no package."""
    return _joined(part.note, [ROOT / name for name in part.texts])


def packages(site: Path | None = None) -> Iterator[dict[str, str]]:
    """The locked packages that are installed, each as About shows it."""
    here = installed(site)
    for wanted in locked():
        package = here.get(wanted.name)
        if package is None or package.version != wanted.version:
            continue
        name, licence = package.metadata["Name"], licence_of(package)
        yield {"name": name, "version": wanted.version, "licence": licence, "text": text_of(package)}


def everything(site: Path | None = None) -> list[dict[str, str]]:
    """All that ships, by name."""
    rest = [
        {"name": part.name, "version": version_of(part, site), "licence": part.licence, "text": part_text(part)}
        for part in PARTS
    ]
    return sorted([*packages(site), *rest], key=lambda entry: entry["name"].lower())


def missing(entries: list[dict[str, str]]) -> list[str]:
    """What a bundle must not ship: locked packages that are not among the entries, and entries without a text."""
    there = {(canonicalize_name(entry["name"]), entry["version"]) for entry in entries}
    absent = [
        f"{one.name} {one.version}: not installed" for one in locked() if (one.name, one.version) not in there
    ]
    return absent + [f"{entry['name']}: no licence text" for entry in entries if len(entry["text"]) < 100]


def _joined(note: str, files: list[Path]) -> str:
    texts: list[str] = [note.strip()] if note else []
    for file in files:
        text = "\n".join(
            line.rstrip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        ).strip()
        if text and text not in texts:
            texts.append(text)
    return f"\n\n{'─' * 40}\n\n".join(texts)


def main() -> int:
    """Writes or checks the file; 1 where something has no text or is not as it would be written."""
    parser = argparse.ArgumentParser(description="licences of all that ships")
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    parser.add_argument("--site", type=Path, metavar="DIR", help="take the packages of this folder")
    options = parser.parse_args()
    entries = everything(options.site)
    lacking = missing(entries)
    written = json.dumps({"packages": entries}, ensure_ascii=False, indent=1) + "\n"
    if options.check:
        if not OUT.is_file() or OUT.read_text(encoding="utf-8") != written:
            lacking.append(f"{OUT.relative_to(ROOT)} is not what `python installer/licences.py` writes")
    elif not lacking:
        OUT.write_text(written, encoding="utf-8", newline="\n")
    print("\n".join(lacking) or f"{len(entries)} licences, {len(written) // 1000} kB")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
