"""What the live view costs, against `ImageItem.setImage` in the same run, taken in turns."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from tests.bench.figures import told
from tests.conftest import ROOT

SIZE = (1200, 700)
UPDATES_PER_S = 30
ROUNDS = 4
ROUND_S = 2.0
REACH_S = 1.0
AIM = 0.6


def measure() -> Iterator[str]:
    """Lines without a screen, and with one where Xvfb is at hand."""
    yield from _elsewhere("offscreen", "offscreen", {})
    if shutil.which("Xvfb") is None:
        yield "live view under Xvfb: not measured, there is none"
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            display = pipe.readline().strip()
        yield from _elsewhere("Xvfb", "xcb", {"DISPLAY": f":{display}"})
    finally:
        server.terminate()
        server.wait()


def _elsewhere(name: str, platform: str, more: dict[str, str]) -> Iterator[str]:
    """A process of its own, since one has one platform; numpy held to one thread, or its helpers would count."""
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "OPENBLAS_NUM_THREADS": "1", **more}
    command = [sys.executable, "-m", "tests.bench.live"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        yield f"live view, {name}: not measured; {run.stderr.strip().splitlines()[-1:]}"
        return
    yield from (f"{name}: {line}" for line in run.stdout.splitlines())


@dataclass
class Costs:
    """CPU seconds of each update of one view, and how it did over whole rounds."""

    add_s: list[float] = field(default_factory=list)
    update_s: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    reached: list[float] = field(default_factory=list)

    def line(self) -> str:
        ordered = sorted(self.update_s)
        return (
            f"{100 * median(self.shares):.1f} % of a core at {UPDATES_PER_S} updates/s; "
            f"an update {_ms(median(ordered))} CPU ms (p95 {_ms(ordered[int(0.95 * len(ordered))])}, "
            f"{_ms(median(self.add_s))} of it before painting); "
            f"reaches {median(self.reached):.0f} updates/s on a free core"
        )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def _lines() -> Iterator[str]:
    from PySide6.QtWidgets import QApplication

    from app.acoustics.synthesis import fan_take
    from app.look.tokens import LIGHT
    from app.ui import theme
    from tests.bench import live_views as views

    qt = QApplication([])
    theme.apply_theme(qt, LIGHT)
    sound = fan_take(views.SHOWN_S, views.RATE_HZ, 3)
    pieces = sound.reshape(-1, views.RATE_HZ // UPDATES_PER_S)
    made = {
        "live view": views.ours(),
        "setImage and waveform": views.set_image(with_wave=True),
        "setImage alone": views.set_image(with_wave=False),
    }
    costs = {name: Costs() for name in made}
    painted = {name: views.Painted(view, port) for name, (view, port) in made.items()}
    for turn in range(ROUNDS):
        for name, one in painted.items():
            one.view.resize(*SIZE)
            one.view.show()
            for piece in pieces if turn == 0 else pieces[:30]:
                one.view.add(piece)
            qt.processEvents()
            _paced(one, pieces, costs[name])
            _flat_out(one, pieces, costs[name])
            one.view.hide()
            qt.processEvents()
    for name, cost in costs.items():
        yield f"{name}, {SIZE[0]} × {SIZE[1]}, {views.RATE_HZ // 1000} kHz: {cost.line()}"
    ours_s = median(costs["live view"].update_s)
    for name in list(costs)[1:]:
        other_s = median(costs[name].update_s)
        detail = f"{_ms(ours_s)} against {_ms(other_s)} CPU ms an update, {ROUNDS} rounds in turns"
        yield told(f"live view / {name}", ours_s / other_s, AIM, detail)


def _paced(painted, pieces, costs: Costs) -> None:
    """A round at the usual pace: CPU of each update until it is painted, and the share of a core in all."""
    begun, begun_cpu = time.perf_counter(), time.process_time()
    for number in range(int(ROUND_S * UPDATES_PER_S)):
        time.sleep(max(0.0, begun + number / UPDATES_PER_S - time.perf_counter()))
        before = time.process_time()
        painted.view.add(pieces[number % len(pieces)])
        added = time.process_time()
        painted.wait()
        costs.add_s.append(added - before)
        costs.update_s.append(time.process_time() - before)
    # Against the time it should have taken: what cannot keep pace beside other programs would look cheaper.
    costs.shares.append((time.process_time() - begun_cpu) * UPDATES_PER_S / (number + 1))


def _flat_out(painted, pieces, costs: Costs) -> None:
    """As many updates as it can, each painted, for every second that it had a core to itself."""
    begun, begun_cpu, number = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - begun < REACH_S:
        painted.view.add(pieces[number % len(pieces)])
        painted.wait()
        number += 1
    costs.reached.append(number / (time.process_time() - begun_cpu))


if __name__ == "__main__":
    for line in _lines():
        print(line, flush=True)
