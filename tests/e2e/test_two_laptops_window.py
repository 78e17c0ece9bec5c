"""Two laptops that know the same machines: both work on, swap files through the page, and say the same."""

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.fleet import Alert
from app.domain.verdict import State
from app.main import paths
from app.main.cli import main
from app.ui.pages.exchange.page import ExchangePage
from app.ui.pages.fleet.changes_rows import Row
from app.ui.widgets.row_list import ROW
from tests.e2e.fleet_hand import Hand, at_work
from tests.workflows.exchange.laptops import Laptop

pytestmark = [
    # What is shown without a screen has no window manager to ask.
    pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
]

MACHINES = ("Exhaust fan 4", "Supply fan 3")
LATER = ("later-healthy.wav", "later-blade-damage.wav")


@pytest.fixture
def mine(tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A laptop with two fans, each heard healthy and an hour later damaged."""
    healthy = [str(paths.SAMPLES / f"healthy-{number}.wav") for number in range(1, 6)]
    damaged = [shutil.copyfile(paths.SAMPLES / name, tmp_path / name) for name in LATER]
    for hours, path in enumerate(reversed(damaged), 1):
        when = time.time() - 3600 * hours
        os.utime(path, (when, when))
    for machine in MACHINES:
        assert main(["--history", str(tmp_path / "mine"), "learn", "--machine", machine, *healthy]) == 0
        main(["--history", str(tmp_path / "mine"), "inspect", "--machine", machine, *map(str, damaged)])
    with at_work(tmp_path / "mine", qtbot) as hand:
        yield hand


@pytest.fixture
def theirs(tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A new laptop."""
    with at_work(tmp_path / "theirs", qtbot) as hand:
        yield hand


def exchange_page(hand: Hand) -> ExchangePage:
    hand.come()
    hand.rail("data")
    hand.press("Exchange")
    page = hand.plant.data.desk.section("exchange").page
    assert isinstance(page, ExchangePage)
    return page


def send(hand: Hand, to: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("app.ui.pages.exchange.desk.ask_where", lambda parent, name, chosen: chosen(to))
    page = exchange_page(hand)
    hand.press("All", page.send.recordings)
    hand.click(page.send.write)
    assert to.is_file()
    return to


def take_in(hand: Hand, path: Path) -> None:
    page = exchange_page(hand)
    if page.file.away.isVisible():
        hand.click(page.file.away)
    hand.drop([path], page.file.drop)
    hand.click(page.file.take)
    hand.rail("fleet")


def open_visit(hand: Hand, machine: str, state: State) -> None:
    """A machine by its tile or card, then a visit from its list."""
    hand.come()
    hand.rail("fleet")
    fleet = hand.plant.fleet.desk.page
    cards = {card.first.now.machine.name: card for card in fleet.cards.cards}
    if machine in cards:
        hand.click(cards[machine])
    else:
        hand.row(fleet.tiles, lambda entry: entry.now.machine.name == machine)
    assert hand.desk.result.place and hand.desk.result.place.machine.name == machine
    visits = hand.desk.result.page.history._visits
    hand.row(visits, lambda visit: visit.state is state)
    assert hand.desk.result.inspection and hand.desk.result.inspection.verdict.state is state


def rows(folder: Path) -> dict[str, list[tuple]]:
    laptop = Laptop.open(folder)
    try:
        return laptop.rows()
    finally:
        laptop.history.close()


def alerts(hand: Hand) -> tuple[Alert, ...]:
    return hand.ask(lambda flows: flows.fleet.changes(datetime(2000, 1, 1, tzinfo=UTC)))


def see(hand: Hand, machine: str, note: str = "") -> None:
    """Marks what changed at a machine as seen, with words or without."""
    hand.come()
    hand.rail("fleet")
    fleet = hand.plant.fleet.desk
    changes = fleet.page.changes.list
    names = fleet.presenter.names()

    def about(row: object) -> bool:
        return isinstance(row, Row) and [names[one] for one in row.alert.machine_ids] == [machine]

    for _ in range(2 if note else 1):
        index = hand.index(changes, about)
        plan = changes._painter.plan(changes.visualRect(index), index.data(ROW))
        hand.click(changes.viewport(), plan.link_text.center())
    if note:
        hand.type(note)
        hand.key("Tab")


def test_two_laptops_that_worked_on_apart_say_the_same_after_a_swap(
    mine: Hand, theirs: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    exhaust, supply = MACHINES
    theirs.press("Skip all")
    assert theirs.page is theirs.desk.welcome
    take_in(theirs, send(mine, tmp_path / "first.earshot", monkeypatch))
    assert [one.machine.name for one in theirs.desk.machines] == list(MACHINES)
    assert rows(mine.folder) == rows(theirs.folder)
    assert alerts(mine) == alerts(theirs) and len(alerts(mine)) == 2

    open_visit(mine, exhaust, State.ABNORMAL)
    page = mine.desk.result.page
    mine.press("Confirm")
    mine.write(page.note.review.cause, "Worn blade", enter=True)
    mine.click(page.note.read)
    mine.choose(page.note.reading.quantity, "Temperature")
    mine.write(page.note.reading.value, "71.5", enter=True)
    open_visit(mine, supply, State.ABNORMAL)
    mine.press("Confirm")
    see(mine, exhaust)

    open_visit(theirs, supply, State.ABNORMAL)
    page = theirs.desk.result.page
    theirs.press("Reject")
    theirs.click(page.note.begin)
    theirs.type("A door banged")
    theirs.key("Ctrl+Return")
    theirs.click(page.note.read)
    theirs.choose(page.note.reading.quantity, "Current")
    theirs.write(page.note.reading.value, "12,5", enter=True)
    see(theirs, supply, "Looked after")

    take_in(mine, send(theirs, tmp_path / "second.earshot", monkeypatch))
    take_in(theirs, send(mine, tmp_path / "third.earshot", monkeypatch))
    assert rows(mine.folder) == rows(theirs.folder)
    assert alerts(mine) == alerts(theirs)
    assert sorted(one.seen.note for one in alerts(mine) if one.seen) == ["", "Looked after"]
    for hand in (mine, theirs):
        states = {one.machine.name: one.summary.state for one in hand.ask(lambda flows: flows.fleet.overview())}
        # What was said last counts, on whichever laptop.
        assert states == {exhaust: State.ABNORMAL, supply: State.HEALTHY}
        said = {table: len(found) for table, found in rows(hand.folder).items()}
        counts = [
            said[table] for table in ("machines", "inspections", "reviews", "notes", "readings", "seen_alerts")
        ]
        assert counts == [2, 4, 4, 1, 2, 3]
        open_visit(hand, exhaust, State.ABNORMAL)
        note = hand.desk.result.page.note
        assert note.review.cause.text() == "Worn blade"
        open_visit(hand, supply, State.ABNORMAL)
        assert (note._title.text(), note._edit.toPlainText()) == ("False alarm", "A door banged")
