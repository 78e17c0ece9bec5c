"""Writes every page, light and dark, at 1366×768, one also on a tablet: `python -m tests.pictures FOLDER`."""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.main.window import Opener
from tests.pictures.camera import Camera, until
from tests.pictures.models import model_page
from tests.pictures.recording import record_pages
from tests.pictures.story import Told, tell
from tests.pictures.watching import watch_pages


def first_start(folder: Path, out: Path, look: str) -> None:
    camera = Camera(Opener(folder / f"first-{look}"), folder / f"first-{look}", out, look)
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
    camera = Camera(Opener(history), history, out, look)
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


def listening(folder: Path, told: Told, out: Path) -> None:
    """Each on a history of its own: what one of them keeps is no part of the next one's story."""
    for name, pages, machine in (("take", record_pages, told.abnormal), ("watch", watch_pages, told.healthy)):
        history = folder / name / "history"
        shutil.copytree(folder / "history", history)
        pages(history, out, machine)


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
        listening(folder, told, out)
        model_page(folder, out)
    del qt


if __name__ == "__main__":
    main(Path(sys.argv[1]))
