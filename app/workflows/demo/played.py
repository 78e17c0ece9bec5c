"""A condition of which the healthy takes and the newest visits can be played: synthesised, then heard for real.

What the fault of the story adds in each band is put onto the synthesised sound by a filter, so that the newest
takes go on where the imagined ones before them end; faults that the sample fan knows are in the sound as well.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import to_db
from app.acoustics.fine_spectrum import FineSpectrum
from app.acoustics.synthesis import FanSound, fan_take
from app.acoustics.synthesis import Fault as FanFault
from app.domain.take import CLIP_S
from app.domain.verdict import Verdict
from app.history.bulk import HeardTake
from app.workflows.demo.chance import Chance
from app.workflows.demo.growth import Bench
from app.workflows.demo.hearing import Heard, Wanted
from app.workflows.demo.imagined import Imagined
from app.workflows.demo.sound import RATE_HZ, Fault, Levels, Samples, Scatter, filtered
from app.workflows.demo.studio import Studio
from app.workflows.demo.takes import imagined_take
from app.workflows.demo.verdicts import explained_verdict

_LEARN_TAKES = 3
_BETWEEN_TAKES = timedelta(seconds=25)
_PLAIN_DB = 7.0
_WORST = 1.5
"""A fault of so many decibels is plainly heard; no sound is made of a worse one than that."""

_FAN_FAULTS = {
    Fault.BEARING: FanFault.BEARING,
    Fault.BLADE: FanFault.BLADE_DAMAGE,
    Fault.DIRT: FanFault.UNBALANCE,
}


class Played:
    """As `Imagined`, but with sound at the first visits and at those of `newest`."""

    def __init__(self, imagined: Imagined, chance: Chance, *, newest: Sequence[datetime], studio: Studio) -> None:
        self._imagined = imagined
        self._spot = imagined.spot
        self._newest = frozenset(newest)
        self._studio = studio
        self._chance = chance
        self._spectra: list[FineSpectrum] = []
        self._learnt: list[NDArray[np.float32]] = []
        self._fan = FanSound(
            shaft_hz=(self._spot.condition.rpm or 1480.0) / 60.0,
            blades=self._spot.machine.blades or 7,
            machine_seed=chance.whole(1000, 9999),
        )

    @property
    def healthy(self) -> Levels:
        """Its healthy levels in dB, as the learnt takes have them."""
        return self._imagined.healthy

    def learn(self, when: datetime) -> list[HeardTake]:
        """The takes of one visit that are learnt from, kept at once."""
        chance = self._chance.of(f"learn {when.isoformat()}")
        found = []
        for number in range(_LEARN_TAKES):
            take = imagined_take(when + number * _BETWEEN_TAKES, 1, self._imagined.device, chance)
            samples = fan_take(CLIP_S, RATE_HZ, chance.whole(0, 10**6), fan=self._fan)
            heard = self.keep(self._studio.record(samples, self._spot, take))
            found.append(HeardTake(heard.take, heard.clips, heard.quality))
            self._learnt.append(heard.clips.bands)
            if heard.sound is not None and heard.sound.spectrum is not None:
                self._spectra.append(heard.sound.spectrum)
        self._imagined.healthy = np.asarray(to_db(np.concatenate(self._learnt).astype(np.float64)).mean(axis=0))
        return found

    def hear(self, wanted: Wanted, chance: Chance, scatter: Scatter) -> Heard:
        """The take of one visit, as sound where it is one of the newest."""
        imagined = self._imagined.hear(wanted, chance, scatter)
        if wanted.when not in self._newest or wanted.spoilt or wanted.noisy:
            return imagined
        return self._studio.record(self._made(wanted, chance.whole(0, 10**6)), self._spot, imagined.take)

    def judge(self, heard: Heard, bench: Bench) -> Verdict:
        """The verdict on a take that passed the gate, with its reasons where there is sound to look into."""
        return explained_verdict(heard, bench, self._spot, self._spectra)

    def keep(self, heard: Heard) -> Heard:
        """The sound goes into the store."""
        return self._studio.keep(heard)

    def _made(self, wanted: Wanted, seed: int) -> Samples:
        """The sound of a visit: in each band as many decibels more than without a fault as are wanted."""
        length_s = wanted.clips * CLIP_S
        plain = fan_take(length_s, RATE_HZ, seed, fan=self._fan)
        fault = _FAN_FAULTS.get(wanted.fault) if wanted.fault else None
        if fault is None or wanted.fault_db <= 0.0:
            return filtered(plain, wanted.added_db)
        severity = min(wanted.fault_db / _PLAIN_DB, _WORST)
        faulty = fan_take(length_s, RATE_HZ, seed, fault, severity, fan=self._fan)
        heard_db = self._heard_db(faulty) - self._heard_db(plain)
        return filtered(faulty, wanted.added_db - heard_db)

    def _heard_db(self, samples: Samples) -> Levels:
        first = samples[: round(CLIP_S * RATE_HZ)]
        return np.asarray(to_db(self._spot.model.ear(first)), dtype=np.float64)
