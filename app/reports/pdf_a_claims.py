"""Whether the pages of a report show what its facts say: somebody may have drawn another verdict over them."""

import unicodedata

from app.domain import words
from app.reports.pdf_a_facts import LABELS
from app.reports.pdf_a_xmp import Fact

_ANYWHERE = ("take_sha256", "ear_sha256", "judge_sha256", "finding", "next_step", "inspection_id")


def not_shown(facts: dict[str, Fact], pages: list[str]) -> list[str]:
    """What the facts say and the pages do not show, by its name; blanks and line ends do not count."""
    first, whole = _squeezed(pages[0] if pages else ""), _squeezed("".join(pages))
    missing = [name for name, text in _on_first_page(facts) if _squeezed(text) not in first]
    for key in _ANYWHERE:
        value = facts.get(key)
        if isinstance(value, str) and _squeezed(value) not in whole:
            missing.append(LABELS.get(key, "inspection id"))
    limits = _limits(facts)
    if limits and _squeezed(limits) not in whole:
        missing.append("thresholds")
    return missing


def _on_first_page(facts: dict[str, Fact]) -> list[tuple[str, str]]:
    state, score, number = facts.get("state"), facts.get("score"), facts.get("number")
    shown = []
    if isinstance(state, str):
        text = f"Score {words.score_text(score)}" if isinstance(score, (int, float)) else "No score"
        # One behind the other, as the band has them: alone, either word stands in other places too.
        shown.append(("verdict and score", f"{state.capitalize()} {text}"))
    if isinstance(number, str):
        # A long asset code is shortened in the head; the day and the count behind it never are.
        shown.append(("report number", number[number.find(" / ") :] if " / " in number else number))
    return shown


def _limits(facts: dict[str, Fact]) -> str:
    watch, abnormal = facts.get("watch"), facts.get("abnormal")
    if not isinstance(watch, (int, float)) or not isinstance(abnormal, (int, float)):
        return ""
    return f"watch {words.score_text(watch)}, abnormal {words.score_text(abnormal)}"


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
