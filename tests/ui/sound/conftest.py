"""A live view on the screen, in the light theme, for the tests of all its parts."""

import pytest
from PySide6.QtWidgets import QApplication

from app.look.tokens import LIGHT
from app.ui import theme
from app.ui.sound.live_view import LiveView


@pytest.fixture
def light(qapp):
    theme.set_touch(False)
    if (theme.current(), theme.scale()) != (LIGHT, 1.0) or not qapp.styleSheet():
        theme.apply_theme(qapp, LIGHT, 1.0)


@pytest.fixture
def view(qtbot, light):
    made = LiveView()
    qtbot.addWidget(made)
    made.resize(680, 400)
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made
