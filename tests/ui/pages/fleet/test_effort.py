"""A page of a thousand machines does nothing twice, and what it remembers is what it would work out anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.look.tokens import BODY, CAPTION, LIGHT
from app.ui.pages.fleet import changes_list
from app.ui.pages.fleet.changes_rows import Row, rows_of
from app.ui.pages.fleet.lettering import lettering
from app.ui.pages.fleet.presenter import FleetPresenter
from app.ui.pages.fleet.table_columns import COLUMNS
from app.ui.pages.fleet.tiles import TileView
from app.ui.pages.fleet.values import Arrangement, Sort
from app.ui.pages.fleet.wrapping import wrapped
from app.ui.theme import apply_theme, font, set_touch
from app.ui.widgets.row_list import ROW
from tests.ui.fakes import InlineJobs
from tests.ui.pages.fleet.fakes import NOON, fleet


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class LateJobs(InlineJobs):
    """Between the work and its result something happens in the window."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    def run(self, kind, work, on_done, on_problem, **more):
        def late(result):
            self._meanwhile()
            on_done(result)

        return super().run(kind, work, late, on_problem, **more)


def settle(ms: int = 120) -> None:
    QTest.qWait(ms)


def test_tiles_are_laid_out_at_once_and_not_after_the_next_paint(opened, monkeypatch):
    layouts = []
    lay_out = TileView.doItemsLayout
    monkeypatch.setattr(TileView, "doItemsLayout", lambda self: (layouts.append(1), lay_out(self))[0])
    desk, _ = opened(fake=fleet(200))
    settle()
    layouts.clear()
    desk.presenter.order(Sort.NAME)
    assert layouts == [1]
    settle(40)
    assert layouts == [1]


def test_the_table_is_told_of_its_columns_once(opened):
    desk, _ = opened(fake=fleet(200))
    table = desk.page.table
    told = []
    table.horizontalHeader().sectionResized.connect(lambda *section: told.append(section))
    desk.presenter.arrange(Arrangement.TABLE)
    settle(40)
    assert told == [] and table.isVisible()


def test_trends_that_are_as_before_draw_nothing(opened):
    desk, _ = opened(fake=(made := fleet(1000)))
    settle()
    shown = made.asked[0]
    tiles = Paints(desk.page.tiles.viewport())
    desk.show_trends({one: made.histories.get(one, ()) for one in shown})
    settle(40)
    assert tiles.count == 0
    desk.show_trends({desk.page.tiles.between(0, 200)[0]: made.histories[shown[-1]]})
    settle(40)
    assert tiles.count == 1


def test_what_is_chosen_while_it_is_read_holds(told):
    chosen = iter(Sort)
    jobs = LateJobs(lambda: presenter.order(next(chosen)))
    presenter = FleetPresenter(made := fleet(23), jobs, told, clock=lambda: NOON)
    for sort in (Sort.URGENCY, Sort.NAME, Sort.SCORE):
        presenter.refresh()
        shown = told.last("show_fleet")
        assert shown.choices.sort is sort
        presenter.order(sort)
        assert told.last("show_fleet") == shown
    assert made.overviews == 3


def test_alerts_that_are_the_same_are_not_put_into_words_again(opened, made, monkeypatch):
    desk, _ = opened()
    worded = []
    monkeypatch.setattr(changes_list, "rows_of", lambda *told: worded.append(1) or rows_of(*told))
    desk.changes.leave()
    assert not worded
    made.alerts[0] = replace(made.alerts[0], what="Something else.")
    desk.refresh()
    assert worded
    now = desk.page.changes.list.model().rows
    assert any(isinstance(one, Row) and one.line == "Something else." for one in now)


def test_a_remembered_height_is_the_one_it_would_have(opened, qapp):
    desk, _ = opened()
    view = desk.page.changes.list
    option = QStyleOptionViewItem()

    def heights() -> list[tuple[int, int]]:
        rows = [view.model().index(at, 0) for at in range(view.model().rowCount())]
        alerts = [one for one in rows if isinstance(one.data(ROW), Row)]
        painter, width = view._painter, view.viewport().width()
        return [
            (painter.sizeHint(option, one).height(), painter._measured(width, one.data(ROW))) for one in alerts
        ]

    small = heights()
    apply_theme(qapp, LIGHT, 1.5)
    large = heights()
    set_touch(True)
    gloved = heights()
    for told in (small, large, gloved):
        assert all(kept == measured for kept, measured in told)
    assert sum(one for one, _ in small) < sum(one for one, _ in large) < sum(one for one, _ in gloved)


def test_letters_are_those_of_the_theme_whatever_its_size(qapp):
    for scale, touch in ((1.0, False), (1.5, False), (1.5, True), (1.0, False)):
        apply_theme(qapp, LIGHT, scale)
        set_touch(touch)
        for size, weight, tabular in ((BODY, None, True), (CAPTION, 500, False), (BODY, 600, True)):
            made = lettering(size, weight, tabular=tabular)
            assert made.font == font(size, weight, tabular=tabular)
            assert made.metrics.horizontalAdvance("Fan 12") == QFontMetrics(made.font).horizontalAdvance("Fan 12")


@given(st.text("ab Wi-Ü", max_size=40), st.integers(10, 300), st.integers(1, 4))
def test_words_are_broken_as_one_would_word_by_word(text, width, lines):
    metrics = lettering(BODY).metrics
    rest, expected = text.split(), []
    while rest:
        taken, last = 1, len(expected) == lines - 1
        while taken < len(rest) and (last or metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width):
            taken += 1
        line = " ".join(rest[:taken])
        expected.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width + 1))
        rest = rest[taken:]
    assert wrapped(text, metrics, width, lines) == expected


@pytest.mark.parametrize("size", [(800, 1280), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("count", [5, 23, 200])
def test_the_columns_share_the_whole_width_from_the_first_moment(opened, size, count):
    set_touch(size[0] < 1000)
    desk, _ = opened(size=size, fake=fleet(count))
    desk.presenter.arrange(Arrangement.TABLE)
    settle(40)
    table = desk.page.table
    assert sum(table.columnWidth(at) for at in range(len(COLUMNS))) == table.viewport().width()
    desk.page.window().resize(size[0] - 140, size[1])
    settle(40)
    assert sum(table.columnWidth(at) for at in range(len(COLUMNS))) == table.viewport().width()
