"""A technician's hand on the whole window: clicks land where something is shown, keys go where the cursor is."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.capture.output import PortAudioOutput, no_loudspeaker
from app.capture.scanner import MicrophoneWatch
from app.history.history import History
from app.main.window import Opener
from app.main.wiring import build
from app.ui.desk import Desk
from app.ui.frame import Frame
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.plant import Plant
from app.ui.widgets.row_list import ROW
from app.workflows.workflows import Workflows

PATIENCE_MS = 60_000

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


@dataclass
class Hand:
    """One window on one history, and what it said of itself."""

    folder: Path
    qtbot: QtBot
    opener: Opener = field(init=False)
    jobs: Jobs = field(init=False)
    window: MainWindow = field(init=False)
    crashes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.opener, self.jobs = Opener(self.folder), Jobs()
        self.jobs.crashed.connect(self.crashes.append)
        self.window = MainWindow(self.opener, self.jobs, self.folder)
        self.qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.until(lambda: self.window.desk is not None, "the history")
        self.settle()

    # What there is to see

    @property
    def desk(self) -> Desk:
        assert self.window.desk
        return self.window.desk

    @property
    def plant(self) -> Plant:
        return self.desk.plant

    @property
    def frame(self) -> Frame:
        assert self.window.shell
        return self.window.shell.frame

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return self.frame.pages.currentWidget()

    @property
    def offered(self) -> str:
        """What the line at the foot says was done; empty while there is none."""
        return "" if self.frame.undo.isHidden() else self.frame.undo._text.text()

    def ask(self, question: Callable[[Workflows], T]) -> T:
        """Asks the history itself, past the window."""
        with History.open(self.folder) as history:
            return question(build(history, self.folder))

    # Waiting

    def until(self, true: Callable[[], object], what: str) -> None:
        def there() -> bool:
            assert not self.crashes, f"{self.crashes} while waiting for {what}"
            return bool(true())

        try:
            self.qtbot.waitUntil(there, timeout=PATIENCE_MS)
        except Exception as late:
            late.add_note(f"waited for {what}; the banner says: {self.banner!r}")
            raise

    def settle(self) -> None:
        """Until nothing is under way any more, and what follows from it isn't either."""
        for _ in range(2):
            self.until(lambda: all(handle.ended for _, handle in self.jobs._open), "the work to end")
            # Timers of a tenth of a second: scrolling that is over, typing that is over.
            self.qtbot.wait(70)
        assert not self.crashes, self.crashes

    @property
    def banner(self) -> str:
        return self.window.shell.frame.banner.text if self.window.shell else ""

    # Hands

    def come(self) -> None:
        """To this window, of several."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window to be in front")

    def click(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        *,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        settle: bool = True,
    ) -> None:
        """Presses what the screen shows there, scrolling to it first; fails where something else lies above."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), f"{widget} to be pressed")
        bring_into_sight(widget, at)
        window = widget.window()
        spot = widget.mapTo(window, at or widget.rect().center())
        hit = window.childAt(spot)
        assert hit is widget or (hit is not None and widget.isAncestorOf(hit)), f"{hit} lies above {widget}"
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, keys, spot)
        if settle:
            self.settle()

    def press(self, word: str, inside: QWidget | None = None) -> None:
        """Clicks the button whose words begin so, or whose spoken name does."""
        found: list[QAbstractButton] = []

        def there() -> bool:
            found[:] = [
                button
                for button in (inside or self.window).findChildren(QAbstractButton)
                if button.isVisible()
                and button.isEnabled()
                and (button.text().startswith(word) or button.accessibleName().startswith(word))
            ]
            return bool(found)

        self.until(there, f"a button “{word}”")
        self.click(found[0])

    def rail(self, key: str) -> None:
        self.click(self.frame.rail._buttons[key])

    def undo(self) -> None:
        assert self.offered
        self.click(self.frame.undo._button)

    def row(self, view: QAbstractItemView, wanted: Callable[[object], object], x: int | None = None) -> None:
        """Clicks the row whose value is `wanted`, at its middle or at `x` from its left edge."""
        place = view.visualRect(self.index(view, wanted))
        self.click(view.viewport(), QPoint(place.center().x() if x is None else place.x() + x, place.center().y()))

    def index(self, view: QAbstractItemView, wanted: Callable[[object], object]) -> QModelIndex:
        found: list[QModelIndex | QPersistentModelIndex] = []

        def there() -> bool:
            model = view.model()
            rows = (model.index(row, 0) for row in range(model.rowCount()))
            found[:] = [index for index in rows if wanted(index.data(ROW))][:1]
            return bool(found)

        self.until(there, f"a row in {view.accessibleName()}")
        view.scrollTo(found[0], QAbstractItemView.ScrollHint.EnsureVisible)
        return view.model().index(found[0].row(), 0)

    def write(self, field: QWidget, words: str, *, enter: bool = False) -> None:
        """Clicks into a field, empties it and types."""
        self.click(field, settle=False)
        self.key("Ctrl+A", settle=False)
        self.key("Delete", settle=False)
        self.type(words)
        if enter:
            self.key("Return")

    def type(self, words: str) -> None:
        """Where the cursor is."""
        for letter in words:
            QTest.keyClick(self.window.windowHandle(), letter)
        self.settle()

    def key(self, keys: str, *, settle: bool = True) -> None:
        """A key as the window gets it: what has the cursor, a list that is open or a shortcut takes it."""
        QTest.keySequence(self.window.windowHandle(), QKeySequence(keys))
        if settle:
            self.settle()

    def choose(self, box: QComboBox, word: str) -> None:
        """A line of a list that opens, by the keyboard."""
        at = box.findText(word, Qt.MatchFlag.MatchStartsWith)
        assert at >= 0, [box.itemText(i) for i in range(box.count())]
        self.until(lambda: box.isVisible() and box.isEnabled(), word)
        box.setFocus()
        step = Qt.Key.Key_Down if at > box.currentIndex() else Qt.Key.Key_Up
        while box.currentIndex() != at:
            QTest.keyClick(box, step)
        self.settle()

    def menu(self, word: str) -> None:
        """An entry of the menu that is open."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = (one for one in menu.actions() if one.text().startswith(word))
        QTest.mouseClick(
            menu,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            menu.actionGeometry(action).center(),
        )
        self.settle()

    def drop(self, paths: Sequence[Path], on: QWidget | None = None) -> None:
        """Lets files fall onto the window, or onto a field of it."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        target = on or self.frame
        spot = target.rect().center()
        QApplication.sendEvent(target, QDragEnterEvent(spot, copy, mime, left, none))
        QApplication.sendEvent(target, QDropEvent(spot.toPointF(), copy, mime, left, none))
        self.settle()

    def close(self) -> None:
        """Closes the window as its user does; nothing is left of it."""
        self.window.close()
        self.opener.close()
        left = [worker.thread.name for worker in self.jobs._workers.values() if worker.thread.is_alive()]
        assert not left and not self.crashes, (left, self.crashes)


def bring_into_sight(widget: QWidget, at: QPoint | None) -> None:
    """Scrolls every page that `widget`, or that point of it, is in."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.widget() and parent.widget().isAncestorOf(widget):
            spot = widget.mapTo(parent.widget(), at or widget.rect().center())
            parent.ensureVisible(spot.x(), spot.y(), 0, 40)
        parent = parent.parentWidget()


def typed(field: QWidget) -> str:
    assert isinstance(field, QLineEdit)
    return field.text()


@contextmanager
def at_work(folder: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A window that is closed in the end, well or not."""
    hand = Hand(folder, qtbot)
    try:
        yield hand
    except BaseException:
        hand.window.close()
        hand.opener.close()
        raise
    hand.close()


def without_sound_card(patch: pytest.MonkeyPatch) -> None:
    """No microphone is found and no loudspeaker opened: nobody is listened to, and nobody hears a test."""

    def start(self: MicrophoneWatch) -> None:
        self._microphones = ()

    def refuse(self: PortAudioOutput, *args: object) -> None:
        raise no_loudspeaker("none in tests")

    patch.setattr(MicrophoneWatch, "start", start)
    patch.setattr(PortAudioOutput, "__init__", refuse)


class Monkey:
    """Presses and types whatever is there, without waiting for what comes of it; the seed decides all."""

    KEYS = (
        *(f"Ctrl+{key}" for key in (*range(1, 8), "F", "N", "O", "R", "E", "Z")),
        *("?", "Tab", "Shift+Tab", "Return", "Escape", "Space", "Delete", "Up", "Down", "Left", "Right"),
        *("Home", "End", "PgDown", "Alt+Left", "Alt+Up", "S", "N", "B", "P"),
    )
    WORDS = ("61,5", "fan", "7", "Ünwucht <b>&", "-1e309", "Fan 2", " ", "=1+1")

    def __init__(self, hand: Hand, seed: int) -> None:
        self.hand = hand
        self.did: list[str] = []
        self._chance = random.Random(seed)
        # A button that opens its menu waits for it, and so would the hand that pressed it.
        self._other_hand = QTimer(hand.window)
        self._other_hand.setInterval(20)
        self._other_hand.timeout.connect(self._let_go)

    def step(self) -> None:
        """One act; now and then the work is let come to its end."""
        acts = {
            self._press: 40,
            self._rail: 8,
            self._open_row: 20,
            self._strike: 18,
            self._type: 8,
            self._resize: 1,
        }
        popup = QApplication.activePopupWidget()
        if popup is not None and self._chance.random() < 0.8:
            self._answer(popup)
        else:
            self._chance.choices(list(acts), list(acts.values()))[0]()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible() and self._chance.random() < 0.5:
                dialog.close()
        if self._chance.random() < 0.3:
            self.hand.settle()
        else:
            self.hand.qtbot.wait(self._chance.choice((0, 1, 10, 40)))

    def _press(self) -> None:
        self._click(self._any(QAbstractButton))

    def _rail(self) -> None:
        buttons = [one for key, one in self.hand.frame.rail._buttons.items() if key not in ("settings", "help")]
        self._click(self._chance.choice(buttons))

    def _open_row(self) -> None:
        view = self._any(QAbstractItemView)
        if view is None or not view.model().rowCount():
            return
        index = view.model().index(self._chance.randrange(view.model().rowCount()), 0)
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        place = view.visualRect(index)
        if place.isValid():
            self._click(
                view.viewport(), QPoint(self._chance.randint(place.left(), place.right()), place.center().y())
            )

    def _strike(self) -> None:
        keys = self._chance.choice(self.KEYS)
        self.did.append(keys)
        self.hand.key(keys, settle=False)

    def _type(self) -> None:
        field, words = self._any(QLineEdit), self._chance.choice(self.WORDS)
        if field is not None and self._click(field):
            self.did.append(f"types {words!r}")
            for letter in words:
                QTest.keyClick(self.hand.window.windowHandle(), letter)
            if self._chance.random() < 0.5:
                self.hand.key("Return", settle=False)

    def _resize(self) -> None:
        wide, high = self._chance.choice(((1366, 768), (800, 1280), (1920, 1080)))
        self.did.append(f"{wide}×{high}")
        self.hand.window.resize(wide, high)

    def _answer(self, popup: QWidget) -> None:
        actions = [one for one in popup.actions() if one.isEnabled() and not one.isSeparator()]
        if isinstance(popup, QMenu) and actions and self._chance.random() < 0.7:
            action = self._chance.choice(actions)
            self.did.append(f"menu {action.text()}")
            spot = popup.actionGeometry(action).center()
            QTest.mouseClick(popup, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        else:
            key = self._chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Escape))
            self.did.append(f"{type(popup).__name__} {key.name}")
            QTest.keyClick(self.hand.window.windowHandle(), key)

    def _any(self, kind: type[W]) -> W | None:
        there = [one for one in self.hand.window.findChildren(kind) if one.isVisible() and one.isEnabled()]
        return self._chance.choice(there) if there else None

    def _click(self, widget: QWidget | None, at: QPoint | None = None) -> bool:
        """Where the screen shows it; what is covered or out of sight can't be pressed by anybody."""
        if widget is None or not (widget.isVisible() and widget.isEnabled()):
            return False
        bring_into_sight(widget, at)
        window = widget.window()
        spot = widget.mapTo(window, at or widget.rect().center())
        hit = window.childAt(spot)
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            return False
        called = widget.accessibleName() or getattr(widget, "text", str)()
        self.did.append(f"{type(widget).__name__} {called!r} of {type(self.hand.page).__name__}")
        self._other_hand.start()
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        self._other_hand.stop()
        return True

    def _let_go(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self._answer(popup)


def answer_dialogs(patch: pytest.MonkeyPatch, folder: Path, chance: random.Random) -> None:
    """Whoever asks for a file or a folder gets one of `folder`, or none; no other program is opened."""

    def answer(dialog: QFileDialog) -> None:
        ending = dialog.nameFilters()[0].rpartition("*")[2].rstrip(")") if dialog.nameFilters() else ""
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            given = [folder / f"{chance.randrange(1000)}{ending}"]
        elif dialog.fileMode() is QFileDialog.FileMode.Directory:
            given = [folder]
        else:
            given = sorted(path for path in folder.rglob("*") if path.is_file())
        if given and chance.random() < 0.8:
            paths = [str(chance.choice(given))]
            dialog.fileSelected.emit(paths[0])
            dialog.filesSelected.emit(paths)
        dialog.close()

    patch.setattr(QFileDialog, "open", answer)
    patch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: True))
