"""In another language: other words have their room, and sentences begin as they do there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.language import later, say
from app.look.tokens import CAPTION
from app.ui.theme import font
from app.ui.widgets import Banner, Rail, RailItem, VerdictBand
from app.ui.widgets.trend import Trend
from app.ui.widgets.verdict_words import how_sure, in_short
from app.ui.widgets.visit_list import spoken
from app.ui.widgets.wording import full_moment
from tests.language.another_tongue import another_tongue, english_in
from tests.language.spoken import german
from tests.ui.sound.samples import explained, inspection
from tests.ui.widgets.samples import NOW, verdict, visit

ITEMS = (
    RailItem("a", "fan", later("Machine"), "Ctrl+2"),
    RailItem("b", "settings", "Settings", "", "rail|Settings"),
)
UNITS = {"kHz", "s", "Hz"}


def words_of(rail: Rail) -> dict[str, QAbstractButton]:
    return {button.text(): button for button in rail.findChildren(QAbstractButton)}


def test_the_rail_has_its_own_word_where_a_language_needs_a_shorter_one(tmp_path: Path):
    assert list(words_of(Rail(ITEMS))) == ["Machine", "Settings"]
    with german(tmp_path, {"Settings": "Einstellungen", "rail|Settings": "Optionen"}):
        button = words_of(rail := Rail(ITEMS))["Optionen"]
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Einstellungen"
        assert button.toolTip() == "Einstellungen"
        assert rail.width() == Rail(ITEMS).width()


def test_the_rail_is_as_wide_as_its_longest_word(tmp_path: Path, shown: Callable[..., object]):
    usual = Rail(ITEMS).width()
    with german(tmp_path, {"Machine": "Maschinenpark"}):
        rail = Rail(ITEMS)
        shown(rail)
        needed = QFontMetrics(font(CAPTION, 600)).horizontalAdvance("Maschinenpark")
        assert usual < needed <= words_of(rail)["Maschinenpark"].width() - 4


def test_the_limits_names_have_the_room_they_need(
    qapp: QApplication, tmp_path: Path, shown: Callable[..., object]
):
    trend = Trend()
    shown(trend, width=700, height=200)
    trend.show_visits([visit(NOW, 0.4)], watch=0.7)
    before = trend.marks()[0].x
    with german(tmp_path, {"watch {score}": "weiterhin beobachten {score}"}):
        trend.show_visits([visit(NOW, 0.4)], watch=0.7)
        assert trend.marks()[0].x < before


def test_a_next_step_begins_with_its_capital_and_the_state_keeps_its_own(tmp_path: Path):
    told = {"Inspect it again.": "Laufrad prüfen.", "healthy": "in Ordnung", "Next:": "Als Nächstes:"}
    with german(tmp_path, told):
        band = VerdictBand()
        band.show_verdict(verdict(0.3, next_step="Inspect it again."), previous=visit(NOW, 0.34))
        said = [label.text() for label in band.findChildren(QLabel)]
        assert any("Als Nächstes:</span> Laufrad prüfen." in text for text in said)
        assert any("In\N{NO-BREAK SPACE}Ordnung" in text for text in said)


def test_a_problem_is_told_in_the_language_of_whoever_reads_it(tmp_path: Path):
    with german(
        tmp_path,
        {"“{name}” is no sound file.": "„{name}“ ist keine Tondatei.", "Choose another.": "Andere wählen."},
    ):
        banner = Banner()
        banner.show_problem(say("“{name}” is no sound file.", name="a.txt"), "Choose another.")
        assert banner.text == "„a.txt“ ist keine Tondatei. Andere wählen."


def test_nothing_of_the_few_words_around_a_verdict_stays_english(tmp_path: Path):
    found = explained(inspection()).verdict
    with another_tongue(tmp_path):
        assert english_in(in_short(found, 30.0)) <= UNITS
        assert not english_in(how_sure(found))
        assert english_in(spoken(visit(NOW, 0.3))) <= set(full_moment(NOW).split())
