"""A technician's week at the fleet, with real clicks, a real history and everything joined."""

import os
import random
import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.diagnosis.registry import ModelRegistry
from app.domain.bin import Thing
from app.domain.plan import StopState
from app.domain.reading import Quantity
from app.domain.review import Found
from app.domain.verdict import State
from app.history.history import History
from app.main import paths
from app.recordings.take_store import TakeStore
from app.ui.pages.fleet.changes_rows import Link, Row
from app.ui.pages.route.values import PlanRow
from app.ui.widgets.row_list import ROW
from app.workflows.backups import BackUpHistory
from app.workflows.demo.make_demo import MakeDemo, Wish
from app.workflows.fleet_now import FleetNow
from tests.e2e import window_child
from tests.e2e.fleet_hand import Hand, Monkey, answer_dialogs, at_work, without_sound_card
from tests.e2e.screens import x_screen
from tests.e2e.support import healthy_wav

pytestmark = [
    # What is shown without a screen has no window manager to ask.
    pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
]


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight simulated machines with half a year behind them."""
    folder = tmp_path_factory.mktemp("plant")
    with History.open(folder) as history:
        MakeDemo(history, TakeStore(folder), ModelRegistry(paths.MODELS))(Wish(machines=8, years=0.5))
    return folder


@pytest.fixture
def folder(plant: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(plant, tmp_path / "history"))


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    without_sound_card(monkeypatch)


@pytest.fixture
def hand(folder: Path, qtbot: QtBot) -> Iterator[Hand]:
    with at_work(folder, qtbot) as hand:
        yield hand


def counted(hand: Hand) -> dict[str, int]:
    """What the counts of the fleet page say."""
    buttons = hand.plant.fleet.desk.page.counts.buttons
    return {state.value: button.number for state, button in buttons.items() if state is not None}


def counts_now(hand: Hand) -> dict[str, int]:
    """What they should say: read from the history, past the window."""
    now = Counter(one.summary.state.value for one in hand.ask(lambda flows: flows.fleet.overview()))
    return {state.value: now[state.value] for state in State if state.value in counted(hand)}


def test_from_the_first_card_to_a_cause_a_reading_the_trend_and_a_comparison(hand: Hand):
    fleet = hand.plant.fleet.desk.page
    assert hand.page is fleet
    first = hand.ask(lambda flows: flows.fleet.first(flows.fleet.overview()))
    assert [card.first.now.machine.id for card in fleet.cards.cards] == [one.now.machine.id for one in first]
    assert counted(hand) == counts_now(hand)

    wanted = first[0].now
    hand.click(fleet.cards.cards[0])
    result = hand.desk.result
    assert hand.page is result.page and result.inspection and result.place
    assert (result.place.machine.id, result.place.condition_id) == (
        wanted.machine.id,
        wanted.summary.worst.condition_id,
    )
    assert result.inspection.verdict.state is wanted.summary.state
    seen, note = result.inspection, result.page.note

    hand.click(note.review.answers[0])
    hand.write(note.review.cause, "vibra")
    hand.key("Down")
    hand.key("Return")
    hand.click(note.read)
    hand.choose(note.reading.quantity, "Temperature")
    hand.write(note.reading.value, "61,5")
    hand.click(note.reading.keep)
    assert hand.offered == "Temperature 61.5 °C is kept with this visit."
    reviewed = hand.ask(lambda flows: flows.review.reviewed(seen)).review
    assert (reviewed.found, reviewed.cause, reviewed.cause_code) == (Found.FAULTY, "Vibration", "VIB")

    hand.press("Trend and readings")
    trend = hand.plant.trend.desk.page
    assert hand.page is trend
    wanted_reading = (Quantity.TEMPERATURE, 61.5, "°C", seen.id)
    listed = [(one.quantity, one.value, one.unit, one.inspection_id) for one in trend.readings._shown.readings]
    assert listed.count(wanted_reading) == 1
    hand.click(trend.panel.lanes)
    hand.menu("Temperature")
    (lane,) = (lane for lane in trend.chart._chart.lanes if lane.key == Quantity.TEMPERATURE.name)
    assert (61.5, seen.id) in [(point.value, point.inspection_id) for point in lane.points]
    assert trend.head.title.text() and trend.head.what.text() and trend.head.to_do.text()

    rows = trend.visits.rows
    newest, older = (line.visit.inspection_id for line in rows._model.rows[:2])
    for wish in (newest, older):
        hand.row(rows, lambda line, wish=wish: line.visit.inspection_id == wish, x=8)
    hand.press("Compare these two")
    compare = hand.plant.compare.desk
    assert hand.page is compare.page
    compared = compare.presenter.compared
    assert compared and (compared.a.inspection_id, compared.b.inspection_id) == (older, newest)
    assert compare.page.finding.text()
    hand.click(compare.bar.back)
    assert hand.page is trend
    hand.press("Verdict")
    assert hand.page is result.page and result.inspection.id == seen.id
    hand.rail("fleet")
    assert counted(hand) == counts_now(hand)


def test_the_fleet_is_up_to_date_when_one_comes_back_to_it(hand: Hand):
    """A false alarm is rejected, and taken back: counts, cards and what changed follow."""
    fleet = hand.plant.fleet.desk.page
    before, (first, *_) = counted(hand), fleet.cards.cards
    assert first.first.now.summary.state is State.ABNORMAL
    hand.click(first)
    hand.press("Reject")
    hand.rail("fleet")
    assert counted(hand) == counts_now(hand) != before
    assert first.first.now.machine.id not in [card.first.now.machine.id for card in fleet.cards.cards]
    hand.undo()
    assert counted(hand) == counts_now(hand) == before


def test_an_alert_is_seen_with_a_note_and_open_again(hand: Hand):
    fleet = hand.plant.fleet.desk
    changes = fleet.page.changes
    rows = [row for row in changes.list._model.rows if isinstance(row, Row)]
    wanted = rows[0].alert.id

    def row() -> Row:
        index = hand.index(changes.list, lambda one: isinstance(one, Row) and one.alert.id == wanted)
        return index.data(ROW)

    def link(which: Link) -> None:
        index = hand.index(changes.list, lambda one: isinstance(one, Row) and one.alert.id == wanted)
        plan = changes.list._painter.plan(changes.list.visualRect(index), index.data(ROW))
        hand.click(changes.list.viewport(), (plan.again if which is Link.AGAIN else plan.link_text).center())

    link(Link.SEEN)
    assert row().seen and hand.offered.startswith("Seen: ")
    hand.undo()
    assert not row().seen
    link(Link.SEEN)
    link(Link.NOTE)
    for letter in "Belt was changed":
        QTest.keyClick(hand.window.windowHandle(), letter)
    hand.key("Return")
    assert hand.page is fleet.page
    assert row().note.endswith(": Belt was changed")
    hand.rail("model")
    hand.rail("fleet")
    assert wanted not in [row.alert.id for row in changes.list._model.rows if isinstance(row, Row)]
    hand.click(changes.switch)
    assert row().note.endswith(": Belt was changed")
    link(Link.AGAIN)
    assert not row().seen


def test_machines_are_found_by_words_by_a_count_and_in_the_table(hand: Hand):
    fleet = hand.plant.fleet.desk
    page, _tools = fleet.page, fleet.bar.tools
    every = {one.machine.id: one for one in hand.ask(lambda flows: flows.fleet.overview())}
    code = sorted(one.machine.code for one in every.values())[3]

    def shown() -> list[str]:
        return [entry.id for entry in page._shown.entries]

    hand.key("Ctrl+F")
    for letter in code.lower():
        QTest.keyClick(hand.window.windowHandle(), letter)
    hand.settle()
    assert [every[one].machine.code for one in shown()] == [code]
    hand.key("Escape")
    assert len(shown()) == len(every)

    healthy = page.counts.buttons[State.HEALTHY]
    hand.click(healthy)
    assert {every[one].summary.state for one in shown()} == {State.HEALTHY} and len(shown()) == healthy.number
    hand.press("Table")
    assert page.table.isVisible() and page.table.model().rowCount() == healthy.number
    wanted = page.table.model().index(0, 0).data(ROW).id
    hand.click(page.table.viewport(), page.table.visualRect(page.table.model().index(0, 1)).center())
    assert hand.desk.result.place and hand.desk.result.place.machine.id == wanted
    hand.rail("fleet")
    assert page.table.isVisible() and len(shown()) == healthy.number
    hand.press("Show all")
    hand.press("Grid")
    assert len(shown()) == len(every)
    tile = page.tiles.model().index(0, 0)
    hand.click(page.tiles.viewport(), page.tiles.visualRect(tile).center())
    assert hand.desk.result.presenter.machine_id == tile.data(ROW).id


def test_a_route_leads_to_the_record_page_and_goes_on_after_a_take(hand: Hand, tmp_path: Path):
    """Without a microphone a file is inspected in place of a recording."""
    hand.click(hand.plant.fleet.desk.bar.route)
    route = hand.plant.route.desk
    view = route.page.route
    assert hand.page is route.page
    if view.walk.big.isVisible():
        hand.click(view.walk.big)
    before, gone = view._shown.stop, view._shown.walk
    assert before and gone and gone.running

    hand.click(view.stop.record)
    record = hand.desk.record
    assert hand.page is record.page and record.presenter.place
    assert record.presenter.place.machine.id == before.row.machine_id
    assert record.presenter.place.condition_id == before.condition_id
    hand.drop([healthy_wav(tmp_path / "round.wav", 5)])
    hand.press("Inspect it", hand.frame.notice)
    assert hand.frame.notice.notice and hand.frame.notice.notice.title.startswith("Next on the route: ")
    hand.press("Record there", hand.frame.notice)
    following = record.presenter.place

    hand.rail("route")
    after, walk = view._shown.stop, view._shown.walk
    assert after and walk and after.row.machine_id == following.machine.id != before.row.machine_id
    assert after.condition_id == following.condition_id
    assert walk.share > gone.share
    (done,) = (row for row in view._shown.stops if row.machine_id == before.row.machine_id)
    assert done.became is StopState.DONE

    # Its large button shows the key.
    hand.key("Ctrl+R")
    assert hand.page is record.page and record.presenter.place.machine.id == after.row.machine_id


def test_two_machines_get_an_interval_and_lose_it_again(hand: Hand):
    hand.rail("route")
    route = hand.plant.route.desk
    hand.press("Plan", route.bar)
    plan = route.page.plan

    def intervals() -> dict[str, int | None]:
        return {one.id: one.interval_days for one in hand.ask(lambda flows: flows.machines.summaries())}

    before = {
        one.machine.id: one.machine.interval_days for one in hand.ask(lambda flows: flows.machines.summaries())
    }
    two = [row.machine_id for row in plan.table._machines.rows if isinstance(row, PlanRow)][:2]
    for at, wanted in enumerate(two):
        index = hand.index(plan.table, lambda row, wanted=wanted: getattr(row, "machine_id", "") == wanted)
        keys = Qt.KeyboardModifier.ControlModifier if at else Qt.KeyboardModifier.NoModifier
        hand.click(plan.table.viewport(), plan.table.visualRect(index).center(), keys=keys)
    assert set(plan.table.chosen) == set(two)
    hand.write(plan.panel.days, "17", enter=True)
    kept = {
        one.machine.id: one.machine.interval_days for one in hand.ask(lambda flows: flows.machines.summaries())
    }
    assert kept == {**before, two[0]: 17, two[1]: 17}
    assert hand.offered == "2 machines: every 17 days."
    hand.undo()
    kept = {
        one.machine.id: one.machine.interval_days for one in hand.ask(lambda flows: flows.machines.summaries())
    }
    assert kept == before
    assert [row.interval_days for row in plan.table._machines.rows if getattr(row, "machine_id", "") in two] == [
        before[one] for one in two
    ]


def test_what_is_known_of_a_machine_is_changed_and_an_earlier_version_brought_back(hand: Hand, tmp_path: Path):
    hand.click(hand.plant.fleet.desk.page.cards.cards[0])
    hand.press("Change machine", hand.desk.result.bar)
    form = hand.desk.form
    machine = form.machine
    assert hand.page is form and machine
    picture = tmp_path / "machine.png"
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(picture))
    hand.drop([picture], form.photo.field)
    hand.write(form.plan.notes, "Belts from the left side")
    hand.write(form.plan.interval, "9")
    hand.click(form.save)
    assert hand.page is hand.desk.result.page
    kept = hand.ask(lambda flows: flows.machines.machine(machine.id))
    assert (kept.notes, kept.interval_days) == ("Belts from the left side", 9)
    assert hand.ask(lambda flows: flows.machines.photo(kept)).is_file()

    hand.press("Change machine", hand.desk.result.bar)
    assert form.plan.notes.toPlainText() == "Belts from the left side" and not form.photo.field.image.isNull()
    hand.click(form.foot.versions)
    hand.press("Bring this back")
    assert form.plan.notes.toPlainText() == machine.notes
    assert hand.ask(lambda flows: flows.machines.machine(machine.id)) == machine
    hand.undo()
    assert hand.ask(lambda flows: flows.machines.machine(machine.id)) == kept


def test_a_deleted_machine_comes_back_by_undo_and_from_the_bin(hand: Hand):
    fleet = hand.plant.fleet.desk.page
    every = {entry.id for entry in fleet._shown.entries}
    hand.click(fleet.cards.cards[0])
    machine = hand.desk.result.place.machine
    before = len(hand.ask(lambda flows: flows.machines.visits(machine.id)))

    def delete() -> None:
        hand.press("Change machine", hand.desk.result.bar)
        hand.press("Delete")
        assert hand.page is fleet
        assert {entry.id for entry in fleet._shown.entries} == every - {machine.id}
        assert counted(hand) == counts_now(hand)
        assert machine.id not in {
            alert
            for row in fleet.changes.list._model.rows
            if isinstance(row, Row)
            for alert in row.alert.machine_ids
        }

    delete()
    hand.undo()
    assert hand.page is hand.desk.result.page and hand.desk.result.place.machine == machine
    delete()
    hand.rail("data")
    hand.press("Bin")
    bin_page = hand.plant.data.desk.section("bin").page
    hand.row(bin_page.list, lambda row: row.name == machine.name)
    hand.click(bin_page.back)
    hand.rail("fleet")
    assert {entry.id for entry in fleet._shown.entries} == every
    assert counted(hand) == counts_now(hand)
    assert len(hand.ask(lambda flows: flows.machines.visits(machine.id))) == before
    hand.undo()
    assert {entry.id for entry in fleet._shown.entries} == every - {machine.id}


def test_data_leaves_and_comes_and_is_backed_up(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sent, archive = tmp_path / "plant.earshot", tmp_path / "archive"
    monkeypatch.setattr("app.ui.pages.exchange.desk.ask_where", lambda parent, name, chosen: chosen(sent))
    monkeypatch.setattr(
        "app.ui.pages.archive.desk.ask_folder", lambda parent, title, folder, chosen: chosen(archive)
    )
    hand.rail("data")
    section = hand.plant.data.desk.section
    hand.press("Write file")
    assert sent.is_file() and hand.frame.notice.notice

    for machine in (1, 2):
        for seed in range(4):
            label = "normal" if seed < 3 else "inspect"
            name = f"Blower {machine}/2026-03-1{seed}/{label}/fan_2026031{seed}_10{seed}000_{seed}.wav"
            healthy_wav(archive / name, 10 * machine + seed, 3.0)
    hand.press("Archive")
    page = section("archive").page
    hand.click(page.drop)
    hand.click(page.start)
    hand.rail("fleet")
    fleet = hand.plant.fleet.desk.page
    names = {entry.now.machine.name for entry in fleet._shown.entries}
    assert {"Blower 1", "Blower 2"} <= names
    assert counted(hand) == counts_now(hand)

    hand.rail("data")
    hand.press("Backups")
    page = section("backups").page
    hand.click(page.make)
    assert len(page.list.rows()) == 1
    hand.click(page.checking.check)


def test_a_backup_is_restored_while_pages_are_open_and_a_reading_runs(folder: Path, qtbot: QtBot, monkeypatch):
    backup = BackUpHistory(folder, TakeStore(folder)).make()
    assert backup
    threads = set(threading.enumerate())
    with History.open(folder) as history:
        gone = history.machines()[0]
        history.bin.throw(Thing.MACHINE, gone.id, "")
    reading, restoring = threading.Event(), threading.Event()

    def slow(self: FleetNow, since, until=None, cancel=None):
        """As with a thousand machines: it still reads when the restore is wanted, and some time longer."""
        reading.set()
        while not restoring.is_set():
            self.overview()
        for _ in range(3):
            self.overview()
        return ()

    with at_work(folder, qtbot) as hand:
        fleet = hand.plant.fleet.desk.page
        assert gone.id not in {entry.id for entry in fleet._shown.entries}
        for key in ("route", "model", "data"):
            hand.rail(key)
        hand.press("Backups")
        hand.rail("machine")
        hand.press("Compare")
        hand.click(hand.plant.compare.desk.bar.back)
        monkeypatch.setattr(FleetNow, "changes", slow)
        hand.click(hand.frame.rail._buttons["fleet"], settle=False)
        hand.until(reading.is_set, "the reading")
        hand.click(hand.frame.rail._buttons["machine"], settle=False)
        hand.click(hand.desk.result.page.history.trend, settle=False)
        assert hand.page is hand.plant.trend.desk.page
        monkeypatch.undo()
        before = hand.window.shell
        hand.plant.restore_wanted.emit(backup.path)
        restoring.set()
        hand.until(lambda: hand.window.shell is not before and hand.window.desk is not None, "the history")
        hand.settle()
        assert hand.banner == ""
        assert hand.page is hand.plant.fleet.desk.page
        assert gone.id in {entry.id for entry in hand.plant.fleet.desk.page._shown.entries}
        assert hand.frame.notice.notice and hand.frame.notice.notice.title == "The backup is the history now."
        hand.key("Ctrl+N")
        assert hand.page is hand.desk.form
        hand.key("Ctrl+R")
        assert hand.page is hand.desk.record.page
    assert set(threading.enumerate()) <= threads


SENTENCE = re.compile(r"[“A-Z0-9].*[.!?”]")


def test_wild_hands_break_nothing(folder: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Hundreds of presses, keys and words anywhere, faster than the work they start.

    This seed once found a button that never worked; EARSHOT_SEED tries others.
    """
    seed = int(os.environ.get("EARSHOT_SEED") or 404)
    given = tmp_path / "given"
    for number in range(3):
        healthy_wav(given / f"Fan {number}" / f"take {number}.wav", number, 3.0)
    (given / "strange.earshot").write_bytes(b"PK" + bytes(100))
    answer_dialogs(monkeypatch, given, random.Random(seed))
    threads = set(threading.enumerate())
    with at_work(folder, qtbot) as hand:
        monkeypatch.setattr(hand.window, "show_crash", hand.crashes.append)
        monkey = Monkey(hand, seed)
        try:
            for _ in range(int(os.environ.get("EARSHOT_STEPS") or 150)):
                monkey.step()
                assert not hand.banner or SENTENCE.fullmatch(hand.banner), hand.banner
            hand.settle()
        finally:
            pass
    assert set(threading.enumerate()) <= threads


MORE_SHOWN = """
        "page": type(window.shell.frame.pages.currentWidget()).__name__,
        "machine": desk.result.place.machine.id if desk.result.place else "",
        "cards": {card.first.now.machine.id: place(card) for card in fleet_page(desk).cards.cards},
        "tiles": {entry.id: tile_place(desk, row) for row, entry in enumerate(fleet_page(desk).tiles._rows.rows)},
"""
HELPERS = """
def fleet_page(desk):
    return desk.plant.fleet.desk.page

def tile_place(desk, row):
    tiles = fleet_page(desk).tiles
    middle = tiles.viewport().mapToGlobal(tiles.visualRect(tiles.model().index(row, 0)).center())
    return [middle.x(), middle.y()] if tiles.isVisible() else None

def shown():
"""


@pytest.mark.slow
def test_a_real_mouse_leads_from_the_fleet_to_a_machine_and_back(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """On a screen of its own, with a mouse and keys that are not Qt's."""
    said = window_child._CHILD.replace("def shown():\n", HELPERS).replace(
        '"ready": True,\n', f'"ready": True,{MORE_SHOWN}'
    )
    monkeypatch.setattr(window_child, "_CHILD", said)
    with x_screen() as environment:
        child = window_child.WindowChild(folder, environment)
        try:
            child.until(lambda now: now["ready"] and now["page"] == "FleetPage" and now["tiles"], "the fleet")
            (first, card), *_ = child.now["cards"].items()
            child.click(card)
            child.until(lambda now: (now["page"], now["machine"]) == ("MachinePage", first), "the first machine")
            child.press_until("ctrl+1", lambda now: now["page"] == "FleetPage", "the fleet again")
            other, tile = next((key, place) for key, place in child.now["tiles"].items() if place[1] < 700)
            child.click(tile)
            child.until(lambda now: (now["page"], now["machine"]) == ("MachinePage", other), "another machine")
            child.press_until("ctrl+r", lambda now: now["page"] == "RecordPage", "the record page")
            child.close()
            assert child.complaints == ""
        finally:
            child.end()
