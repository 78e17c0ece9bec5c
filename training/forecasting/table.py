"""All methods on the same questions, and the one table of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from app.domain.verdict import State
from training.forecasting.curves import SEEN, UNSEEN
from training.forecasting.figures import figures
from training.forecasting.lives import lives
from training.forecasting.questions import Answer, Method, Question, questions

APP, LINE, NETWORK = "Earshot", "straight line", "LSTM + attention"
ALL_SEEN, ALL_UNSEEN, ALL_WATCH = "all of these", "all not seen in training", "all, crossing watch"
QUESTIONS_OF_A_LIFE = 6
_JUDGED, _TRAINED = 1, 2
"""Two streams of lives of one seed that never meet."""


def compare(seed: int, lives_of_a_shape: int, say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Rows of figures by shape and method, in the order of the table."""
    from training.forecasting.attention import answers, trained
    from training.forecasting.plain import app, straight_line

    say("The network learns from lives of its own …")
    methods: dict[str, Method] = {
        APP: app, LINE: straight_line, NETWORK: partial(answers, trained(stream(seed, _TRAINED)))
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    watch: list[Question] = []
    shapes = (*SEEN, *UNSEEN)
    for group, total in ((SEEN, ALL_SEEN), (UNSEEN, ALL_UNSEEN)):
        every: list[Question] = []
        told: dict[str, list[Answer]] = {name: [] for name in methods}
        for shape in group:
            say(f"{shape} …")
            made = lives(shape, lives_of_a_shape, stream(seed, _JUDGED))
            first = shapes.index(shape) * lives_of_a_shape
            asked = _numbered(questions(made, QUESTIONS_OF_A_LIFE), first)
            watch += _numbered(questions(made, QUESTIONS_OF_A_LIFE, State.WATCH), first)
            for name, method in methods.items():
                answered = method(asked)
                told[name] += answered
                rows.append({"shape": shape, "method": name} | figures(asked, answered, seed))
            every += asked
        rows += [{"shape": total, "method": name} | figures(every, told[name], seed) for name in methods]
    say("watch …")
    for name, method in methods.items():
        rows.append({"shape": ALL_WATCH, "method": name} | figures(watch, method(watch), seed))
    return rows


def stream(seed: int, which: int) -> int:
    """A seed for one of the streams of lives; below a million are those on which numbers were chosen."""
    return 1_000_000 + 10 * seed + which


def as_text(rows: list[dict[str, Any]]) -> str:
    """The table as people read it."""
    head = ("shape", "method", "asked", "spoke", "held (95 %)", "before", "after", "width", "warned", "lead")
    lines = [head, *(_line(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    text = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    ]
    return "\n".join([*text, "", EXPLAINED])


EXPLAINED = """Simulated lives, asked when the machine will be abnormal (last rows: watch). Intervals are
meant to hold the true day in 80 of 100. spoke: gave one at all. before, after: the truth came before it, or
after it or never. width: median. warned: failing lives that got an interval that held at any visit; lead: median
from the first such one to the crossing. Lives that never fail can't be held: there speaking is wrong. A change at
once comes unannounced; about half of them end above abnormal."""


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    held = _percent(row["held"])
    if row["held_low"] is not None:
        held += f" ({_percent(row['held_low'])}–{_percent(row['held_high'])})"
    shares = (_percent(row["truth_before"]), _percent(row["truth_after"]))
    ends = (_days(row["width_days"]), _percent(row["warned"]), _days(row["lead_days"]))
    return row["shape"], row["method"], str(row["asked"]), _percent(row["spoke"]), held, *shares, *ends


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _days(days: float | None) -> str:
    return "–" if days is None else f"{days:.0f} d"


def _numbered(asked: list[Question], first: int) -> list[Question]:
    """The same questions with lives numbered on: those of two shapes are different lives."""
    return [replace(one, life=one.life + first) for one in asked]
