"""Every test begins in the light theme at scale 1 with British dates, whatever the one before it left."""

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.look.tokens import LIGHT
from app.ui.theme import apply_theme, set_touch


@pytest.fixture(autouse=True)
def light(qapp):
    # Without a running event loop Qt never gets to what the test before this one has closed.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(QLocale("en_GB"))
    set_touch(False)
    apply_theme(qapp, LIGHT, 1.0)
    return qapp


@pytest.fixture
def shown(qtbot):
    """Shows widgets below each other in an active window, which lives as long as the test."""
    windows = []

    def show(*widgets, width=None, height=None):
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        if width:
            window.resize(width, height or window.sizeHint().height())
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return window

    yield show
    # Children go with their window: a leak would show as a warning of Qt in a later test.
    windows.clear()
