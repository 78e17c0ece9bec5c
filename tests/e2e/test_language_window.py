"""The language is chosen with real clicks; the window begins anew in it, where one was, and nothing is lost."""

import json
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from app.history.history import History
from app.language import SOURCE, spoken, spoken_from, tr
from app.main.paths import LANGUAGES
from app.ui.frame import SETTINGS, START
from app.ui.speaking import speak_as_set
from app.workflows.preferences import Preferences
from tests.e2e.fleet_hand import Hand, at_work, without_sound_card
from tests.history import builders

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
    assert QLocale().language() != QLocale.Language.German


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


def plant(folder: Path) -> None:
    """A few machines with a baseline and a visit each."""
    with History.open(folder) as history:
        for number in range(3):
            fan = history.add_machine(builders.looked_after(builders.machine(f"Fan {number:04d}")))
            baseline = builders.add_baseline(history, builders.condition_of(fan))
            history.add_inspection(builders.inspection(fan, baseline))


def texts_on(page: QWidget) -> Iterator[tuple[str, str]]:
    """Whatever is said on a page: to eyes, to ears, under the pointer."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        for name in ("text", "title", "placeholderText", "accessibleName", "accessibleDescription", "toolTip"):
            say = getattr(widget, name, None)
            text = say() if callable(say) else None
            if isinstance(text, str) and text:
                yield f"{type(widget).__name__}.{name}", text
        model = widget.model() if isinstance(widget, QAbstractItemView) else None
        for row in range(min(model.rowCount(), 20) if model else 0):
            told = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            if isinstance(told, str):
                yield f"{type(widget).__name__} row", told


def test_in_german_no_page_says_anything_in_english(tmp_path: Path, qtbot: QtBot):
    plant(tmp_path / "history")
    Preferences(tmp_path / "history").change(language="de", inspector="L. Moreau")
    with at_work(tmp_path / "history", qtbot) as hand:
        with (LANGUAGES / "de" / "LC_MESSAGES" / "earshot.mo").open("rb") as stream:
            catalogue = GNUTranslations(stream)
        english, seen = [], 0

        def read(page: str) -> None:
            nonlocal seen
            for where, text in texts_on(hand.window):
                seen += 1
                if catalogue.gettext(text) != text:
                    english.append((page, where, text))

        read("fleet")
        for key in ("machine", "record", "watch", "route", "model", "settings"):
            hand.rail(key)
            read(key)
        machine = hand.desk.machines[0].machine
        hand.desk.open_machine(machine.id)
        hand.settle()
        read("machine")
        hand.plant.open_trend(machine.id, machine.points[0].conditions[0].id)
        hand.settle()
        read("trend")
        for place in ("exchange", "archive", "backups", "bin"):
            hand.plant.open_data(place)
            hand.settle()
            read(place)
        hand.desk.forms.open(None)
        hand.settle()
        read("form")
        hand.plant.helping.open_guide()
        hand.settle()
        read("guide")
    assert seen > 500
    assert english == []
