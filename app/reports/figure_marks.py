"""Marks on the figures: where shaft and blades are heard, and when the difference is."""

from collections.abc import Sequence

from app.domain.verdict import State
from app.domain.why import Marker, MarkerKind, Moment
from app.language import tr
from app.look.tokens import LIGHT
from app.reports.axes import AXIS, Scale
from app.reports.figure_sound import frequency_scale
from app.reports.reasons import RAISED_DB
from app.reports.sheet import Box, Sheet
from app.reports.sound_picture import HIGH_HZ, LOW_HZ

_TICK, _RAISED = 5.0, 10.0
_BAR = 2.6


def draw_markers(sheet: Sheet, picture: Box, bands: Box, markers: Sequence[Marker]) -> None:
    """Ticks inside the left edges of picture and curve, longer where a line has grown; the first of each named."""
    up = frequency_scale(picture)
    shown = [marker for marker in markers if LOW_HZ <= marker.hz <= HIGH_HZ]
    for marker in shown:
        y, grown = up(marker.hz), marker.excess_db is not None and marker.excess_db >= RAISED_DB
        length = _RAISED if grown else _TICK
        sheet.rule(picture.left, picture.left + length + 0.5, y, LIGHT.text, 1.8)
        sheet.rule(picture.left, picture.left + length, y, LIGHT.surface, 0.8)
        sheet.rule(bands.left, bands.left + length, y, LIGHT.text2, 0.8)
    taken: list[tuple[float, float]] = []
    for kind in (MarkerKind.BLADE_PASS, MarkerKind.SHAFT):
        of_kind = [marker for marker in shown if marker.kind is kind]
        if of_kind:
            first = min(of_kind, key=lambda marker: marker.order)
            taken.append(_name(sheet, picture, up(first.hz), first, taken))


def _name(
    sheet: Sheet, picture: Box, y: float, marker: Marker, taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """The name on a dark ground beside its tick, further right where another one stands; its height and end."""
    name = tr(marker.kind.value)
    text = name if marker.order == 1 else f"{name} × {marker.order}"
    near = [right for other, right in taken if abs(other - y) < AXIS.leading]
    left = max([picture.left + _RAISED + 3, *(right + 3 for right in near)])
    top = min(max(y - AXIS.leading / 2, picture.top), picture.bottom - AXIS.leading)
    wide = sheet.typeface.width(text, AXIS) + 5
    sheet.box(Box(left, top, wide, AXIS.leading), fill=LIGHT.text)
    sheet.text(left + 2.5, top + AXIS.leading - 3.4, text, AXIS, LIGHT.surface)
    return y, left + wide


def draw_moments(sheet: Sheet, wave: Box, picture: Box, across: Scale, moments: Sequence[Moment]) -> None:
    """A bar at the foot of the waveform and at the top of the picture over each stretch in which it is heard."""
    colour = LIGHT.states[State.ABNORMAL].mark
    for one in moments:
        left, right = across(one.start_s), across(one.end_s)
        width = max(right - left, 1.0)
        for top in (wave.bottom - _BAR, picture.top):
            sheet.box(Box(left, top, width, _BAR), fill=colour)
