"""Was the take good enough to judge by? Every check says what it found, how much, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from app.language import later


class Check(StrEnum):
    """What the quality gate looks at; the value is what the screen and the report call it."""

    LENGTH = later("Length")
    SILENCE = later("Signal")
    LEVEL = later("Level")
    CLIPPING = later("Clipping")
    BANDWIDTH = later("Bandwidth")
    COMPLETE = later("File")
    DROPOUTS = later("Dropouts")
    PROCESSING = later("Noise filter")
    STEADINESS = later("Steadiness")
    SPEECH = later("Speech")
    KNOCKS = later("Knocks")
    HUM = later("Mains hum")
    ROOM = later("Above the room")


NEVER_OVERRULED = frozenset({Check.LENGTH, Check.SILENCE})
"""Without sound there is nothing to judge, whatever the technician says."""


class Grade(StrEnum):
    """How a check ended. Only `FAILED` keeps a verdict from being given, unless the technician overrules it."""

    PASSED = later("passed")
    NOTED = later("noted")
    FAILED = later("failed")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: `value` is short ("−28 dBFS", "none"), `what` and `to_do` are sentences, empty when passed."""

    check: Check
    grade: Grade
    value: str
    what: str = ""
    to_do: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """All checks of one take, in the order they are shown."""

    findings: tuple[Finding, ...]
    level_dbfs: float
    peak_dbfs: float

    @property
    def usable(self) -> bool:
        """Whether a verdict may be given at all."""
        return not self.failures

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The checks that keep a verdict from being given."""
        return tuple(f for f in self.findings if f.grade is Grade.FAILED)

    @property
    def may_be_overruled(self) -> bool:
        """Whether the technician may say "use anyway": something failed, but there is sound to judge."""
        return bool(self.failures) and not any(f.check in NEVER_OVERRULED for f in self.failures)

    @property
    def word(self) -> str:
        """One word for all checks: good, usable or unusable; asked for with `tr` where it is shown."""
        if self.failures:
            return later("unusable")
        return later("usable") if any(f.grade is Grade.NOTED for f in self.findings) else later("good")
