"""Writes the bill of materials of a bundle: CycloneDX 1.6 as JSON, checked against its schema, the same each time.

    python installer/sbom.py dist/earshot.cdx.json --bundle dist/earshot

Needs `cyclonedx-python-lib[json-validation]`, and the locked packages installed as the bundle was made from them.
With `--bundle` every library file in that folder is listed with its SHA-256. What is not known (a version that a
library does not tell) is left out, never guessed.
"""

import argparse
import hashlib
import os
import sys
import uuid
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseAcknowledgement, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from installer.licences import Locked, installed, licence_of, locked  # noqa: E402
from installer.licences_parts import LINUX, MACOS, PARTS, WINDOWS, Part  # noqa: E402
from installer.sbom_versions import version_here, version_of  # noqa: E402

SYSTEM = {"win32": WINDOWS, "darwin": MACOS}.get(sys.platform, LINUX)
LIBRARIES = {".dll", ".pyd", ".exe", ".so", ".dylib"}
_SERIALS = uuid.UUID("6f1a0a9e-5c86-4f57-9a5b-3a1d5e6f0b57")
"""Serial numbers are made from what is in the document, in this namespace of ours."""


def bill(system: str = SYSTEM, bundle: Path | None = None, site: Path | None = None) -> Bom:
    """What ships on a system.

    Args:
        system: `linux`, `windows` or `macos`.
        bundle: folder that PyInstaller made; its library files are listed.
        site: folder of packages to describe instead of those of this Python.
    """
    program = Component(
        name="Earshot",
        version=version_of(PARTS[0]),
        type=ComponentType.APPLICATION,
        bom_ref="earshot",
        licenses=[_licence("MIT")],
        components=_files_of(PARTS[0]),
    )
    bom = Bom()
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    here = installed(site)
    shipped = {one.name: _package(one, here[one.name]) for one in locked() if one.name in here}
    for part in PARTS[1:]:
        if system in part.systems:
            shipped[f"part:{part.name}"] = _part(part, version_of(part, site) if site else version_here(part))
    for one in shipped.values():
        bom.components.add(one)
    bom.register_dependency(program, shipped.values())
    _say_who_needs_whom(bom, shipped, here)
    if bundle:
        for file in _library_files(bundle):
            bom.components.add(_file(file, file.relative_to(bundle).as_posix()))
    return bom


def written(bom: Bom) -> str:
    """The document, checked against the schema; ValueError where it does not fit."""
    bom.serial_number = uuid.UUID(int=0)
    plain = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    bom.serial_number = uuid.uuid5(_SERIALS, plain)
    document = str(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(document)
    if wrong is not None:
        raise ValueError(f"not CycloneDX 1.6: {wrong}")
    return document


def _package(wanted: Locked, package: Distribution) -> Component:
    """A Python package with the hashes of all its locked wheels: the lock does not say which a system takes."""
    address = PackageURL("pypi", name=wanted.name, version=wanted.version)
    # The wheels are named by their hashes alone: where they come from differs from one build machine to the next.
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=one) for one in wanted.sha256]
    wheels = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(address)),
        hashes=hashes,
        comment="SHA-256 of every wheel that the lock allows",
    )
    return Component(
        name=package.metadata["Name"],
        version=wanted.version,
        type=ComponentType.LIBRARY,
        bom_ref=wanted.name,
        purl=address,
        licenses=[_licence(licence_of(package))],
        external_references=[wheels],
    )


def _part(part: Part, version: str) -> Component:
    return Component(
        name=part.name,
        version=version or None,
        type=ComponentType(part.kind),
        bom_ref=f"part:{part.name}",
        licenses=[_licence(part.licence)],
        properties=[Property(name="earshot:inside", value=part.inside)] if part.inside else [],
        components=_files_of(part),
    )


def _files_of(part: Part) -> list[Component]:
    files = sorted({path for pattern in part.files for path in ROOT.glob(pattern) if path.is_file()})
    return [_file(path, path.relative_to(ROOT).as_posix()) for path in files]


def _file(path: Path, name: str) -> Component:
    told = hashlib.sha256(path.read_bytes()).hexdigest()
    return Component(
        name=name,
        type=ComponentType.FILE,
        bom_ref=f"file:{name}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=told)],
    )


def _library_files(bundle: Path) -> list[Path]:
    found = []
    for path in sorted(bundle.rglob("*")):
        name = path.name
        if path.is_file() and not path.is_symlink() and (path.suffix.lower() in LIBRARIES or ".so." in name):
            found.append(path)
    return found


def unclaimed(bundle: Path, site: Path | None = None) -> list[str]:
    """The library files of a bundle that no locked package brings and no part is, or that nobody may pass on.

    sounddevice's packages hold PortAudio a second time, built with Steinberg's ASIO kit: only who has signed
    Steinberg's licence may pass that on, or who publishes under the GPL.
    """
    ours = {one.name for one in locked()}
    brought = {
        Path(str(file)).name
        for name, package in installed(site).items()
        if name in ours
        for file in package.files or ()
    }
    # Python's own: a folder of them everywhere but on Windows, where they lie among the others.
    brought |= {path.name for path in (Path(sys.base_prefix) / "DLLs").glob("*")}
    begins = tuple(start for part in PARTS for start in part.libraries)
    return [
        file.relative_to(bundle).as_posix()
        for file in _library_files(bundle)
        if "-asio." in file.name
        or not (file.name in brought or file.parent.name == "lib-dynload" or file.name.lower().startswith(begins))
    ]


def _licence(expression: str) -> LicenseExpression:
    return LicenseExpression(expression, acknowledgement=LicenseAcknowledgement.DECLARED)


def _say_who_needs_whom(bom: Bom, shipped: dict[str, Component], here: dict[str, Distribution]) -> None:
    asked = {"extra": ""}
    for name, component in shipped.items():
        told = (Requirement(one) for one in (here[name].requires or ())) if name in here else ()
        needs: set[str] = {
            canonicalize_name(one.name) for one in told if one.marker is None or one.marker.evaluate(asked)
        }
        needs |= {
            f"part:{part.name}"
            for part in PARTS
            if part.inside in {name, name.removeprefix("part:").lower()} - {""}
        }
        bom.register_dependency(component, [shipped[one] for one in sorted(needs & shipped.keys())])


def main() -> int:
    """Writes the document; 1 where the bundle holds a library that nobody knows the licence of."""
    parser = argparse.ArgumentParser(description="bill of materials, CycloneDX 1.6")
    parser.add_argument("out", type=Path)
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="folder that PyInstaller made")
    options = parser.parse_args()
    bom = bill(bundle=options.bundle)
    options.out.write_text(written(bom), encoding="utf-8", newline="\n")
    print(f"{options.out}: {len(bom.components)} components, fits the schema")
    unknown = unclaimed(options.bundle) if options.bundle else []
    for name in unknown:
        print(f"{name}: nobody knows that it may be passed on; see installer/licences_parts.py")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
