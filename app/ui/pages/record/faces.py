"""What the record panel says and offers at each moment of a take: one pure function."""

from dataclasses import dataclass
from math import ceil

from app.domain.baseline import FIRM_FROM_CLIPS, Baseline
from app.domain.microphone import Ending
from app.domain.problem import Problem
from app.domain.quality import Quality
from app.domain.take import CLIP_S
from app.language import later, retold, tr, tr_many
from app.ui.pages.record.values import Clips, Face, Phase, Press, Step, Wish

_ENDED = {
    Ending.LOST: later("Microphone lost"),
    Ending.STALLED: later("Microphone stalled"),
    Ending.DISK: later("Disk full"),
    Ending.FULL: later("Longest length"),
    Ending.INTERRUPTED: later("Not finished"),
}
"""Said of a take that nobody ended; the others need no word."""


@dataclass(frozen=True, slots=True)
class Learned:
    """How learning went: the baseline as it is now, or why the take was refused."""

    baseline: Baseline | None
    reason: str = ""
    to_do: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything the panel depends on. `take_s` is the chosen length, 0 open-ended; `kept_s` how long the take is.

    `whose` is the machine on the screen while nobody knows which one the take is of.
    """

    phase: Phase = Phase.IDLE
    step: Step = Step.PLACE
    wish: Wish = Wish.INSPECT
    room: bool = False
    listening: bool = False
    opening: bool = False
    usable: bool = False
    silent: bool = False
    problem: Problem | None = None
    take_s: int = 30
    recorded_s: float = 0.0
    wanted_s: float | None = None
    paused: bool = False
    ending: Ending | None = None
    kept_s: float = 0.0
    share: float = 0.0
    quality: Quality | None = None
    has_baseline: bool = False
    learned: Learned | None = None
    whose: str = ""


def face(now: Moment) -> Face:
    """The panel at this moment."""
    if now.phase in (Phase.IDLE, Phase.STARTING):
        return _before(now)
    if now.phase in (Phase.RECORDING, Phase.STOPPING):
        return _during(now)
    if now.phase in (Phase.HEARING, Phase.KEEPING):
        return _working(now)
    if now.phase is Phase.DECIDING:
        return _deciding(now)
    return _done(now)


def minutes(seconds: float) -> str:
    """ "0:12", "1:00", "75:03"."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def left(recorded_s: float, wanted_s: float | None) -> tuple[str, str]:
    """The large figure and the word after it: what is left, or what there is where nobody said how long."""
    if wanted_s is None:
        return minutes(int(recorded_s)), tr("{clock} recorded", clock="").strip()
    # A word alone may have to be another one elsewhere: a stop can be left, too.
    return minutes(ceil(max(0.0, wanted_s - recorded_s) - 1e-6)), tr("{clock} left", clock="").strip()


def _before(now: Moment) -> Face:
    starting = now.phase is Phase.STARTING
    able = now.usable and not starting and not now.opening and not now.silent
    if now.problem is not None and not starting:
        # Why is in the banner, and said there once.
        state, tone = tr("No sound") if now.listening else tr("Not listening"), "abnormal"
    else:
        opened = tr("Ready") if now.listening else tr("Opening the microphone")
        state = tr("Starting") if starting else opened
        tone = "accent" if now.listening else "text2"
    time = minutes(now.take_s)
    unit = tr("to record") if now.take_s else tr("until you stop")
    return Face(now.step, state, tone, "", time, unit, big=Press.RECORD, big_enabled=able, options=not starting)


def _during(now: Moment) -> Face:
    time, unit = left(now.recorded_s, now.wanted_s)
    aside = f"{now.recorded_s:.1f} s"
    if now.wanted_s:
        aside = tr("{done:.1f} of {whole:.0f} s", done=now.recorded_s, whole=now.wanted_s)
    view = Press.RESUME_VIEW if now.paused else Press.PAUSE_VIEW
    return Face(
        now.step,
        tr("Recording the room") if now.room else tr("Recording"),
        "accent",
        aside,
        time,
        unit,
        None if now.room else clips(now.recorded_s, now.wanted_s),
        what=tr("Machine off, or from afar.") if now.room else "",
        big=Press.STOP,
        big_enabled=now.phase is Phase.RECORDING,
        others=(view, Press.START_AGAIN),
    )


def clips(recorded_s: float, wanted_s: float | None) -> Clips:
    """The clips so far: which one is being heard now, and how far it is."""
    whole = int(recorded_s / CLIP_S + 1e-9)
    of = max(1, ceil(wanted_s / CLIP_S - 1e-9)) if wanted_s else 0
    if of and whole >= of:
        return Clips(of, 0.0, of, tr_many("{n} clip heard", "{n} clips heard", of))
    rest_s = max(recorded_s - whole * CLIP_S, 0.0)
    length_s = min(CLIP_S, wanted_s - whole * CLIP_S) if wanted_s else CLIP_S
    label = tr("Clip {number}, {seconds:.1f} s", number=whole + 1, seconds=rest_s)
    if of:
        label = tr("Clip {number} of {of}, {seconds:.1f} s", number=whole + 1, of=of, seconds=rest_s)
    return Clips(whole, min(1.0, rest_s / length_s), of, label, rest_s)


def _working(now: Moment) -> Face:
    ended = tr(_ENDED[now.ending]) if now.ending in _ENDED else ""
    keeping = now.phase is Phase.KEEPING
    doing = tr("Checking the take")
    if keeping:
        doing = tr("Learning") if now.wish is Wish.LEARN else tr("Judging")
    if now.room:
        doing = tr("Listening to the room")
    state = tr("{ended}, {seconds:.1f} s kept", ended=ended, seconds=now.kept_s) if ended else doing
    return Face(
        now.step,
        state,
        "watch" if ended else "text",
        f"{now.kept_s:.1f} s",
        what=doing if ended else "",
        progress=None if keeping else now.share,
        others=() if keeping else (Press.CANCEL,),
    )


def _deciding(now: Moment) -> Face:
    kept = f"{now.kept_s:.1f} s"
    if now.quality is None:
        asked = tr(
            "Is it a take of {machine}? If not, choose its machine first, then come back.", machine=now.whose
        )
        return Face(
            now.step,
            tr("Not checked"),
            "watch",
            kept,
            what=asked if now.whose else tr("The take is kept, but was not checked yet."),
            main=Press.CHECK,
            others=(*_again(now), Press.DISCARD),
        )
    if now.quality.failures:
        return _failed(now, now.quality, kept)
    if now.has_baseline or now.wish is Wish.LEARN:
        # It could not be kept; the banner says why.
        main = Press.LEARN if now.wish is Wish.LEARN else Press.CHECK
        return Face(now.step, tr("Not kept yet"), "watch", kept, main=main, others=(*_again(now), Press.DISCARD))
    return Face(
        now.step,
        tr("Good take"),
        "healthy",
        kept,
        what=tr("There is no baseline yet, so it cannot be judged."),
        to_do=tr("If the machine is in good condition, learn from it."),
        main=Press.LEARN,
        others=(Press.CANNOT_TELL, *_again(now)),
    )


def _again(now: Moment) -> tuple[Press, ...]:
    """Only where there is a microphone to record with; the banner says what is wrong with it."""
    return (Press.AGAIN,) if now.usable else ()


def _failed(now: Moment, quality: Quality, kept: str) -> Face:
    first, *more = quality.failures
    what = retold(first.what)
    if more:
        what = tr_many("{what} {n} more check failed.", "{what} {n} more checks failed.", len(more), what=what)
    learning = now.wish is Wish.LEARN
    anyway = (Press.USE_ANYWAY,) if quality.may_be_overruled and not learning else ()
    return Face(
        now.step,
        tr("Not good enough"),
        "abnormal",
        kept,
        what=what,
        to_do=retold(first.to_do),
        big=Press.RETAKE,
        big_enabled=now.usable,
        others=(*anyway, Press.DISCARD if learning else Press.CANNOT_TELL),
    )


def _done(now: Moment) -> Face:
    learned = now.learned
    if learned is None:
        return Face(
            now.step,
            tr("Judged and kept"),
            "text",
            f"{now.kept_s:.1f} s",
            main=Press.OPEN_RESULT,
            others=_again(now),
        )
    if learned.reason or learned.baseline is None:
        return Face(
            now.step,
            tr("Not learnt"),
            "abnormal",
            what=retold(learned.reason),
            to_do=retold(learned.to_do),
            big=Press.RETAKE,
            big_enabled=now.usable,
            others=(Press.DISCARD,),
        )
    return _learnt(now, learned.baseline)


def _learnt(now: Moment, baseline: Baseline) -> Face:
    clip_count = baseline.clip_count
    if not baseline.provisional:
        what = tr_many(
            "The baseline has {n} clip and is firm.", "The baseline has {n} clips and is firm.", clip_count
        )
        return Face(now.step, tr("Learnt"), "healthy", what=what, main=Press.OPEN_MACHINE, others=_again(now))
    what = tr_many(
        "The baseline has {clips} of {firm} clips; {n} more healthy clip would make it firm.",
        "The baseline has {clips} of {firm} clips; {n} more healthy clips would make it firm.",
        FIRM_FROM_CLIPS - clip_count,
        clips=clip_count,
        firm=FIRM_FROM_CLIPS,
    )
    return Face(
        now.step,
        tr("Learnt"),
        "healthy",
        what=what,
        to_do=tr("Record the next one, or inspect already."),
        big=Press.RECORD,
        big_enabled=now.usable,
        others=(Press.OPEN_MACHINE,),
        options=True,
    )
