"""The first start as a person meets it: keys, gloves, every width."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.ui.pages.first.desk import FirstDesk
from app.ui.pages.first.values import Screen, Typed
from app.ui.widgets import FilledButton
from tests.ui.fakes import InlineJobs
from tests.ui.pages.first.conftest import FakePreferences
from tests.ui.pages.record.fakes import HEADSET, LAPTOP, USB, FakeMemory, FakeRecord
from tests.ui.touch_targets import gloves, too_small  # noqa: F401


@pytest.fixture
def desk(qtbot):
    preferences, record = FakePreferences(), FakeRecord()
    record.watch.microphones = (LAPTOP, USB, HEADSET)
    made = FirstDesk(preferences, record, InlineJobs(), memory=FakeMemory())  # type: ignore[arg-type]
    made.kept = preferences  # type: ignore[attr-defined]
    qtbot.addWidget(made.page)
    qtbot.addWidget(made.bar)
    made.page.resize(1302, 712)
    made.page.show()
    made.open()
    QApplication.processEvents()
    yield made
    made.leave()


def _filled(page) -> list[str]:
    return [one.text() for one in page.findChildren(FilledButton) if one.isVisibleTo(page)]


def test_one_goes_through_it_with_the_keyboard(desk):
    page = desk.page
    QTest.keyClicks(page.you.inspector, "L. Moreau")
    QTest.keyClick(page.you.inspector, Qt.Key.Key_Return)
    QTest.keyClicks(page.you.company, " Ltd")
    QTest.keyClick(page.you.company, Qt.Key.Key_Return)
    assert (desk.kept.now.inspector, desk.kept.now.company) == ("L. Moreau", "Northgate Mill Ltd")
    assert desk.presenter.shown.screen is Screen.MICROPHONE
    assert page.microphone.isVisible()
    assert not page.you.isVisible()


def test_each_language_is_offered_by_its_own_name_and_the_one_that_is_spoken_is_marked(desk):
    control = desk.page.language.control
    assert [one.text() for one in control.findChildren(QAbstractButton)] == ["English", "Deutsch"]
    assert control.current == "en"
    assert desk.page.language.isVisible()
    desk.page.skip.click()
    assert not desk.page.language.isVisible()


def test_another_language_is_only_told_and_what_was_typed_is_at_hand(desk, qtbot):
    QTest.keyClicks(desk.page.you.inspector, "L. Moreau ")
    english, german = desk.page.language.control.findChildren(QAbstractButton)
    with qtbot.assertNotEmitted(desk.language_chosen):
        english.click()
    with qtbot.waitSignal(desk.language_chosen) as told:
        german.click()
    assert told.args == ["de"]
    assert desk.typed == Typed(Screen.YOU, "L. Moreau ", "Northgate Mill")
    assert desk.kept.changes == 0
    typed = desk.typed
    desk.leave()
    desk.open(typed)
    assert [one.text() for one in desk.page.you.fields] == ["L. Moreau ", "Northgate Mill"]


def test_each_screen_has_one_filled_button(desk):
    assert _filled(desk.page) == ["Next"]
    desk.page.skip.click()
    assert _filled(desk.page) == ["To the sample fan"]


def test_the_last_button_leads_to_the_sample_fan(desk, qtbot):
    desk.page.skip.click()
    with qtbot.waitSignal(desk.over_wanted):
        desk.page.next.click()
    assert not desk._clock.isActive()


def test_all_of_it_can_be_skipped_from_the_bar(desk, qtbot):
    with qtbot.waitSignal(desk.over_wanted):
        desk.bar.skip_all.click()


def test_the_sentence_and_the_level_are_on_the_page(desk):
    desk.page.skip.click()
    listener = desk.presenter._record.listener
    listener.status = replace(listener.status, rms_dbfs=-20.0)
    desk.presenter._asked_s = -1.0
    desk.presenter.tick()
    assert desk.page.microphone.hearing.what.text() == "It hears you."
    assert "−20" in desk.page.microphone.hearing.meter.accessibleName()


@pytest.mark.parametrize("size", [(1302, 712), (736, 1200), (1856, 1024), (736, 500)])
def test_it_fits_without_scrolling_sideways(desk, size):
    desk.page.resize(*size)
    desk.page.skip.click()
    QApplication.processEvents()
    assert desk.page.content.width() <= desk.page.viewport().width()
    assert desk.page.content.minimumSizeHint().width() <= size[0]


def test_everything_can_be_pressed_with_gloves(gloves, desk):  # noqa: F811
    desk.page.resize(736, 1200)
    QApplication.processEvents()
    assert too_small(desk.page) == []
    desk.page.skip.click()
    QApplication.processEvents()
    assert too_small(desk.page) == []
