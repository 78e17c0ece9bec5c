"""Writes the guide's pictures: `python -m tests.pictures.guide resources/guide/pictures [--only PICTURES…]`.

With `--language de` as a German sees the window, for `resources/guide/de/pictures`.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.domain.verdict import State
from app.language import LANGUAGES, SOURCE, speak, spoken_from
from app.main import paths
from app.main.window import Opener
from app.ui.speaking import REGIONS
from app.ui.theme import state_pixmap
from tests.pictures.calendar import Calendar, calendar
from tests.pictures.guide import alone, fleet
from tests.pictures.guide.first import first_start
from tests.pictures.plant import CLOCK, DAY, simulate
from tests.pictures.small import in_few_colours
from tests.pictures.story import Teller, Told

_PRINTED = "2026-11-22T09:21:50+00:00"
_REPORT_DPI = 84
_SIGN_SIDE = 24


def report(history: Path, told: Told, out: Path) -> None:
    """The decision page."""
    opener = Opener(history)
    pdf = opener().report(told.last.id, history.parent / "report.pdf", datetime.fromisoformat(_PRINTED))
    opener.close()
    page = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(_REPORT_DPI), "-l", "1", "-singlefile", "-png", pdf, page], check=True)
    picture = in_few_colours(QImage(str(page.with_suffix(".png"))))
    assert picture.save(str(out / "report.png"), "PNG", 0)


def signs(out: Path) -> None:
    """The states' shapes, for readers of the text that don't paint them themselves."""
    for state in State:
        name = state.value.replace(" ", "-")
        assert state_pixmap(state, _SIGN_SIDE).save(str(out / f"state-{name}.png"), "PNG", 0)


def of_the_story(folder: Path, out: Path, days: Calendar, only: list[str]) -> None:
    """A handful of sample fans, each set of pictures on a copy of its own."""
    opener = Opener(folder / "story")
    told = Teller(opener(), folder / "takes", days).tell()
    opener.close()
    days.turn_to("2026-11-22")
    sets: dict[str, Callable[[Path], None]] = {
        "first": lambda history: first_start(folder / "first", out),
        "sample": lambda history: alone.first_machine(folder / "new", out),
        "machine": lambda history: alone.machines(history, told, out),
        "record": lambda history: alone.microphone(history, told, out),
        "report": lambda history: report(history, told, out),
        "backups": lambda history: fleet.backups(history, told.last.id, days, out),
    }
    for name, take in sets.items():
        if name in only:
            take(Path(shutil.copytree(folder / "story", folder / name / "history")))


def of_the_plant(folder: Path, out: Path, days: Calendar) -> None:
    """Two hundred simulated machines."""
    simulated = simulate(folder / "plant", days)
    days.turn_to(DAY, CLOCK)
    fleet.plant(Path(shutil.copytree(folder / "plant", folder / "fleet" / "history")), simulated, out)


def main() -> None:
    """Read the command line, tell the story, cut the pictures out."""
    sets = ("first", "sample", "machine", "record", "report", "backups", "plant")
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.guide", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=sets, default=sets, help="these sets of pictures")
    parser.add_argument("--language", choices=LANGUAGES, default=SOURCE, help="what the window speaks")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    # The window speaks as the system does, until somebody chooses.
    os.environ["LC_ALL"] = REGIONS[options.language]
    spoken_from(paths.LANGUAGES)
    speak(options.language)
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as name, calendar() as days:
        if set(options.only) - {"plant"}:
            of_the_story(Path(name), options.folder, days, options.only)
        if "plant" in options.only:
            of_the_plant(Path(name), options.folder, days)
    # Painted before the first window is made, they crash it.
    signs(options.folder)
    del qt


if __name__ == "__main__":
    main()
