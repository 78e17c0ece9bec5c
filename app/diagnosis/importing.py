"""A model file from elsewhere: nothing in it is believed before it has been looked at and has proved itself.

The file is a zip of exactly `card.json`, `ear.onnx` and `judge.onnx`.
"""

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.diagnosis import self_test
from app.diagnosis.card import Card, read_card
from app.diagnosis.graph_file import objections
from app.diagnosis.model import Model
from app.diagnosis.registry import GENERIC, Installed, is_version
from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.language import later, say

SUFFIX = ".earshot-model"
FILES = ("card.json", "ear.onnx", "judge.onnx")
LARGEST_BYTES = 8 * 1024 * 1024
"""Of one file, unpacked: a shipped model is a tenth of that."""

_REMOVED = "removed"
"""No kind is called so: nothing in this folder is ever found as installed."""

KINDS = {*(kind.value for kind in MachineType), GENERIC}
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What zipfile raises on a damaged, encrypted or unknown archive."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that passed every check, unpacked in a folder that goes when the check's context ends."""

    card: Card
    folder: Path

    @property
    def kind(self) -> str:
        """What it judges."""
        return self.card.machine_type


@contextmanager
def checked(path: Path) -> Iterator[Candidate]:
    """Unpacks a model file and checks it: size, names, hashes, operators, shapes, self-test.

    Raises:
        Problem: it is refused, with the reason.
    """
    with tempfile.TemporaryDirectory(prefix="earshot-model-") as scratch:
        folder = Path(scratch) / "candidate" / "0"
        folder.mkdir(parents=True)
        _unpack(path, folder)
        for name in FILES[1:]:
            against = objections((folder / name).read_bytes(), name)
            if against:
                raise refused(path, against[0])
        card = _card(path, folder)
        _prove(path, folder, card)
        yield Candidate(card, folder)


def install(candidate: Candidate, models: Path) -> Path:
    """Copies a checked model to `<models>/<kind>/<version>`, all of it or nothing.

    Raises:
        Problem: that version is there already with other contents, or the folder can't be written.
    """
    place = models / candidate.kind / candidate.card.version
    if _works(place):
        if all((place / name).read_bytes() == (candidate.folder / name).read_bytes() for name in FILES):
            return place
        raise other_of_that_version(candidate)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix="importing-") as scratch:
            copy = Path(shutil.copytree(candidate.folder, Path(scratch) / "model"))
            if place.exists():
                # What lies there is damaged: it makes room for the good copy.
                place.replace(Path(scratch) / "damaged")
            copy.replace(place)
    except OSError as error:
        raise Problem(
            say("The model could not be copied to {folder}.", folder=place),
            later("Make room or let Earshot write there, then import it again."),
            str(error),
        ) from error
    return place


def remove(installed: Installed, models: Path) -> None:
    """Puts an imported version aside, all of it or nothing; `restore` brings it back until `forget_removed`.

    Raises:
        Problem: the folder can't be written.
    """
    aside = _aside(models, installed.kind, installed.version)
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.parent.mkdir(parents=True, exist_ok=True)
        installed.folder.replace(aside)
    except OSError as error:
        raise Problem(
            say(
                "Version {version} of the {kind_words} model could not be removed.",
                version=installed.version,
                kind_words=installed.kind,
            ),
            say("Let Earshot write to {folder}, then remove it again.", folder=models),
            str(error),
        ) from error


def restore(kind: str, version: str, models: Path) -> Path:
    """Brings back what was removed.

    Raises:
        Problem: it is gone for good, that version was imported anew, or the folder can't be written.
    """
    place = models / kind / version
    try:
        if place.exists():
            raise FileExistsError(place)
        return _aside(models, kind, version).replace(place)
    except OSError as error:
        raise Problem(
            say(
                "Version {version} of the {kind_words} model could not be brought back.",
                version=version,
                kind_words=kind,
            ),
            later("Import its file again."),
            str(error),
        ) from error


def forget_removed(models: Path) -> None:
    """Deletes for good what was removed; what can't be deleted now is tried again at the next start."""
    shutil.rmtree(models / _REMOVED, ignore_errors=True)


def _aside(models: Path, kind: str, version: str) -> Path:
    return models / _REMOVED / kind / version


def other_of_that_version(candidate: Candidate) -> Problem:
    """Two models must never share a version: a verdict names its model by it."""
    return Problem(
        say(
            "Version {version} of the {kind_words} model is installed already, and differs.",
            version=candidate.card.version,
            kind_words=candidate.kind,
        ),
        later("Ask whoever made it for a version number of its own."),
    )


def _works(place: Path) -> bool:
    try:
        Model.load(place)
    except Problem:
        return False
    return True


def refused(path: Path, why: str, detail: str = "") -> Problem:
    """The one way in which a model file is turned away; `why` goes on after a colon."""
    return Problem(
        say("The model file “{name}” is refused: {why_words}.", name=path.name, why_words=why),
        later("Ask whoever made it for a model that Earshot's own training wrote."),
        detail,
    )


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(entry.filename for entry in archive.infolist())
            if names != sorted(FILES):
                raise refused(path, say("it must hold {files} and nothing else", files=", ".join(FILES)))
            for name in FILES:
                _unpack_one(path, archive, name, folder / name)
    except OSError as error:
        raise Problem(
            say("The model file “{name}” can't be read.", name=path.name),
            later("Check that it is still there, then try again."),
            str(error),
        ) from error
    except DAMAGE as error:
        raise refused(path, later("it is damaged or no model file"), str(error)) from error


def _unpack_one(path: Path, archive: zipfile.ZipFile, name: str, to: Path) -> None:
    with archive.open(name) as packed:
        # What the archive says of its sizes is not believed: no more than this is ever unpacked.
        content = packed.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise refused(path, say("{file} is larger than {size} MB", file=name, size=LARGEST_BYTES // 1024**2))
    to.write_bytes(content)


def _card(path: Path, folder: Path) -> Card:
    try:
        card = read_card(folder / "card.json")
    except Problem as problem:
        why = later("its card is damaged or made for another Earshot")
        raise refused(path, why, problem.detail) from problem
    if card.machine_type not in KINDS:
        why = say("it judges “{kind}”, which Earshot does not know", kind=card.machine_type[:40])
        raise refused(path, why)
    if not is_version(card.version):
        raise refused(path, say("“{version}” is no version number", version=card.version[:40]))
    return card


def _prove(path: Path, folder: Path, card: Card) -> None:
    """Hashes, shapes, and the golden sound."""
    try:
        model = Model.load(folder)
    except Problem as problem:
        why = later("a graph is not the one its card names, or can't be run")
        raise refused(path, why, problem.detail or problem.what) from problem
    wrong = model.shape_faults()
    if wrong:
        raise refused(path, wrong[0])
    try:
        failures = self_test.failures(model, card.self_test)
    except Exception as error:  # onnxruntime raises bare types, and the card may hold anything
        raise refused(path, later("it fails on Earshot's own test sound"), repr(error)) from error
    if failures:
        why = say("it does not hear what its card promises: {what}", what=failures[0].rstrip("."))
        raise refused(path, why)
