"""Pictures of the form: `python -m tests.ui.pages.form.gallery OUT [WxH] [gloves] [light] [SCENE …]`."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.history.history import History
from app.ui.theme import apply_theme, load_fonts, palette_for, set_touch
from tests.ui.page_gallery import rest
from tests.ui.pages.form.support import Described, written_photo, years

RAIL, LIST = 64, 216


def new(one: Described, folder: Path) -> None:
    years(one, folder)
    one.desk.open(None)


def known(one: Described, folder: Path) -> None:
    one.desk.open(years(one, folder))


def error(one: Described, folder: Path) -> None:
    known(one, folder)
    one.form.plan.interval.setText("every week")
    (folder / "holiday.gif").write_bytes(b"GIF89a" + bytes(90))
    one.form.photo.file_given.emit(folder / "holiday.gif")
    one.form.save.click()


def versions(one: Described, folder: Path) -> None:
    known(one, folder)
    one.form.open_versions(True)


def unsaved(one: Described, folder: Path) -> None:
    versions(one, folder)
    one.form.facts.code.textEdited.emit("x")


def upright(one: Described, folder: Path) -> None:
    known(one, folder)
    one.form.photo.file_given.emit(written_photo(folder / "tall.png", (900, 1600)))


def long(one: Described, folder: Path) -> None:
    from dataclasses import replace

    name = "Supply air fan of the second paint drying oven, north hall 3"
    machine = years(one, folder)
    one.desk.open(one.book.change(replace(machine, name=name, area=name, site=name, notes=(name + "\n") * 9)))


def completion(one: Described, folder: Path) -> None:
    new(one, folder)
    one.form.facts.area.setFocus()
    one.form.facts.area.setText("li")
    one.form.facts.area.completer().setCompletionPrefix("li")
    one.form.facts.area.completer().complete()


SCENES = {scene.__name__: scene for scene in (new, known, error, versions, unsaved, upright, long, completion)}


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
            with TemporaryDirectory() as folder, History.open(Path(folder) / "history") as history:
                described = Described(history)
                beside = RAIL + (LIST if size[0] >= 1000 else 0)
                shown = described.shown((size[0] - beside, size[1]))
                scene(described, Path(folder))
                rest(120)
                shown.grab().save(str(out / f"{name}-{look}-{size[0]}{'-touch' * gloves}.png"))
                shown.close()
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
