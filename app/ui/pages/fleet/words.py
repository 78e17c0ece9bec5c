"""What the fleet page says: how long until a visit, how long since one, what an alert is about."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from app.domain.fleet import Alert, AlertKind, FirstVisit, MachineNow
from app.domain.plan import Timing
from app.domain.verdict import STATE_NAMES, State
from app.domain.words import UNKNOWN, capital, score_text
from app.language import later, retold, tr, tr_many
from app.ui.pages.fleet.sifting import days_until
from app.ui.pages.fleet.values import Entry

_MONTH_DAYS = 30.4
_LONG_DAYS, _LONG_MONTHS = 60, 24
"""From so many on, months are said, and years."""

_TITLES: dict[AlertKind, Callable[[int], str]] = {
    AlertKind.SURGE: lambda n: tr_many("{n} machine worse", "{n} machines worse", n),
    AlertKind.CONFIDENCE: lambda n: tr_many("{n} machine less sure", "{n} machines less sure", n),
    AlertKind.DRIFT: lambda n: tr_many("{n} machine changing slowly", "{n} machines changing slowly", n),
    AlertKind.FLEET_DRIFT: lambda n: tr_many("{n} machine changed at once", "{n} machines changed at once", n),
}


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST = {1: later("Visit this one first"), 2: later("Visit these two first")}


def due_text(now: MachineNow, at: datetime) -> str:
    """ "in 6 days", "Today", "late 3 days", "No date"."""
    if now.due_at is None:
        return tr("No date")
    days = days_until(now.due_at, at)
    if now.timing is Timing.OVERDUE:
        return _late(-days) if days < 0 else tr("due now")
    if days <= 1:
        return tr("Today") if days <= 0 else tr("Tomorrow")
    return _ahead(days)


def longest_due() -> tuple[str, ...]:
    """As long as days get in `due_text`; months and years are seldom."""
    return _late(_LONG_DAYS - 1), _ahead(_LONG_DAYS - 1), tr("Tomorrow"), tr("No date"), tr("due now")


def age_text(visited_at: datetime | None, at: datetime) -> str:
    """How long ago: "today", "6 days", "3 months"; "never"."""
    if visited_at is None:
        return tr("never")
    days = -days_until(visited_at, at)
    return tr("today") if days <= 0 else _span(days)


def without_day(sentence: str) -> str:
    """What to do, without its day and full stop where the day is said beside it."""
    told = retold(sentence)
    for day in _DAY.findall(told):
        told = re.sub(r"\s*" + re.escape(tr("by {day}", day=day)), "", told, flags=re.IGNORECASE).strip()
    return capital(told.rstrip(".,"))


def where(now: MachineNow, *, several_sites: bool) -> str:
    """ "SF-003 · Hall B"; the site too where there are several."""
    machine = now.machine
    site = machine.site if several_sites or not machine.area else ""
    return " · ".join(part for part in (machine.code, site, machine.area) if part)


def state_word(state: State) -> str:
    """As it begins a line."""
    return tr(STATE_NAMES[state])


def spoken(entry: Entry, at: datetime) -> str:
    """A machine as a screen reader says it: "Supply fan 3, Hall B, abnormal, score 1.84, late 3 days"."""
    machine = entry.now.machine
    parts = [machine.name, machine.code, machine.site, machine.area, tr(entry.state.value)]
    if entry.score is not None:
        parts.append(tr("score {score}", score=score_text(entry.score)))
    parts.append(due_text(entry.now, at))
    return ", ".join(part for part in parts if part)


def spoken_first(number: int, first: FirstVisit, day: str) -> str:
    """A card as a screen reader says it; `day` is that by which to go, empty where there is none."""
    last = first.now.summary.last
    told = {"number": number, "machine": first.now.machine.name, "state": tr(first.now.summary.state.value)}
    if last and last.score is not None:
        head = tr("Visit {number}: {machine}, {state}, score {score}.", score=score_text(last.score), **told)
    else:
        head = tr("Visit {number}: {machine}, {state}.", **told)
    to_do = _DAY.sub(lambda found: day or found[0], retold(first.action.what))
    return " ".join(part for part in (head, retold(first.finding), to_do) if part)


def tip(entry: Entry) -> str:
    """More of a machine, while the pointer rests on it."""
    machine, last = entry.now.machine, entry.now.summary.last
    lines = (
        machine.name,
        " · ".join(part for part in (machine.code, machine.site, machine.area) if part),
        entry.point,
        retold(last.finding) if last else "",
    )
    return "\n".join(line for line in lines if line)


def first_title(number: int) -> str:
    """Above the cards."""
    return tr(_FIRST.get(number, later("Visit these three first")))


def alert_title(alert: Alert, names: Mapping[str, str]) -> str:
    """The machine, or how many and what."""
    if len(alert.machine_ids) == 1:
        return names.get(alert.machine_ids[0], UNKNOWN)
    if alert.kind is AlertKind.FLEET_DRIFT and not alert.machine_ids:
        return tr("All machines changed")
    how_many, told = len(alert.machine_ids), _TITLES.get(alert.kind)
    return told(how_many) if told else tr_many("{n} machine", "{n} machines", how_many)


def spoken_alert(alert: Alert, names: Mapping[str, str], when: str) -> str:
    """An alert as a screen reader says it."""
    title, line = alert_title(alert, names), retold(alert.what).rstrip(".")
    if alert.seen is None:
        seen = tr("Open.")
    else:
        seen = tr("Seen, note: {note}.", note=alert.seen.note) if alert.seen.note else tr("Seen.")
    before, arrow, after = line.partition(" → ")
    if not arrow:
        return f"{when}, {title}: {line}. {seen}"
    told = {"when": when, "title": title, "before": before, "after": after, "seen": seen}
    return tr("{when}, {title}: {before} to {after}. {seen}", **told)


def calm_line(entries: Sequence[Entry], at: datetime) -> str:
    """What stands where the cards would, when nothing wants a visit."""
    if not entries:
        return ""
    ahead = [one.now for one in entries if one.now.due_at is not None]
    following = min(ahead, key=lambda now: now.due_at or at, default=None)
    if any(one.state is not State.HEALTHY for one in entries):
        line = tr("No machine wants a visit before its date.")
    elif len(entries) == 1:
        line = tr("The machine is as it should be.")
    else:
        line = tr_many(
            "All {n} machines are as they should be.", "All {n} machines are as they should be.", len(entries)
        )
    if following is None:
        return line
    due = due_text(following, at)
    following_line = tr(
        "Next due: {machine}, {due}.", machine=following.machine.name, due=due[0].lower() + due[1:]
    )
    return f"{line} {following_line}"


def _span(days: int) -> str:
    if days < _LONG_DAYS:
        return tr_many("{n} day", "{n} days", days)
    months = round(days / _MONTH_DAYS)
    if months < _LONG_MONTHS:
        return tr_many("{n} month", "{n} months", months)
    return tr_many("{n} year", "{n} years", round(months / 12))


def _ahead(days: int) -> str:
    if days < _LONG_DAYS:
        return tr_many("in {n} day", "in {n} days", days)
    months = round(days / _MONTH_DAYS)
    if months < _LONG_MONTHS:
        return tr_many("in {n} month", "in {n} months", months)
    return tr_many("in {n} year", "in {n} years", round(months / 12))


def _late(days: int) -> str:
    if days < _LONG_DAYS:
        return tr_many("late {n} day", "late {n} days", days)
    months = round(days / _MONTH_DAYS)
    if months < _LONG_MONTHS:
        return tr_many("late {n} month", "late {n} months", months)
    return tr_many("late {n} year", "late {n} years", round(months / 12))
