"""The gate's findings as the lines beside the take: few enough to be read while one holds a microphone."""

from app.domain.quality import Check, Finding, Grade, Quality
from app.language import later, retold, tr
from app.ui.pages.record.values import CheckLine, Mark

LINES: tuple[tuple[str, tuple[Check, ...]], ...] = (
    (later("Sound arrives"), (Check.SILENCE,)),
    (later("Level"), (Check.LEVEL,)),
    (later("No clipping"), (Check.CLIPPING,)),
    (later("No dropouts"), (Check.DROPOUTS,)),
    (later("Full bandwidth"), (Check.BANDWIDTH,)),
    (later("Steady level, no noise filter"), (Check.STEADINESS, Check.PROCESSING)),
    (later("No speech, no knocks"), (Check.SPEECH, Check.KNOCKS)),
    (later("No mains hum"), (Check.HUM,)),
    (later("Louder than the room"), (Check.ROOM,)),
)
"""What each line says while all is well, and the checks behind it."""

_AT_THE_END = (Check.LENGTH, Check.COMPLETE)
"""Told only when they were not passed: while the take grows, every one is too short."""

_NOT_MEASURED = later("not measured")
_MARKS = {Grade.PASSED: Mark.PASSED, Grade.NOTED: Mark.NOTED, Grade.FAILED: Mark.FAILED}
_WORSE = (Grade.PASSED, Grade.NOTED, Grade.FAILED)


def check_lines(quality: Quality | None, *, recording: bool) -> tuple[CheckLine, ...]:
    """All lines; `recording` while the findings are of a take that is still growing."""
    found = {finding.check: finding for finding in quality.findings} if quality else {}
    done = quality is not None and not recording
    lines = [
        _line(tr(name), [found[c] for c in checks if c in found], checks, recording, done)
        for name, checks in LINES
    ]
    if done:
        ends = (found[check] for check in _AT_THE_END if check in found)
        lines += [_told(finding) for finding in ends if finding.grade is not Grade.PASSED]
    return tuple(lines)


def passed(lines: tuple[CheckLine, ...]) -> int:
    """How many are passed."""
    return sum(line.mark is Mark.PASSED for line in lines)


def _line(name: str, findings: list[Finding], checks: tuple[Check, ...], recording: bool, done: bool) -> CheckLine:
    if recording:
        findings = [finding for finding in findings if finding.value != _NOT_MEASURED]
    if not findings:
        return _unknown(name, checks, recording, done)
    worst = max(findings, key=lambda finding: _WORSE.index(finding.grade))
    unknown = next((finding for finding in findings if finding.value == _NOT_MEASURED), None)
    if worst.grade is Grade.PASSED and unknown is not None:
        return CheckLine(name, Mark.LATER, retold(unknown.value), _sentence(unknown))
    if worst.grade is Grade.PASSED:
        return CheckLine(name, Mark.PASSED, retold(findings[0].value), _sentence(worst))
    return _told(worst)


def _unknown(name: str, checks: tuple[Check, ...], recording: bool, done: bool) -> CheckLine:
    if checks == (Check.ROOM,):
        return CheckLine(name, Mark.LATER, tr("room not recorded") if done else tr("after stop"))
    if done:
        return CheckLine(name, Mark.LATER, "–")
    return CheckLine(name, Mark.LISTENING, tr("listening")) if recording else CheckLine(name, Mark.LATER, "–")


def _told(finding: Finding) -> CheckLine:
    return CheckLine(tr(finding.check.value), _MARKS[finding.grade], retold(finding.value), _sentence(finding))


def _sentence(finding: Finding) -> str:
    return f"{retold(finding.what)} {retold(finding.to_do)}".strip()
