"""Labels with their values, ruled like a form: the machine block, the inspection block, the traceability page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain import words
from app.domain.reading import Reading
from app.domain.take import Take
from app.language import tr, tr_many
from app.look.tokens import LIGHT
from app.reports.axes import tick_number
from app.reports.facts import ReportFacts
from app.reports.sheet import Sheet
from app.reports.text import BODY, BODY_STRONG, CAPTION, Style

LABEL_WIDTH = 78.0

_PADDING = 5.5
_LEADING = 12.5


@dataclass(frozen=True, slots=True)
class Row:
    """A label and the lines of its value, already cut to the column."""

    label: str
    lines: Sequence[str]
    shown: Style = BODY

    @property
    def height(self) -> float:
        """What it takes in pt, the rule above it included."""
        return max(len(self.lines), 1) * _LEADING + _PADDING


def rows_height(rows: Iterable[Row]) -> float:
    """What the rows take together in pt."""
    return sum(row.height for row in rows)


def draw_rows(
    sheet: Sheet, x: float, y: float, width: float, rows: Iterable[Row], *, label: float = LABEL_WIDTH
) -> float:
    """Rows below each other from `y`, each under a rule; returns where they end."""
    with sheet.part("Table"):
        for row in rows:
            sheet.rule(x, x + width, y)
            with sheet.part("TR"):
                sheet.text(x, y + 12.2, row.label, CAPTION, LIGHT.text2, kind="TH")
                with sheet.marked("TD"):
                    for index, line in enumerate(row.lines):
                        sheet.text(x + label, y + 12.5 + index * _LEADING, line, row.shown)
            y += row.height
    return y


def machine_rows(sheet: Sheet, facts: ReportFacts, width: float, most: int) -> list[Row]:
    """Which machine, where and how it was listened to, and against what."""
    machine = facts.machine
    point, condition = machine.find(facts.inspection.condition_id)
    name = ", ".join(part for part in (machine.name, machine.code) if part.strip())
    running = [words.capital(tr(machine.type.value))]
    if condition.rpm is not None:
        running.append(tr("{rpm} rpm", rpm=words.number(condition.rpm)))
    if machine.blades is not None:
        running.append(tr_many("{n} blade", "{n} blades", machine.blades))
    values = [
        (tr("Machine"), name),
        (tr("Site"), machine.site),
        (tr("Type, speed"), ", ".join(running)),
        (tr("Measuring point"), point.name),
        (tr("Condition"), condition.name),
        (tr("Baseline"), _baseline_text(facts)),
    ]
    return _fitted(sheet, values, width, most, strong=tr("Machine"))


def inspection_rows(sheet: Sheet, facts: ReportFacts, width: float, most: int) -> list[Row]:
    """Who, when, and with what take."""
    inspection = facts.inspection
    take = inspection.take
    verdict = inspection.verdict
    clips = tr_many("{n} clip heard", "{n} clips heard", len(inspection.clips))
    if verdict.clip_scores and verdict.thresholds:
        clips = tr_many(
            "{n} clip judged, {above} at or above watch",
            "{n} clips judged, {above} at or above watch",
            len(verdict.clip_scores),
            above=words.number(verdict.clips_above),
        )
    values = [
        (tr("Inspector"), inspection.inspector),
        (tr("Measured"), measured_text(facts)),
        (tr("Analysed"), facts.time(inspection.analysed_at)),
        (tr("Printed"), facts.time(facts.printed_at)),
        *([(tr("Printed by"), facts.letterhead.inspector)] if facts.letterhead.inspector.strip() else []),
        (tr("Take"), _take_text(take)),
        (tr("Clips"), clips),
        *([(tr("Typed in"), readings_text(facts.readings))] if facts.readings else []),
    ]
    return _fitted(sheet, values, width, most)


def readings_text(readings: Iterable[Reading]) -> str:
    """What was read off other instruments, in one line: "Temperature 41 °C · vibration velocity 3.1 mm/s"."""
    parts = [
        f"{tr(one.quantity.value)} {tick_number(one.value)} {tr(one.unit)}"
        for one in readings
        if one.value is not None
    ]
    return words.capital(" · ".join(parts))


def measured_text(facts: ReportFacts) -> str:
    """When the take was recorded, as far as its file says."""
    take = facts.inspection.take
    return facts.time(take.recorded_at) if take.recorded_at else tr("not known, the file does not say")


def _take_text(take: Take) -> str:
    sound = take.format
    parts = (words.length_s(sound.duration_s), words.rate_khz(sound.sample_rate_hz), words.bits_text(sound))
    return ", ".join((*(part for part in parts if part), words.raw_text(take.raw_stream)))


def _baseline_text(facts: ReportFacts) -> str:
    healthy = facts.inspection.healthy
    if healthy is None:
        return tr("none learnt yet")
    day = facts.day(healthy.learnt_at)
    if facts.provisional:
        clips = tr_many("{n} clip", "{n} clips", healthy.clip_count)
        return tr("{clips}, learnt {day}, provisional", clips=clips, day=day)
    clips = tr_many("{n} healthy clip", "{n} healthy clips", healthy.clip_count)
    return tr("{clips}, learnt {day}", clips=clips, day=day)


def _fitted(
    sheet: Sheet, values: Sequence[tuple[str, str]], width: float, most: int, strong: str = ""
) -> list[Row]:
    rows = []
    for label, value in values:
        shown = BODY_STRONG if label == strong else BODY
        lines = sheet.fit(label, value, shown, width - LABEL_WIDTH, most) or [words.UNKNOWN]
        rows.append(Row(label, lines, shown))
    return rows
