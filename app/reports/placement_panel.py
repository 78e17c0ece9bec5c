"""Where the microphone was held: the technician's words and the photo, so that the next one stands there too."""

from app.domain.placement import Placement
from app.language import later, tr
from app.look.tokens import LIGHT
from app.reports.axes import empty, frame
from app.reports.facts import ReportFacts
from app.reports.photo_picture import PrintedPhoto, printed_photo
from app.reports.sheet import GAP, Box, Sheet
from app.reports.text import BODY, CAPTION, SECTION

LOST = later("The photo is lost.")
UNREADABLE = later("The photo cannot be read.")

_TITLE = later("Where the microphone was held")
_HEAD = 9.0
_PHOTO_WIDTH = 336.0
_PHOTO_HEIGHT = 300.0
_NO_PHOTO_HEIGHT = 60.0
_MOST_LINES = 4
_MOST_LINES_ASIDE = 20


class PlacementPanel:
    """Measures its texts and reads its photo when made; `height` in pt is from heading to end."""

    height: float

    def __init__(self, sheet: Sheet, facts: ReportFacts, placement: Placement) -> None:
        self._sheet = sheet
        self._why_none, self._photo = _read(facts, placement)
        self._box = self._photo_box() if placement.photo else Box(0.0, 0.0, 0.0, 0.0)
        aside = self._box.width + GAP if placement.photo else 0.0
        self._text_left = sheet.left + aside
        width = sheet.width - aside
        most = _MOST_LINES_ASIDE if placement.photo else _MOST_LINES
        self._note = sheet.fit(tr(_TITLE), placement.note.strip() or tr("No words."), BODY, width, most)
        self._noted = sheet.wrap(_noted(facts, placement), CAPTION, width)[:_MOST_LINES]
        texts = 8 + len(self._note) * BODY.leading + len(self._noted) * CAPTION.leading
        self.height = _HEAD + max(self._box.height + 6, texts)

    def draw(self, y: float) -> None:
        """The panel from the heading's baseline at `y`."""
        sheet = self._sheet
        sheet.text(sheet.left, y, tr(_TITLE), SECTION)
        sheet.rule(sheet.left, sheet.right, y + _HEAD)
        if self._box.height:
            self._draw_photo(Box(sheet.left, y + _HEAD + 6, self._box.width, self._box.height))
        below = sheet.lines(self._text_left, y + _HEAD + 13, self._note, BODY)
        sheet.lines(self._text_left, below + 1, self._noted, CAPTION, LIGHT.text2)

    def _draw_photo(self, box: Box) -> None:
        if self._photo is None:
            empty(self._sheet, box, tr(self._why_none))
            return
        with self._sheet.marked("Figure", tr("Photo of where the microphone was held.")):
            self._sheet.image(box, self._photo.data)
        frame(self._sheet, box)

    def _photo_box(self) -> Box:
        if self._photo is None:
            return Box(0.0, 0.0, _PHOTO_WIDTH / 2, _NO_PHOTO_HEIGHT)
        scale = min(_PHOTO_WIDTH / self._photo.width_px, _PHOTO_HEIGHT / self._photo.height_px)
        return Box(0.0, 0.0, self._photo.width_px * scale, self._photo.height_px * scale)


def _read(facts: ReportFacts, placement: Placement) -> tuple[str, PrintedPhoto | None]:
    if not placement.photo:
        return "", None
    if facts.photo is None:
        return LOST, None
    return UNREADABLE, printed_photo(facts.photo)


def _noted(facts: ReportFacts, placement: Placement) -> str:
    noted = tr("Noted {day}", day=facts.day(placement.placed_at))
    if placement.by.strip():
        noted = tr("Noted {day} by {who}", day=facts.day(placement.placed_at), who=placement.by)
    late = placement.placed_at > facts.this_visit.when
    return tr("{noted}, after this take.", noted=noted) if late else f"{noted}."
