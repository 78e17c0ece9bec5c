"""Takes with everyday noises at known levels: what the gate's checks of disturbances are chosen and told by.

Limits may be chosen on the half called "choose" (drones and brushless motors; every other noise of a kind) and
must be told by the half called "report" (MIMII's fans, pumps and sliders; the other noises).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from app.acoustics.samples import ALL
from app.domain.quality import Check
from tests.recordings import made_up

Half = Literal["choose", "report"]
Sound = NDArray[np.float32]

RATE_HZ = 16_000
LEVELS_DB = (12.0, 6.0, 0.0, -6.0, -12.0, -20.0)
"""Of a noise while it sounds, against the machine's level over the whole take."""

TAKE_S = 10.0
TAKE_OFF_S = 12.0

NOISES: dict[str, tuple[Check, ...]] = {
    "baby_cry": (Check.SPEECH, Check.KNOCKS),
    "rooster": (Check.SPEECH, Check.KNOCKS),
    "dog_bark": (Check.KNOCKS, Check.SPEECH),
    "person_sneeze": (Check.KNOCKS, Check.SPEECH),
    "clock_tick": (Check.KNOCKS, Check.STEADINESS),
    "fire_crackling": (Check.KNOCKS, Check.STEADINESS),
    "rain": (Check.STEADINESS, Check.KNOCKS),
    "sea_waves": (Check.STEADINESS, Check.KNOCKS),
    "helicopter": (Check.STEADINESS, Check.KNOCKS),
    "chainsaw": (Check.STEADINESS, Check.SPEECH, Check.KNOCKS),
}
"""What is right to find in each kind of everyday noise, the most fitting first."""


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One take `samples` float32 `[n]` at `rate` Hz: nothing may be found in it, or `check` (or one of `also`).

    `level_db` is the noise's level while it sounds against the machine's; None where nothing was mixed in.
    `begins_s` is when the noise begins.
    """

    name: str
    check: Check | None
    level_db: float | None
    samples: Sound
    rate: int
    half: Half
    also: tuple[Check, ...] = ()
    begins_s: float = 0.0


def scenarios(data_folder: Path, every: int = 1) -> Iterator[Scenario]:
    """All of them, one after the other: undisturbed machines first; of the noises only one in `every`."""
    yield from undisturbed(data_folder)
    yield from _noises(data_folder, every)
    yield from _made_up_noises(data_folder)


def undisturbed(data_folder: Path) -> Iterator[Scenario]:
    """Machines as they are: flights in cuts without take-off and landing, everything else whole."""
    for name, half, samples in machines(data_folder):
        yield Scenario(name, None, None, samples, RATE_HZ, half)
    for take in ALL:
        samples = (take.samples() / 32768.0).astype(np.float32)
        yield Scenario(f"fan/{take.file_name}", None, None, samples, RATE_HZ, "report")


def mixed(machine: Sound, noise: Sound, level_db: float, begins_s: float) -> Sound:
    """The machine with the noise in it, cut off where the take ends, float32 `[n]`."""
    begins = round(begins_s * RATE_HZ)
    part = noise[: len(machine) - begins]
    out = machine.copy()
    gain = _rms(machine) / _rms_while_it_sounds(noise) * 10.0 ** (level_db / 20.0)
    out[begins : begins + len(part)] += (gain * part).astype(np.float32)
    return out


def machines(data_folder: Path) -> Iterator[tuple[str, Half, Sound]]:
    """Every machine that there is sound of, mono at 16 kHz: the name, its half, and about ten seconds of it."""
    wav = data_folder / "wav"
    for path in sorted(wav.rglob("*.wav")):
        name = path.relative_to(wav).with_suffix("").as_posix()
        sound = _read(path)
        if not name.startswith("uav/"):
            yield name, "report" if name.startswith("mimii/") else "choose", sound
            continue
        size, first = round(TAKE_S * RATE_HZ), round(TAKE_OFF_S * RATE_HZ)
        # The last cut has the landing in it, which is a disturbance.
        for index, start in enumerate(range(first, len(sound) - 2 * size + 1, size)):
            yield f"{name}/{index}", "choose", sound[start : start + size]


def _noises(data_folder: Path, every: int) -> Iterator[Scenario]:
    hosts = _hosts(data_folder)
    for kind, (check, *also) in NOISES.items():
        files = sorted((data_folder / "background" / "esc-10" / kind).glob("*.ogg"))
        # Neighbours go to different halves: leaving out must not leave out one of them.
        for index, path in enumerate(files[: len(files) // every]):
            half: Half = "report" if index % 2 else "choose"
            yield from _at_all_levels(
                f"{kind}/{path.stem}", check, tuple(also), _read(path), hosts[half], half, index
            )


def _made_up_noises(data_folder: Path) -> Iterator[Scenario]:
    hosts = _hosts(data_folder)
    for index in range(20):
        half: Half = "report" if index % 2 else "choose"
        chance = np.random.default_rng([index, 1])
        for name, check, noise in (
            ("speech", Check.SPEECH, made_up.speech(5.0, RATE_HZ, chance)),
            ("handling", Check.KNOCKS, made_up.knock(RATE_HZ, chance, 90.0, 0.12)),
            ("dropped tool", Check.KNOCKS, made_up.knock(RATE_HZ, chance, 2500.0, 0.05)),
            ("hum", Check.HUM, made_up.hum(TAKE_S + 1.0, RATE_HZ, chance)),
        ):
            yield from _at_all_levels(f"{name}/{index}", check, (), noise, hosts[half], half, index)
        machine_name, machine = hosts[half][index // 2 % len(hosts[half])]
        for name, samples in (
            ("switched on", made_up.switched(machine, RATE_HZ, 3.0, on=True)),
            ("switched off", made_up.switched(machine, RATE_HZ, 7.0, on=False)),
            ("run up", made_up.run_up(TAKE_S, RATE_HZ, chance)),
        ):
            title = f"{name}/{index} in {machine_name}"
            yield Scenario(title, Check.STEADINESS, None, samples, RATE_HZ, half)
        own = made_up.with_own_knocks(machine, RATE_HZ, (1.0, 2.0, 5.0, 11.0)[index % 4], chance)
        yield Scenario(f"own knocks/{index} in {machine_name}", None, None, own, RATE_HZ, half)


def _at_all_levels(
    name: str,
    check: Check,
    also: tuple[Check, ...],
    noise: Sound,
    hosts: tuple[tuple[str, Sound], ...],
    half: Half,
    index: int,
) -> Iterator[Scenario]:
    host_name, host = hosts[index // 2 % len(hosts)]
    noise = _trimmed(noise)
    if check is Check.STEADINESS:
        # These were cut out of longer ones; rain doesn't begin with a click.
        noise = noise * np.minimum(1.0, np.arange(len(noise)) / (0.2 * RATE_HZ)).astype(np.float32)
    begins_s = 0.0 if len(noise) >= len(host) else 1.0 + 3.0 * float(np.random.default_rng(index).random())
    for level_db in LEVELS_DB:
        samples = mixed(host, noise, level_db, begins_s)
        yield Scenario(f"{name} in {host_name}", check, level_db, samples, RATE_HZ, half, also, begins_s)


@lru_cache(maxsize=2)
def _hosts(data_folder: Path) -> dict[Half, tuple[tuple[str, Sound], ...]]:
    """The healthy machines of each half, of which there are about ten seconds."""
    found: dict[Half, list[tuple[str, Sound]]] = {"choose": [], "report": []}
    for name, half, sound in machines(data_folder):
        if "/normal/" in name and len(sound) >= 9.5 * RATE_HZ:
            found[half].append((name, sound))
    return {half: tuple(hosts) for half, hosts in found.items()}


def _read(path: Path) -> Sound:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    return soxr.resample(mono, rate, RATE_HZ).astype(np.float32) if rate != RATE_HZ else mono


def _pieces(sound: Sound) -> NDArray[np.float64]:
    """Mean power of pieces of 20 ms."""
    size = RATE_HZ // 50
    return np.square(sound[: len(sound) // size * size].reshape(-1, size), dtype=np.float64).mean(axis=1)


def _trimmed(sound: Sound) -> Sound:
    """Without the silence before and after."""
    power = _pieces(sound)
    heard = np.flatnonzero(power > 1e-4 * power.max())
    return sound[heard[0] * RATE_HZ // 50 : (heard[-1] + 1) * RATE_HZ // 50]


def _rms_while_it_sounds(sound: Sound) -> float:
    power = _pieces(sound)
    return float(np.sqrt(power[power > 1e-3 * power.max()].mean()))


def _rms(sound: Sound) -> float:
    return float(np.sqrt(np.square(sound, dtype=np.float64).mean()))
