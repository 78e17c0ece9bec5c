"""Machines as rows: grouped, in the order people count, found by any of their words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.fleet import MachineSummary
from app.domain.verdict import State
from app.ui.widgets.machine_model import NO_SITE, Heading, MachineModel, needing_visit, rows_of, spoken
from tests.ui.widgets.samples import fleet, summary


def shown(rows):
    return [row.text if isinstance(row, Heading) else row.machine.name for row in rows]


def test_sites_are_headings_and_fan_2_comes_before_fan_10():
    rows = rows_of(
        [summary("Fan 10", 0.3, "Hall B"), summary("Fan 2", 0.3, "Hall B"), summary("Fan 3", 0.3, "Hall A")]
    )
    assert shown(rows) == ["Hall A", "Fan 3", "Hall B", "Fan 2", "Fan 10"]


def test_hall_2_comes_before_hall_10_and_every_site_is_headed_once():
    sites = ["Hall 10", "Hall 2", "hall 2", "Hall 02", "Hall 2", "hall 2"]
    rows = rows_of([summary(f"Fan {i}", 0.3, site) for i, site in enumerate(sites)])
    headings = [row.text for row in rows if isinstance(row, Heading)]
    assert headings == ["Hall 02", "Hall 2", "hall 2", "Hall 10"]


def test_without_any_site_there_are_no_headings():
    assert shown(rows_of([summary("B", 0.3), summary("a", 0.3)])) == ["a", "B"]


def test_machines_without_a_site_come_last_under_a_name_of_their_own():
    rows = rows_of([summary("A", 0.3), summary("Z", 0.3, "Hall")])
    assert shown(rows) == ["Hall", "Z", NO_SITE, "A"]


def test_search_looks_at_name_code_and_site_and_all_words_count():
    machines = fleet()
    assert shown(rows_of(machines, "sf-003")) == ["Hall B", "Supply fan 3"]
    assert shown(rows_of(machines, "  hall SUPPLY 1")) == ["Hall A", "Supply fan 1", "Hall B", "Supply fan 10"]
    assert rows_of(machines, "nothing like it") == []


def test_search_keeps_the_headings_even_where_all_found_are_unplaced():
    rows = rows_of([summary("A", 0.3), summary("Z", 0.3, "Hall")], "a")
    assert shown(rows)[-2:] == [NO_SITE, "A"]


@given(st.lists(st.text(max_size=12), max_size=20), st.text(max_size=5))
def test_any_names_and_any_search_give_rows(names, sought):
    rows = rows_of([summary(name, 0.2, name[:2]) for name in names], sought)
    assert sum(isinstance(row, MachineSummary) for row in rows) <= len(names)


def test_a_row_is_spoken_whole():
    assert spoken(summary("Supply fan 3", 1.84)) == "Supply fan 3, abnormal, score 1.84"
    assert spoken(summary("Hood fan", None, state=State.NO_BASELINE)) == "Hood fan, no baseline"


def test_only_abnormal_machines_need_a_visit():
    assert needing_visit(fleet()) == 3


def test_a_new_score_changes_rows_in_place_and_a_new_machine_resets_them(qtbot, qapp):
    model = MachineModel()
    first = summary("Fan 1", 0.3, "Hall")
    model.show([first])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        assert model.show([replace(first, conditions=summary("x", 1.2).conditions)])
    assert model.data(model.index(1)) == "Fan 1"
    with qtbot.waitSignal(model.modelReset):
        assert model.show(both := [first, summary("Fan 2", 0.3, "Hall")])
    assert not model.show(list(both)), "the very same ones"
    model.deleteLater()
