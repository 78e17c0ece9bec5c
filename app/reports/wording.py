"""Words that stand in several places of the reports and must read alike there."""

from app.domain import words
from app.domain.quality import Check
from app.domain.verdict import State, Thresholds
from app.language import SOURCE, spoken, tr
from app.reports.text import MISSING


def quality_label(check: Check) -> str:
    """What a check's value is called where it is printed in full. English goes on with small letters there."""
    name = tr(check.value)
    return tr("Quality, {check}", check=name.lower() if spoken() == SOURCE else name)


def state_word(state: State) -> str:
    """The state's word as a line begins with it: "Healthy"."""
    return words.capital(tr(state.value))


def score_line(score: float | None) -> str:
    """The score beside the state in its band: "Score 1.84", or that there is none."""
    return tr("No score") if score is None else tr("Score {score}", score=words.score_text(score))


def limits_line(limits: Thresholds) -> str:
    """From which scores on a take is worth watching, and abnormal."""
    watch, abnormal = words.score_text(limits.watch), words.score_text(limits.abnormal)
    return tr("watch {watch}, abnormal {abnormal}", watch=watch, abnormal=abnormal)


def limit_names(limits: Thresholds) -> tuple[str, str]:
    """What stands beside the lines of the limits in a figure: abnormal, then watch."""
    abnormal, watch = words.score_text(limits.abnormal), words.score_text(limits.watch)
    return tr("abnormal {limit}", limit=abnormal), tr("watch {limit}", limit=watch)


def what_is_missing() -> str:
    """What the square stands for where it was printed."""
    return tr("{sign} stands for a character that the typeface of this report does not have.", sign=MISSING)
