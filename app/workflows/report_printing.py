"""For whom, on what paper and when reports are printed: as the settings have it at that moment."""

from app.domain.identity import now
from app.domain.letterhead import Letterhead
from app.reports.facts import Paper
from app.reports.printing import Printing
from app.workflows.preferences import Preferences

_PAPERS = {"A4": Paper.A4, "Letter": Paper.LETTER}


class AsPreferred:
    """Asked anew for each report, so that a setting counts from the next one on.

    `usual` is the paper of this computer's locale; `program` the name with its version.
    """

    def __init__(self, preferences: Preferences, usual: Paper, program: str) -> None:
        self._preferences = preferences
        self._usual = usual
        self._program = program

    def __call__(self) -> Printing:
        """How a report that is begun now is printed."""
        return Printing(self.paper(), now(), self._program, self.letterhead())

    def paper(self) -> Paper:
        """The paper as it is set, or that of this computer's locale."""
        return _PAPERS.get(self._preferences.now.paper, self._usual)

    def letterhead(self) -> Letterhead:
        """Company, logo and name as they are set; a logo that is gone is none."""
        settings = self._preferences.now
        return Letterhead(settings.company, self._preferences.logo, settings.inspector)
