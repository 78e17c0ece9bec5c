"""The whole way through the window: real clicks, real files, real model, real history."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.inspection import Inspection
from app.domain.verdict import State
from app.main.window import Opener
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.pages.exporting import inspection_report
from app.ui.widgets import Button
from tests.e2e.flights import broken, learnt_cuts, other_healthy, whole_flights
from tests.e2e.support import healthy_wav

PATIENCE_MS = 120_000


@dataclass
class Hand:
    """A technician's hand on the window."""

    window: MainWindow
    qtbot: QtBot
    opener: Opener

    @property
    def desk(self) -> Desk:
        assert self.window.desk
        return self.window.desk

    def click(self, widget: QWidget) -> None:
        self.qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled(), timeout=PATIENCE_MS)
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, word: str) -> None:
        """Clicks the button whose text starts so, once there is one."""
        found: list[Button] = []

        def there() -> bool:
            found[:] = [
                button
                for button in self.window.findChildren(Button)
                if button.isVisible() and button.isEnabled() and button.text().startswith(word)
            ]
            return bool(found)

        self.qtbot.waitUntil(there, timeout=PATIENCE_MS)
        self.click(found[0])

    def drop(self, paths: list[Path]) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        assert self.window.shell
        frame = self.window.shell.frame
        frame.dragEnterEvent(QDragEnterEvent(QPoint(400, 300), copy, mime, left, none))
        frame.dropEvent(QDropEvent(QPointF(400, 300), copy, mime, left, none))

    def add_machine(self, name: str) -> None:
        self.desk.add_machine()
        self.qtbot.keyClicks(self.desk.form.name, name)
        self.click(self.desk.form.save)
        self.qtbot.waitUntil(lambda: self.desk.result.place is not None, timeout=PATIENCE_MS)

    def learn(self, paths: list[Path]) -> None:
        self.drop(paths)
        self.press("Learn as healthy")
        self.qtbot.waitUntil(lambda: self._clips() > 0, timeout=PATIENCE_MS)

    def inspect(self, paths: list[Path]) -> list[State]:
        """Drops files on the machine and reads the verdicts from its list of visits, oldest first."""
        before = len(self._visits())
        self.drop(paths)
        self.press(f"Inspect {len(paths)} files" if len(paths) > 1 else "Inspect it")
        self.qtbot.waitUntil(lambda: len(self._visits()) == before + len(paths), timeout=PATIENCE_MS)
        by_file = {visit.file_name: visit.state for visit in self._visits()}
        return [by_file[path.name] for path in paths]

    def shown(self) -> Inspection:
        presenter = self.desk.result.presenter
        self.qtbot.waitUntil(lambda: presenter.pictured is not None, timeout=PATIENCE_MS)
        inspection = self.desk.result.inspection
        assert inspection
        return inspection

    def _visits(self):
        standing = self.desk.result.presenter.standing
        return standing.visits if standing else []

    def _clips(self) -> int:
        place = self.desk.result.place
        return place.baseline.clip_count if place and place.baseline else 0


@pytest.fixture
def hand(qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    opener, jobs = Opener(tmp_path / "history"), Jobs()
    window = MainWindow(opener, jobs, tmp_path / "history")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(
        lambda: window.desk is not None and window.desk.result.page.heard is not None, timeout=PATIENCE_MS
    )
    yield Hand(window, qtbot, opener)
    window.close()
    opener.close()


def test_a_first_time_user_gets_a_verdict_in_three_clicks(hand: Hand):
    hand.desk.plant.helping.first.desk.bar.skip_all_wanted.emit()
    for card in hand.desk.welcome.cards:
        hand.click(card.button)
    shown = hand.shown()
    assert shown.verdict.state is State.ABNORMAL
    assert shown.verdict.ranges
    assert shown.take.file_name == "later-blade-damage.wav"


@pytest.mark.data
def test_the_drone_flights_are_told_apart(hand: Hand, data_folder: Path, tmp_path: Path):
    uav = data_folder / "wav" / "uav"
    flights = whole_flights(uav, tmp_path)
    # The same names in two folders would read the same in the list of visits.
    bad = [path.rename(path.with_name(f"{path.parent.name}-{path.name}")) for path in broken(flights)]
    hand.add_machine("Drone")
    hand.learn(learnt_cuts(uav, tmp_path / "cuts"))
    assert State.ABNORMAL not in hand.inspect(other_healthy(flights))
    assert hand.inspect(bad) == [State.ABNORMAL] * 4


def test_next_month_the_inspection_is_found_again_and_printed(hand: Hand, qtbot: QtBot, tmp_path: Path):
    hand.add_machine("Supply fan 3")
    hand.learn([healthy_wav(tmp_path / f"healthy-{seed}.wav", seed) for seed in (1, 2, 3)])
    assert hand.inspect([healthy_wav(tmp_path / "march.wav", 8)]) == [State.HEALTHY]
    given = hand.shown()
    hand.window.close()
    hand.opener.close()

    opener, jobs = Opener(tmp_path / "history"), Jobs()
    window = MainWindow(opener, jobs, tmp_path / "history")
    qtbot.addWidget(window)
    window.show()
    later = Hand(window, qtbot, opener)
    qtbot.waitUntil(lambda: window.desk is not None and bool(window.desk.machines), timeout=PATIENCE_MS)
    later.desk.go("machine")
    qtbot.waitUntil(lambda: later.desk.result.inspection is not None, timeout=PATIENCE_MS)
    found = later.shown()
    assert (found.id, found.verdict.score, found.verdict.finding) == (
        given.id,
        given.verdict.score,
        given.verdict.finding,
    )
    report = inspection_report(later.desk.result._workflows, later.desk.result.place.machine, found)
    window.desk.result._exporter.save(report, tmp_path / "march.pdf")
    qtbot.waitUntil((tmp_path / "march.pdf").exists, timeout=PATIENCE_MS)
    window.close()
    opener.close()
