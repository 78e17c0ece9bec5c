"""Which language Earshot speaks: English in the source, the others in `resources/languages`.

What is shown is asked for with `tr` at the moment it is shown. What is kept (a verdict's sentences, what went
wrong) is said in English with `say`, so that a history reads alike on every laptop, and told in the language of
the user with `retold` where it is shown. `later` marks a text in a constant, which is asked for with `tr` when it
is used.
"""

from app.language.retelling import retold, say
from app.language.speech import LANGUAGES, SOURCE, grouping, later, speak, spoken, spoken_from, tr, tr_many

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "grouping",
    "later",
    "retold",
    "say",
    "speak",
    "spoken",
    "spoken_from",
    "tr",
    "tr_many",
]
