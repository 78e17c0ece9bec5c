"""Pictures of the bin: `python -m tests.ui.pages.bin.gallery OUT [WxH] [gloves] [light] [SCENE …]`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.pages.bin.desk import BinDesk
from app.ui.theme import apply_theme, load_fonts, palette_for, set_touch
from tests.ui.fakes import InlineJobs
from tests.ui.page_gallery import rest
from tests.ui.pages.bin.fakes import NOON, FakeBin, View, things

RAIL = 64


def empty(desk: BinDesk, bin_: FakeBin) -> None:
    bin_.lines = []
    desk.open()


def loading(desk: BinDesk, bin_: FakeBin) -> None:
    """Nothing was read yet."""


def full(desk: BinDesk, bin_: FakeBin) -> None:
    desk.open()
    for at in (0, 2, 4):
        desk.presenter.choose(f"thing-{at}")


def emptying(desk: BinDesk, bin_: FakeBin) -> None:
    desk.open()
    desk.page.empty.click()


def gone(desk: BinDesk, bin_: FakeBin) -> None:
    bin_.kept = {"thing-3"}
    emptying(desk, bin_)
    desk.page.emptying.remove.click()


def nothing_found(desk: BinDesk, bin_: FakeBin) -> None:
    desk.open()
    desk.page.search.setText("compressor")


SCENES = {scene.__name__: scene for scene in (empty, loading, full, emptying, gone, nothing_found)}


def main(out: Path, size: tuple[int, int], gloves: bool, looks: tuple[str, ...], wanted: list[str]) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    load_fonts()
    out.mkdir(parents=True, exist_ok=True)
    for look in looks:
        apply_theme(app, palette_for(look))
        set_touch(gloves)
        for name, scene in SCENES.items():
            if wanted and name not in wanted:
                continue
            bin_, around = FakeBin(things(30)), View()
            desk = BinDesk(bin_, InlineJobs(), around)  # type: ignore[arg-type]
            desk.presenter._clock = lambda: NOON
            whole = QWidget()
            whole.setProperty("ground", "window")
            column = QVBoxLayout(whole)
            column.setContentsMargins(0, 56, 0, 0)
            column.addWidget(desk.page)
            whole.resize(size[0] - RAIL, size[1])
            whole.show()
            scene(desk, bin_)
            rest(120)
            whole.grab().save(str(out / f"bin-{name}-{look}-{size[0]}{'-touch' * gloves}.png"))
            whole.close()
            app.processEvents()


if __name__ == "__main__":
    given = sys.argv[2:]
    sizes = [tuple(int(n) for n in word.split("x")) for word in given if word.replace("x", "").isdigit()]
    chosen = sizes[0] if sizes else (1366, 768)
    main(
        Path(sys.argv[1]),
        (chosen[0], chosen[1]),
        "gloves" in given,
        ("light",) if "light" in given else ("light", "dark"),
        [word for word in given if word in SCENES],
    )
