"""Every test begins in the light theme at scale 1 with British dates, whatever the one before it left."""

import pytest
from PySide6.QtCore import QLocale

from app.look.tokens import LIGHT
from app.ui.theme import apply_theme


@pytest.fixture(autouse=True)
def light(qapp):
    QLocale.setDefault(QLocale("en_GB"))
    apply_theme(qapp, LIGHT, 1.0)
    return qapp
