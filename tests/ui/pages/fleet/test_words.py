"""What the page says, in English and in a language with another word order, its own plurals and capital nouns."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.fleet import AlertKind, FirstVisit, Seen
from app.domain.forecast import Action, Priority
from app.domain.machine import Criticality
from app.domain.verdict import State
from app.ui.pages.fleet.entries import entries
from app.ui.pages.fleet.sifting import divided
from app.ui.pages.fleet.table_columns import COLUMNS, widths
from app.ui.pages.fleet.table_paint import needed
from app.ui.pages.fleet.values import Arrangement, Group
from app.ui.pages.fleet.words import (
    alert_title,
    due_text,
    spoken_alert,
    spoken_first,
    state_word,
    without_day,
)
from tests.language import spoken
from tests.ui.pages.fleet.fakes import NOON, alert, machine, standing

TEXTS = {
    "Healthy": "In Ordnung",
    "Cannot tell": "Nicht beurteilbar, wirklich gar nicht",
    "high": "hoch",
    "by {day}": "bis {day}",
    "Listen again by {day}.": "Bis {day} erneut anhören.",
    "Check the fan by {day}.": "Den Ventilator bis {day} prüfen.",
    "Last visit": "Der letzte Besuch war",
}
MANY = {
    ("in {n} day", "in {n} days"): ("in {n} Tag", "in {n} Tagen"),
    ("late {n} day", "late {n} days"): ("{n} Tag zu spät", "{n} Tage zu spät"),
    ("{n} machine worse", "{n} machines worse"): ("{n} Maschine schlechter", "{n} Maschinen schlechter"),
}
ACT = Action("Listen again by 2026-11-24.", Priority.SOON, NOON + timedelta(days=2))
FAN = machine("Supply fan 3", code="SF-003", criticality=Criticality.HIGH)


@pytest.fixture
def german(tmp_path: Path) -> Iterator[None]:
    with spoken.german(tmp_path, TEXTS | MANY):
        yield


def test_the_day_is_left_out_where_it_is_said_beside():
    assert without_day("Listen again by 2026-11-24.") == "Listen again"
    assert without_day("Nothing to do now.") == "Nothing to do now"


def test_the_day_is_left_out_wherever_another_language_has_it(german):
    assert without_day("Listen again by 2026-11-24.") == "Erneut anhören"
    assert without_day("Check the fan by 2026-11-24.") == "Den Ventilator prüfen"


def test_a_card_is_told_in_whole_sentences():
    first = FirstVisit(standing(FAN, State.ABNORMAL, 1.84), ACT, "11 dB louder.")
    told = "Visit 1: Supply fan 3, abnormal, score 1.84. 11 dB louder. Listen again by Tue 24 Nov."
    assert spoken_first(1, first, "Tue 24 Nov") == told
    calm = FirstVisit(standing(FAN, State.NO_BASELINE, None), Action("Learn it.", Priority.NONE))
    assert spoken_first(2, calm, "") == "Visit 2: Supply fan 3, no baseline. Learn it."


def test_a_card_is_told_with_its_day_in_the_other_word_order(german):
    first = FirstVisit(standing(FAN, State.ABNORMAL, 1.84), ACT)
    assert spoken_first(1, first, "Di 24. Nov.").endswith("Bis Di 24. Nov. erneut anhören.")


def test_an_alert_is_told_with_what_was_noted_of_it():
    one = alert([standing(FAN, State.WATCH, 0.91)], NOON)
    names = {FAN.id: FAN.name}
    assert spoken_alert(one, names, "Today") == "Today, Supply fan 3: Healthy to Watch, 0.91. Open."
    seen = replace(one, what="Less sure", seen=Seen(one.id, "Belt of SF-003 slipped"))
    assert spoken_alert(seen, names, "Today").endswith("Less sure. Seen, note: Belt of SF-003 slipped.")


def test_numbers_have_the_case_that_the_language_wants(german):
    assert due_text(standing(FAN, days_ago=20.0), NOON) == "in 8 Tagen"
    assert due_text(standing(FAN, days_ago=29.0), NOON) == "1 Tag zu spät"
    worse = alert([standing(FAN), standing(machine("Pump"))], NOON, AlertKind.SURGE, "One day")
    assert alert_title(worse, {}) == "2 Maschinen schlechter"


def test_nouns_keep_their_capitals(german):
    assert state_word(State.HEALTHY) == "In Ordnung"
    (section,) = divided(entries([standing(FAN)], NOON), Group.STATE, NOON)
    assert section.title == "In Ordnung"
    (section,) = divided(entries([standing(FAN)], NOON), Group.CRITICALITY, NOON)
    assert section.title == "Hoch"


def test_columns_grow_with_the_words_and_the_narrower_of_two_comes_back():
    keys = [one.key for one in COLUMNS]
    plain, long = widths(1270, 1.0), widths(1270, 1.0, (), {"visit": 140})
    assert long[keys.index("visit")] == 140 > plain[keys.index("visit")]
    assert sum(long) == sum(plain) == 1270
    few = widths(500, 1.0, (), {"visit": 140})
    assert few[keys.index("trend")] == 64 and few[keys.index("visit")] == 0


def test_no_word_of_the_table_is_cut_in_another_language(german, opened):
    desk, _ = opened()
    desk.presenter.arrange(Arrangement.TABLE)
    table, wanted = desk.page.table, needed()
    keys = [one.key for one in COLUMNS]
    assert wanted["state"] > 104 and wanted["visit"] > 72
    for key in ("state", "score", "visit", "due"):
        assert table.columnWidth(keys.index(key)) >= wanted[key]
    assert (
        table.model().headerData(keys.index("visit"), desk.page.table._head.orientation()) == TEXTS["Last visit"]
    )
