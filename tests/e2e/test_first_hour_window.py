"""The first hour and what it leads to: a name, the sample fan, guide, settings, reports, help; by real clicks."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.problem import Problem
from app.domain.review import Found
from app.history.history import History
from app.main.window import Opener
from app.recordings.take_store import TakeStore
from app.ui.frame import START
from app.ui.pages.exporting import Way
from app.ui.pages.preview.values import Stage
from app.workflows.verify_report import VerifyReport
from tests.e2e.fleet_hand import Hand, at_work, without_sound_card
from tests.e2e.support import healthy_wav

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)]

WHO, COMPANY = "L. Moreau", "Northgate Mill"


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    without_sound_card(monkeypatch)


@pytest.fixture
def hand(tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    with at_work(tmp_path / "history", qtbot) as hand:
        yield hand


def to_the_sample(hand: Hand) -> None:
    """Name and company, the microphone that isn't there, and on."""
    first = hand.plant.helping.first.desk.page
    assert hand.page is first and hand.frame.rail_key == START.key
    hand.write(first.you.inspector, WHO)
    hand.write(first.you.company, COMPANY)
    hand.press("Next", first)
    hand.press("To the sample fan", first)
    assert hand.page is hand.desk.welcome


def inspect_sample(hand: Hand) -> None:
    for word in ("Learn from", "Inspect take", "Read the verdict"):
        hand.press(word, hand.desk.welcome)
    assert hand.page is hand.desk.result.page and hand.desk.result.inspection


def test_the_first_hour_ends_with_a_signed_report(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    to_the_sample(hand)
    inspect_sample(hand)
    shown = hand.desk.result.inspection
    assert shown and hand.ask(lambda flows: flows.machines.inspection(shown.id)).inspector == WHO

    hand.press("Reject")
    said = hand.ask(lambda flows: flows.review.reviewed(shown)).review
    assert said and (said.found, said.by) == (Found.HEALTHY, WHO)

    hand.desk.result.page.note.ways.way_chosen.emit(Way.PREVIEW)
    preview = hand.plant.reporting.preview.desk
    assert hand.page is preview.page
    hand.until(lambda: preview.presenter.shown.stage is Stage.THERE, "the pages")
    out = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(out)))
    hand.press("Save PDF", preview.bar)
    text = "\n".join(page.extract_text() for page in PdfReader(out).pages)
    assert WHO in text and COMPANY in text
    with History.open(hand.folder) as history:
        assert VerifyReport(history, TakeStore(hand.folder))(out).good
    hand.press("Back", preview.bar)
    assert hand.page is hand.desk.result.page


def test_the_first_start_comes_once(tmp_path: Path, qtbot: QtBot):
    with at_work(tmp_path / "history", qtbot) as hand:
        assert hand.page is hand.plant.helping.first.desk.page
        hand.press("Skip all")
        assert hand.page is hand.desk.welcome
    with at_work(tmp_path / "history", qtbot) as hand:
        assert hand.page is hand.desk.welcome
        hand.window.shell._help_entries()[2][1]()
        assert hand.page is hand.plant.helping.first.desk.page


def test_f1_opens_the_chapter_of_the_page_in_front(hand: Hand):
    to_the_sample(hand)
    inspect_sample(hand)
    guide = hand.plant.helping.guide

    def chapter() -> str:
        hand.key("F1")
        assert hand.page is guide.desk.page
        return guide.desk.presenter._chapter().key

    chapters = {}
    for key in ("fleet", "machine", "record", "route", "model", "data", "settings"):
        hand.rail(key)
        chapters[key] = chapter()
    hand.rail("machine")
    hand.press("Trend and readings")
    chapters["trend"] = chapter()
    assert chapters["fleet"] == chapters["route"] and chapters["settings"] != chapters["fleet"]
    assert len(set(chapters.values())) >= 5
    assert chapters["trend"] not in (chapters["fleet"], chapters["settings"])


def test_all_machines_one_machine_and_a_support_file_leave_the_window(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    to_the_sample(hand)
    inspect_sample(hand)
    given: list[Path] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(given[-1])))
    for name, go in (
        ("fleet.pdf", lambda: hand.rail("fleet")),
        ("machine.pdf", lambda: (hand.rail("machine"), hand.press("Trend and readings"))),
    ):
        go()
        joint = hand.plant.fleet if name == "fleet.pdf" else hand.plant.trend
        given.append(tmp_path / name)
        hand.click(joint.desk.bar.report)
        hand.menu("Save PDF")
        hand.until(given[-1].is_file, name)
        assert "Sample fan" in "\n".join(page.extract_text() for page in PdfReader(given[-1]).pages)

    given.append(tmp_path / "support.zip")
    hand.plant.helping.offer_support()
    hand.press("Write it", hand.frame.notice)
    hand.until(given[-1].is_file, "the support bundle")
    with zipfile.ZipFile(given[-1]) as bundle:
        names = bundle.namelist()
        assert names and not any(name.endswith(".wav") for name in names)
        assert WHO.encode() not in b"".join(bundle.read(name) for name in names)


def test_a_choice_in_the_settings_holds_at_once_and_at_the_next_start(tmp_path: Path, qtbot: QtBot):
    with at_work(tmp_path / "history", qtbot) as hand:
        hand.press("Skip all")
        hand.rail("settings")
        hand.press("Dark")
        assert hand.window.shell.preferences.now.appearance == "dark"
        dark = hand.window.grab().toImage().pixelColor(400, 700).lightness()
    with at_work(tmp_path / "history", qtbot) as hand:
        assert hand.window.shell.preferences.now.appearance == "dark"
        assert abs(hand.window.grab().toImage().pixelColor(400, 700).lightness() - dark) < 40
        hand.rail("settings")
        hand.press("Reset group")
        assert hand.window.shell.preferences.now.appearance == "system"


def test_files_that_the_program_was_opened_with_are_offered(tmp_path: Path, qtbot: QtBot, monkeypatch):
    sound = healthy_wav(tmp_path / "fan.wav", 3)
    monkeypatch.setattr(Opener, "files", (sound,), raising=False)
    init = Opener.__init__
    monkeypatch.setattr(Opener, "__init__", lambda self, folder: init(self, folder, (sound,)))
    with at_work(tmp_path / "history", qtbot) as hand:
        hand.until(lambda: hand.frame.notice.notice, "the offer")
        assert hand.frame.notice.notice.title == "Which machine is this file from?"


def test_what_the_user_is_to_know_at_the_start_is_told(tmp_path: Path, qtbot: QtBot, monkeypatch):
    told = (("place", Problem("The history lies on a network drive.", "Move it.")),)
    monkeypatch.setattr(Opener, "notices", lambda self: told)
    with at_work(tmp_path / "history", qtbot) as hand:
        hand.until(lambda: hand.banner, "the banner")
        assert hand.banner == "The history lies on a network drive. Move it."
