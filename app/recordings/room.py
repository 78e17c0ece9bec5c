"""How far the machine stands above the room: whether a verdict on it can mean anything.

What the microphone hears is the machine and the room together, and their powers add. A take of the room alone,
made from the same place with the machine off, says how much of it was the room.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS, to_db
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.words import relative_db
from app.language import later, say

TOO_NOISY_DB = 0.0
THIN_DB = 6.0
"""Chosen on two MIMII fans in factory noise of five strengths (`python -m tests.bench gate`): where the baseline
was learnt in the same noise, fewer than half of the faulty clips are heard below 0 dB, nine of ten from 6 dB on;
where it was learnt in less, a third of the healthy clips are false alarms below 0 dB, a fifth from 6 dB on."""

LOWEST_DB = -10.0
"""Below, machine and room together are within 0.4 dB of the room alone, less than two takes of it may differ."""


def above_room_db(take_bands: NDArray[np.float32], room_bands: NDArray[np.float32]) -> float:
    """How far the machine alone stands above the room, in dB: the median over the bands that are judged.

    `take_bands` `[k, 128]` and `room_bands` `[m, 128]` as the ear gives them (natural log of power), heard with
    the same gain; their clips are averaged. In each band the machine's power is the take's less the room's. A band
    in which nothing is left counts as `LOWEST_DB`, and so does a whole take that is no louder than the room.
    ValueError when either has no clip.
    """
    if not len(take_bands) or not len(room_bands):
        raise ValueError("both the take and the room need a clip")
    both = to_db(take_bands[:, :TRUSTED_BANDS].mean(axis=0, dtype=np.float64))
    room = to_db(room_bands[:, :TRUSTED_BANDS].mean(axis=0, dtype=np.float64))
    machine = 10.0 ** ((both - room) / 10.0) - 1.0
    return float(np.median(10.0 * np.log10(np.maximum(machine, 10.0 ** (LOWEST_DB / 10.0)))))


def finding(above_db: float | None) -> Finding | None:
    """Whether that is far enough; None where the room was not recorded."""
    if above_db is None:
        return None
    value = relative_db(above_db)
    if above_db < TOO_NOISY_DB:
        hardly = later("The machine hardly stands above the room: in half of the frequencies the room is louder.")
        under = later("The machine does not stand above the room: in half of the frequencies the room is louder.")
        return Finding(
            Check.ROOM,
            Grade.FAILED,
            value if above_db > LOWEST_DB else say("{level} or less", level=value),
            hardly if above_db > LOWEST_DB else under,
            later("Go closer to the machine or wait until it is quieter around it, then record again."),
        )
    if above_db < THIN_DB:
        return Finding(
            Check.ROOM,
            Grade.NOTED,
            value,
            say(
                "The machine stands only {level} above the room, so a fault can hide in it.",
                level=value.removeprefix("+"),
            ),
            later("Go closer to the machine next time, or listen when it is quieter around it."),
        )
    return Finding(Check.ROOM, Grade.PASSED, value)


def with_room(quality: Quality, above_db: float | None) -> Quality:
    """The same checks with this one at their end, in place of an earlier one; without it where nobody knows."""
    others = tuple(found for found in quality.findings if found.check is not Check.ROOM)
    about_room = finding(above_db)
    return replace(quality, findings=(*others, about_room) if about_room else others)
