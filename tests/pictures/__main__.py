"""Writes every page, light and dark, at 1366×768: `python -m tests.pictures FOLDER`."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.main.window import Opener
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from tests.pictures.story import Told, tell

SIZE = (1366, 768)


def until(true: Callable[[], object], patience_s: float = 120.0) -> None:
    deadline = time.monotonic() + patience_s
    while not true():
        QApplication.processEvents()
        assert time.monotonic() < deadline, "the window did not get there"
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.01)


class Photographer:
    """A window on one history that goes from page to page."""

    def __init__(self, history: Path, out: Path, look: str, size: tuple[int, int] = SIZE) -> None:
        self.opener, self.jobs = Opener(history), Jobs()
        self.window = MainWindow(self.opener, self.jobs, history)
        self.window.resize(*size)
        self.window.show()
        until(lambda: self.window.desk and self.window.desk.result.page.heard)
        assert self.window.shell
        self.window.shell.menus.choose_look(look)
        self._out, self._look = out, look

    @property
    def desk(self) -> Desk:
        assert self.window.desk
        return self.window.desk

    def take(self, name: str) -> None:
        path = self._out / f"{name}-{self._look}.png"
        assert self.window.grab().save(str(path)), path
        print(path)

    def machine(self, machine_id: str, visits: bool = True) -> None:
        self.desk.open_machine(machine_id)
        presenter = self.desk.result.presenter

        def there() -> object:
            standing = presenter.standing
            if standing is None or standing.machine.id != machine_id:
                return False
            return not visits or (standing.inspection and presenter.pictured == standing.inspection.id)

        until(there)

    def close(self) -> None:
        self.window.close()
        self.jobs.close()
        self.opener.close()


def first_start(folder: Path, out: Path, look: str) -> None:
    camera = Photographer(folder / f"first-{look}", out, look)
    cards = camera.desk.welcome.cards
    until(cards[0].button.isEnabled)
    camera.take("start-1-learn")
    cards[0].button.click()
    until(cards[1].button.isEnabled)
    camera.take("start-2-inspect")
    cards[1].button.click()
    until(cards[2].button.isEnabled)
    camera.take("start-3-read")
    camera.desk.add_machine()
    until(lambda: True)
    camera.take("add-machine")
    camera.close()


def everyday(history: Path, told: Told, out: Path, look: str) -> None:
    camera = Photographer(history, out, look)
    camera.machine(told.abnormal.id)
    camera.take("result-abnormal")
    camera.machine(told.healthy.id)
    camera.take("result-healthy")
    camera.machine(told.unjudged.id)
    camera.take("result-cannot-tell")
    camera.machine(told.untaught.id, visits=False)
    camera.take("no-baseline")
    camera.desk.drop([Path("2026-11-22T091408Z_fan.wav"), Path("2026-11-22T091508Z_fan.wav")])
    until(lambda: True)
    camera.take("dropped-files")
    camera.close()


def report(history: Path, told: Told, out: Path) -> None:
    opener = Opener(history)
    printed = datetime.fromisoformat("2026-11-22T09:21:50+00:00")
    pdf = opener().report(told.last.id, out / "report.pdf", printed)
    opener.close()
    subprocess.run(["pdftoppm", "-r", "90", "-png", str(pdf), str(out / "report")], check=True)
    print(pdf)


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opener = Opener(folder / "history")
        told = tell(opener(), folder)
        opener.close()
        for look in ("light", "dark"):
            first_start(folder, out, look)
            everyday(folder / "history", told, out, look)
        report(folder / "history", told, out)
    del qt


if __name__ == "__main__":
    main(Path(sys.argv[1]))
