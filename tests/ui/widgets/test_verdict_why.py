"""How sure, on which part, when, and what to check: said where it is known, and never cut."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from app.domain.why import Cause, Hint, Marker, MarkerKind, Moment
from app.look.tokens import LIGHT
from app.ui.theme import apply_theme
from app.ui.widgets import VerdictBand
from app.ui.widgets.verdict_hints import VerdictHints
from app.ui.widgets.verdict_words import fill_lines, hint_line, in_short
from tests.ui.sound.samples import explained, inspection
from tests.ui.widgets.samples import verdict

WHY = explained(inspection()).verdict


def test_the_context_line_begins_with_the_part_and_the_time():
    assert in_short(WHY, 30.0) == "Sits on the blade pass, 0.12 kHz · heard for 8 s from 0:14"
    assert in_short(WHY) == "Sits on the blade pass, 0.12 kHz"
    through = replace(WHY, hints=(), moments=(Moment(0.0, 30.0, 9.0),))
    assert in_short(through, 30.0) == "heard all through"
    assert in_short(verdict(1.2), 30.0) == ""


def test_nothing_sits_on_a_part_that_only_the_frequency_suggests():
    quiet = tuple(replace(marker, excess_db=1.0) for marker in WHY.markers)
    assert "Sits" not in in_short(replace(WHY, markers=quiet), 30.0)
    assert "Sits" not in in_short(replace(WHY, hints=(Hint(Cause.BEARING_LIKE, "a.", "Check b."),)), 30.0)


def test_a_slow_shaft_is_told_in_hertz_and_a_harmonic_as_such():
    shaft = (Marker(MarkerKind.SHAFT, 1, 24.64, 9.0), Marker(MarkerKind.SHAFT, 2, 49.3, 12.0))
    unbalance = (Hint(Cause.UNBALANCE, "a.", "Check b."),)
    assert (
        in_short(replace(WHY, markers=shaft, hints=unbalance, moments=())) == "Sits on the shaft’s speed, 24.6 Hz"
    )
    alone = replace(WHY, markers=shaft[1:], hints=unbalance, moments=())
    assert in_short(alone) == "Sits on 2 × the shaft’s speed, 49.3 Hz"


@pytest.mark.parametrize(("share", "shown"), [(0.948, "94"), (0.9999, "99"), (0.5, "50"), (0.29, "29")])
def test_confidence_is_rounded_down(share, shown):
    assert fill_lines(replace(WHY, confidence=share)) == ("3 of 3 clips", f"{shown} % confident")


def test_a_hint_does_not_repeat_what_to_do_next():
    (hint, _) = WHY.hints
    assert hint_line(hint).endswith("Check the impeller for a damaged, loose or dirty blade.")
    said = "Then check the impeller for a damaged, loose or dirty blade within two days."
    assert hint_line(hint, said) == hint.why


def test_hints_come_and_go_and_are_read_out(shown):
    band = VerdictBand()
    shown(band, width=1080)
    band.show_verdict(WHY, "facts", None, 30.0)
    hints = band.findChild(VerdictHints)
    texts = [label.text() for label in hints.findChildren(QLabel) if label.isVisible()]
    assert len(texts) == 2
    assert "Hint, blade:" in texts[0] and "88 times a second" in texts[1]
    name = QAccessible.queryAccessibleInterface(band).text(QAccessible.Text.Name)
    assert "94 % confident" in name and "Hint: The excess sits on" in name
    band.show_verdict(verdict(0.3))
    assert not hints.isVisible()
    band.show_verdict(WHY)
    band.show_nothing("Ready", "Drop a take.")
    assert not hints.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [700, 1054])
def test_no_hint_is_cut(shown, qapp, width, scale):
    apply_theme(qapp, LIGHT, scale)
    band = VerdictBand()
    window = shown(band, width=width)
    band.show_verdict(WHY, "22 Nov 2026, 09:14 · J. Brandt", None, 30.0)
    for _ in range(3):
        window.resize(width, window.layout().heightForWidth(width))
        qapp.processEvents()
    for label in band.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()) - 1
            top = label.mapTo(band, label.rect().topLeft())
            assert band.rect().contains(label.rect().translated(top))
