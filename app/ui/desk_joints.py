"""What leads where: the signals of the pages, the list and the bars, joined with the desk and with each other."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.frame import Frame
from app.ui.pages.acts import Acts
from app.ui.pages.machines_presenter import MachinesPresenter
from app.ui.pages.next_step import Act
from app.ui.pages.welcome_presenter import WelcomePresenter

if TYPE_CHECKING:
    from app.ui.desk import Desk


class Joints(QObject):
    """Made once, when every page is there; decides nothing."""

    def __init__(
        self, frame: Frame, desk: "Desk", acts: Acts, steps: WelcomePresenter, book: MachinesPresenter
    ) -> None:
        super().__init__(desk)
        self._frame = frame
        self._desk = desk
        self._join_frame()
        self._join_result(acts, book)
        self._join_record()
        self._join_welcome(steps)
        self._join_plant()

    def _join_frame(self) -> None:
        frame, desk = self._frame, self._desk
        frame.machines.chosen.connect(desk.open_machine)
        frame.machines.add_wanted.connect(desk.add_machine)
        frame.progress.cancel_wanted.connect(desk.files.work.cancel)
        frame.progress.cancel_wanted.connect(desk.plant.reporting.cancel)
        frame.drag_over.connect(desk.welcome.set_hot)
        frame.notice.changed.connect(self._notice_changed)
        frame.pages.currentChanged.connect(self._page_changed)

    def _join_result(self, acts: Acts, book: MachinesPresenter) -> None:
        desk, result = self._desk, self._desk.result
        result.standing_changed.connect(desk.files.place_changed)
        result.standing_changed.connect(lambda: desk.record.place_changed(result.place))
        for refresh in (book.refresh, desk.watching.desk.refresh):
            result.baseline_changed.connect(refresh)
        result.review_kept.connect(book.refresh)
        result.report_wanted.connect(desk.plant.reporting.open)
        result.bar.record_wanted.connect(partial(acts.act, Act.RECORD))
        result.bar.edit_wanted.connect(desk.edit_machine)
        result.bar.learn_wanted.connect(partial(acts.act, Act.LEARN))
        result.bar.open_wanted.connect(desk.open_files)
        result.page.baseline.learn_wanted.connect(partial(acts.act, Act.LEARN))
        result.page.history.trend_wanted.connect(self._show_trend)
        result.page.history.compare_wanted.connect(self._show_compare)
        result.page.next.act_wanted.connect(acts.act)
        result.page.next.dropped.connect(desk.drop)
        result.page.next.choose_wanted.connect(desk.open_files)

    def _join_record(self) -> None:
        self._desk.record.page.add_wanted.connect(self._desk.add_machine)
        self._desk.record.microphones_changed.connect(self._microphones_changed)

    def _join_welcome(self, steps: WelcomePresenter) -> None:
        desk, welcome = self._desk, self._desk.welcome
        welcome.go_on_wanted.connect(steps.go_on)
        welcome.add_wanted.connect(desk.add_machine)
        welcome.open_wanted.connect(desk.open_files)
        welcome.import_wanted.connect(lambda: desk.plant.open_data("archive"))
        welcome.dropped.connect(desk.drop)

    def _join_plant(self) -> None:
        desk, plant = self._desk, self._desk.plant
        plant.restore_wanted.connect(desk.restore_wanted)
        plant.record_wanted.connect(desk.record_at)
        plant.learn_wanted.connect(desk.open_machine)
        plant.add_wanted.connect(desk.add_machine)
        plant.edit_wanted.connect(desk.edit_machine)
        plant.sample_wanted.connect(desk.show_start)

    def _show_trend(self) -> None:
        place = self._desk.result.place
        if place is not None:
            self._desk.plant.open_trend(place.machine.id, place.condition_id)

    def _show_compare(self) -> None:
        if self._desk.result.inspection is not None:
            self._desk.plant.open_compare(self._desk.result.inspection.id)

    def _notice_changed(self) -> None:
        notice = self._frame.notice.notice
        self._desk.files.notice_changed(notice)
        for page in (self._desk.result.page, self._desk.record.page.record):
            page.set_asked(notice is not None and notice.asks)

    def _page_changed(self) -> None:
        if self._frame.pages.currentWidget() is not self._desk.record.page:
            self._desk.record.leave()

    def _microphones_changed(self) -> None:
        found = self._desk.record.microphones
        self._desk.result.page.next.set_recordable(bool(found))
        self._desk.welcome.show_microphones(None if found is None else [one.name for one in found])
