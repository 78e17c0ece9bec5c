"""Pictures of the page: `python -m tests.ui.pages.settings.gallery OUT [WxH] [gloves] [LOOK …] [SCENE …]`."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.pages.settings.desk import SettingsDesk
from app.ui.theme import CHOICES, apply_theme, palette_for, set_touch
from app.workflows.preferences import Preferences
from tests.ui.fakes import InlineJobs
from tests.ui.page_gallery import rest
from tests.ui.pages.conftest import Told

LOOKS = CHOICES[1:]


def logo(path: Path) -> Path:
    """A made-up company's: four letters beside a disc."""
    image = QImage(600, 200, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(Qt.GlobalColor.darkCyan))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(30, 30, 140, 140)
    painter.setPen(QColor(Qt.GlobalColor.black))
    font = QFont("Inter")
    font.setPixelSize(110)
    painter.setFont(font)
    painter.drawText(QRectF(200, 0, 400, 200), Qt.AlignmentFlag.AlignVCenter, "NORD")
    painter.end()
    assert image.save(str(path))
    return path


def plain(one: SettingsDesk, folder: Path) -> None:
    one.open()


def chosen(one: SettingsDesk, folder: Path) -> None:
    one.open()
    for key, value in (
        ("inspector", "Margarete Großmann"),
        ("company", "Nordwind Lufttechnik Instandhaltungsgesellschaft mbH & Co. KG"),
        ("paper", "Letter"),
        ("take_s", 60),
        ("live_floor_dbfs", -100.0),
    ):
        one.presenter.choose(key, value)
    one.presenter.give_logo(logo(folder / "nord.png"))


def gone(one: SettingsDesk, folder: Path) -> None:
    chosen(one, folder)
    (folder / one._preferences.now.logo).unlink()
    one.presenter._pictured = ""
    one.open()


SCENES = {one.__name__: one for one in (plain, chosen, gone)}


def picture(out: Path, name: str, look: str, size: tuple[int, int]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        apply_theme(QApplication.instance(), palette_for(look))
        one = SettingsDesk(Preferences(folder), InlineJobs(), Told())
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(one.bar)
        column.addWidget(one.page, 1)
        whole.resize(*size)
        whole.show()
        SCENES[name](one, folder)
        rest(150)
        whole.grab().save(str(out / f"{name}-{look.replace(' ', '-')}.png"))
        whole.close()


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
        [one for one in more if one in LOOKS] or list(LOOKS),
        [one for one in more if one in SCENES],
    )
