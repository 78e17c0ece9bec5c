"""What the fleet page says: how long until a visit, how long since one, what an alert is about."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.fleet import Alert, AlertKind, FirstVisit, MachineNow
from app.domain.plan import Timing
from app.domain.verdict import State
from app.domain.words import UNKNOWN, count, score_text
from app.ui.pages.fleet.sifting import days_until
from app.ui.pages.fleet.values import Entry

_MONTH_DAYS = 30.4
_TITLES = {
    AlertKind.SURGE: "{} worse",
    AlertKind.CONFIDENCE: "{} less sure",
    AlertKind.DRIFT: "{} changing slowly",
    AlertKind.FLEET_DRIFT: "{} changed at once",
}


def due_text(now: MachineNow, at: datetime) -> str:
    """ "in 6 days", "Today", "late 3 days", "No date"."""
    if now.due_at is None:
        return "No date"
    days = days_until(now.due_at, at)
    if now.timing is Timing.OVERDUE:
        return f"late {_span(-days)}" if days < 0 else "due now"
    if days <= 1:
        return "Today" if days <= 0 else "Tomorrow"
    return f"in {_span(days)}"


def age_text(visited_at: datetime | None, at: datetime) -> str:
    """How long ago: "today", "6 days", "3 months"; "never"."""
    if visited_at is None:
        return "never"
    days = -days_until(visited_at, at)
    return "today" if days <= 0 else _span(days)


def without_day(sentence: str) -> str:
    """What to do, without its day and full stop where the day is said beside it."""
    return re.sub(r"\s+by \d{4}-\d\d-\d\d\.?$", "", sentence).rstrip(".")


def where(now: MachineNow, *, several_sites: bool) -> str:
    """ "SF-003 · Hall B"; the site too where there are several."""
    machine = now.machine
    site = machine.site if several_sites or not machine.area else ""
    return " · ".join(part for part in (machine.code, site, machine.area) if part)


def state_word(state: State) -> str:
    """As it begins a line."""
    return state.value.capitalize()


def spoken(entry: Entry, at: datetime) -> str:
    """A machine as a screen reader says it: "Supply fan 3, Hall B, abnormal, score 1.84, late 3 days"."""
    machine = entry.now.machine
    parts = [machine.name, machine.code, machine.site, machine.area, entry.state.value]
    if entry.score is not None:
        parts.append(f"score {score_text(entry.score)}")
    parts.append(due_text(entry.now, at))
    return ", ".join(part for part in parts if part)


def spoken_first(number: int, first: FirstVisit, by: str) -> str:
    """A card as a screen reader says it."""
    last = first.now.summary.last
    score = f", score {score_text(last.score)}" if last and last.score is not None else ""
    head = f"Visit {number}: {first.now.machine.name}, {first.now.summary.state.value}{score}."
    return " ".join(part for part in (head, first.finding, f"{without_day(first.action.what)}{by}.") if part)


def tip(entry: Entry) -> str:
    """More of a machine, while the pointer rests on it."""
    machine, last = entry.now.machine, entry.now.summary.last
    lines = (
        machine.name,
        " · ".join(part for part in (machine.code, machine.site, machine.area) if part),
        entry.point,
        last.finding if last else "",
    )
    return "\n".join(line for line in lines if line)


def first_title(number: int) -> str:
    """Above the cards."""
    return {1: "Visit this one first", 2: "Visit these two first"}.get(number, "Visit these three first")


def alert_title(alert: Alert, names: Mapping[str, str]) -> str:
    """The machine, or how many and what."""
    if len(alert.machine_ids) == 1:
        return names.get(alert.machine_ids[0], UNKNOWN)
    if alert.kind is AlertKind.FLEET_DRIFT and not alert.machine_ids:
        return "All machines changed"
    about = count(len(alert.machine_ids), "machine")
    return _TITLES.get(alert.kind, "{}").format(about)


def spoken_alert(alert: Alert, names: Mapping[str, str], when: str) -> str:
    """An alert as a screen reader says it."""
    line = alert.what.replace("→", "to").rstrip(".")
    seen = "open" if alert.seen is None else f"seen{f', note: {alert.seen.note}' if alert.seen.note else ''}"
    return f"{when}, {alert_title(alert, names)}: {line}. {seen.capitalize()}."


def calm_line(entries: Sequence[Entry], at: datetime) -> str:
    """What stands where the cards would, when nothing wants a visit."""
    if not entries:
        return ""
    ahead = [one.now for one in entries if one.now.due_at is not None]
    following = min(ahead, key=lambda now: now.due_at or at, default=None)
    if any(one.state is not State.HEALTHY for one in entries):
        line = "No machine wants a visit before its date."
    elif len(entries) == 1:
        line = "The machine is as it should be."
    else:
        line = f"All {len(entries):,} machines are as they should be."
    if following is None:
        return line
    due = due_text(following, at)
    return f"{line} Next due: {following.machine.name}, {due[0].lower()}{due[1:]}."


def _span(days: int) -> str:
    if days < 60:
        return count(days, "day")
    months = round(days / _MONTH_DAYS)
    return count(months, "month") if months < 24 else count(round(months / 12), "year")
