"""In another language all that is ours is told in it, and longer words have their room."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.domain.review import BaselineEvent
from app.domain.verdict import State
from app.language import tr
from app.look.tokens import CAPTION
from app.ui.pages.trend import faces, words
from app.ui.pages.trend.chart_frame import ABNORMAL_FROM, WATCH_FROM, frame_of
from app.ui.pages.trend.values import Reach
from app.ui.theme import font
from app.workflows.machine_story_values import Event, EventKind, Point
from tests.language.another_tongue import another_tongue, english_in

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tongue(tmp_path: Path) -> Iterator[None]:
    with another_tongue(tmp_path):
        yield


def test_a_visit_is_told_with_what_others_wrote_as_it_is():
    point = Point("i", NOON, State.WATCH, 0.8, confidence=0.9, by="J. Brandt", note="Belt squeals")
    _, judged, by, note = words.point_lines(point)
    assert not english_in(judged)
    assert (by, note) == ("J. Brandt", "“Belt squeals”")


def test_what_was_repaired_is_the_technicians_and_what_was_undone_is_ours():
    repaired, undone = faces.marks(
        (Event(NOON, EventKind.REPAIR, "learnt"), Event(NOON, EventKind.UNDONE, BaselineEvent.LEARNT)), ()
    )
    assert repaired.title == "learnt" and not english_in(repaired.short)
    assert "learnt" not in undone.detail and not english_in(undone.title)


def test_so_are_forecasts_and_stretches_of_time():
    assert not any(english_in(tr(one)) for one in (*words.OUTLOOKS.values(), *Reach))


def test_the_names_of_the_limits_are_never_cut(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    usual = frame_of(800, 400, 0).score
    longer = {ABNORMAL_FROM: "auffällig ab einem Kennwert von 1.00", WATCH_FROM: "beobachten ab 0.70"}
    monkeypatch.setattr("app.ui.pages.trend.chart_frame.tr", lambda text, **values: longer[text])
    moved = frame_of(800, 400, 0).score
    assert 800 - moved.right() > QFontMetrics(font(CAPTION)).horizontalAdvance(longer[ABNORMAL_FROM])
    assert moved.right() < usual.right() and moved.left() == usual.left()
