"""What the exchange section decides, without a widget: on real histories."""

from dataclasses import replace
from datetime import UTC, datetime

from app.ui.pages.exchange import words
from app.ui.pages.exchange.values import Stage
from tests.ui.fakes import InlineJobs
from tests.ui.pages.exchange.scenes import View, machines, presenter
from tests.workflows.exchange.laptops import full_machine


def test_machines_are_chosen_by_place_and_one_by_one(mine):
    made = machines(mine, 6)
    view = View()
    shown = presenter(mine, view)
    shown.open()
    send = view.shown.send
    assert [word for _, word in send.places][:3] == ["All machines (6)", "Hall 1 (2)", "Hall 1 · Line 1 (1)"]
    assert len(send.rows) == 6 and send.all_picked and send.line.startswith("6 machines · 0 visits · 0 recordings")

    shown.choose_place("Hall 2")
    assert [row.title for row in view.shown.send.rows] == ["Fan 1", "Fan 4"]
    shown.toggle(made[1].id)
    assert [row.picked for row in view.shown.send.rows] == [False, True] and not view.shown.send.all_picked
    assert view.shown.send.line.startswith("1 machine ") and "Fan 4" in shown.suggested_name()
    shown.pick_all(False)
    assert not view.shown.send.may_write and view.shown.send.line == ""
    shown.pick_all(True)
    shown.choose_recordings("all")
    shown.choose_reports("with")
    assert view.shown.send.may_write and (view.shown.send.recordings, view.shown.send.reports) == ("all", True)
    assert shown.suggested_name().startswith("Hall 2 ")


def test_sent_looked_into_and_taken_in(mine, theirs, tmp_path):
    fan = full_machine(mine)
    out, view, there = tmp_path / "fan.earshot", View(), View()
    sending, taking = presenter(mine, view), presenter(theirs, there)
    sending.open()
    sending.write(out)
    (told,) = view.of("tell")
    assert told[0] == "“fan.earshot” is written." and "2 visits" in told[1] and view.shown.busy == ""

    taking.open()
    taking.file.look(out)
    face = there.shown.file
    assert face.stage is Stage.LOOKED and face.may_take and "1 machine, 2 visits, 1 review" in face.news
    assert face.rows[0].note.startswith("new · 2 visits, 1 review")
    taking.file.take_in()
    face = there.shown.file
    assert (
        face.stage is Stage.DONE and face.rows[0].here == fan.id and "Taken in: 1 machine, 2 visits" in face.line
    )
    assert len(there.of("machines_changed")) == 1 and len(there.shown.send.rows) == 1

    taking.file.look(out)
    assert not there.shown.file.may_take and there.shown.file.news == "Nothing in it is new here."
    taking.file.put_away()
    assert there.shown.file.stage is Stage.NONE


def test_machines_with_the_same_code_are_taken_for_one_another_only_when_one_says_so(mine, theirs, tmp_path):
    full_machine(mine, "Fan 3")
    (ours,) = machines(theirs, 1, lambda number: "AHU three")
    theirs.history.change_machine(replace(ours, code="AHU-03"))
    view = View()
    taking = presenter(theirs, view)
    taking.file.look(mine.write(tmp_path / "x.earshot"))
    assert (view.shown.file.same_code, view.shown.file.matched) == (1, False)
    assert "same asset code as “AHU three” here" in view.shown.file.rows[0].note
    taking.file.match_codes(True)
    assert (view.shown.file.same_code, view.shown.file.matched) == (1, True)
    assert view.shown.file.rows[0].title == "Fan 3 → AHU three"
    taking.file.match_codes(False)
    taking.file.match_codes(True)
    taking.file.take_in()
    assert [one.name for one in theirs.history.machines()] == ["AHU three"]
    assert len(theirs.history.visits(ours.id)) == 2


def test_what_is_refused_is_told_where_it_happened(mine, tmp_path):
    full_machine(mine)
    view = View()
    shown = presenter(mine, view)
    shown.open()
    bad = tmp_path / "bad.earshot"
    bad.write_bytes(b"hello")
    shown.file.look(bad)
    assert view.shown.file.stage is Stage.REFUSED and "not a whole" in view.shown.file.problem.what
    shown.write(tmp_path / "none" / "x.earshot")
    assert "could not be written" in view.problems()["exchange send"]
    shown.write(tmp_path / "x.earshot")
    assert view.problems() == {}


def test_one_thing_at_a_time_and_a_look_ends_with_the_section(mine, tmp_path):
    full_machine(mine)
    jobs, view = InlineJobs(auto=False), View()
    shown = presenter(mine, view, jobs)
    shown.open()
    jobs.settle()
    shown.write(tmp_path / "x.earshot")
    assert view.shown.busy == "Writing x.earshot" and view.shown.share is None
    shown.export_cmms(tmp_path / "x.csv", "comma")
    shown.stop()
    jobs.settle()
    assert not list(tmp_path.glob("x.*")) and view.shown.busy == "" and view.problems() == {}

    shown.file.look(tmp_path / "x.earshot")
    assert view.shown.file.stage is Stage.LOOKING
    shown.leave()
    jobs.settle()
    assert view.shown.file.stage is Stage.NONE


def test_tables_of_what_is_ticked_from_when_to_when(mine, tmp_path):
    full_machine(mine)
    view = View()
    shown = presenter(mine, view)
    shown.open()
    shown.export_cmms(tmp_path / "orders.csv", "semicolon")
    assert view.shown.tables.line == "orders.csv, 2 rows." and b";" in (tmp_path / "orders.csv").read_bytes()
    shown.choose_since("30")
    shown.choose_until("2020-01-01")
    shown.export_cmms(tmp_path / "none.csv", "comma")
    assert "no inspection" in view.problems()["export tables"]


def test_times_are_told_as_choices():
    today = datetime(2026, 3, 22, 12, tzinfo=UTC).astimezone()
    assert dict(words.since_choices(today))["2026-01-01"] == "From 1 Jan 2026"
    assert dict(words.until_choices(today))["2026-03-01"] == "Until 28 Feb 2026"
    assert words.moment("", today) is None and (today - words.moment("90", today)).days == 90
    assert words.moment("2026-01-01", today).utcoffset() is not None
    assert "2026-01-01" in dict(words.until_choices(today.replace(month=1)))
