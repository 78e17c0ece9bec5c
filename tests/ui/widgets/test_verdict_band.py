"""The verdict as one sees it, hears it, and on a narrow window."""

from datetime import timedelta

import pytest
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QLabel

from app.domain.verdict import State, Thresholds
from app.look.tokens import LIGHT, PALETTES
from app.ui.theme import apply_theme
from app.ui.widgets import ScoreGauge, VerdictBand
from app.ui.widgets.verdict_fill import VerdictFill
from app.ui.widgets.verdict_words import fill_lines
from tests.ui.widgets.samples import LIMITS, NOW, verdict, visit

BEFORE = visit(NOW - timedelta(days=10), 0.81)


@pytest.fixture
def band(shown):
    made = VerdictBand()
    shown(made, width=1080)
    return made


def texts(band):
    return [label.text() for label in band.findChildren(QLabel) if label.isVisible()]


def fill_of(band):
    return band.findChild(VerdictFill)


def test_finding_next_step_context_and_last_time(band):
    band.show_verdict(verdict(1.84), "22 Nov, 09:14", BEFORE)
    finding, step, context = texts(band)
    assert finding == "11 dB louder than healthy at 0.09–0.17 kHz"
    assert "Next:" in step
    assert "check the impeller" in step
    assert context == "22 Nov, 09:14 · before:\N{NO-BREAK SPACE}Watch,\N{NO-BREAK SPACE}0.81"


def test_a_screen_reader_hears_state_score_finding_and_next_step(band):
    band.show_verdict(verdict(1.84))
    name = QAccessible.queryAccessibleInterface(band).text(QAccessible.Text.Name)
    assert name.startswith("Abnormal, score 1.84. 11 dB louder than healthy")
    assert "Next: check the impeller" in name
    labels = [
        QAccessible.queryAccessibleInterface(x).text(QAccessible.Text.Name) for x in band.findChildren(QLabel)
    ]
    assert "<span" not in "".join(labels)


@pytest.mark.parametrize("score", [0.3, 0.8, 1.5, None])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_field_is_filled_with_the_states_colour_and_112_high(band, qapp, score, palette):
    apply_theme(qapp, palette)
    judged = verdict(score)
    band.show_verdict(judged)
    band.window().resize(1080, band.window().sizeHint().height())
    image = band.grab().toImage()
    assert image.pixelColor(6, 20) == QColor(palette.states[judged.state].fill)
    assert band.height() == 112
    assert fill_of(band).width() >= 212


def test_markup_in_a_sentence_stays_text(band):
    band.show_verdict(verdict(1.2, next_step="Check <b>pump</b> & valve."))
    step = texts(band)[1]
    assert "&lt;b&gt;pump&lt;/b&gt; &amp; valve" in step


def test_abbreviations_keep_their_capital_after_next(band):
    band.show_verdict(verdict(1.2, next_step="AHU 3: check the belt."))
    assert "AHU 3: check" in texts(band)[1]


def test_clips_are_counted(band):
    assert fill_lines(verdict(1.84)) == ("3 of 3 clips",)
    assert fill_lines(verdict(0.3, clips=1)) == ("1 clip",)
    assert fill_lines(verdict(None)) == ()


def test_nothing_yet_has_no_verdict_colour_and_no_gauge(band):
    band.show_verdict(verdict(1.84))
    band.show_nothing("No baseline yet", "Drop five takes.", State.NO_BASELINE)
    assert not band.findChild(ScoreGauge).isVisible()
    assert texts(band) == ["No baseline yet", "Drop five takes."]
    assert band.grab().toImage().pixelColor(6, 20) == QColor(LIGHT.states[State.NO_BASELINE].tint)
    assert band.accessibleName() == "No baseline. No baseline yet Drop five takes."
    band.show_nothing("Ready to inspect", "Drop a take.")
    assert not fill_of(band).isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [700, 860, 1054, 1600])
def test_nothing_is_cut_at_any_width(shown, qapp, width, scale):
    apply_theme(qapp, LIGHT, scale)
    band = VerdictBand()
    window = shown(band, width=width)
    band.show_verdict(
        verdict(
            1.02,
            clips=720,
            finding="3 dB louder than healthy at 0.09–0.17 kHz and 12 dB quieter at 2.1–2.6 kHz.",
            next_step="Check the impeller for a damaged, loose or dirty blade, and the guard for loose bolts.",
        ),
        "Sits on the blade pass, 0.12 kHz · 22 Nov 2026, 09:14 · J. Brandt",
        BEFORE,
    )
    for _ in range(3):
        window.resize(width, window.layout().heightForWidth(width))
        qapp.processEvents()
    parts = [band.findChild(ScoreGauge), fill_of(band), *band.findChildren(QLabel)]
    boxes = [part.geometry() for part in parts if part.isVisible()]
    assert len(boxes) == 5
    for i, box in enumerate(boxes):
        assert band.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[i + 1 :])
    stacked = fill_of(band).width() == width - 2 * window.layout().contentsMargins().left() - 2
    assert stacked == (width < 1000 * scale - 80)
    for label in band.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()) - 1


def test_the_same_band_for_any_number_of_digits(band):
    sizes = set()
    for score in (0.11, 0.88, 11.11):
        band.show_verdict(verdict(score), "", BEFORE)
        sizes.add((band.sizeHint().height(), band.findChild(ScoreGauge).width()))
    assert len(sizes) == 1


@pytest.fixture
def gauge(shown):
    made = ScoreGauge()
    made.setFixedWidth(281)
    shown(made)
    return made


def column(image, x, y):
    return image.pixelColor(x, y).name().upper()


def test_zones_and_pointer_stand_where_the_score_says(gauge):
    gauge.show_score(1.5, LIMITS)
    image = gauge.grab().toImage()
    middle = 57
    assert column(image, 30, middle) == LIGHT.states[State.HEALTHY].fill
    assert column(image, 120, middle) == LIGHT.states[State.ABNORMAL].fill
    assert column(image, round(1.5 / 2.5 * 280), middle) == LIGHT.text
    assert column(image, round(0.7 / 2.5 * 280), middle - 10) == LIGHT.text


@pytest.mark.parametrize("score", [0.0, 2.5, 1000.0])
def test_a_score_off_the_scale_is_pinned_inside(gauge, score):
    gauge.show_score(score, LIMITS, previous=score)
    image = gauge.grab().toImage()
    dark = [x for x in range(281) if column(image, x, 52) == LIGHT.text]
    assert dark
    assert dark[-1] < 280


def test_a_gauge_says_its_numbers(gauge):
    gauge.show_score(1.84, LIMITS, 0.81)
    assert gauge.accessibleName() == "Score 1.84, watch from 0.70, abnormal from 1.00, last time 0.81"
    gauge.show_score(None, None)
    assert gauge.accessibleName() == "No score"


@pytest.mark.parametrize("watch", [0.05, 0.7, 0.97, 0.999])
def test_any_watch_limit_can_be_drawn(gauge, watch):
    for score in (None, 0.0, watch, 1.0):
        gauge.show_score(score, Thresholds(watch, 1.0), watch)
        assert not gauge.grab().toImage().isNull()
