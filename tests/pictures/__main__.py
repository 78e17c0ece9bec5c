"""Writes the pictures that are kept, or every page light and dark: `python -m tests.pictures FOLDER [--all]`."""

import argparse
import os
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.main.window import Opener
from tests.pictures.album import Album
from tests.pictures.calendar import Calendar, calendar
from tests.pictures.camera import Camera, until
from tests.pictures.compare import compare_pages
from tests.pictures.data import backups_pages, data_pages
from tests.pictures.fleet import fleet_pages
from tests.pictures.form import form_pages
from tests.pictures.models import model_pages
from tests.pictures.plant import CLOCK, DAY, simulate
from tests.pictures.recording import record_pages
from tests.pictures.results import result_pages
from tests.pictures.route import route_pages
from tests.pictures.story import Teller, Told
from tests.pictures.trend import trend_pages
from tests.pictures.watching import watch_pages

STORY = ("start", "report", "result", "model", "record", "watch", "data")
PLANT = ("fleet", "route", "trend", "compare", "data", "form")
CHAPTERS = tuple(dict.fromkeys((*STORY, *PLANT)))


def first_start(folder: Path, album: Album) -> None:
    """Nothing was heard here yet."""
    for look in ("light", "dark"):
        camera = Camera(Opener(folder / look), folder / look, album, look)
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


def report(history: Path, told: Told, out: Path) -> None:
    """As PDF, and each of its sheets."""
    opener = Opener(history)
    printed = datetime.fromisoformat("2026-11-22T09:21:50+00:00")
    pdf = opener().report(told.last.id, out / "report.pdf", printed)
    opener.close()
    subprocess.run(["pdftoppm", "-r", "90", "-png", str(pdf), str(out / "report")], check=True)
    print(pdf)


def photograph(folder: Path, album: Album, chapters: list[str], days: Calendar) -> None:
    """Each chapter on a history of its own: what one of them keeps is no part of the next one's story."""
    of_the_story = [one for one in chapters if one in STORY]
    of_the_plant = [one for one in chapters if one in PLANT]
    if of_the_story:
        _from_the_story(folder, album, of_the_story, days)
    if of_the_plant:
        _from_the_plant(folder, album, of_the_plant, days)


def _from_the_story(folder: Path, album: Album, chapters: list[str], days: Calendar) -> None:
    """A handful of sample fans."""
    opener = Opener(folder / "story")
    told = Teller(opener(), folder / "takes", days).tell()
    opener.close()
    days.turn_to("2026-11-22")

    def copied(chapter: str) -> Path:
        return Path(shutil.copytree(folder / "story", folder / chapter / "history"))

    pages = {
        "start": lambda: first_start(folder / "start", album),
        "report": lambda: report(copied("report"), told, album.folder),
        "result": lambda: result_pages(copied("result"), told, album),
        "model": lambda: model_pages(copied("model"), album),
        "record": lambda: record_pages(copied("record"), album, told.abnormal),
        "watch": lambda: watch_pages(copied("watch"), album, told.healthy),
        "data": lambda: backups_pages(copied("backups"), album, told.last, days),
    }
    for chapter in chapters:
        pages[chapter]()


def _from_the_plant(folder: Path, album: Album, chapters: list[str], days: Calendar) -> None:
    """Two hundred simulated machines."""
    plant = simulate(folder / "plant", days)

    def copied(chapter: str) -> Path:
        days.turn_to(DAY, CLOCK)
        return Path(shutil.copytree(folder / "plant", folder / chapter / "history"))

    pages = {
        "fleet": lambda: fleet_pages(copied("fleet"), album),
        "route": lambda: route_pages(copied("route"), album),
        "trend": lambda: trend_pages(copied("trend"), album, plant),
        "compare": lambda: compare_pages(copied("compare"), album, plant),
        "data": lambda: data_pages(copied("data"), album, plant),
        "form": lambda: form_pages(copied("form"), album, plant),
    }
    for chapter in chapters:
        pages[chapter]()


def main() -> None:
    """Read the command line, tell the story, take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="also those that are not kept in resources/docs")
    parser.add_argument("--only", nargs="+", choices=CHAPTERS, default=CHAPTERS, help="these chapters")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as name, calendar() as days:
        photograph(Path(name), Album(options.folder, options.all), options.only, days)
    del qt


if __name__ == "__main__":
    main()
