"""How the machine was described before: who changed what when, and the way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.machine import MachineVersion
from app.language import later, tr
from app.look.tokens import BODY
from app.ui.pages.form.version_words import difference, story
from app.ui.pages.snug import SnugPanel
from app.ui.widgets import IconButton, Look, PlainButton, Text
from app.ui.widgets.two_line_list import TwoLineList, TwoLines
from app.ui.widgets.wording import full_moment

_UNSAVED = later("Save or cancel what you have changed first.")


class VersionsPanel(SnugPanel):
    """In place of photo and notes while it is open."""

    restore_wanted = Signal(str)
    """The id of a version."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Earlier versions"), parent=parent)
        self._versions: tuple[MachineVersion, ...] = ()
        self._told: tuple[str, ...] = ()
        self._chosen = ""
        self._unsaved = False
        self.list = TwoLineList(tr("Earlier versions"), self)
        self._difference = Text("", BODY, wrap=True, parent=self)
        self._why_not = Text(tr(_UNSAVED), BODY, "text2", wrap=True, parent=self)
        self.restore = PlainButton(tr("Bring this back"), "undo-2", parent=self)
        self._close = IconButton("x", tr("Close earlier versions"), look=Look.QUIET, parent=self)
        self.add_right(self._close, tall=True)
        # As high as its rows, so that what can be done with one stands near it.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.list)
        for part in (self._difference, self._why_not):
            self.body.addWidget(part)
        self.body.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.list.chosen.connect(self._choose)
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self._chosen))
        self._close.clicked.connect(self.closed)

    @property
    def versions(self) -> tuple[MachineVersion, ...]:
        """What is shown, newest first."""
        return self._versions

    def show_versions(self, versions: Sequence[MachineVersion]) -> None:
        """Newest first; the one before the present is chosen, since that is what an undo would want."""
        self._versions, self._told = tuple(versions), story(versions)
        few = len(versions) < 2
        self._choose("" if few else versions[1].id)

    def set_unsaved(self, unsaved: bool) -> None:
        """Whether something is typed that bringing back a version would throw away."""
        self._unsaved = unsaved
        self._able()

    def _choose(self, version_id: str) -> None:
        self._chosen = version_id
        rows = [self._row(at) for at in range(len(self._versions))]
        self.list.show_rows(rows, version_id)
        at = next((at for at, one in enumerate(self._versions) if one.id == version_id), None)
        self._difference.setText(self._say(at))
        self._able()

    def _say(self, at: int | None) -> str:
        """What bringing it back would do: not the change that once made it, but the way from today."""
        if at is None:
            return tr("Nothing was changed since it was added.")
        now, then = self._versions[0].machine, self._versions[at].machine
        told = difference(now, then)
        if at == 0:
            return tr("This is how it is now.")
        if not told:
            return tr("It was as it is now.")
        return tr("It would change: {changes}.", changes=told)

    def _row(self, at: int) -> TwoLines:
        version = self._versions[at]
        parts = [full_moment(version.at), version.by, tr("as it is now") if at == 0 else ""]
        return TwoLines(
            version.id, self._told[at] or tr("Saved without a change"), " · ".join(filter(None, parts))
        )

    def _able(self) -> None:
        past = bool(self._versions) and self._chosen not in ("", self._versions[0].id)
        self.restore.setEnabled(past and not self._unsaved)
        self._why_not.setVisible(past and self._unsaved)
