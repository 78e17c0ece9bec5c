"""How the page was laid out last time, as words that a settings file keeps, read back defensively.

What was searched for or filtered is not among them: what yesterday's filter hides would be forgotten.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.ui.pages.fleet.values import Choices

E = TypeVar("E", bound=StrEnum)


def remembered(choices: Choices) -> dict[str, str]:
    """The choices to keep."""
    return {
        "sort": choices.sort.value,
        "reverse": "yes" if choices.reverse else "no",
        "group": choices.group.value,
        "arrangement": choices.arrangement.value,
    }


def recalled(kept: Mapping[str, object]) -> Choices:
    """The choices that were kept; what is missing or not a choice is as on the first day."""
    usual = Choices()
    return Choices(
        sort=_one_of(kept.get("sort"), usual.sort),
        reverse=kept.get("reverse") == "yes",
        group=_one_of(kept.get("group"), usual.group),
        arrangement=_one_of(kept.get("arrangement"), usual.arrangement),
    )


def _one_of(word: object, usual: E) -> E:
    return next((one for one in type(usual) if one.value == word), usual)
