"""The columns of the table: what each says of a machine, how wide it would like to be, where it gives way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from app.domain.words import score_text
from app.language import later, tr
from app.ui.pages.fleet.values import Entry, Sort
from app.ui.pages.fleet.words import age_text, due_text, state_word

Telling = Callable[[Entry, datetime], str]


@dataclass(frozen=True, slots=True)
class Column:
    """`least` and `share` tell its width in px: the least it must have, and its part of what is left.

    `title` is its English name; `told` what it says of a machine at a moment, in the user's language. `rank`
    is how soon it gives way where there is no room: 0 stays. `sort` is what pressing its head orders by.
    """

    key: str
    title: str
    least: int
    share: int
    rank: int
    sort: Sort | None
    told: Telling
    right: bool = False


COLUMNS = (
    Column("state", later("State"), 104, 0, 0, Sort.STATE, lambda one, at: state_word(one.state)),
    Column("machine", later("Machine"), 140, 4, 0, Sort.NAME, lambda one, at: one.now.machine.name),
    Column("code", later("Code"), 84, 1, 4, Sort.CODE, lambda one, at: one.now.machine.code),
    Column("site", later("Site"), 66, 3, 6, Sort.SITE, lambda one, at: one.now.machine.site),
    Column("area", later("Area"), 76, 3, 2, Sort.AREA, lambda one, at: one.now.machine.area),
    Column("point", later("Point, condition"), 104, 6, 5, Sort.POINT, lambda one, at: one.point),
    Column("score", later("Score"), 56, 0, 0, Sort.SCORE, lambda one, at: score_text(one.score), right=True),
    Column("trend", later("Trend"), 64, 0, 1, None, lambda one, at: ""),
    Column("visit", later("Last visit"), 72, 0, 1, Sort.VISIT, lambda one, at: age_text(one.visited_at, at)),
    Column("due", later("Due"), 116, 0, 0, Sort.DUE, lambda one, at: due_text(one.now, at)),
    Column(
        "criticality",
        later("Criticality"),
        68,
        0,
        3,
        Sort.CRITICALITY,
        lambda one, at: tr(one.now.machine.criticality.value),
    ),
)


def widths(
    room: int, unit: float, unused: Sequence[str] = (), needed: Mapping[str, int] = MappingProxyType({})
) -> list[int]:
    """A width in px for each of `COLUMNS`, 0 for those that give way; `unit` px are one designed px.

    `unused` are keys of columns that would say the same, or nothing, of all machines; `needed` is what the words
    of the language ask for in px, by key.
    """
    least = {one.key: max(round(one.least * unit), needed.get(one.key, 0)) for one in COLUMNS}
    shown = [column for column in COLUMNS if column.key not in unused]
    given: list[Column] = []
    while (over := sum(least[column.key] for column in shown) - room) > 0:
        giving = max(shown, key=lambda column: column.rank)
        if giving.rank == 0:
            break
        shown.remove(giving)
        given.append(giving)
    # Of two that give way together, the narrower may still have room once the other is gone.
    for column in given[:-1]:
        if column.rank == given[-1].rank and over + least[column.key] <= 0:
            shown.append(column)
            over += least[column.key]
    spare = max(0, -over)
    parts = sum(column.share for column in shown) or 1
    made = {column.key: least[column.key] + spare * column.share // parts for column in shown}
    if "machine" in made:
        made["machine"] += max(0, room - sum(made.values()))
    return [made.get(column.key, 0) for column in COLUMNS]
