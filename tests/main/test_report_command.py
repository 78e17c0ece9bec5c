"""The report command: what it writes, what it prints, how it ends."""

import argparse
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.identity import now
from app.domain.plan import Route
from app.domain.problem import Problem
from app.history.history import History
from app.language import SOURCE, speak
from app.main import report_command
from app.workflows.preferences import Preferences
from tests.history.builders import START, inspection, machine
from tests.reports.long_for_tests import text_of


@pytest.fixture
def command(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    report_command.add_command(parser.add_subparsers(dest="command"))

    def run(*words: object):
        code = report_command.report(parser.parse_args(["report", *map(str, words)]), tmp_path / "history")
        return code, capsys.readouterr().out

    return run


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """The computer speaks English, and so does the program afterwards."""
    monkeypatch.setenv("LC_ALL", "C")
    yield
    speak(SOURCE)


@pytest.fixture
def fan(tmp_path):
    with History.open(tmp_path / "history") as history:
        fan = history.add_machine(machine("Fan 3"))
        history.add_inspection(inspection(fan))
        route = history.routes.add(Route("Hall A", (fan.id,)))
        history.routes.start_run(route.id, "L. Moreau")
        history.add_inspection(inspection(fan, recorded_at=now(), analysed_at=now()))
    return fan


def test_machine_fleet_and_walk(command, fan, tmp_path):
    out = tmp_path / "a.pdf"
    assert command("machine", "fan 3", "--out", out) == (0, f"{out}\n")
    assert "2 visits by M. Großmann" in text_of(out)
    assert command("fleet", "--out", out)[0] == 0 and "State of 1 machine" in text_of(out)
    assert command("route", "hall a", "--out", out)[0] == 0 and "1 of 1 stop done" in text_of(out)


def test_a_day_of_the_end_counts_as_a_whole(command, fan, tmp_path):
    out = tmp_path / "a.pdf"
    day = START.astimezone().date().isoformat()
    command("machine", "Fan 3", "--from", day, "--to", day, "--out", out)
    assert f"Period {day} Visits 1 visit" in text_of(out)
    until = report_command._end("2026-06-30")
    assert until - report_command._begin("2026-06-30") == timedelta(days=1)
    assert report_command._end("2026-06-30T08:00+00:00") == datetime(2026, 6, 30, 8, tzinfo=UTC)


def test_the_inspections_of_a_walk(command, fan, tmp_path):
    folder = tmp_path / "reports"
    assert command("inspections", "--route", "Hall A", "--out", folder) == (0, f"{folder}: 1 report written.\n")
    said = command("inspections", "--route", "Hall A", "--out", folder)[1]
    assert said == f"{folder}: 0 reports written, 1 there already.\n" and len(list(folder.iterdir())) == 1


def test_what_is_not_known_or_makes_no_sense_is_refused(command, fan, tmp_path):
    out = tmp_path / "a.pdf"
    with pytest.raises(Problem, match="no machine named “Nobody”"):
        command("machine", "Nobody", "--out", out)
    with pytest.raises(Problem, match="ends before it begins"):
        command("fleet", "--from", "2026-06-30", "--to", "2026-06-01", "--out", out)
    for words in (
        ("fleet",),
        ("route", "Hall A", "--walk", "soon", "--out", out),
        ("fleet", "--to", "x", "--out", out),
    ):
        with pytest.raises(SystemExit):
            command(*words)
    assert not out.exists()


def test_what_is_printed_is_in_the_language_that_is_set_and_the_command_speaks_english(command, fan, tmp_path):
    Preferences(tmp_path / "history").change(language="de")
    out = tmp_path / "a.pdf"
    assert command("machine", "fan 3", "--out", out) == (0, f"{out}\n")
    assert "2 Besuche von M. Großmann" in text_of(out)
    assert command("fleet", "--out", out)[0] == 0 and "Zustand von 1 Maschine" in text_of(out)
    assert command("route", "hall a", "--out", out)[0] == 0 and "1 von 1 Station erledigt" in text_of(out)
    code, said = command("inspections", "--route", "Hall A", "--out", tmp_path / "all")
    assert (code, said) == (0, f"{tmp_path / 'all'}: 1 report written.\n")
    assert "Prüfbericht" in text_of(next((tmp_path / "all").glob("*.pdf")))
    with pytest.raises(Problem, match="There is no machine named “Fan 4”"):
        command("machine", "Fan 4", "--out", out)
