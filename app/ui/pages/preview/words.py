"""The words of the preview: its paper, its size, where one is in it."""

from collections.abc import Sequence

from app.domain.words import number
from app.language import SOURCE, spoken, tr, tr_many
from app.ui.pages.preview.values import PreviewShown, Sheet, Stage

_PAPERS = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}
_OFF_PT = 1.5


def paper(sheets: Sequence[Sheet]) -> str:
    """ "A4", "Letter", or the first page's width and height."""
    if not sheets:
        return ""
    first = sheets[0]
    for name, (wide, high) in _PAPERS.items():
        if abs(first.width_pt - wide) < _OFF_PT and abs(first.height_pt - high) < _OFF_PT:
            return name
    return f"{first.width_pt * 25.4 / 72:.0f} × {first.height_pt * 25.4 / 72:.0f} mm"


def size(size_bytes: int) -> str:
    """ "250 kB", "1.4 MB": what a mail will weigh."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{number(size_bytes / 1e6, 1)} MB"


def making(shown: PreviewShown) -> str:
    """ "Making the inspection report"; a German noun keeps its capital."""
    return tr("Making the {report}", report=shown.title.lower() if spoken() == SOURCE else shown.title)


def facts(shown: PreviewShown, page: int) -> str:
    """The line under the title; where one is comes first, since what is last gives way first."""
    if shown.stage is Stage.MAKING:
        return shown.about
    if shown.stage is Stage.FAILED:
        return f"{shown.about} · {tr('not made')}"
    if len(shown.sheets) > 1:
        where = tr("page {n} of {pages}", n=page + 1, pages=len(shown.sheets))
    else:
        where = tr_many("{n} page", "{n} pages", 1)
    return f"{where} · {shown.about} · {shown.paper} · {size(shown.size_bytes)}"
