"""The machine's panel: what it says, its photo, its conditions, and how it shares the column beside the chart."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.machine import Criticality
from app.domain.problem import Problem
from app.ui.pages.trend.facts_faces import MOST_VERSIONS, facts_shown
from app.ui.pages.trend.facts_presenter import FactsPresenter
from app.ui.pages.trend.few_lines import FewLines
from app.ui.pages.trend.values import ConditionRow, VersionRow
from app.ui.theme import set_touch
from app.ui.widgets.wording import day
from app.workflows.machine_story_values import Event, EventKind
from tests.ui.fakes import InlineJobs
from tests.ui.pages.trend.fakes import DAY, NOW, FakeStory, fan, few, repaired, silent, worn

LEFT = Qt.MouseButton.LeftButton


def png(wide: int = 40, high: int = 30) -> bytes:
    """A photo, as a file holds it."""
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 40, 40))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(kept.data())


def photographed(story: FakeStory) -> FakeStory:
    story.photo_ = png()
    story.machine_ = replace(story.machine_, photo="photos/ab.png", notes="Guard loose:\nkeep 30 cm away. " * 6)
    return story


# Words


def test_the_facts_in_lines():
    facts = worn().facts("fan", "c0")
    told = facts_shown(facts)
    assert told.lines == ("Fan · SF-003", "Plant 2 · Hall B", "1,480 rpm · 5 blades", "High criticality")
    assert told.planned == f"Every 7 days, next {day(facts.due_at)}" and not told.late
    assert told.short == "Fan · High criticality"


@pytest.mark.parametrize(
    ("days", "back", "planned"),
    [
        (None, timedelta(), "No visit planned"),
        (1, timedelta(days=3), "Daily, overdue since "),
        (7, timedelta(days=6, hours=12), "Every 7 days, due "),
    ],
)
def test_when_it_is_due(days, back, planned):
    story = few()
    story.machine_ = replace(story.machine_, interval_days=days, criticality=Criticality.LOW)
    story.points = [replace(one, when=one.when - back) for one in story.points]
    facts = story.facts("fan", "c0")
    told = facts_shown(facts)
    assert told.planned == planned + (day(facts.due_at) if facts.due_at else "") and told.late is (
        "overdue" in planned
    )


def test_the_log_of_the_baselines_stands_below_the_condition_that_is_shown():
    rows = facts_shown(repaired().facts("fan", "c0")).rows
    assert isinstance(rows[0], ConditionRow) and rows[0].here and rows[0].baseline.startswith("12 clips, ")
    log = [row for row in rows if isinstance(row, VersionRow)]
    assert [row.what for row in log] == [
        "Undone: baseline grown",
        "Grown, 12 clips (undone)",
        "Learnt, 12 clips",
        "Repair: new bearing",
        "Learnt, 12 clips",
    ]
    assert [row.pale for row in log] == [False, True, False, False, False] and log[3].by == "M. Großmann"
    elsewhere = facts_shown(repaired().facts("fan", "c1")).rows
    assert [type(row) for row in elsewhere] == [ConditionRow, ConditionRow] and elsewhere[1].here


def test_of_a_long_log_the_newest_lines_are_told():
    story = few()
    story.events = [Event(NOW - (40 - at) * DAY, EventKind.GROWN) for at in range(30)]
    log = [row for row in facts_shown(story.facts("fan", "c0")).rows if isinstance(row, VersionRow)]
    assert len(log) == MOST_VERSIONS + 1 and log[-1].what == "18 earlier lines"


def test_a_note_is_shown_in_few_lines_and_told_whole(qtbot):
    note = FewLines()
    qtbot.addWidget(note)
    note.show_text("word " * 60)
    note.resize(200, 40)
    whole = note.lines(200)
    assert len(whole) > 2 and " ".join(whole) == note.text.strip()
    note.show_most(2)
    assert len(note.lines(200)) == 2 and note.lines(200)[1].endswith("…")
    assert note.toolTip() == note.text == note.accessibleName()
    note.grab()
    note.show_text("")
    assert not note.isVisible()


# The presenter


def test_a_photo_is_read_once_and_nothing_of_it_stays_for_another_machine(told):
    story, jobs = photographed(worn()), InlineJobs()
    made = FactsPresenter(story, jobs, told)
    made.open("fan", "c0")
    made.open("fan", "c1")
    assert story.photos == 1 and not told.last("show_photo").isNull()
    made.forget()
    assert told.last("show_photo").isNull() and told.last("show_facts").lines == ()


def test_a_photo_that_was_left_behind_is_read_when_one_comes_back(told):
    story, late = photographed(worn()), InlineJobs(auto=False)
    made = FactsPresenter(story, late, told)
    made.open("fan", "c0")
    late.settle(1)
    made.leave()
    late.settle()
    assert all(args[0].isNull() for args in told.of("show_photo"))
    made.open("fan", "c0")
    late.settle()
    assert not told.last("show_photo").isNull()


def test_what_is_no_picture_is_shown_as_none_and_trouble_is_told(told):
    story = photographed(worn())
    story.photo_ = b"not a picture"
    made = FactsPresenter(story, InlineJobs(), told)
    made.open("fan", "c0")
    assert told.last("show_photo").isNull() and told.problems() == {}
    story.refuses = Problem("The history is gone.", "Plug in its drive.")
    made.open("fan", "c0")
    assert told.problems()
    story.refuses = None
    made.open("fan", "c0")
    assert told.problems() == {}


# The panel


def test_a_condition_that_is_pressed_shows_its_trend(trend):
    made = trend(worn())
    rows = made.page.facts.rows
    other = next(at for at, row in enumerate(rows.model().rows) if getattr(row, "condition_id", "") == "c1")
    rows.scrollTo(rows.model().index(other, 0))
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.model().index(other, 0)).center())
    assert made.desk.presenter.state.story.condition_id == "c1"
    assert made.desk.bar.place.currentIndex() == 1
    assert [row.here for row in rows.model().rows if isinstance(row, ConditionRow)] == [False, True]


def test_a_line_of_the_log_can_only_be_read(trend):
    made = trend(worn())
    rows = made.page.facts.rows
    log = next(at for at, row in enumerate(rows.model().rows) if isinstance(row, VersionRow))
    assert not rows.model().flags(rows.model().index(log, 0)) & Qt.ItemFlag.ItemIsEnabled
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.model().index(log, 0)).center())
    assert made.desk.presenter.state.story.condition_id == "c0"


def test_the_facts_can_be_changed(trend, qtbot):
    made = trend(worn())
    with qtbot.waitSignal(made.desk.edit_wanted):
        made.page.facts.change.click()


def test_the_photo_opens_over_the_page_and_goes_again(trend):
    made = trend(photographed(worn()))
    thumb, large = made.page.facts.photo, made.page.photo
    assert thumb.isVisible()
    thumb.grab()
    thumb.setFocus()
    QTest.keyClick(thumb, Qt.Key.Key_Space)
    assert large.isVisible() and large.geometry() == made.page.rect()
    red = large.grab().toImage().pixelColor(large.rect().center())
    assert (red.red(), red.green()) == (200, 40)
    QTest.keyClick(large.close_button, Qt.Key.Key_Escape)
    assert not large.isVisible() and thumb.hasFocus()
    thumb.click()
    QTest.mouseClick(large, LEFT, pos=large.rect().center())
    assert not large.isVisible()
    thumb.click()
    made.desk.leave()
    assert not large.isVisible()


def test_without_a_photo_there_is_no_place_for_one(trend):
    assert not trend(worn()).page.facts.photo.isVisible()


# The column


def test_what_has_no_room_is_folded_and_says_what_it_is_about(trend):
    made = trend(worn())
    facts, readings = made.page.facts, made.page.readings
    assert not facts.folded and readings.folded and readings._subtitle.text().startswith("42.9 °C, ")
    readings.fold.click()
    QApplication.processEvents()
    assert facts.folded and not readings.folded and facts._subtitle.text() == "Fan · High criticality"
    assert not facts.change.isVisible() and facts.fold.accessibleName() == "Open machine"
    assert made.page.content.height() <= made.page.viewport().height()
    readings.fold.click()
    assert readings.folded and not facts.folded
    facts.fold.click()
    assert readings.folded and facts.folded


def test_with_room_all_of_it_is_open(trend):
    made = trend(photographed(worn()), (1920, 1080))
    assert not made.page.facts.folded and not made.page.readings.folded
    assert made.page.facts.rows.height() == made.page.facts.rows.whole()
    assert made.page.content.height() <= made.page.viewport().height()


@pytest.mark.parametrize("make", [worn, repaired, silent, lambda: FakeStory(fan(3))])
def test_it_fits_whatever_the_machine_is(trend, make):
    made = trend(photographed(make()))
    assert not made.page.facts.folded
    assert made.page.content.height() <= made.page.viewport().height()
    assert made.page.facts.rows.height() >= made.page.facts.rows.least()


def test_what_somebody_opens_is_open_even_where_the_page_scrolls_for_it(trend):
    set_touch(True)
    made = trend(photographed(worn()), (1280, 800))
    assert made.page.facts.folded
    made.page.facts.fold.click()
    QApplication.processEvents()
    assert not made.page.facts.folded and made.page.content.height() > made.page.viewport().height()


def test_below_each_other_all_is_open_and_the_note_is_whole(trend):
    set_touch(True)
    made = trend(photographed(worn()), (800, 1280))
    assert not made.page.facts.folded and not made.page.readings.folded
    assert made.page.facts.notes.toolTip() == ""
    assert made.page.facts.rows.height() == made.page.facts.rows.whole()


def test_the_bar_says_less_where_there_is_less_room(trend):
    made = trend(worn())
    assert made.desk.bar.place.itemText(0) == "Inlet side, 0.5 m · Full speed, damper open"
    set_touch(True)
    made = trend(worn(), (800, 1280))
    assert made.desk.bar.place.itemText(0) == "Full speed, damper open" and made.desk.bar.place.isVisible()
    story = worn()
    story.machine_ = fan(1)
    assert not trend(story, (800, 1280)).desk.bar.place.isVisible()
