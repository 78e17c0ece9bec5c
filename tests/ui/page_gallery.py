"""Pictures of every page, light and dark: `python -m tests.ui.page_gallery OUT_DIR`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from tests.ui.fakes import NOON, FakeWorkflows, InlineJobs, Opening, baseline, fan, inspection

PLANT = {
    "Hall A": ("Supply fan 1", "Supply fan 2", "Exhaust fan 1", "Booth exhaust"),
    "Hall B": ("Supply fan 3", "Supply fan 4", "Exhaust fan 2", "Dust extraction fan"),
    "Roof": ("Cooling tower fan A", "Cooling tower fan B"),
}


def rest(ms: int = 60) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def plant(clips: int = 9, states: tuple[State, ...] = (), usable: bool = True) -> tuple[FakeWorkflows, str]:
    """Ten fans; "Supply fan 3" has the given baseline and visits."""
    machines = [fan(name, site) for site, names in PLANT.items() for name in names]
    flows = FakeWorkflows(*machines)
    for at, machine in enumerate(machines):
        state = (State.HEALTHY, State.HEALTHY, State.WATCH, State.HEALTHY, State.ABNORMAL)[at % 5]
        if machine.name != "Supply fan 3":
            flows.machines.inspections.append(inspection(machine, state, "old.wav"))
    chosen = next(machine for machine in machines if machine.name == "Supply fan 3")
    condition_id = chosen.points[0].conditions[0].id
    if clips:
        flows.machines.baselines[condition_id] = baseline(condition_id, clips)
    for at, state in enumerate(states):
        when = NOON.replace(month=1 + at)
        note = "Rumble at the inlet, guard loose on one bolt. Casing 41 °C." if at == len(states) - 1 else ""
        flows.machines.inspections.append(
            inspection(chosen, state, f"SF3 {at + 1}.wav", 30.0, analysed_at=when, note=note)
        )
    return flows, chosen.id


def window(flows: FakeWorkflows, folder: Path, look: str, size: tuple[int, int]) -> tuple[MainWindow, Desk]:
    shown = MainWindow(Opening(lambda: flows), InlineJobs(), folder)  # type: ignore[arg-type, return-value]
    shown.resize(*size)
    shown.show()
    while shown.desk is None:
        rest()
    assert shown.shell is not None
    shown.shell.preferences.change(appearance=look)
    return shown, shown.desk


def machine_scene(clips: int, states: tuple[State, ...], then: Callable[[MainWindow, Desk], None] | None = None):
    def scene(folder: Path, look: str, size: tuple[int, int]) -> MainWindow:
        flows, chosen = plant(clips, states)
        shown, desk = window(flows, folder, look, size)
        desk.open_machine(chosen)
        if then:
            then(shown, desk)
        return shown

    return scene


def welcome_scene(clicks: int):
    def scene(folder: Path, look: str, size: tuple[int, int]) -> MainWindow:
        shown, desk = window(FakeWorkflows(), folder, look, size)
        for card in desk.welcome.cards[:clicks]:
            card.button.click()
            rest()
        return shown

    return scene


def learning(shown: MainWindow, desk: Desk) -> None:
    desk.show_progress("Supply fan 3: learning from healthy-3.wav, 3 of 5", 0.52)


def trouble(shown: MainWindow, desk: Desk) -> None:
    desk.show_problem(
        "files", Problem("umlaut ä.wav is not a sound file.", "Choose a WAV, FLAC, OGG, MP3 or AIFF file.")
    )


def offer(shown: MainWindow, desk: Desk) -> None:
    desk.drop([Path(f"take-{i}.wav") for i in range(7)])


def learnt(shown: MainWindow, desk: Desk) -> None:
    place = desk.result.place
    assert place is not None
    desk.files.work.learn(place.machine, place.condition_id, [Path(n) for n in ("a.wav", "b.wav", "bad.wav")])


def form(shown: MainWindow, desk: Desk) -> None:
    desk.add_machine()


H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL
SCENES = {
    "welcome-1": welcome_scene(0),
    "welcome-2": welcome_scene(1),
    "welcome-3": welcome_scene(2),
    "machine-no-baseline": machine_scene(0, ()),
    "machine-learning": machine_scene(0, (), learning),
    "machine-provisional": machine_scene(3, ()),
    "machine-learnt": machine_scene(0, (), learnt),
    "result-healthy": machine_scene(9, (H, H, H)),
    "result-watch": machine_scene(4, (H, H, W)),
    "result-abnormal": machine_scene(9, (H, H, H, H, W, W, A)),
    "result-cannot-tell": machine_scene(0, (C,)),
    "result-problem": machine_scene(9, (H, A), trouble),
    "result-offer": machine_scene(9, (H, A), offer),
    "form": machine_scene(9, (H,), form),
}


def main(out: Path, wanted: tuple[str, ...] = (), size: tuple[int, int] = (1366, 768)) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    for look in ("light", "dark"):
        for name, scene in SCENES.items():
            if wanted and name not in wanted:
                continue
            with TemporaryDirectory() as folder:
                shown = scene(Path(folder), look, size)
                rest(120)
                shown.grab().save(str(out / f"{name}-{look}.png"))
                shown.close()
                shown.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    width = tuple(int(n) for n in os.environ.get("SIZE", "1366x768").split("x"))
    main(Path(sys.argv[1]), tuple(sys.argv[2:]), (width[0], width[1]))
