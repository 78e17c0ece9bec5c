"""What is wrong with rows that came from outside, for the one who knows which file they came in."""


class DamageError(ValueError):
    """A row is not one that a history could have written; the text says why, for the log."""


class UnknownWordError(ValueError):
    """A row holds a word that this program does not know, most likely of a later one."""


class ContradictionError(ValueError):
    """A row says that something of this history is something else."""
