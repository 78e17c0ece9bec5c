"""Development sets of DCASE Task 2, 2020 to 2025 (later ones of the same names, MIMII DUE and MIMII DG too).

A machine is (type, id) in 2020. From 2021 on it is (type, section, domain): source and target domain differ in
speed, load, microphone or noise, so that a baseline of one says nothing of the other. Within a section and domain
the attributes (several speeds, voltages, products) stay together: test clips need not repeat those of training.
"""

from __future__ import annotations

import re

from training.data import FAULTY, HEALTHY
from training.datasets.place import LeftOut, Parts, Place, Scheme, stem

LICENCE = "as on the page of its year; some years are for non-commercial use only (CC BY-NC-SA 4.0)"

_2020 = re.compile(r"(?P<label>normal|anomaly)_(?P<id>id_\d+)_(?P<number>\d+)", re.IGNORECASE | re.ASCII)
_LATER = re.compile(
    r"section_(?P<section>\d+)_(?P<domain>source|target)_(?P<split>train|test)_(?P<label>normal|anomaly)_(?P<rest>\d+.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_UNLABELLED = re.compile(r"id_\d+_\d+|section_\d+_.*", re.IGNORECASE | re.ASCII | re.DOTALL)
_SPLITS = {"train": "train", "test": "test", "source_test": "test", "target_test": "test", "test_rename": "test"}
_SUPPLEMENTAL = "supplemental"
_LABELS = {"normal": HEALTHY, "anomaly": FAULTY}
_ORDER = {"train": "1 train", "test": "2 test"}
_NO_LABEL = LeftOut("have no label in their names (an evaluation set) and were left out")
_CLEAN = LeftOut("are supplemental sound of the machine alone or of the noise alone and were left out")


def place_of_2020(outer: Parts, inner: Parts) -> Place | LeftOut | None:
    """`fan/train/normal_id_00_00000000.wav`: train and test number their clips separately."""
    name = stem(inner[-1])
    found = _2020.fullmatch(name)
    machine_type, split = _folders((*outer, *inner[:-1]))
    if not found:
        return _NO_LABEL if re.fullmatch(r"id_\d+_\d+", name, re.ASCII) and split else None
    return Place(machine_type, found["id"].lower(), _LABELS[found["label"].lower()], _recording(split, name))


def place_of_later(outer: Parts, inner: Parts) -> Place | LeftOut | None:
    """`fan/test/section_00_target_test_anomaly_0000_<attributes>.wav`; in 2021 in `source_test`, `target_test`."""
    name = stem(inner[-1])
    if not _UNLABELLED.fullmatch(name):
        return None
    machine_type, split = _folders((*outer, *inner[:-1]))
    if split == _SUPPLEMENTAL:
        return _CLEAN
    found = _LATER.fullmatch(name)
    if not found:
        return _NO_LABEL
    machine = f"section_{found['section']}_{found['domain'].lower()}"
    return Place(machine_type, machine, _LABELS[found["label"].lower()], _recording(found["split"].lower(), name))


def _folders(parts: Parts) -> tuple[str, str]:
    """Machine type and split: the last folder that names a split, and the one above it."""
    for at in range(len(parts) - 1, 0, -1):
        folder = parts[at].lower()
        if folder in _SPLITS or folder == _SUPPLEMENTAL:
            return parts[at - 1], _SPLITS.get(folder, folder)
    return (parts[-1] if parts else "other"), ""


def _recording(split: str, name: str) -> str:
    """Training clips come first: enough of them to learn from, and the test clips after them stay together."""
    return f"{_ORDER.get(split, '')}/{name}"


SCHEME_2020 = Scheme("DCASE 2020 Task 2", LICENCE, place_of_2020)
SCHEME_LATER = Scheme("DCASE Task 2 of 2021 or later", LICENCE, place_of_later)
