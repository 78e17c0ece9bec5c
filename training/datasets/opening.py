"""Opens a folder of machine sound and guesses what kind of data set it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from app.domain.problem import Problem
from training.data import read_bands
from training.datasets import app_export, dcase, listed, mimii, plain, propellers
from training.datasets.data_set import DataSet
from training.datasets.gather import machines_of
from training.datasets.place import LeftOut, Parts, Place, Scheme
from training.datasets.walk import outer_parts, sound_files

BANDS_KIND = "bands folder"
SCHEMES = (
    mimii.SCHEME,
    dcase.SCHEME_2020,
    dcase.SCHEME_LATER,
    propellers.MOTORS,
    propellers.FLIGHTS,
    plain.SCHEME,
)
"""From the most particular to the most general; where two do as well, the first is taken."""

LOOKED_FOR = (
    f"{app_export.LIST} (an export from the app), <type>.npz (a bands folder), {listed.TABLE}, "
    "<snr>_<type>/<type>/id_XX/{normal,abnormal} (MIMII), <type>/{train,test}/normal_id_XX_… or section_XX_… "
    "(DCASE Task 2), <type>/<machine>/{normal,abnormal}"
)
LICENCE_FILES = ("LICENCE", "LICENSE", "LICENCE.txt", "LICENSE.txt", "LICENCE.md", "LICENSE.md")


def open_data_set(path: Path) -> DataSet:
    """Open a folder; sound files' headers are read, their sound is not (an export's is, for its hashes).

    What can't be used (damaged, without a label, there twice …) is named in `skipped`.

    Raises:
        Problem: there is no such folder, or nothing in it that is known; it says what was looked for.
    """
    if not path.is_dir():
        raise Problem(f"There is no folder {path}.", "Name the folder of a data set, unpacked.")
    skipped: list[str] = []
    if (path / app_export.LIST).is_file():
        machines = machines_of(app_export.exported_files(path, skipped), skipped)
        return DataSet(path, app_export.KIND, app_export.LICENCE, machines, tuple(skipped))
    if any(path.glob("*.npz")):
        bands = read_bands(path)
        return DataSet(path, BANDS_KIND, _licence(path, plain.NO_LICENCE), (), bands.skipped, bands)
    if (path / listed.TABLE).is_file():
        machines = machines_of(listed.listed_files(path, skipped), skipped)
        return DataSet(path, listed.KIND, _licence(path, plain.NO_LICENCE), machines, tuple(skipped))
    return _by_names(path, skipped)


def _by_names(root: Path, skipped: list[str]) -> DataSet:
    """Each folder of the root by the scheme that fits it: data sets may lie side by side."""
    outer = outer_parts(root)
    folders: dict[str, list[Parts]] = {}
    for file in sound_files(root, skipped):
        folders.setdefault(file[0] if len(file) > 1 else "", []).append(file)
    placed: list[tuple[Path, str, Place]] = []
    schemes: dict[str, Scheme] = {}
    for files in folders.values():
        scheme, places = _best(outer, files)
        skipped += _unused(files, places, scheme)
        known = [(file, place) for file, place in zip(files, places, strict=True) if isinstance(place, Place)]
        placed += [(root.joinpath(*file), "/".join(file), place) for file, place in known]
        if known:
            schemes[scheme.kind] = scheme
    if not placed:
        raise _unknown(root, sum(map(len, folders.values())), skipped)
    licence = "; ".join(dict.fromkeys(scheme.licence for scheme in schemes.values()))
    machines = machines_of(placed, skipped)
    return DataSet(root, " + ".join(schemes), _licence(root, licence), machines, tuple(skipped))


def _best(outer: Parts, files: Sequence[Parts]) -> tuple[Scheme, list[Place | LeftOut | None]]:
    """The first scheme that understands half of the files or else the one that understands most; and what it says.

    Not simply the most: a stray file with a label in its name would make MIMII a plain folder.
    """
    tried = [(scheme, [scheme.place_of(outer, file) for file in files]) for scheme in SCHEMES]
    return max(tried, key=lambda attempt: min(_understood(attempt[1]), len(files) / 2))


def _understood(places: Sequence[Place | LeftOut | None]) -> int:
    return sum(place is not None for place in places)


def _unused(files: Sequence[Parts], places: Sequence[Place | LeftOut | None], scheme: Scheme) -> list[str]:
    """One sentence for all files of a folder that were left out for the same reason."""
    other = f"are named otherwise than in {scheme.kind} and were left out"
    counts = Counter(
        ("/".join(file[:-1]) or ".", place.reason if isinstance(place, LeftOut) else other)
        for file, place in zip(files, places, strict=True)
        if not isinstance(place, Place)
    )
    return [f"{folder}: {number} files {reason}." for (folder, reason), number in counts.items()]


def _unknown(root: Path, files: int, skipped: Sequence[str]) -> Problem:
    if not files and any(root.rglob("*.zip")):
        return Problem(f"{root} holds zip files and no sound.", "Unpack them there first.")
    what = f"{root} is no data set that is known: {files} sound files in it, none with a label."
    return Problem(" ".join([what, *skipped]), f"Looked for: {LOOKED_FOR}.")


def _licence(root: Path, of_kind: str) -> str:
    """The first line of a licence file of the folder's own, or else what is known of its kind."""
    for name in LICENCE_FILES:
        try:
            lines = (root / name).read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            continue
        told = [line.strip(" #\t\r") for line in lines if line.strip(" #\t\r")]
        if told:
            return told[0]
    return of_kind
