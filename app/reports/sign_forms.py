"""A state's shape that stands in thousands of rows is kept in the file once and shown again in each of them."""

from app.domain.verdict import State
from app.reports.pdf_a_tags import ARTIFACT
from app.reports.sheet import Sheet
from app.reports.signs import draw_state

_INSET = 10.0
"""So far inside its form is the shape drawn, so that nothing of its edge is cut off."""


def draw_state_again(sheet: Sheet, x: float, y: float, side: float, state: State) -> None:
    """As `draw_state`, on the paper."""
    canvas, name = sheet.canvas, f"state-{state.name}-{side:g}"
    if not canvas.hasForm(name):
        canvas.beginForm(name)
        draw_state(sheet, _INSET, _INSET, side, state)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(x - _INSET, _INSET - y)
    # The word beside it is what is read aloud.
    with sheet.marked(ARTIFACT):
        canvas.doForm(name)
    canvas.restoreState()
