"""The route page: a walk that is half done, what is due, a route that is being worded, and the plan."""

from pathlib import Path

from app.main.window import Opener
from app.ui.pages.route.values import PROPOSAL, View
from tests.pictures.album import Album
from tests.pictures.camera import Camera

_SOON_DAYS = 3


def route_pages(history: Path, album: Album) -> None:
    """All pictures of the route page."""
    camera = Camera(Opener(history), history, album)
    camera.desk.plant.open_route()
    desk = camera.desk.plant.route.desk
    camera.take_all("route")
    walked = desk.routes.route
    assert walked is not None and walked.running, "no walk is under way"
    desk.routes.choose_route(PROPOSAL)
    camera.take_all("route-due")
    desk.routes.choose_route(walked.route.id)
    desk.drafts.begin(walked.route)
    camera.take_all("route-draft")
    desk.drafts.cancel()
    desk.show_view(View.PLAN)
    camera.take_all("plan")
    desk.plans.choose_until(_SOON_DAYS)
    camera.quiet()
    camera.take_both("plan-chosen")
    camera.close()
