"""How soon the window says that a recording broke off, from the moment it did."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.acoustics.synthesis import Fault, fan_take
from app.main.cli import main
from tests.e2e.support import healthy_wav, write_wav
from tests.e2e.troubles import TROUBLES, Trouble, broke_off, record, scene, take_another

RATE_HZ = 48_000
ROUNDS = 3
AIM_S = 2.0


def measure() -> Iterator[str]:
    """A line for each trouble: the seconds until the banner, and whether the next recording worked."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = write_wav(
            folder / "fan.wav", np.tile(fan_take(10.0, RATE_HZ, 30, Fault.BLADE_DAMAGE), 30), RATE_HZ
        )
        healthy = [str(healthy_wav(folder / f"healthy-{seed}.wav", seed)) for seed in range(1, 6)]
        with contextlib.redirect_stdout(None):
            main(["--history", str(folder / "history"), "learn", "--machine", "Fan", *healthy])
        for trouble in TROUBLES:
            # PulseAudio takes no path with blanks.
            folders = [folder / f"{trouble.name.replace(' ', '-')}-{at}" for at in range(ROUNDS)]
            told = [_one(one, folder / "history", sound, trouble) for one in folders]
            holds = "holds" if max(told) <= AIM_S else "missed"
            said = ", ".join(f"{one:.2f}" for one in told)
            yield f"{trouble.name}: said after {said} s (aim {AIM_S:g} s, {holds}); the next recording works"


def _one(folder: Path, history: Path, sound: Path, trouble: Trouble) -> float:
    folder.mkdir()
    with scene(folder, sound) as shop:
        shutil.copytree(history, shop.history)
        window = shop.open_window()
        record(window)
        # Tearing the device out takes a moment itself, which counts.
        happened_s = time.monotonic()
        trouble.happens(shop)
        told_s = broke_off(window, trouble)
        trouble.ends(shop)
        take_another(window)
    return told_s - happened_s
