"""A fan that never was, with the faults real ones get: something to try without a microphone, and for tests.

Numbers are chosen after what is known of fans (blade passing, slot tones, outer-race impacts), so that takes of it
vary about as much as those of a real machine do. It proves nothing about how well Earshot hears a real fault.
"""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.sample_fan.faults import Fault, fault_sound
from app.acoustics.sample_fan.noise import db_to_gain
from app.acoustics.sample_fan.sources import FanSound, blade_tones, flow_noise, motor_hum, rotation
from app.acoustics.sample_fan.surroundings import background, draw_visit, in_the_room, through_microphone

__all__ = ["FanSound", "Fault", "fan_take"]

_NOMINAL_DBFS = -28.0
_LOUDEST = 0.89


def fan_take(
    duration_s: float,
    sample_rate_hz: int,
    seed: int,
    fault: Fault | None = None,
    severity: float = 1.0,
    *,
    fan: FanSound | None = None,
) -> NDArray[np.float32]:
    """One mono take of the fan, float32 `[round(duration_s · sample_rate_hz)]`, never clipped.

    The same arguments give the same sound. `seed` is the visit: gain, placement, exact speed and background differ
    from seed to seed as they do between real takes. A take with a fault is the healthy take of that seed with the
    fault added; `severity` scales it, 1.0 is plainly audible. ValueError for a negative seed or no samples.
    """
    fan = fan or FanSound()
    frames = round(duration_s * sample_rate_hz)
    if frames < 1 or seed < 0:
        raise ValueError(f"no take of {duration_s} s at {sample_rate_hz} Hz from seed {seed}")

    def chance(part: int) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64([seed, part]))

    visit = draw_visit(chance(0))
    shaft = rotation(chance(1), fan, frames, sample_rate_hz, visit.speed_share)
    dry = blade_tones(chance(2), fan, shaft) + flow_noise(chance(3), fan, shaft) + motor_hum(chance(4), fan, shaft)
    if fault is not None:
        dry += fault_sound(chance(5), fan, shaft, fault, severity)
    wet = in_the_room(dry, sample_rate_hz, fan.machine_seed, visit)
    wet += background(chance(6), frames, sample_rate_hz, visit)
    heard = through_microphone(wet, sample_rate_hz, visit) * db_to_gain(fan.level_dbfs - _NOMINAL_DBFS)
    # Whoever holds the microphone turns it down before it clips.
    heard *= min(1.0, _LOUDEST / max(float(np.abs(heard).max()), 1e-9))
    return heard.astype(np.float32)
