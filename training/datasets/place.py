"""Where a sound file belongs: machine, label, noise level. Each kind of data set tells it by names of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.take import CLIP_S

AS_RECORDED = "recorded"
"""Stands for the noise level where a data set doesn't tell one."""

Parts = tuple[str, ...]

_SNR = re.compile(
    r"(?P<sign>[+-]?)(?P<db>\d{1,3}(?:\.\d+)?)[ _]?dB(?:[ _-](?P<rest>.+))?", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a file is. `recording` orders a machine's files, and is the same for one recording at every SNR.

    The first `skip_s` are not the machine as it runs; the rest is cut into clips of `clip_s`.
    """

    type: str
    id: str
    label: str
    recording: str
    snr: str = AS_RECORDED
    skip_s: float = 0.0
    clip_s: float = CLIP_S


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why files of this form can't be used, a clause for "12 files …"; the form is known, the use is not."""

    reason: str


PlaceOf = Callable[[Parts, Parts], Place | LeftOut | None]
"""(names of the folders down to the root, path below the root) → what the file is; None: not of this kind."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to name files: the kind of data set, its licence and its rule."""

    kind: str
    licence: str
    place_of: PlaceOf


def snr_of(name: str) -> tuple[str, str] | None:
    """`-6_dB_fan` → ("-6dB", "fan"), `6dB` → ("+6dB", ""): the noise level a name begins with, and the rest."""
    found = _SNR.fullmatch(name)
    if not found:
        return None
    db = float(found["db"]) * (-1 if found["sign"] == "-" else 1)
    return (f"{db:+g}dB" if db else "0dB"), found["rest"] or ""


def quietest_first(snr: str) -> float:
    """Sorts noise levels as the bands folder does."""
    return 0.0 if snr == AS_RECORDED else -float(snr.removesuffix("dB"))


def stem(name: str) -> str:
    """A file name without its ending."""
    return name.rpartition(".")[0] or name


def natural_key(name: str) -> tuple[tuple[int, str], ...]:
    """Sorts `clip 9` before `clip 10`, upper and lower case alike."""
    pieces = re.split(r"([0-9]+)", name.casefold())
    return tuple((int(piece), "") if at % 2 else (0, piece) for at, piece in enumerate(pieces))
