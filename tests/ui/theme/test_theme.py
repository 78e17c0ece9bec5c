"""The theme dresses the application before anything is shown, and again without a restart."""

import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.look.tokens import BODY, DARK, HIGH_CONTRAST, LIGHT, PALETTES, TITLE, TypeSize
from app.ui.theme import (
    SystemFollower,
    apply_theme,
    changes,
    current,
    font,
    load_fonts,
    palette_for,
    px,
    scale,
    set_type,
)
from app.ui.widgets import FilledButton, VerdictBand

WEIGHTS = (400, 500, 600)


def advance(face: QFont, text: str) -> float:
    return QFontMetricsF(face).horizontalAdvance(text)


def test_the_shipped_inter_is_there_in_three_weights():
    assert "Inter" in load_fonts()
    widths = {advance(font(TypeSize(40, 48), weight), "Supply fan") for weight in WEIGHTS}
    assert QFontInfo(font(BODY)).family() == "Inter"
    assert len(widths) == len(WEIGHTS)


def test_figures_are_of_one_width_and_names_are_not():
    assert advance(font(BODY), "1111") == advance(font(BODY), "8888")
    assert advance(font(BODY, tabular=False), "1111") < advance(font(BODY, tabular=False), "8888")


def test_names_keep_their_figures_on_a_widget_too(qtbot):
    label = QLabel("a-b")
    qtbot.addWidget(label)
    set_type(label, BODY, tabular=False)
    assert advance(label.font(), "-") < advance(font(BODY), "-")


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_window_is_never_shown_in_other_colours(qtbot, qapp, palette):
    apply_theme(qapp, palette)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(40, 40)
    window.show()
    assert window.grab().toImage().pixelColor(20, 20) == QColor(palette.window)
    assert qapp.palette().color(QPalette.ColorRole.Text) == QColor(palette.text)


def test_a_change_reaches_open_windows_and_is_announced_afterwards(qtbot, qapp):
    label = QLabel("Watch")
    label.setProperty("tone", "watch")
    qtbot.addWidget(label)
    label.show()
    seen = []
    changes().changed.connect(lambda: seen.append(current().name))
    apply_theme(qapp, DARK)
    assert seen == ["dark"]
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.states["watch"].text)


def test_type_follows_the_users_scale(qtbot, qapp):
    label = QLabel("Supply fan 3")
    qtbot.addWidget(label)
    set_type(label, TITLE)
    apply_theme(qapp, LIGHT, 1.5)
    assert label.font().pixelSize() == 30
    assert px(32) == 48
    apply_theme(qapp, LIGHT, 7.0)
    assert scale() == 1.5


def test_a_change_forgets_widgets_that_are_gone(qtbot, qapp):
    for _ in range(3):
        button = FilledButton("Inspect", "search")
        band = VerdictBand()
        for widget in (button, band):
            qtbot.addWidget(widget)
            widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, DARK)
    apply_theme(qapp, LIGHT, 1.25)


def test_choices_name_palettes_and_nonsense_follows_the_system():
    assert palette_for("dark") is DARK
    assert palette_for("high contrast") is HIGH_CONTRAST
    assert palette_for("pink") is palette_for("system")


class FakeHints:
    """A system that wants what it is told."""

    def __init__(self, scheme, contrast):
        self._scheme, self._contrast = scheme, contrast

    def colorScheme(self):
        return self._scheme

    def accessibility(self):
        return self

    def contrastPreference(self):
        return self._contrast


@pytest.mark.parametrize(
    ("scheme", "contrast", "expected"),
    [
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, DARK),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, HIGH_CONTRAST),
    ],
)
def test_the_system_chooses_contrast_before_darkness(monkeypatch, scheme, contrast, expected):
    module = sys.modules["app.ui.theme.qt_palette"]
    system = SimpleNamespace(styleHints=lambda: FakeHints(scheme, contrast))
    monkeypatch.setattr(module, "QGuiApplication", system)
    assert palette_for("system") is expected


def test_the_system_is_followed_only_by_those_who_follow_it(qapp, monkeypatch):
    window = QWidget()
    follower = SystemFollower(qapp, window, "dark")
    hints = qapp.styleHints()
    monkeypatch.setattr("app.ui.theme.apply.palette_for", lambda choice: PALETTES.get(choice, HIGH_CONTRAST))
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert current() is DARK
    follower.choose("system")
    assert current() is HIGH_CONTRAST
    monkeypatch.setattr("app.ui.theme.apply.palette_for", lambda choice: PALETTES.get(choice, DARK))
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current() is DARK
    window.deleteLater()


def test_a_window_that_is_gone_follows_no_more(qapp, monkeypatch):
    window = QWidget()
    follower = SystemFollower(qapp, window)
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(follower)
    monkeypatch.setattr("app.ui.theme.apply.palette_for", lambda choice: HIGH_CONTRAST)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current() is LIGHT


def test_the_focus_has_a_ring_of_accent_one_pixel_outside(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    field = QLineEdit()
    column.addWidget(field)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(field.hasFocus)
    QApplication.processEvents()
    image = window.grab().toImage()
    row = field.y() + field.height() // 2
    accent, ground = QColor(LIGHT.accent), QColor(LIGHT.window)
    left = field.x()
    assert [image.pixelColor(left - gap, row) for gap in (4, 3, 2, 1)] == [ground, accent, accent, ground]
