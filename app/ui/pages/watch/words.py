"""The sentences of the listening watch."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime

from app.domain.verdict import State
from app.language import later, retold, tr
from app.ui.pages.watch.values import News, Phase, WatchShown
from app.ui.widgets.wording import clock, moment_text, number

if TYPE_CHECKING:
    from app.workflows.listening_watch import WatchStep

MEANING = {
    State.HEALTHY: later("Sounds as it did when healthy."),
    State.WATCH: later("Sounds somewhat different from healthy."),
    State.ABNORMAL: later("Sounds clearly different from healthy."),
    State.CANNOT_TELL: later("No verdict was possible."),
}
_LASTING = 3
_SEVERITY = {State.HEALTHY: 0, State.WATCH: 1, State.ABNORMAL: 2}


def to_the_second(moment: datetime) -> str:
    """ "14:32:10", in the user's own way: verdicts are 10 s apart."""
    here = moment.astimezone()
    pattern = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    pattern = pattern if "ss" in pattern else pattern.replace("mm", "mm:ss", 1)
    return QLocale().toString(QTime(here.hour, here.minute, here.second), pattern)


def spoken_step(step: "WatchStep") -> str:
    """ "14:32:10: watch, score 0.81"; why, where it could not tell."""
    said = f"{to_the_second(step.at)}: {tr(step.state.value)}"
    if step.score is not None:
        said = tr("{said}, score {score}", said=said, score=number(step.score))
    return f"{said}. {retold(step.why)}" if step.why else said


def how_long(time: timedelta) -> str:
    """ "under a minute", "12 min", "3 h 5 min"."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 1:
        return tr("under a minute")
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def since_line(shown: WatchShown) -> str:
    """Since when it listens, and of when the newest verdict is."""
    if shown.since is None:
        return ""
    until = shown.until or shown.since
    if shown.phase.running:
        lasted = how_long(until - shown.since)
        parts = [tr("Listening since {moment} ({time})", moment=moment_text(shown.since), time=lasted)]
    else:
        parts = [tr("Listened from {moment} to {time}", moment=moment_text(shown.since), time=clock(until))]
    if shown.now is not None:
        parts.append(tr("last verdict {time}", time=to_the_second(shown.now.at)))
    return " · ".join(parts)


def standing(shown: WatchShown) -> tuple[str, str]:
    """What the page says largest, beside the state: a finding or what is the matter, and a sentence more."""
    if shown.phase is Phase.NOT_READY:
        return (shown.aim.step.title, shown.aim.step.text) if shown.aim else ("", "")
    if shown.phase is Phase.STARTING:
        return tr("Opening the microphone"), ""
    if shown.phase is Phase.DEAF:
        return tr("Nothing is heard"), tr("The gap stays open in the strip until the microphone is back.")
    if shown.phase is Phase.READY:
        return _ready(shown)
    if shown.now is None:
        return tr("Listening"), tr("The first verdict comes after 10 s of sound.")
    return retold(shown.now.why) or tr(MEANING[shown.now.state]), _lasting(shown)


def _ready(shown: WatchShown) -> tuple[str, str]:
    title = tr("Stopped") if shown.since else tr("Ready to listen")
    here = shown.microphones.here
    if here is None:
        return title, tr("Looking for microphones.")
    if not shown.microphones.names:
        found = tr("No microphone was found. Connect one, or switch it on in the system's sound settings.")
        return title, found
    if not here:
        chosen = shown.microphones.chosen
        return title, tr(
            "The microphone “{name}” is not connected. Connect it, or choose another one.", name=chosen
        )
    return title, tr(
        "A verdict every 10 s, and a notice when the machine has changed and stays so for three verdicts. "
        "Keep the microphone where it was when the baseline was learnt, and the computer from going to sleep."
    )


def _lasting(shown: WatchShown) -> str:
    """One verdict is not a change, and the page says so."""
    assert shown.now is not None
    if shown.now.state is State.CANNOT_TELL:
        return _blind(shown)
    worse = _SEVERITY.get(shown.now.state, 0) > _SEVERITY.get(shown.told, 0)
    if worse:
        return tr("Counts as a change when three verdicts in a row say so.")
    if shown.told is not State.HEALTHY and shown.now.state is not shown.told:
        return tr("Was {state} before; three verdicts in a row settle it.", state=tr(shown.told.value))
    if shown.told is not State.HEALTHY:
        return tr("It has lasted three verdicts: look at the kept take.")
    return ""


def _blind(shown: WatchShown) -> str:
    """What may help, and for how long nothing could be told; nobody has to record, since it goes on listening."""
    assert shown.now is not None
    to_do = retold(shown.now.to_do).replace(tr(", then record again."), ".")
    blind = 0
    for step in reversed(shown.steps):
        if step.state is not State.CANNOT_TELL:
            break
        blind += 1
    if blind < _LASTING:
        told = tr("No change is told from this; the next verdict comes in 10 s.")
    else:
        told = tr("It could not tell {times} times in a row, and no change is told meanwhile.", times=blind)
    return f"{to_do} {told}".strip()


def news_line(news: News) -> str:
    """ "Supply fan 3 has become abnormal (22 Nov, 15:02)."."""
    state, moment = tr(news.visit.state.value), moment_text(news.visit.when)
    return tr("{machine} has become {state} ({moment}).", machine=news.machine, state=state, moment=moment)


def watch_line(shown: WatchShown) -> str:
    """The line at the foot of every page."""
    if shown.aim is None:
        return ""
    name = shown.aim.machine.name
    if shown.unseen and shown.changes:
        news = news_line(News(name, shown.changes[0])).removesuffix(".")
        more = shown.unseen - 1
        return tr("{news}, {number} more not seen yet", news=news, number=more) if more else news
    if shown.phase is Phase.DEAF:
        why = shown.problem
        told = f"{retold(why.what)} {retold(why.to_do)}".strip() if why else ""
        return f"{name}: {told or tr('the microphone is being opened again.')}"
    if shown.since is None or shown.now is None:
        return tr("Listening to {machine}", machine=name)
    since = tr("Listening to {machine} since {moment}", machine=name, moment=moment_text(shown.since))
    score = f" {number(shown.now.score)}" if shown.now.score is not None else ""
    return f"{since} · {tr(shown.now.state.value)}{score}"
