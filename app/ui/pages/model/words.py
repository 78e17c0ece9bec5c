"""What the model page says: kinds, origins, shares."""

from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale

from app.domain.machine import MachineType
from app.domain.words import UNKNOWN
from app.language import spoken, tr
from app.ui.pages.words import TYPE_WORDS, day

if TYPE_CHECKING:
    from app.workflows.models import KindInfo

GENERIC = "generic"
KINDS = (*(one.value for one in MachineType if one is not MachineType.OTHER), GENERIC)
"""The kinds that the page always names, whether or not a model is installed."""


def kind_word(kind: str) -> str:
    """One machine of that kind: "Fan", "Any other machine"."""
    return tr("Any other machine") if kind == GENERIC else tr(_type_words(kind)[0])


def kinds_word(kind: str) -> str:
    """Many of them, inside a sentence: "fans", "other machines"."""
    return tr("other machines") if kind == GENERIC else tr(_type_words(kind)[1])


def _type_words(kind: str) -> tuple[str, str]:
    known = next((one for one in MachineType if one.value == kind), MachineType.OTHER)
    return TYPE_WORDS[known]


def judged_by(info: "KindInfo") -> str:
    """The machines whose verdicts come from that kind: "fans", "pumps, slide rails and other machines"."""
    if info.kind != GENERIC:
        return kinds_word(info.kind)
    names = [kinds_word(one.value) for one in info.machine_types if one is not MachineType.OTHER]
    others = kinds_word(GENERIC)
    return tr("{these} and {others}", these=", ".join(names), others=others) if names else others


def since(moment: datetime | None) -> str:
    """Since when a version judges."""
    return tr("since {day}", day=day(moment)) if moment else tr("since it was installed")


def month_word(moment: datetime) -> str:
    """ "Mar 2026"."""
    month = QLocale(spoken()).standaloneMonthName(moment.month, QLocale.FormatType.ShortFormat)
    return f"{month} {moment.year}"


def percent(share: object) -> str:
    """ "38 %", "–" for what a card does not say."""
    value = real(share)
    return UNKNOWN if value is None else f"{100 * value:.0f} %"


def of_hundred(share: object) -> str:
    """ "38 of 100"; "fewer than 1 of 100" where there are some."""
    value = real(share)
    if value is None:
        return UNKNOWN
    return tr("fewer than 1 of 100") if 0 < value < 0.005 else tr("{n} of 100", n=f"{100 * value:.0f}")


def real(value: object) -> float | None:
    """A number of a card, None for whatever else may stand there."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value)


def mapping(value: object) -> dict[str, Any]:
    """A part of a card that should be a table, empty for whatever else may stand there."""
    return value if isinstance(value, dict) else {}


def text(value: object, most: int = 400) -> str:
    """A part of a card that should be words; empty for whatever else may stand there."""
    return " ".join(value.split())[:most] if isinstance(value, str) else ""
