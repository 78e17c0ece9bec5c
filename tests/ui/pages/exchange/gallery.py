"""Pictures of the section: `python -m tests.ui.pages.exchange.gallery OUT [WxH] [gloves] [light] [SCENE …]`."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.pages.data.page import DataBar
from app.ui.theme import apply_theme, palette_for, set_touch
from tests.ui.page_gallery import rest
from tests.ui.pages.conftest import Told
from tests.ui.pages.exchange.scenes import desk, machines
from tests.workflows.exchange.laptops import Laptop, full_machine


def plain(mine, theirs, one, folder):
    one.open()


def empty(mine, theirs, one, folder):
    one.open()


def looked(mine, theirs, one, folder):
    one.open()
    sent = [full_machine(theirs, name) for name in ("Supply fan 3", "Exhaust fan 1")]
    sent += machines(theirs, 12, "Return fan {}".format)
    theirs.history.change_machine(replace(theirs.history.machine(sent[1].id), code="AHU-002"))
    out = folder / "Hall 2 2026-11-22.earshot"
    theirs.write(out, *sent, by="M. Großmann")
    one.presenter.file.look(out)


def done(mine, theirs, one, folder):
    looked(mine, theirs, one, folder)
    one.presenter.file.take_in()


def working(mine, theirs, one, folder):
    one.open()
    one.presenter._busy("Writing Machines 2026-11-22.earshot, 2 min 3 s left", 0.42)


def refused(mine, theirs, one, folder):
    one.open()
    bad = folder / "holiday.earshot"
    bad.write_bytes(b"hello")
    one.presenter.file.look(bad)
    one.presenter.toggle(mine.history.machines()[1].id)
    one.presenter.export_cmms(folder / "orders.csv", "comma")


SCENES = {one.__name__: one for one in (plain, empty, looked, done, working, refused)}


def picture(out: Path, name: str, look: str, size: tuple[int, int]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        mine, theirs = (Laptop.open(folder / one) for one in ("mine", "theirs"))
        if name != "empty":
            full_machine(mine, "Cooling pump 1")
            machines(mine, 199, "Supply fan {}".format)
        around = Told()
        apply_theme(QApplication.instance(), palette_for(look))
        one = desk(mine, around)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = DataBar((("exchange", "Exchange"), ("archive", "Archive"), ("backups", "Backups"), ("bin", "Bin")))
        bar.show_title("Data", "Machines to other laptops and programs")
        column.addWidget(bar)
        column.addWidget(one.page, 1)
        whole.resize(*size)
        whole.show()
        SCENES[name](mine, theirs, one, folder)
        rest(150)
        whole.grab().save(str(out / f"{name}-{look}.png"))
        whole.close()
        for laptop in (mine, theirs):
            laptop.history.close()


def main(out: Path, size: tuple[int, int], gloves: bool, looks: list[str], wanted: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    for look in looks:
        for name in wanted or SCENES:
            set_touch(gloves)
            picture(out, name, look, size)
            app.processEvents()


if __name__ == "__main__":
    more = sys.argv[2:]
    sized = next((tuple(int(n) for n in one.split("x")) for one in more if one[0].isdigit()), (1366, 768))
    main(
        Path(sys.argv[1]),
        (sized[0] - 64, sized[1]),
        "gloves" in more,
        [one for one in more if one in ("light", "dark")] or ["light", "dark"],
        [one for one in more if one in SCENES],
    )
