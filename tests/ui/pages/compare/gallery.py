"""Pictures of the page: `python -m tests.ui.pages.compare.gallery OUT [WxH] [gloves] [light] [SCENE …]`."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app.acoustics.synthesis import fan_take
from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.history.history import History
from app.look.tokens import PALETTES
from app.main.wiring import build
from app.recordings.take_store import TakeStore
from app.ui.frame import MACHINE, Frame
from app.ui.pages.compare.desk import CompareDesk
from app.ui.sound.compare_panel import ComparePanel
from app.ui.theme import apply_theme, load_fonts, set_touch
from app.workflows.compare_sound import CompareSound
from app.workflows.look_closer import LookCloser
from tests.e2e.support import write_wav
from tests.ui.fakes import FakeBook, FakeListen, InlineJobs
from tests.ui.page_gallery import rest

EVERYTHING = ("healthy", "unbalance", "bearing", "blade-damage", "wide")
SAMPLES = Path(__file__).resolve().parents[4] / "resources" / "samples"


class Around(QWidget):
    """A window that only writes down what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: dict[str, str] = {}

    def show_problem(self, key: str, problem: object) -> None:
        self.problems[key] = str(problem)

    def clear_problem(self, key: str) -> None:
        self.problems.pop(key, None)


@dataclass
class Shop:
    """A fan with five healthy takes and some visits, and the desk that compares them."""

    history: History
    folder: Path
    frame: Frame
    desk: CompareDesk
    listen: FakeListen
    around: Around
    visits: dict[str, Inspection]


def visits_of(
    folder: Path, history: History, names: tuple[str, ...]
) -> tuple[dict[str, Inspection], CompareSound]:
    """Everything heard once."""
    flows = build(history, folder)
    condition = OperatingCondition("Full speed, damper open", 1480.0)
    point = MeasuringPoint("Inlet side, 0.5 m", (condition,))
    fan = Machine("Supply fan 3", MachineType.FAN, (point,), "Hall B", "SF-003", blades=7)
    flows.machines.add(fan)
    flows.learn(fan.id, condition.id, sorted(SAMPLES.glob("healthy-*.wav")))
    made = {}
    for name in names:
        path = SAMPLES / f"later-{name}.wav"
        if name == "wide":
            path = write_wav(folder.parent / "wide.wav", 0.3 * fan_take(14.0, 48_000, 21), 48_000)
        made[name] = flows.inspect(fan.id, condition.id, path)
    store = TakeStore(folder)
    return made, CompareSound(history, store, LookCloser(store))


def shop(folder: Path, names: tuple[str, ...] = EVERYTHING) -> Shop:
    """Close its history afterwards."""
    history = History.open(folder / "history")
    made, compare = visits_of(folder / "history", history, names)
    listen, around, frame = FakeListen(FakeBook()), Around(), Frame()
    desk = CompareDesk(compare, listen, InlineJobs(), around, frame)  # type: ignore[arg-type]
    frame.add_page(desk.page, desk.bar)
    frame.show_page(desk.page, MACHINE.key, with_machines=False)
    desk.attach_panel(ComparePanel())
    return Shop(history, folder / "history", frame, desk, listen, around, made)


def blade(one: Shop) -> None:
    one.desk.open(one.visits["blade-damage"].id)
    one.desk.presenter.hearing.move_head(6.4)


def two_visits(one: Shop) -> None:
    one.desk.open(one.visits["bearing"].id, one.visits["healthy"].id)
    one.desk.presenter.hearing.select(2.0, 5.5, True)


def unbalance(one: Shop) -> None:
    one.desk.open(one.visits["unbalance"].id)


def rates(one: Shop) -> None:
    one.desk.open(one.visits["wide"].id, one.visits["blade-damage"].id)


def alike(one: Shop) -> None:
    one.desk.open(one.visits["healthy"].id)


def same(one: Shop) -> None:
    one.desk.open(one.visits["healthy"].id, one.visits["healthy"].id)


def recorded(one: Shop) -> None:
    rates(one)
    one.desk.presenter.match_level(False)


def shifted(one: Shop) -> None:
    rates(one)
    one.desk.presenter.shift(6.0)
    one.desk.presenter.hearing.hear_range(0)


def zoomed(one: Shop) -> None:
    blade(one)
    one.desk.panel.plots.frames.rows[2].picture.setRange(xRange=(6.0, 9.0), yRange=(2.9, 3.7), padding=0)
    rest(400)


def missing(one: Shop) -> None:
    take = one.visits["bearing"].take
    path = one.folder / take.stored_as
    for found in path.parent.glob(f"{take.sha256}*"):
        found.unlink()
    one.desk.open(one.visits["bearing"].id)


def altered(one: Shop) -> None:
    path = one.folder / one.visits["bearing"].take.stored_as
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    one.desk.open(one.visits["bearing"].id)


def swapped(one: Shop) -> None:
    blade(one)
    one.desk.presenter.swap()


def reading(one: Shop) -> None:
    one.desk.page.show_reading("Reading both takes …")


Scene = Callable[[Shop], None]
SCENES: dict[str, Scene] = {
    one.__name__: one
    for one in (
        blade, two_visits, unbalance, rates, alike, same, recorded, shifted, zoomed, swapped, reading, altered,
        missing,
    )
}  # fmt: skip


def main(out: Path, size: tuple[int, int], gloves: bool, looks: list[str], wanted: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    load_fonts()
    with TemporaryDirectory() as folder:
        one = shop(Path(folder))
        one.frame.resize(*size)
        one.frame.show()
        for name in [name for name in SCENES if not wanted or name in wanted]:
            for look in looks:
                apply_theme(app, PALETTES[look])
                set_touch(gloves)
                SCENES[name](one)
                rest(200)
                one.frame.grab().save(str(out / f"{name}-{look.replace(' ', '-')}.png"))
        one.frame.close()
        one.history.close()


if __name__ == "__main__":
    more = sys.argv[2:]
    sized = next((tuple(int(n) for n in one.split("x")) for one in more if one[0].isdigit()), (1366, 768))
    main(
        Path(sys.argv[1]),
        (sized[0], sized[1]),
        "gloves" in more,
        [one for one in more if one in ("light", "dark")] or ["light", "dark"],
        [one for one in more if one in SCENES],
    )
