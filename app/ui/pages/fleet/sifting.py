"""Which machines are shown, in which order, under which heading: pure functions over entries."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from app.domain.machine import Criticality
from app.domain.plan import Timing
from app.domain.spelling import folded, natural
from app.domain.verdict import STATE_NAMES, State
from app.domain.words import capital
from app.language import later, tr
from app.ui.pages.fleet.values import Count, Entry, Group, Place, Section, Sieve, Sort
from app.ui.pages.words import TYPE_WORDS

URGENT_FIRST = (State.ABNORMAL, State.WATCH, State.CANNOT_TELL, State.NO_BASELINE, State.HEALTHY)
NO_PLACE = later("No place given")

_URGENCY = {state: at for at, state in enumerate(URGENT_FIRST)}
_CRITICAL_FIRST = (Criticality.HIGH, Criticality.NORMAL, Criticality.LOW)
_CRITICALITY = {one: at for at, one in enumerate(_CRITICAL_FIRST)}
_NEVER = datetime.max.replace(tzinfo=UTC)
_DUE_HEADINGS = (
    later("Overdue"),
    later("Due now"),
    later("Within a week"),
    later("Within a month"),
    later("Later"),
    later("No date"),
)

Key = Callable[[Entry], tuple[object, ...]]


def sift(entries: Iterable[Entry], sieve: Sieve) -> list[Entry]:
    """Those that the sieve lets through, in their order."""
    words = folded(sieve.text).split()
    return [
        one
        for one in entries
        if (not sieve.states or one.state in sieve.states)
        and (not sieve.overdue or one.now.overdue)
        and (sieve.place is None or one.place == sieve.place)
        and (sieve.machine_ids is None or one.id in sieve.machine_ids)
        and all(word in one.haystack for word in words)
    ]


def ordered(
    entries: Iterable[Entry], sort: Sort, *, reverse: bool = False, first: Sequence[str] = ()
) -> list[Entry]:
    """In that order, machines that are alike in it by name.

    By urgency those in `first` come first, in their own order. What is not known comes last either way round.
    """
    by_name = sorted(entries, key=attrgetter("by_name"))
    if sort is Sort.URGENCY:
        rank = {machine_id: at for at, machine_id in enumerate(first)}
        by_name.sort(key=lambda one: (rank.get(one.id, len(rank)), not one.wanted, one.urgency), reverse=reverse)
        return by_name
    is_known = _KNOWN.get(sort)
    known = by_name if is_known is None else [one for one in by_name if is_known(one)]
    unknown = [] if is_known is None else [one for one in by_name if not is_known(one)]
    known.sort(key=_KEYS[sort], reverse=reverse)
    return known + unknown


def divided(
    entries: Sequence[Entry], group: Group, at: datetime, *, urgent_first: bool = False
) -> tuple[Section, ...]:
    """The machines under their headings; inside a section they keep their order.

    `urgent_first` brings the areas forward in which a machine wants a visit, those with an abnormal one first.
    """
    if group is Group.NONE:
        return (Section("", tuple(entries)),) if entries else ()
    if group is Group.AREA:
        return _by_place(entries, urgent_first)
    heading = _heading(group, at)
    found: dict[tuple[int, str], list[Entry]] = {}
    for one in entries:
        found.setdefault(heading(one), []).append(one)
    return tuple(Section(title, tuple(found[rank, title])) for rank, title in sorted(found))


def counted(entries: Sequence[Entry]) -> tuple[Count, ...]:
    """How many are in each state, the most urgent first; all five of them, so that nothing changes its place."""
    numbers = dict.fromkeys(URGENT_FIRST, 0)
    for one in entries:
        numbers[one.state] += 1
    return tuple(
        Count(state, number, number / len(entries) if entries else 0.0) for state, number in numbers.items()
    )


def places(entries: Iterable[Entry]) -> tuple[Place, ...]:
    """Where machines stand, in order; those of which nobody said it last."""
    return tuple(sorted({one.place for one in entries}, key=_place_key))


def days_until(due: datetime, at: datetime) -> int:
    """How many midnights of this computer's clock lie between; negative where it is past."""
    return (due.astimezone().date() - at.astimezone().date()).days


def _by_place(entries: Sequence[Entry], urgent_first: bool) -> tuple[Section, ...]:
    found: dict[Place, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.place, []).append(one)
    several = len({site for site, _ in found}) > 1
    made = []
    order = sorted(found, key=_place_key)
    if urgent_first:
        order.sort(key=lambda place: min(_call(one) for one in found[place]))
    for place in order:
        site, area = place
        above = site if several and area else ""
        made.append(Section(area or site or tr(NO_PLACE), tuple(found[place]), above, place))
    return tuple(made)


def _call(one: Entry) -> int:
    """How loud a machine calls for a visit: the less, the louder; all that want none are alike."""
    return _URGENCY[one.state] if one.wanted else len(_URGENCY)


def _place_key(place: Place) -> tuple[object, ...]:
    site, area = place
    return not (site or area), natural(site), site, not area, natural(area), area


def _heading(group: Group, at: datetime) -> Callable[[Entry], tuple[int, str]]:
    if group is Group.STATE:
        return lambda one: (_URGENCY[one.state], tr(STATE_NAMES[one.state]))
    if group is Group.CRITICALITY:
        return lambda one: (
            _CRITICALITY[one.now.machine.criticality],
            capital(tr(one.now.machine.criticality.value)),
        )
    if group is Group.TYPE:
        order = list(TYPE_WORDS)
        return lambda one: (order.index(one.now.machine.type), capital(tr(TYPE_WORDS[one.now.machine.type][1])))
    return lambda one: (rank := _due_rank(one, at), tr(_DUE_HEADINGS[rank]))


def _due_rank(one: Entry, at: datetime) -> int:
    if one.now.timing is Timing.OVERDUE:
        return 0
    if one.now.timing is Timing.DUE:
        return 1
    if one.now.due_at is None:
        return 5
    ahead = one.now.due_at - at
    return 2 if ahead < timedelta(days=7) else 3 if ahead < timedelta(days=31) else 4


_KNOWN: dict[Sort, Callable[[Entry], bool]] = {
    Sort.SCORE: lambda one: one.score is not None,
    Sort.VISIT: lambda one: one.visited_at is not None,
    Sort.DUE: lambda one: one.now.due_at is not None,
    Sort.SITE: lambda one: bool(one.place[0]),
    Sort.AREA: lambda one: bool(one.place[1]),
    Sort.CODE: lambda one: bool(one.now.machine.code),
    Sort.POINT: lambda one: bool(one.point),
}
"""By these a machine may have nothing to be ordered by."""

_KEYS: dict[Sort, Key] = {
    Sort.NAME: lambda one: (one.by_name[0],),
    # The highest score is what one looks for, and the visit longest ago.
    Sort.SCORE: lambda one: (-(one.score or 0.0),),
    Sort.VISIT: lambda one: (one.visited_at or _NEVER,),
    Sort.DUE: lambda one: (one.now.due_at or _NEVER,),
    Sort.SITE: lambda one: (natural(one.place[0]), natural(one.place[1])),
    Sort.AREA: lambda one: (natural(one.place[1]),),
    Sort.CODE: lambda one: (natural(one.now.machine.code),),
    Sort.POINT: lambda one: (natural(one.point),),
    Sort.STATE: lambda one: (_URGENCY[one.state],),
    Sort.CRITICALITY: lambda one: (_CRITICALITY[one.now.machine.criticality],),
}
