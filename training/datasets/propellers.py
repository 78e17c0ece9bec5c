"""The two collections of propellers in `shared/data/wav`: what their names mean, and how to cut them."""

from __future__ import annotations

import re

from app.domain.take import SHORTEST_CLIP_S
from training.data import FAULTY, HEALTHY
from training.datasets.place import Parts, Place, Scheme, stem

TAKE_OFF_S = 12.0
_MOTOR = re.compile(r"M\d+", re.ASCII)
_THROTTLE_US = re.compile(r"\d{4}", re.ASCII)
_FLIGHT = re.compile(r".+__ch\d", re.ASCII)
_MOTOR_LABELS = {"normal": HEALTHY, "propeller_fault": FAULTY}
_FLIGHT_LABELS = {"normal": HEALTHY, "one_broken": FAULTY, "two_broken": FAULTY, "four_broken": FAULTY}


def motor(outer: Parts, inner: Parts) -> Place | None:
    """`M1/propeller_fault/1450.wav`: the name is the throttle in µs, and each throttle a condition, so a machine.

    There are ten seconds of each: cut into the shortest clips that count, or there would be one clip a machine.
    """
    parts = (*outer, *inner)
    if len(parts) < 3 or not _MOTOR.fullmatch(parts[-3]) or parts[-2] not in _MOTOR_LABELS:
        return None
    throttle_us = stem(parts[-1])
    if not _THROTTLE_US.fullmatch(throttle_us):
        return None
    machine = f"{parts[-3]} {throttle_us}"
    return Place("bldc", machine, _MOTOR_LABELS[parts[-2]], throttle_us, clip_s=SHORTEST_CLIP_S)


def flight(outer: Parts, inner: Parts) -> Place | None:
    """`one_broken/cw_square__1__ch1.wav`: one drone, always the same square; what is heard before is take-off."""
    parts = (*outer, *inner)
    name = stem(parts[-1])
    if len(parts) < 2 or parts[-2] not in _FLIGHT_LABELS or not _FLIGHT.fullmatch(name):
        return None
    return Place("uav", "drone", _FLIGHT_LABELS[parts[-2]], f"{parts[-2]}/{name}", skip_s=TAKE_OFF_S)


MOTORS = Scheme("brushless motors with a propeller", "CC BY 4.0, Univ. del Cauca", motor)
FLIGHTS = Scheme("flights of a drone", "none stated: test on it, never train what ships with it", flight)
