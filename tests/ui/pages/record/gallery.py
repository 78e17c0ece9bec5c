"""Pictures of the record page: `python -m tests.ui.pages.record.gallery OUT [SCENE …]`, SIZE=800x1280, TOUCH=1."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.acoustics.synthesis import fan_take
from app.domain.microphone import Ending
from app.domain.placement import Placement, RoomSound
from app.domain.verdict import State
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.pages.record.values import Wish
from app.ui.theme import set_touch
from tests.ui.fakes import FakeWorkflows, take
from tests.ui.page_gallery import plant, rest, window
from tests.ui.pages.record.fakes import BLOCKED, HEADSET, LAPTOP, NOON, SPEECH, USB, last_time, quality

RATE_HZ = 48_000
Scene = Callable[[FakeWorkflows, Desk], None]


def photo(folder: Path) -> Path:
    """Something like a fan on a wall."""
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    image.fill(QColor(60, 62, 58))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(220, 180, 700, 560, QColor(150, 158, 158))
    painter.setBrush(QColor(30, 32, 34))
    painter.drawEllipse(380, 260, 400, 400)
    painter.setBrush(QColor(200, 205, 205))
    painter.drawEllipse(540, 420, 80, 80)
    painter.fillRect(900, 640, 180, 120, QColor(40, 60, 110))
    painter.end()
    path = folder / "place.png"
    image.save(str(path))
    return path


def record(flows: FakeWorkflows, desk: Desk, seconds: float = 18.4) -> None:
    """A take that is so far; the gate has spoken once."""
    desk.record.page.record.big.click()
    flows.record.listener.record_for(seconds)
    again(desk)


def again(desk: Desk) -> None:
    """Another second has passed."""
    desk.record.presenter._second_s = -1e9
    desk.record.presenter.tick()


def idle(flows: FakeWorkflows, desk: Desk) -> None:
    again(desk)


def recording(flows: FakeWorkflows, desk: Desk) -> None:
    record(flows, desk)


def clipping(flows: FakeWorkflows, desk: Desk) -> None:
    listener = flows.record.listener
    listener.status = replace(listener.status, rms_dbfs=-6.2, peak_dbfs=0.0, clipped=1284)
    record(flows, desk, 4.2)


def blocked(flows: FakeWorkflows, desk: Desk) -> None:
    listener = flows.record.listener
    listener.sound = lambda: fan_take(1, RATE_HZ, 1) * 0
    listener.status = replace(listener.status, rms_dbfs=-120.0, peak_dbfs=-120.0, zero_s=3.0, problem=BLOCKED)
    desk.record.page.level.live.clear()
    again(desk)


def lost(flows: FakeWorkflows, desk: Desk) -> None:
    record(flows, desk, 12.3)
    flows.record.gate = quality()
    flows.record.watch.microphones = (USB, HEADSET)
    flows.record.listener.lose(Ending.LOST)
    again(desk)


def failed(flows: FakeWorkflows, desk: Desk) -> None:
    flows.record.gate = quality(SPEECH)
    record(flows, desk, 30.0)


def verdict(flows: FakeWorkflows, desk: Desk) -> None:
    record(flows, desk, 30.0)


def learnt(flows: FakeWorkflows, desk: Desk) -> None:
    flows.machines.baselines.clear()
    desk.result.presenter.refresh()
    desk.record.presenter.set_wish(Wish.LEARN)
    record(flows, desk, 30.0)


def no_baseline(flows: FakeWorkflows, desk: Desk) -> None:
    flows.machines.baselines.clear()
    desk.result.presenter.refresh()
    record(flows, desk, 30.0)


def first_time(flows: FakeWorkflows, desk: Desk) -> None:
    fakes = flows.record
    fakes.last, fakes.photo_path = None, None
    fakes.placements.clear()
    fakes.rooms.clear()
    desk.record.presenter.placing.refresh()
    again(desk)


def gone(flows: FakeWorkflows, desk: Desk) -> None:
    flows.record.watch.microphones = (LAPTOP, HEADSET)
    desk.record.presenter.choose(USB.key)
    flows.record.listener.lose()
    flows.record.listener.status = replace(flows.record.listener.status, problem=None)
    again(desk)


def room(flows: FakeWorkflows, desk: Desk) -> None:
    desk.record.page.place.record_room.click()
    flows.record.listener.record_for(2.1)
    again(desk)


def elsewhere(flows: FakeWorkflows, desk: Desk) -> None:
    record(flows, desk)
    desk.go("machine")


def left_over(flows: FakeWorkflows, desk: Desk) -> None:
    record(flows, desk, 18.4)
    flows.record.listener.end(Ending.INTERRUPTED)
    listener = flows.record.listener
    flows.record.left = [listener.take_finished()]
    desk.record.presenter.taking.clear()
    desk.go("machine")
    desk.record.left_over.look()


SCENES: dict[str, Scene] = {
    "idle": idle,
    "first-time": first_time,
    "recording": recording,
    "clipping": clipping,
    "blocked": blocked,
    "gone": gone,
    "lost": lost,
    "failed": failed,
    "verdict": verdict,
    "no-baseline": no_baseline,
    "learnt": learnt,
    "room": room,
    "elsewhere": elsewhere,
    "left-over": left_over,
}


def prepare(folder: Path) -> FakeWorkflows:
    """Supply fan 3 with a past, three microphones, and a fan that can be heard."""
    flows, chosen = plant(9, (State.HEALTHY, State.WATCH))
    point = flows.machines.machine(chosen).points[0]
    fakes = flows.record
    fakes.watch.microphones = (LAPTOP, USB, HEADSET)
    fakes.last = last_time()
    note = "0.5 m from the inlet guard, at hub height, facing the hub."
    fakes.placements[point.id] = Placement(point.id, note, "photo.jpg", "J. Brandt", placed_at=NOON)
    fakes.photo_path = photo(folder)
    sound = replace(take("room.wav"), format=replace(take("room.wav").format, frames=5 * RATE_HZ))
    fakes.rooms[point.id] = RoomSound(point.id, sound, None, -51.0, heard_at=NOON)  # type: ignore[arg-type]
    fakes.listener.sound = lambda: fan_take(1, RATE_HZ, 1)[:0]
    return flows


def open_page(flows: FakeWorkflows, folder: Path, look: str, size: tuple[int, int]) -> tuple[MainWindow, Desk]:
    """The page at Supply fan 3, with ten seconds of it heard."""
    shown, desk = window(flows, folder, look, size)
    chosen = next(m.id for m in flows.machines.all.values() if m.name == "Supply fan 3")
    desk.open_machine(chosen)
    while desk.record.page.level.live is None or desk.result.place is None:
        rest()
    desk.show_record()
    rest(60)
    desk.record._clock.stop()
    desk.record.page.level.live.add(fan_take(10.0, RATE_HZ, 3))
    return shown, desk


def main(out: Path, wanted: tuple[str, ...] = (), size: tuple[int, int] = (1366, 768)) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    for look in os.environ.get("LOOKS", "light,dark").split(","):
        for name, scene in SCENES.items():
            if wanted and name not in wanted:
                continue
            with TemporaryDirectory() as folder:
                flows = prepare(Path(folder))
                shown, desk = open_page(flows, Path(folder), look, size)
                if os.environ.get("TOUCH"):
                    set_touch(True)
                scene(flows, desk)
                rest(400)
                shown.grab().save(str(out / f"{name}-{look}.png"))
                shown.close()
                shown.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    width = tuple(int(n) for n in os.environ.get("SIZE", "1366x768").split("x"))
    main(Path(sys.argv[1]), tuple(sys.argv[2:]), (width[0], width[1]))
