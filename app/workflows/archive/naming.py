"""Which machine a file of an archive belongs to, by the names of its folders or by a pattern."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_time import named_time


class Label(StrEnum):
    """What is known of a file's machine when it was recorded."""

    HEALTHY = "healthy"
    INSPECT = "inspect"


@dataclass(frozen=True, slots=True)
class Named:
    """What names told of one file; empty and None where they did not say."""

    machine: str
    type: MachineType | None = None
    point: str = ""
    condition: str = ""
    label: Label | None = None


_LABELS = {
    Label.HEALTHY: {"healthy", "normal", "ok", "good", "io", "i.o.", "baseline", "gut"},
    Label.INSPECT: {
        *("inspect", "abnormal", "anomaly", "anomalous", "faulty", "fault", "nok", "bad", "nio", "n.i.o."),
        *("defect", "defective", "broken", "test", "schlecht", "defekt"),
    },
}
_TYPES = {
    MachineType.FAN: {"fan", "fans", "ventilator", "lüfter", "blower"},
    MachineType.PUMP: {"pump", "pumps", "pumpe", "pumpen"},
    MachineType.SLIDER: {"slider", "sliders", "slide", "slide rail", "slide_rail"},
    MachineType.OTHER: {"other"},
}
_FIELDS = ("machine", "type", "point", "condition", "label")
_PIECE = re.compile(r"\{(\w*)\}|(\*\*/)|(\*\*)|(\*)|([^{*]+|.)")
_HOW = later(
    "Use {machine}, {type}, {point}, {condition}, {label} and * for the rest, as in {type}/{machine}/{label}."
)


def label_in(word: str) -> Label | None:
    """ "normal" is healthy, "abnormal" to be inspected; None for a word that says neither."""
    return next((label for label, words in _LABELS.items() if word.strip().casefold() in words), None)


def type_in(word: str) -> MachineType | None:
    """ "fans" is a fan; None for a word that names no type."""
    return next((kind for kind, words in _TYPES.items() if word.strip().casefold() in words), None)


class Pattern:
    """Where in a path the names stand: `{type}/{machine}/{label}`, from the archive's folder on.

    It describes folders; deeper ones and the file's name are free. One that ends in a file ending, as
    `{machine}/{point}_*.wav` does, describes the file's name too. `*` is anything in one name, `**` any folders.
    """

    def __init__(self, text: str) -> None:
        """Raises Problem for what is no pattern."""
        tidy = text.strip().replace("\\", "/").strip("/")
        self._names_file = re.search(r"\.(\w+|\*)$", tidy.rsplit("/", 1)[-1]) is not None
        fields: list[str] = []
        parts: list[str] = []
        for match in _PIECE.finditer(tidy):
            field, any_folders, anything, any_name, literal = match.groups()
            if field is not None:
                if field not in _FIELDS or field in fields:
                    raise Problem(
                        say(
                            "The pattern “{text}” can't be used: {field} is unknown or twice there.",
                            text=text,
                            field=f"{{{field}}}",
                        ),
                        _HOW,
                    )
                fields.append(field)
                parts.append(rf"(?P<{field}>[^/]+?)")
            elif any_folders or anything:
                parts.append(r"(?:[^/]+/)*" if any_folders else r".*")
            else:
                parts.append(r"[^/]*" if any_name else re.escape(literal))
        if "machine" not in fields:
            raise Problem(
                say("The pattern “{text}” does not say where the machine's name stands.", text=text), _HOW
            )
        rest = "" if self._names_file else r"(?:/.*)?"
        self._path = re.compile("".join(parts) + rest, re.IGNORECASE)

    def read(self, relative: str) -> Named | str:
        """What the pattern finds in a path below the archive, with forward slashes; else why it finds nothing."""
        path = PurePosixPath(relative)
        match = self._path.fullmatch(relative if self._names_file else path.parent.as_posix())
        if match is None or not match["machine"].strip():
            return later("It does not fit the pattern.")
        found = match.groupdict()
        kind, label = found.get("type"), found.get("label")
        if kind is not None and type_in(kind) is None:
            return say("“{kind}” is no type of machine: fan, pump, slider or other.", kind=kind)
        if label is not None and label_in(label) is None:
            return say("“{label}” is no label: healthy or inspect.", label=label)
        return Named(
            found["machine"].strip(),
            type_in(kind) if kind else None,
            (found.get("point") or "").strip(),
            (found.get("condition") or "").strip(),
            label_in(label) if label else None,
        )


def guess(paths: Sequence[str], root: str) -> list[Named | str]:
    """What the folders' names tell without a pattern.

    Words for a type or a label are taken as such; dates are left out, and so is what all files have in common as
    long as something else remains. Then come machine, point and condition. Where nothing remains the machine is
    called like the archive's folder `root`.
    """
    read = [_folders(path) for path in paths]
    names = [folders.names for folders in read]
    while names and all(len(one) > 1 and one[0] == names[0][0] for one in names):
        names = [one[1:] for one in names]
    return [_guessed(folders, one, root) for folders, one in zip(read, names, strict=True)]


@dataclass(frozen=True, slots=True)
class _Folders:
    names: tuple[str, ...]
    type: MachineType | None
    label: Label | None


def _folders(path: str) -> _Folders:
    names: list[str] = []
    kind: MachineType | None = None
    label: Label | None = None
    in_date = False
    for name in PurePosixPath(path).parts[:-1]:
        # 2026/11/22: once a year was named, two digits are its month or day.
        is_year = re.fullmatch(r"(?:19|20)\d\d", name) is not None
        part_of_date = is_year or (in_date and re.fullmatch(r"\d\d?", name) is not None)
        in_date = part_of_date
        if part_of_date or re.fullmatch(r"(?:19|20)\d\d-\d\d", name) or _is_date(name):
            continue
        if kind is None and (found := type_in(name)) is not None:
            kind = found
        elif label is None and (meant := label_in(name)) is not None:
            label = meant
        else:
            names.append(name)
    return _Folders(tuple(names), kind, label)


def _is_date(name: str) -> bool:
    """Whether a folder is called like a day, and like nothing besides."""
    return named_time(name) is not None and not re.search(r"[^\W\d_]{4,}", name)


def _guessed(folders: _Folders, names: tuple[str, ...], root: str) -> Named | str:
    if len(names) > 3:
        return later("It lies deeper than machine, point and condition; a pattern or a table can tell.")
    machine, point, condition = (*names, "", "", "")[:3]
    return Named(machine.strip() or root, folders.type, point.strip(), condition.strip(), folders.label)
