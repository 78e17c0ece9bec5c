"""Pictures of the preview: `python -m tests.ui.pages.preview.gallery OUT [WxH] [gloves] [light] [SCENE …]`."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.desk import Desk
from app.ui.frame import MACHINE
from app.ui.jobs import Control
from app.ui.page_joint import PageJoint
from app.ui.pages.exporting import Report, Way
from app.ui.pages.preview.desk import PreviewDesk
from app.ui.pages.preview.values import Zoom
from app.workflows.preview_report import PreviewReport
from app.workflows.progress import Progress
from tests.house import ROOT
from tests.ui.fakes import InlineJobs
from tests.ui.page_gallery import plant, rest, window
from tests.ui.pages.preview.many_pages import long_pdf

REPORT = ROOT / "resources" / "docs" / "report.pdf"


def real(out: Path, control: Control) -> Path:
    return Path(shutil.copy(REPORT, out))


def forty(out: Path, control: Control) -> Path:
    return long_pdf(out, 40)


def one(out: Path, control: Control) -> Path:
    return long_pdf(out, 1)


def refused(out: Path, control: Control) -> Path:
    raise Problem("The disk is full: the report was not saved.", "Free some space and export it again.")


def report(make: Callable[[Path, Control], Path], title: str = "Inspection report") -> Report:
    return Report(title, "Supply fan 3, 22 Nov 2026: abnormal", "Supply fan 3 2026-11-22 abnormal.pdf", make)


def opened(make: Callable[[Path, Control], Path], title: str = "Inspection report", zoom: Zoom | None = None):
    def scene(desk: Desk, preview: PageJoint[PreviewDesk]) -> None:
        preview.show().open(report(make, title))
        if zoom is not None:
            preview.desk.page.sheets.set_zoom(zoom)
        rest()

    return scene


def later(desk: Desk, preview: PageJoint[PreviewDesk]) -> None:
    opened(forty, "Route report")(desk, preview)
    preview.desk.page.sheets.turn_to(22)


def making(desk: Desk, preview: PageJoint[PreviewDesk]) -> None:
    preview.show()
    preview.desk.presenter._jobs = InlineJobs(auto=False)
    preview.desk.open(report(forty, "Route report"))
    preview.desk.presenter._tell(Progress(0, 1, "Exhaust fan 2", 11, 40))


def printing(desk: Desk, preview: PageJoint[PreviewDesk]) -> None:
    opened(real)(desk, preview)
    desk.show_progress("Inspection report: printing page 2 of 3", 1 / 3)


def no_printer(desk: Desk, preview: PageJoint[PreviewDesk]) -> None:
    opened(real)(desk, preview)
    preview.desk.page.foot.way_wanted.emit(Way.PRINT)


def menu(desk: Desk, preview: PageJoint[PreviewDesk]) -> None:
    desk.go(MACHINE.key)
    rest()
    page = desk.result.page
    (page.bar.ways if page.bar.isVisible() else page.note.ways).open_menu()


SCENES = {
    "preview": opened(real),
    "preview-page": opened(real, zoom=Zoom.PAGE),
    "preview-width": opened(real, zoom=Zoom.WIDTH),
    "preview-later": later,
    "preview-one": opened(one),
    "preview-making": making,
    "preview-refused": opened(refused),
    "preview-printing": printing,
    "preview-no-printer": no_printer,
    "machine-menu": menu,
}


def main(out: Path, size: tuple[int, int], looks: tuple[str, ...], wanted: tuple[str, ...], gloves: bool) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    for look in looks:
        for name, scene in SCENES.items():
            if wanted and name not in wanted:
                continue
            with TemporaryDirectory() as folder:
                flows, chosen = plant(9, (State.HEALTHY, State.WATCH, State.ABNORMAL))
                shown, desk = window(flows, Path(folder), look, size)
                assert shown.shell
                shown.shell.preferences.change(controls="large" if gloves else "usual")
                drafts = PreviewReport(Path(folder) / "drafts", Path(folder) / "mail")
                preview = PageJoint(
                    shown.shell.frame,
                    MACHINE.key,
                    lambda at=drafts, d=desk: PreviewDesk(at, InlineJobs(), d),
                    rest,
                )
                desk.open_machine(chosen)
                scene(desk, preview)
                rest(150)
                picture = shown.grab()
                popup = app.activePopupWidget()
                if popup is not None:
                    popup.grab().save(str(out / f"{name}-{look}-popup.png"))
                    popup.close()
                picture.save(str(out / f"{name}-{look}.png"))
                shown.close()
                shown.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    words = sys.argv[2:]
    sizes = [word for word in words if word[0].isdigit()]
    wide, high = (sizes[0] if sizes else "1366x768").split("x")
    scenes = tuple(word for word in words if word in SCENES)
    looks = ("light",) if "light" in words else ("light", "dark")
    main(Path(sys.argv[1]), (int(wide), int(high)), looks, scenes, "gloves" in words)
