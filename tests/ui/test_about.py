"""About: the facts one is asked for, and every licence to be read."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import __version__
from app.ui import about
from app.ui.about import About
from app.workflows.bundled import bundled


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three pieces of work, one without a text."""
    file = tmp_path / "licences.json"
    packages = [
        {"name": "zlib", "version": "1.3", "licence": "Zlib", "text": "altered source versions must be marked"},
        {"name": "Earshot", "version": __version__, "licence": "MIT", "text": "our own"},
        {"name": "Alembic", "version": "1.20", "licence": "MIT", "text": ""},
    ]
    file.write_text(json.dumps({"packages": packages}), "utf-8")
    monkeypatch.setattr(about, "bundled", lambda: bundled(file))
    return file


def shown(qtbot: QtBot) -> About:
    dialog = About(Path("/home/anna/history"), None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_begins_with_our_own_licence(qtbot: QtBot, listed: Path):
    dialog = shown(qtbot)
    assert [row.title for row in dialog.list.rows()] == ["Earshot", "Alembic", "zlib"]
    assert dialog.licence.toPlainText() == "our own"
    assert dialog.list.rows()[2].note == "1.3 · Zlib"


def test_a_row_that_is_gone_to_by_key_or_click_shows_its_licence(qtbot: QtBot, listed: Path):
    dialog = shown(qtbot)
    qtbot.keyClick(dialog.list, Qt.Key.Key_End)
    assert dialog.licence.toPlainText() == "altered source versions must be marked"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
    assert dialog.licence.toPlainText() == about._NO_TEXT


def test_its_facts_can_be_copied(qtbot: QtBot, listed: Path):
    dialog = shown(qtbot)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"Earshot {__version__}" in copied and "/home/anna/history" in copied and "onnxruntime" in copied


def test_without_the_list_the_libraries_are_named(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(about, "bundled", lambda: bundled(tmp_path / "none.json"))
    assert "numpy" in [row.title for row in shown(qtbot).list.rows()]
