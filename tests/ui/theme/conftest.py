"""Every test begins in the light theme at scale 1 with British dates, whatever the one before it left."""

import pytest
from PySide6.QtCore import QEvent, QLocale

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
