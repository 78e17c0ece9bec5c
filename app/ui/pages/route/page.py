"""The route page: the way past the machines, or the plan of when each is due."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.pages.route.plan_view import PlanView
from app.ui.pages.route.route_view import RouteView
from app.ui.pages.route.values import View


class RoutePage(QStackedWidget):
    """Shows one of the two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.route, self.plan = RouteView(), PlanView()
        for view in (self.route, self.plan):
            self.addWidget(view)

    def show_view(self, view: View) -> None:
        """Bring one to the front."""
        self.setCurrentWidget(self.plan if view is View.PLAN else self.route)
