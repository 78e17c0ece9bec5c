"""What the page of all machines takes with ten and a hundred times the inspections, of a thousand machines."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from app.history.history import History
from app.workflows.fleet_now import FleetNow
from app.workflows.forecast import LookAhead
from tests.bench import many_visits
from tests.bench.figures import interleaved, told

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 9

FIRST_WEEK = (many_visits.START, many_visits.START + timedelta(days=7))
"""The only time that all sizes have alike: a thousand visits."""


def measure(largest: int = SIZES[-1]) -> Iterator[str]:
    """A line for each question and size, against the smallest history; then a month of the largest."""
    sizes = [size for size in SIZES if size <= largest]
    with tempfile.TemporaryDirectory() as root, ExitStack() as stack:
        histories = [stack.enter_context(History.open(folder)) for folder in _folders(Path(root), sizes)]
        fleets = [FleetNow(history, LookAhead(history)) for history in histories]
        machines = {fleet: fleet.overview() for fleet in fleets}
        shown = [one.machine.id for one in machines[fleets[0]][:30]]
        works: dict[str, Callable[[FleetNow], object]] = {
            "1,000 machines in their plan": lambda fleet: fleet.overview(),
            "trends of the 30 rows on screen": lambda fleet: fleet.trends(shown),
            "the first three of 1,000 machines": lambda fleet: fleet.first(machines[fleet]),
            "what changed in a week of 1,000 visits": lambda fleet: fleet.changes(*FIRST_WEEK),
        }
        for what, work in works.items():
            yield from _lines(what, sizes, [lambda one=one, work=work: work(one) for one in fleets])
        yield from _month(histories[-1], sizes[-1])


def _folders(root: Path, sizes: list[int]) -> list[Path]:
    first = root / "0"
    many_visits.begin(first)
    folders = [first]
    for size in sizes:
        folders.append(many_visits.copy(folders[-1], root / str(size)))
        many_visits.add_visits(folders[-1], size)
    return folders[1:]


def _lines(what: str, sizes: list[int], works: list[Callable[[], object]]) -> Iterator[str]:
    seconds = interleaved(*works, rounds=ROUNDS)
    for size, taken in zip(sizes[1:], seconds[1:], strict=True):
        detail = f"{taken * 1000:.1f} against {seconds[0] * 1000:.1f} CPU ms"
        yield told(f"{what}, {size:,} / {sizes[0]:,} inspections", taken / seconds[0], 1.5, detail)


def _month(history: History, size: int) -> Iterator[str]:
    """The newest month, in which every machine has a new look at slow changes: asked at first, and again."""
    until = history.fleet(trend=0)[-1].visited_at
    assert until is not None
    fleet = FleetNow(history, LookAhead(history))
    taken = []
    for _ in range(2):
        begun = time.process_time()
        changes = fleet.changes(until - timedelta(days=30), until)
        taken.append(time.process_time() - begun)
    yield (
        f"the newest month of {size:,} inspections, {len(changes)} alerts: "
        f"{taken[0]:.1f} CPU s at first, {taken[1]:.1f} s when asked again (no aim: on a worker)"
    )
