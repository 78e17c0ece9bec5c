"""The language is chosen with real clicks; the window begins anew in it, where one was, and nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.language import SOURCE, spoken, spoken_from, tr
from app.main.paths import LANGUAGES
from app.ui.frame import SETTINGS, START
from app.ui.speaking import speak_as_set
from tests.e2e.fleet_hand import Hand, at_work, without_sound_card

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)]


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    without_sound_card(monkeypatch)


@pytest.fixture(autouse=True)
def languages() -> Iterator[None]:
    spoken_from(LANGUAGES)
    before = QLocale()
    yield
    speak_as_set(SOURCE)
    QLocale.setDefault(before)


@pytest.fixture
def hand(tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    with at_work(tmp_path / "history", qtbot) as hand:
        yield hand


def choose(hand: Hand, name: str, code: str) -> None:
    """Presses the language's name and waits for the window that speaks it."""
    before = hand.window.shell
    hand.press(name)
    hand.until(lambda: hand.window.shell is not before and hand.window.desk is not None, f"a window in {name}")
    hand.settle()
    assert spoken() == code


def test_at_the_first_start_what_was_typed_stays(hand: Hand):
    first = hand.plant.helping.first.desk.page
    assert hand.page is first
    hand.write(first.you.inspector, "L. Moreau")
    choose(hand, "Deutsch", "de")
    german = hand.plant.helping.first.desk.page
    assert hand.page is german and german is not first and hand.frame.rail_key == START.key
    assert german.you.inspector.text() == "L. Moreau"
    assert tr("Next") != "Next"
    hand.write(german.you.company, "Walzwerk Nord")
    hand.press(tr("Next"), german)
    kept = json.loads((hand.folder / "settings.json").read_text(encoding="utf-8"))
    assert "de" in json.dumps(kept) and "Walzwerk Nord" in json.dumps(kept)


def test_in_the_settings_and_back(hand: Hand):
    hand.press("Skip all")
    hand.rail(SETTINGS.key)
    choose(hand, "Deutsch", "de")
    assert hand.frame.rail_key == SETTINGS.key and hand.page is hand.plant.settings.desk.page
    assert QLocale().language() == QLocale.Language.German
    choose(hand, "English", "en")
    assert hand.frame.rail_key == SETTINGS.key
    assert QLocale().language() == QLocale.Language.English


def test_the_language_is_spoken_at_the_next_start(tmp_path: Path, qtbot: QtBot):
    with at_work(tmp_path / "history", qtbot) as hand:
        choose(hand, "Deutsch", "de")
    speak_as_set(SOURCE)
    with at_work(tmp_path / "history", qtbot) as hand:
        assert spoken() == "de"
        assert hand.page is hand.desk.welcome


def test_a_recording_is_not_broken_off_for_it(hand: Hand, monkeypatch: pytest.MonkeyPatch):
    hand.press("Skip all")
    hand.rail(SETTINGS.key)
    monkeypatch.setattr(type(hand.desk), "busy_with", property(lambda desk: "a recording is under way"))
    before = hand.window.shell
    hand.press("Deutsch")
    hand.settle()
    assert hand.window.shell is before and spoken() == "en"
    assert "a recording is under way" in hand.banner
