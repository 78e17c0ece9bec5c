"""The pages around the machine's own: fleet, route, trend, comparing, data. Each is made when it is wanted."""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.language import tr
from app.ui.frame import DATA, FLEET, MACHINE, MODEL, ROUTE, SETTINGS, Frame
from app.ui.helping import Helping
from app.ui.jobs import Kind, Runner, impossible
from app.ui.page_joint import PageJoint
from app.ui.pages.export_around import ExportSurroundings
from app.ui.pages.exporting import Way
from app.ui.pages.offer import Choice, Notice
from app.ui.reporting import Reporting
from app.ui.settings import WindowSettings

if TYPE_CHECKING:
    from app.ui.pages.archive.desk import ArchiveDesk
    from app.ui.pages.backups.desk import BackupsDesk
    from app.ui.pages.bin.desk import BinDesk
    from app.ui.pages.compare.desk import CompareDesk
    from app.ui.pages.data.desk import DataDesk
    from app.ui.pages.exchange.desk import ExchangeDesk
    from app.ui.pages.fleet.desk import FleetDesk
    from app.ui.pages.model.desk import ModelDesk
    from app.ui.pages.route.desk import RouteDesk
    from app.ui.pages.settings.desk import SettingsDesk
    from app.ui.pages.trend.desk import TrendDesk
    from app.workflows.walk_stops import NextStop
    from app.workflows.workflows import Workflows


class Around(ExportSurroundings, Protocol):
    """What these pages need of the window."""

    def judge_moved(self) -> None:
        """Another version judges from now on."""


class Plant(QObject):
    """`leave` when the window closes, `refresh` when machines or visits have changed elsewhere."""

    restore_wanted = Signal(object)
    """The path of a backup."""
    record_wanted = Signal(str, str)
    """A machine's id and the condition that a take is to be made in."""
    learn_wanted = Signal(str)
    """The id of a machine that has no baseline yet."""
    edit_wanted = Signal()
    """What is said of the chosen machine is to be changed."""
    add_wanted = Signal()
    sample_wanted = Signal()

    def __init__(
        self,
        frame: Frame,
        workflows: "Workflows",
        jobs: Runner,
        around: Around,
        settings: WindowSettings,
        *,
        fall_silent: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workflows = workflows
        self._jobs = jobs
        self._around = around
        self._settings = settings
        self._compared_on_trend = False
        self.fleet = PageJoint(frame, FLEET.key, self._make_fleet, fall_silent)
        self.route = PageJoint(frame, ROUTE.key, self._make_route, fall_silent)
        self.trend = PageJoint(frame, MACHINE.key, self._make_trend, fall_silent)
        self.compare = PageJoint(frame, MACHINE.key, self._make_compare, fall_silent)
        self.model = PageJoint(frame, MODEL.key, self._make_model, fall_silent)
        self.data = PageJoint(frame, DATA.key, self._make_data, fall_silent)
        self.settings = PageJoint(frame, SETTINGS.key, self._make_settings, fall_silent)
        common = (frame, workflows, jobs, around)
        self.reporting = Reporting(*common, way_back=self._way_back, fall_silent=fall_silent, parent=self)
        self.helping = Helping(*common, settings, fall_silent=fall_silent, parent=self)
        self.helping.sample_wanted.connect(self.sample_wanted)

    def open_fleet(self) -> None:
        """All machines."""
        self.fleet.show().open()

    def open_route(self) -> None:
        """The routes, and the walk under way."""
        self.route.show().open()

    def set_out(self) -> None:
        """The walk under way, else what is due today."""
        self.route.show().open_run()

    def record_stop(self) -> bool:
        """A take at the stop that is looked at; False where no walk is in front."""
        return self.route.in_front and self.route.desk.page.route.record_stop()

    def open_trend(self, machine_id: str, condition_id: str) -> None:
        """The long view of a machine."""
        self.trend.show().open(machine_id, condition_id)

    def open_compare(self, inspection_id: str, other_id: str = "") -> None:
        """Two visits, or one and its baseline; the way back leads to where one came from."""
        self._compared_on_trend = self.trend.in_front
        self.compare.show().open(inspection_id, other_id or None)

    @property
    def chapter(self) -> str:
        """What the guide calls the page in front, where the rail does not say it."""
        named = (("trend", self.trend), ("compare", self.compare), ("first", self.helping.first))
        return next((name for name, joint in named if joint.in_front), "")

    def refresh(self) -> None:
        """Machines or visits have changed on another page."""
        if self.fleet.made is not None:
            self.fleet.made.refresh()
        if self.trend.made is not None and self.trend.in_front:
            self.trend.made.refresh()

    def offer_next(self, machine_id: str) -> None:
        """A take was just made at a machine: where does the walk lead from there?"""
        walk = self._workflows.walk
        self._jobs.run(
            Kind.HISTORY,
            lambda control: walk.next_stop_after(machine_id),
            self._tell_next,
            lambda problem: self._around.show_problem("walk", problem),
        )

    def _tell_next(self, stop: "NextStop | None") -> None:
        if stop is None:
            return
        another = tr("Another point of this machine")
        what = another if stop.same_machine else tr("Next on the route: {name}", name=stop.name)
        done = tr("{where} · {gone} of {stops} done", where=stop.where, gone=stop.gone, stops=stop.stops)
        record = Choice(tr("Record there"), lambda: self.record_wanted.emit(stop.machine_id, stop.condition_id))
        choices = (record, Choice(tr("Show the route"), self.open_route))
        self._around.show_notice(Notice(what, done, (), choices))

    def open_model(self) -> None:
        """The model page."""
        self.model.show().open()

    def open_data(self, section: str = "") -> None:
        """The data page, with a section of it or the one that was last looked at."""
        if section:
            self.data.desk.show_section(section)
        self.data.show().open()

    def open_settings(self) -> None:
        """What the user may choose."""
        self.settings.show().open()

    def leave(self) -> None:
        """The window closes."""
        if self.fleet.made is not None:
            self._settings.fleet = self.fleet.made.state()
        for joint in (self.fleet, self.route, self.trend, self.compare, self.model, self.data, self.settings):
            joint.leave()
        self.reporting.leave()
        self.helping.leave()

    def _way_back(self) -> Callable[[], None]:
        """To the page that is in front now, as it is."""
        if self.fleet.in_front:
            return self.open_fleet
        if self.route.in_front:
            return self.open_route
        if self.trend.in_front:
            return lambda: self.trend.show().refresh()
        return lambda: self._around.go(MACHINE.key)

    def _make_fleet(self) -> "FleetDesk":
        from app.ui.pages.fleet.desk import FleetDesk

        desk = FleetDesk(self._workflows.fleet, self._jobs, self._around, self)
        desk.restore(self._settings.fleet)
        desk.learn_wanted.connect(self.learn_wanted)
        desk.route_wanted.connect(self.set_out)
        desk.add_wanted.connect(self.add_wanted)
        desk.sample_wanted.connect(self.sample_wanted)
        desk.bar.report.way_chosen.connect(self.reporting.fleet)
        return desk

    def _make_route(self) -> "RouteDesk":
        from app.ui.pages.route.desk import RouteDesk

        desk = RouteDesk(self._workflows.walk, self._jobs, self._around, self)
        desk.record_wanted.connect(self.record_wanted)
        reporting, button = self.reporting, desk.bar.report
        button.way_chosen.connect(lambda way: reporting.walk(desk.walk, way) if desk.walk else None)
        button.many_wanted.connect(lambda: reporting.walk_inspections(desk.walk) if desk.walk else None)
        return desk

    def _make_trend(self) -> "TrendDesk":
        from app.ui.pages.trend.desk import TrendDesk

        desk = TrendDesk(self._workflows.story, self._jobs, self._around, self)
        desk.back_wanted.connect(lambda: self._around.go(MACHINE.key))
        desk.edit_wanted.connect(self.edit_wanted)
        desk.bar.report.way_chosen.connect(lambda way: self._report_machine(desk, way))
        # Of two, the later one is B, from which the earlier one is taken.
        desk.compare_wanted.connect(lambda one, other: self.open_compare(other or one, one if other else ""))
        return desk

    def _report_machine(self, desk: "TrendDesk", way: Way) -> None:
        if desk.machine is not None:
            self.reporting.machine(desk.machine, desk.bar.since, way)

    def _make_compare(self) -> "CompareDesk":
        from app.ui.pages.compare.desk import COMPARE_PANEL, CompareDesk

        flows = self._workflows
        desk = CompareDesk(flows.compare, flows.listen, self._jobs, self._around, self)
        desk.back_wanted.connect(self._compared)
        self._jobs.run(
            Kind.ANALYSIS,
            lambda control: importlib.import_module(COMPARE_PANEL),
            lambda module: desk.attach_panel(module.ComparePanel()),
            impossible,
        )
        return desk

    def _compared(self) -> None:
        if self._compared_on_trend:
            self.trend.show().refresh()
        else:
            self._around.go(MACHINE.key)

    def _make_model(self) -> "ModelDesk":
        from app.ui.pages.model.desk import ModelDesk

        desk = ModelDesk(self._workflows, self._jobs, self._around, self)
        desk.inspection_wanted.connect(self._around.open_visit)
        desk.machines_wanted.connect(lambda: self._around.go(MACHINE.key))
        desk.judge_moved.connect(self._around.judge_moved)
        return desk

    def _make_data(self) -> "DataDesk":
        from app.ui.pages.data.desk import DataDesk, Section

        return DataDesk(
            {
                "exchange": Section(
                    tr("Exchange"), tr("with other laptops, and tables for others"), self._make_exchange
                ),
                "archive": Section(tr("Archive"), tr("recordings made before, or by others"), self._make_archive),
                "backups": Section(tr("Backups"), tr("what is kept of the history"), self._make_backups),
                "bin": Section(tr("Bin"), tr("what was thrown away, for 90 days"), self._make_bin),
            },
            self,
        )

    def _make_settings(self) -> "SettingsDesk":
        from app.ui.pages.settings.desk import SettingsDesk

        return SettingsDesk(self._settings.preferences, self._jobs, self._around, self)

    def _make_exchange(self) -> "ExchangeDesk":
        from app.ui.pages.exchange.desk import ExchangeDesk

        flows = self._workflows
        return ExchangeDesk(flows.exchange, flows.tables, flows.machines, self._jobs, self._around, self)

    def _make_bin(self) -> "BinDesk":
        from app.ui.pages.bin.desk import BinDesk

        return BinDesk(self._workflows.bin, self._jobs, self._around, self)

    def _make_archive(self) -> "ArchiveDesk":
        from app.ui.pages.archive.desk import ArchiveDesk

        return ArchiveDesk(self._workflows.archive, self._jobs, self._around, self)

    def _make_backups(self) -> "BackupsDesk":
        from app.ui.pages.backups.desk import BackupsDesk

        flows = self._workflows
        desk = BackupsDesk(flows.backups, flows.check, self._jobs, self._around, self)
        desk.restore_wanted.connect(self.restore_wanted)
        return desk
