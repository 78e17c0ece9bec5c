"""That a machine has slowly changed: what, since when, and what to do. Calm, since it is no alarm."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.drift import Drift
from app.domain.verdict import State
from app.language import retold, tr_many
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.words import day
from app.ui.theme import changes, current, icon_pixmap, icon_side, px
from app.ui.widgets import Text, announce


class DriftLine(QFrame):
    """A line above the history; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._sign = QLabel(self)
        self.what = Text("", BODY, weight=500, wrap=True, parent=self)
        self.more = Text("", CAPTION, "text2", wrap=True, parent=self)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.what)
        said.addWidget(self.more)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addLayout(said, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_drift(self, drift: Drift | None) -> None:
        """Show how it has changed, or nothing."""
        if drift is not None:
            what = retold(drift.what)
            if self.isHidden() or self.what.text() != what:
                announce(self, f"{what} {more(drift)}")
            self.what.setText(what)
            self.more.setText(more(drift))
        self.setVisible(drift is not None)

    def _fit(self) -> None:
        side = icon_side()
        ink = current().states[State.WATCH].text
        self._sign.setPixmap(icon_pixmap("triangle-alert", side, ink, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(side, side))
        self._row.setContentsMargins(px(SPACE[2]), px(SPACE[0]), px(SPACE[2]), px(SPACE[0]))
        self._row.setSpacing(px(SPACE[1]))


def more(drift: Drift) -> str:
    """ "Since 25 Jul 2026, 8 visits against the first 8. Find out what was changed at the machine …"."""
    since = tr_many(
        "Since {day}, {n} visit against the first {first}.",
        "Since {day}, {n} visits against the first {first}.",
        drift.latest_visits,
        day=day(drift.since),
        first=drift.first_visits,
    )
    return f"{since} {retold(drift.to_do)}"
