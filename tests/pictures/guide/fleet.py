"""Pictures of a plant of two hundred simulated machines: fleet, route, plan, trend, compare, data."""

from pathlib import Path

from app.main.window import Opener
from app.ui.pages.route.values import View
from tests.pictures.calendar import Calendar
from tests.pictures.compare import open_compare
from tests.pictures.data import backups_made, from_elsewhere, look_into, old_recordings, preview, show_section
from tests.pictures.guide.scissors import SIZE, WIDE, Scissors, window
from tests.pictures.plant import Plant
from tests.pictures.trend import open_trend


def plant(history: Path, simulated: Plant, out: Path) -> None:
    """All machines, and those of one day."""
    file = from_elsewhere(history, simulated)
    shot = window(Opener(history), history, out)
    desk = shot.camera.desk
    desk.plant.open_fleet()
    shot.page("fleet")
    _route(shot)
    shot.camera.resize(*WIDE)
    open_trend(shot.camera, simulated.repaired)
    shot.without_lists("trend")
    shot.camera.resize(*SIZE)
    open_compare(shot.camera, simulated.heard[0], "")
    shot.page("compare")
    show_section(shot.camera, "exchange")
    look_into(shot.camera, file, simulated)
    shot.page("exchange")
    show_section(shot.camera, "archive")
    preview(shot.camera, old_recordings(history.parent / "archive"))
    shot.page("archive")
    _bin(shot)
    shot.camera.close()


def backups(history: Path, visit_id: str, days: Calendar, out: Path) -> None:
    """The backups of some weeks."""
    backups_made(history, visit_id, days)
    shot = window(Opener(history), history, out)
    show_section(shot.camera, "backups")
    shot.page("backups")
    shot.camera.close()


def _route(shot: Scissors) -> None:
    desk = shot.camera.desk
    desk.plant.open_route()
    shot.page("route")
    desk.plant.route.desk.show_view(View.PLAN)
    shot.page("plan")


def _bin(shot: Scissors) -> None:
    show_section(shot.camera, "bin")
    section = shot.camera.desk.plant.data.desk.section("bin")
    section.presenter.choose(section.page.list.rows()[-2].key)  # type: ignore[attr-defined]
    shot.page("bin")
