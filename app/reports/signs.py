"""State shapes and check marks on paper, from the same geometry as on the screen."""

from app.domain.quality import Grade
from app.domain.verdict import State
from app.look.shapes import SHAPES
from app.look.tokens import LIGHT
from app.reports.sheet import Sheet


def draw_state(sheet: Sheet, x: float, y: float, side: float, state: State, *, on_fill: bool = False) -> None:
    """The state's shape, its square of `side` pt beginning at `x`, `y`; inverted on the state's fill."""
    shape, colours = SHAPES[state], LIGHT.states[state]
    body = colours.on_fill if on_fill else colours.mark
    sign = body if shape.hollow else (colours.fill if on_fill else colours.on_fill)

    def place(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [(x + px * side, y + py * side) for px, py in points]

    thick = shape.stroke * side
    if shape.hollow:
        sheet.area(place(shape.body), edge=body, thick=thick, dash=(thick, thick) if shape.dashed else ())
    else:
        sheet.area(place(shape.body), fill=body, edge=body if on_fill else colours.edge, thick=0.05 * side)
    for stroke in shape.strokes:
        sheet.line(place(stroke), sign, thick, round_ends=True)
    for px, py, radius in shape.dots:
        sheet.disc(x + px * side, y + py * side, radius * side, fill=sign)


def draw_check(sheet: Sheet, x: float, y: float, side: float, grade: Grade) -> None:
    """An outlined ring with a tick for a passed check, an outlined triangle otherwise: a check is not a state."""
    if grade is Grade.PASSED:
        colour = LIGHT.states[State.HEALTHY].mark
        sheet.disc(x + side / 2, y + side / 2, side / 2 - 0.45, edge=colour)
        tick = SHAPES[State.HEALTHY].strokes[0]
        sheet.line([(x + px * side, y + py * side) for px, py in tick], colour, 0.9, round_ends=True)
        return
    shape = SHAPES[State.WATCH]
    colour = LIGHT.states[State.ABNORMAL if grade is Grade.FAILED else State.WATCH].text
    sheet.area([(x + px * side, y + py * side) for px, py in shape.body], edge=colour, thick=0.9)
    sheet.line([(x + px * side, y + py * side) for px, py in shape.strokes[0]], colour, 0.9, round_ends=True)
    px, py, radius = shape.dots[0]
    sheet.disc(x + px * side, y + py * side, radius * side, fill=colour)
