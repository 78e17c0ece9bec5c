"""Whether the pages of a report show what its facts say: somebody may have drawn another verdict over them.

A report in another language than English carries the words that it prints beside the facts. Those words are looked
for on its pages, and the verdict, the score and the thresholds in them must be those of the facts. What is asked
here is asked of the report alone, never of the language that is spoken: a report is checked alike everywhere.
"""

import unicodedata

from app.domain import words
from app.reports.pdf_a_facts import LABELS, TOLD
from app.reports.pdf_a_xmp import LANGUAGE, Fact

_ANYWHERE = ("take_sha256", "ear_sha256", "judge_sha256", "finding", "next_step", "inspection_id")

_STATES = {
    "de": {
        "healthy": "In Ordnung",
        "watch": "Beobachten",
        "abnormal": "Auffällig",
        "cannot tell": "Nicht beurteilbar",
        "no baseline": "Keine Referenz",
    }
}
"""The verdict's word in reports of each language; a word that was ever printed must stay known here."""


def not_shown(facts: dict[str, Fact], pages: list[str]) -> list[str]:
    """What the facts say and the pages do not show, by its name; blanks and line ends do not count."""
    first, whole = _squeezed(pages[0] if pages else ""), _squeezed("".join(pages))
    missing = [name for name, text in _on_first_page(facts) if _squeezed(text) not in first]
    for key in _ANYWHERE:
        value = facts.get(f"{TOLD}{key}", facts.get(key)) if _told(facts) else facts.get(key)
        if isinstance(value, str) and _squeezed(value) not in whole:
            missing.append(LABELS.get(key, "inspection id"))
    limits = _limits(facts)
    if limits and _squeezed(limits) not in whole:
        missing.append("thresholds")
    return missing + [name for name in _mistold(facts) if name not in missing]


def _told(facts: dict[str, Fact]) -> bool:
    return facts.get(LANGUAGE) in _STATES


def _on_first_page(facts: dict[str, Fact]) -> list[tuple[str, str]]:
    number, verdict = facts.get("number"), _verdict(facts)
    # Word and score one behind the other, as the band has them: alone, either stands in other places too.
    shown = [("verdict and score", verdict)] if verdict else []
    if isinstance(number, str):
        # A long asset code is shortened in the head; the day and the count behind it never are.
        shown.append(("report number", number[number.find(" / ") :] if " / " in number else number))
    return shown


def _verdict(facts: dict[str, Fact]) -> str:
    state, score, told = facts.get("state"), facts.get("score"), facts.get(f"{TOLD}verdict")
    if _told(facts) and isinstance(told, str):
        return told
    if not isinstance(state, str):
        return ""
    text = f"Score {_score(score)}" if isinstance(score, (int, float)) else "No score"
    return f"{state.capitalize()} {text}"


def _limits(facts: dict[str, Fact]) -> str:
    watch, abnormal, told = facts.get("watch"), facts.get("abnormal"), facts.get(f"{TOLD}thresholds")
    if _told(facts) and isinstance(told, str):
        return told
    if not isinstance(watch, (int, float)) or not isinstance(abnormal, (int, float)):
        return ""
    return f"watch {_score(watch)}, abnormal {_score(abnormal)}"


def _mistold(facts: dict[str, Fact]) -> list[str]:
    """Where the words of a report in another language say anything else than its facts, by its name."""
    if not _told(facts):
        return []
    missing = []
    verdict, state, score = _squeezed(_verdict(facts)), facts.get("state"), facts.get("score")
    word = _STATES[str(facts[LANGUAGE])].get(str(state), "")
    number = _score(score) if isinstance(score, (int, float)) else ""
    if not verdict.startswith(_squeezed(word)) or not verdict.endswith(_squeezed(number)):
        missing.append("verdict and score")
    limits = [facts.get("watch"), facts.get("abnormal")]
    told = _squeezed(_limits(facts))
    if any(_squeezed(_score(limit)) not in told for limit in limits if isinstance(limit, (int, float))):
        missing.append("thresholds")
    return missing


def _score(value: float) -> str:
    """A score with English marks, which `_squeezed` takes out."""
    return words.kept_number(value, 2)


def _squeezed(text: str) -> str:
    """Without what differs from line to line and from language to language: blanks and marks between thousands."""
    return "".join(unicodedata.normalize("NFC", text).split()).replace(",", "")
