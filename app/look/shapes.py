"""The state shapes as plain geometry, drawn alike by the window's painter and by the report.

Each shape lives in a unit square, x to the right, y downwards. A part is an outline with a role:
`body` is filled with the state's mark (or stroked, when hollow), `sign` is drawn on top of it.
Shape and word carry the state for those who cannot see the colour.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from app.domain.verdict import State

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A state's shape in the unit square.

    `body` is a closed outline. `hollow` bodies are stroked with `stroke` (of the square's side), dashed when
    `dashed`; others are filled. `strokes` are open lines of the sign, `dots` its filled circles (x, y, radius).
    """

    body: tuple[Point, ...]
    strokes: tuple[tuple[Point, ...], ...] = ()
    dots: tuple[tuple[float, float, float], ...] = ()
    hollow: bool = False
    dashed: bool = False
    stroke: float = 0.1


def _round(radius: float, corners: int, turn: float = 0.0) -> tuple[Point, ...]:
    steps = (2 * pi * i / corners + turn for i in range(corners))
    return tuple((0.5 + radius * cos(a), 0.5 + radius * sin(a)) for a in steps)


_CIRCLE = _round(0.5, 48)
_OCTAGON = _round(0.5 / cos(pi / 8), 8, pi / 8)
_TRIANGLE: tuple[Point, ...] = (
    (0.45, 0.07),
    (0.5, 0.04),
    (0.55, 0.07),
    (0.99, 0.87),
    (0.99, 0.92),
    (0.95, 0.94),
    (0.05, 0.94),
    (0.01, 0.92),
    (0.01, 0.87),
)
_SQUARE: tuple[Point, ...] = ((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94))
_QUESTION: tuple[Point, ...] = (
    (0.36, 0.38),
    (0.38, 0.3),
    (0.44, 0.25),
    (0.53, 0.25),
    (0.61, 0.29),
    (0.64, 0.37),
    (0.61, 0.45),
    (0.54, 0.5),
    (0.5, 0.54),
    (0.5, 0.6),
)

SHAPES = {
    State.HEALTHY: Shape(_CIRCLE, strokes=(((0.28, 0.52), (0.44, 0.67), (0.73, 0.35)),), stroke=0.11),
    State.WATCH: Shape(_TRIANGLE, strokes=(((0.5, 0.36), (0.5, 0.62)),), dots=((0.5, 0.77, 0.065),), stroke=0.11),
    State.ABNORMAL: Shape(
        _OCTAGON, strokes=(((0.33, 0.33), (0.67, 0.67)), ((0.67, 0.33), (0.33, 0.67))), stroke=0.12
    ),
    State.CANNOT_TELL: Shape(_SQUARE, strokes=(_QUESTION,), dots=((0.5, 0.74, 0.06),), hollow=True, stroke=0.085),
    State.NO_BASELINE: Shape(_round(0.44, 48), hollow=True, dashed=True, stroke=0.1),
}
