"""A walk is printed as it was when it ended, whatever was heard since; its PDFs never cost anybody a file."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.bin import Thing
from app.domain.identity import now
from app.domain.plan import Route, StopState
from app.domain.problem import Cancelled, Problem
from app.domain.verdict import State
from app.history.history import History
from app.reports.pdf_a_xmp import BEGIN, END
from app.reports.route_report import RouteReport
from app.reports.route_report_facts import RouteReportFacts
from app.workflows.progress import Cancel
from app.workflows.report_route import ReportRoute
from app.workflows.report_route_inspections import ReportRouteInspections
from tests.history.builders import inspection, machine
from tests.reports.long_for_tests import HOW, text_of

HOUR = timedelta(hours=1)


class Kept(RouteReport):
    """Keeps the facts that it was to print."""

    facts: RouteReportFacts

    def write(self, out, facts, on_page=None):
        self.facts = facts
        return super().write(out, facts, on_page)


class Bench:
    """Three machines on a route."""

    def __init__(self, history: History, fonts: Path, out: Path) -> None:
        self.history = history
        self.machines = [history.add_machine(machine(f"Fan {number}")) for number in (1, 2, 3)]
        self.route = history.routes.add(Route("Hall A", tuple(one.id for one in self.machines)))
        self.pages = Kept(fonts)
        self.report = ReportRoute(history, self.pages, lambda: replace(HOW, printed_at=now()))
        self.out = out
        self.printed: list[str] = []

    def hear(self, number: int, state: State = State.HEALTHY, ago: timedelta = timedelta()) -> str:
        moment = now() - ago
        one = self.machines[number - 1]
        return self.history.add_inspection(inspection(one, None, state, moment, moment)).id

    def facts(self, run_id: str) -> RouteReportFacts:
        self.report(run_id, self.out / "route.pdf")
        return self.pages.facts

    def print(self, inspection_id: str, path: Path) -> Path:
        self.printed.append(inspection_id)
        path.write_bytes(b"%PDF" + BEGIN + inspection_id.encode() + END + b"%%EOF\n")
        return path


@pytest.fixture
def bench(tmp_path, root):
    with History.open(tmp_path / "history") as history:
        yield Bench(history, root / "resources" / "fonts", tmp_path)


def test_a_walk_under_way_and_the_same_after_its_end(bench):
    bench.hear(1, ago=HOUR)
    run = bench.history.routes.start_run(bench.route.id, "L. Moreau")
    bench.hear(2, State.ABNORMAL)
    bench.history.routes.skip(run.id, bench.machines[2].id)
    states = [StopState.LEFT, StopState.DONE, StopState.SKIPPED]
    assert [stop.state for stop in bench.facts(run.id).stops] == states

    ended = bench.history.routes.end_run(run.id)
    later = -timedelta(minutes=1)
    bench.hear(1, ago=later)
    bench.hear(2, ago=later)
    facts = bench.facts(run.id)
    assert [stop.state for stop in facts.stops] == states and facts.run == ended
    assert [[one.state for one in stop.heard] for stop in facts.stops] == [[], [State.ABNORMAL], []]
    assert facts.stops[1].heard[0].next_step == "Inspect the bearing."
    assert "1 of 3 stops done" in text_of(bench.out / "route.pdf")


def test_of_two_takes_the_newest_counts_and_a_machine_in_the_bin_is_said_to_be_gone(bench):
    run = bench.history.routes.start_run(bench.route.id)
    bench.hear(2, State.ABNORMAL)
    bench.hear(2, State.WATCH)
    bench.history.bin.throw(Thing.MACHINE, bench.machines[0].id)
    facts = bench.facts(run.id)
    assert [stop.number for stop in facts.stops] == [2, 3] and facts.gone == 1
    assert [one.state for one in facts.heard] == [State.WATCH]


def test_walks_are_found_by_name_and_day(bench):
    with pytest.raises(Problem, match="no route named “Hall B”"):
        bench.report.walk("Hall B")
    with pytest.raises(Problem, match="Nobody walked"):
        bench.report.walk("hall  a")
    run = bench.history.routes.start_run(bench.route.id)
    today = run.started_at.astimezone().date()
    assert bench.report.walk("hall a") == bench.report.walk("Hall A", today) == run
    with pytest.raises(Problem, match="was started on"):
        bench.report.walk("Hall A", today - timedelta(days=1))


def test_every_inspection_of_the_walk_is_printed_once_and_others_files_stay(bench):
    run = bench.history.routes.start_run(bench.route.id)
    ids = [bench.hear(1), bench.hear(1), bench.hear(2, State.ABNORMAL)]
    folder = bench.out / "reports"
    job = ReportRouteInspections(bench.history, bench.print)
    day = f"{now().astimezone():%Y-%m-%d}"
    folder.mkdir()
    others = folder / f"Fan 2 {day} abnormal.pdf"
    others.write_bytes(b"somebody's")
    told = []

    printed = job(run.id, folder, told.append)

    names = [f"Fan 1 {day} healthy.pdf", f"Fan 1 {day} healthy 2.pdf", f"Fan 2 {day} abnormal 2.pdf"]
    assert [path.name for path in printed.written] == names and bench.printed == ids
    assert others.read_bytes() == b"somebody's"
    assert [one.share for one in told] == pytest.approx([0, 1 / 3, 2 / 3, 1])

    (folder / names[0]).unlink()
    (folder / names[2]).write_bytes(b"%PDF" + BEGIN + ids[2].encode() + END)  # cut off
    again = job(run.id, folder)
    assert [path.name for path in again.written] == [names[0], f"Fan 2 {day} abnormal 3.pdf"]
    assert [path.name for path in again.there] == [names[1]]


def test_a_stopped_job_keeps_what_it_finished_and_goes_on_there(bench):
    run = bench.history.routes.start_run(bench.route.id)
    ids = [bench.hear(1), bench.hear(2), bench.hear(3)]
    stop, folder = Cancel(), bench.out / "reports"

    def one_and_stop(inspection_id: str, path: Path) -> Path:
        stop.request()
        return bench.print(inspection_id, path)

    with pytest.raises(Cancelled):
        ReportRouteInspections(bench.history, one_and_stop)(run.id, folder, cancel=stop)
    assert bench.printed == ids[:1]
    printed = ReportRouteInspections(bench.history, bench.print)(run.id, folder)
    assert bench.printed == ids and (len(printed.written), len(printed.there)) == (2, 1)


def test_nothing_heard_or_no_folder_is_told(bench):
    run = bench.history.routes.start_run(bench.route.id)
    job = ReportRouteInspections(bench.history, bench.print)
    with pytest.raises(Problem, match="Nothing was heard"):
        job(run.id, bench.out / "reports")
    bench.hear(1)
    (bench.out / "file").write_text("")
    with pytest.raises(Problem, match="can't be made"):
        job(run.id, bench.out / "file" / "reports")
