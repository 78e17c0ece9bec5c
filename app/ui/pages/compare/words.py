"""What the compare page says: how much, where, and what has to be known with it."""

import numpy as np

from app.domain import words
from app.domain.problem import Problem
from app.domain.words import capital
from app.language import retold, tr, tr_many
from app.ui.pages.compare.values import Choice
from app.ui.sound.compare_shown import SideShown
from app.ui.widgets.wording import full_moment, moment_text
from app.workflows.compare_values import Compared, Difference, Side

BASELINE = "baseline "
_HEARD_DB = 0.5
_AUDIBLE_DB = 3.0
_AUDIBLE = f"{_AUDIBLE_DB:.0f} dB"
_NEARLY_ALL = 0.7


def finding(compared: Compared, found: Difference) -> str:
    """ "B is 11 dB louder at 0.09–0.17 kHz, the rest within the spread."."""
    if found.levels_db is None:
        return tr("The levels of these takes can't be compared.")
    if _broad(found):
        return tr(
            "B is {amount} overall: match the levels to see what differs besides.",
            amount=_amount(found.overall_db),
        )
    return _where(compared, found) if found.ranges else _nowhere(compared, found)


def _nowhere(compared: Compared, found: Difference) -> str:
    if not found.rest_within:
        return tr("A and B differ a little in many places.")
    if compared.spread_db is not None:
        return tr("A and B sound alike: no range differs by more than the spread.")
    return tr("A and B sound alike: no range differs by more than {level}.", level=_AUDIBLE)


def _where(compared: Compared, found: Difference) -> str:
    parts = [
        tr("{amount} at {range}", amount=_amount(one.excess_db), range=words.range_khz(one.low_hz, one.high_hz))
        for one in found.ranges
    ]
    listed = parts[-1]
    if len(parts) > 1:
        listed = tr("{these} and {last}", these=", ".join(parts[:-1]), last=parts[-1])
    if not found.rest_within:
        return tr("B is {ranges}, and more differs elsewhere.", ranges=listed)
    if compared.spread_db is not None:
        return tr("B is {ranges}, the rest within the spread.", ranges=listed)
    return tr("B is {ranges}, the rest differs by less than {level}.", ranges=listed, level=_AUDIBLE)


def notes(compared: Compared, found: Difference) -> tuple[str, ...]:
    """What has to be known with the finding, a sentence each."""
    said = [_level(compared, found), _conditions(compared), _reach(compared, found)]
    if compared.from_pictures:
        said.append(
            tr("A and B were heard by models whose levels can't be compared; the curves are of the pictures.")
        )
    if compared.spread_db is None:
        said.append(tr("There is no baseline yet: how much is chance is not known of this machine."))
    return tuple(one for one in said if one)


def troubles(compared: Compared, checked: tuple[Problem | None, Problem | None]) -> tuple[str, ...]:
    """What is wrong with the recordings, a line each."""
    said = []
    for letter, side, later in zip("AB", (compared.a, compared.b), checked, strict=True):
        problem = side.problem or later
        if problem is not None:
            said.append(f"{letter}: {retold(problem.what)} {retold(problem.to_do)}")
    return tuple(said)


def side_shown(letter: str, side: Side, found: Difference) -> SideShown:
    """A or B above and in its frame."""
    first = letter == "A"
    raised = found.raised_db if first else 0.0
    levels = side.levels_db if side.levels_db is None else np.asarray(side.levels_db + raised)
    note = tr("{letter} ends after {length}", letter=letter, length=words.length_s(side.duration_s))
    if side.picture is None:
        note = retold(side.problem.what) if side.problem else tr("There is no picture of it.")
    return SideShown(
        letter,
        title(side),
        facts(side),
        None if side.is_baseline else side.state,
        side.picture,
        found.a_start_s if first else found.b_start_s,
        side.duration_s,
        levels,
        raised,
        note,
    )


def title(side: Side) -> str:
    """ "Baseline, take of 2 Mar 2026, 08:50", or "22 Nov, 09:14 · Abnormal 1.84"."""
    if side.is_baseline:
        return tr("Baseline, take of {when}", when=full_moment(side.when))
    state = capital(tr(side.state.value)) if side.state else ""
    score = "" if side.score is None else f" {words.score_text(side.score)}"
    return f"{full_moment(side.when)} · {state}{score}"


def facts(side: Side) -> tuple[str, ...]:
    """Where, how long, how loud, with what."""
    sound = side.take.format
    clips = tr_many("mean of {n} clip", "mean of {n} clips", side.clip_count) if side.is_baseline else ""
    parts = (
        clips,
        words.length_s(sound.duration_s),
        words.decibels(side.level_dbfs),
        words.rate_khz(sound.sample_rate_hz),
        side.device,
        f"{side.point.name}, {side.condition.name}",
    )
    return tuple(part for part in parts if part)


def choices(compared: Compared) -> tuple[Choice, ...]:
    """The baseline's takes, then the visits, newest first; what is compared is among them in any case."""
    many = len({visit.condition_id for visit in compared.visits}) > 1
    named = {c.id: c.name for p in compared.b.machine.points for c in p.conditions}
    found = []
    for take in compared.baseline_takes:
        when = take.recorded_at or take.added_at
        tip = tr("Take {file} of the baseline, {when}", file=take.file_name, when=full_moment(when))
        text = tr("Baseline, {when}", when=moment_text(when))
        found.append(Choice(f"{BASELINE}{take.id}", text, None, tip))
    for visit in compared.visits:
        where = f" · {named.get(visit.condition_id, '')}" if many else ""
        tip = f"{full_moment(visit.when)}, {tr(visit.state.value)}. {retold(visit.finding)}"
        found.append(Choice(visit.inspection_id, f"{moment_text(visit.when)}{where}", visit.state, tip))
    for side in (compared.a, compared.b):
        if key(side) not in {one.key for one in found}:
            found.append(Choice(key(side), moment_text(side.when), side.state, title(side)))
    return tuple(found)


def key(side: Side) -> str:
    """How a side is called among the choices."""
    return side.inspection_id or f"{BASELINE}{side.take.id}"


def spoken(compared: Compared, found: Difference) -> str:
    """All of it in sentences, for screen readers."""
    sides = [f"{letter}: {title(side)}." for letter, side in zip("AB", (compared.a, compared.b), strict=True)]
    return " ".join((*sides, finding(compared, found), *notes(compared, found)))


def _amount(louder_db: float) -> str:
    level = f"{words.number(abs(louder_db))} dB"
    return tr("{level} louder", level=level) if louder_db > 0 else tr("{level} quieter", level=level)


def _broad(found: Difference) -> bool:
    """Whether it is the level itself that differs, and as recorded hides all else."""
    if found.matched or found.levels_db is None or abs(found.overall_db) < _AUDIBLE_DB:
        return False
    beyond = found.levels_db * np.sign(found.overall_db) >= found.limit_db
    return bool(beyond[np.isfinite(found.levels_db)].mean() >= _NEARLY_ALL)


def _level(compared: Compared, found: Difference) -> str:
    amount = _amount(found.overall_db)
    even = abs(found.overall_db) < _HEARD_DB
    why = retold(compared.why)
    if found.matched:
        said = tr("Level-matched: {why}.", why=why) if compared.match else tr("Level-matched.")
        level = tr("Both were equally loud.") if even else tr("B was {amount} overall.", amount=amount)
        return f"{said} {level}"
    said = (
        tr("Shown as recorded, though {why}.", why=why)
        if compared.match
        else tr("Shown as recorded: {why}.", why=why)
    )
    # Where the level hides all else, the finding names it.
    if _broad(found):
        return said
    level = tr("B is equally loud overall.") if even else tr("B is {amount} overall.", amount=amount)
    return f"{said} {level}"


def _conditions(compared: Compared) -> str:
    a, b = compared.a, compared.b
    if a.machine.id != b.machine.id:
        return tr("A is {a}, B is {b}.", a=a.machine.name, b=b.machine.name)
    if a.condition.id == b.condition.id:
        return ""
    return tr(
        "A: {a}. B: {b}. Another point or condition changes the sound more than most faults do.",
        a=f"{a.point.name}, {a.condition.name}",
        b=f"{b.point.name}, {b.condition.name}",
    )


def _reach(compared: Compared, found: Difference) -> str:
    a, b = compared.a.reach_hz, compared.b.reach_hz
    if found.up_to_hz is None or a is None or b is None:
        return ""
    return tr(
        "Above {frequency} only {letter} has sound: hatched.",
        frequency=words.frequency_khz(found.up_to_hz),
        letter="A" if a > b else "B",
    )
