"""What the lists of a history take with ten and a hundred times the inspections, of a thousand machines each."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from app.history.history import History
from tests.bench import many_visits
from tests.bench.figures import interleaved, told

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 9


def measure(largest: int = SIZES[-1]) -> Iterator[str]:
    """A line for each list and size, against the smallest history."""
    sizes = [size for size in SIZES if size <= largest]
    with tempfile.TemporaryDirectory() as root, ExitStack() as stack:
        first = Path(root) / "0"
        machine_id = many_visits.begin(first)
        folders = []
        for size in sizes:
            folders.append(many_visits.copy(folders[-1] if folders else first, Path(root) / str(size)))
            many_visits.add_visits(folders[-1], size)
            # Read through once, as at the first start; the starts measured are those after it.
            History.open(folders[-1]).close()
        yield from _lines("opening the history", sizes, [_opening(folder) for folder in folders])
        histories = [stack.enter_context(History.open(folder)) for folder in folders]
        for what, work in _works(machine_id).items():
            yield from _lines(what, sizes, [lambda one=one, work=work: work(one) for one in histories])


def _works(machine_id: str) -> dict[str, Callable[[History], object]]:
    return {
        "fleet of 1,000 machines, trends of 12": lambda history: history.fleet(),
        "fleet of 1,000 machines, without trends": lambda history: history.fleet(trend=0),
        f"the {many_visits.KNOWN_VISITS} visits of one machine": lambda history: history.visits(machine_id),
        "the same, with words sought": lambda history: history.visits(machine_id, text="bearing LÜFTER"),
        "a day's state changes": lambda history: history.state_changes(
            many_visits.START, many_visits.START + timedelta(days=1)
        ),
    }


def _lines(what: str, sizes: list[int], works: list[Callable[[], object]]) -> Iterator[str]:
    seconds = interleaved(*works, rounds=ROUNDS)
    for size, taken in zip(sizes[1:], seconds[1:], strict=True):
        detail = f"{taken * 1000:.1f} against {seconds[0] * 1000:.1f} CPU ms"
        yield told(f"{what}, {size:,} / {sizes[0]:,} inspections", taken / seconds[0], 1.5, detail)


def _opening(folder: Path) -> Callable[[], object]:
    return lambda: History.open(folder).close()
