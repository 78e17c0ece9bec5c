"""Raw MIMII as its zips unpack, however many levels of it the root lies above or below."""

from __future__ import annotations

import re

from training.data import LABELS
from training.datasets.place import AS_RECORDED, Parts, Place, Scheme, snr_of, stem

LICENCE = "CC BY-SA 4.0, MIMII Dataset (Purohit et al., DCASE 2019); weights trained on it carry the same notice"

_ID = re.compile(r"id_\d{2}", re.IGNORECASE | re.ASCII)
_SNR_FIRST = re.compile(r"(?P<snr>[+-]?\d+dB)_(?P<rest>.+)", re.IGNORECASE | re.ASCII)


def place_of(outer: Parts, inner: Parts) -> Place | None:
    """`-6_dB_fan/fan/id_00/normal/00000000.wav`; the SNR may stand in any folder above or begin the file's name.

    The eight channels are eight microphones of one array; clips of one name are one recording under louder noise.
    """
    parts = (*outer, *inner)
    ids = [at for at, part in enumerate(parts[:-2]) if _ID.fullmatch(part)]
    if not ids or parts[ids[-1] + 1].lower() not in LABELS or len(parts) != ids[-1] + 3:
        return None
    at = ids[-1]
    name = stem(parts[-1])
    snrs = [found for part in reversed(parts[:at]) if (found := snr_of(part))]
    snr = snrs[0][0] if snrs else AS_RECORDED
    if not snrs and (first := _SNR_FIRST.fullmatch(name)) and (told := snr_of(first["snr"])):
        snr, name = told[0], first["rest"]
    machine_type = _type(parts[:at]) or (snrs[0][1] if snrs else "")
    if not machine_type:
        return None
    return Place(machine_type.lower(), parts[at].lower(), parts[at + 1].lower(), name, snr)


def _type(above: Parts) -> str:
    """The folder right above the id, unless that is the SNR's."""
    return above[-1] if above and not snr_of(above[-1]) else ""


SCHEME = Scheme("raw MIMII", LICENCE, place_of)
