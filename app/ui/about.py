"""What this program is, in which version, where its things are, and whose work is in it under which licence."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app import __version__
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SECTION, SPACE, TITLE
from app.ui.theme import px, set_type
from app.ui.widgets import FilledButton, PanelFrame, PlainButton, Text
from app.ui.widgets.text import JOINT
from app.ui.widgets.two_line_list import TwoLineList, TwoLines
from app.workflows.bundled import Package, bundled, versions

_WORDS = later(
    "Tells by ear, offline, whether a machine sounds like itself. A hint of where to look, never a diagnosis, "
    "and no substitute for inspections that law or the maker demand."
)
_NO_TEXT = later("The text of this licence comes with the package.")
_OURS = "Earshot"
_WIDE, _HIGH = 920, 640


class About(QDialog):
    """One can copy its facts into a question to whoever helps, and read every licence."""

    def __init__(self, folder: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        kept = tr("History in {folder}", folder=folder)
        self._facts = f"{versions()}\n{kept}"
        # Ours first, so that what is shown is also what is marked.
        self._packages = {one.name: one for one in sorted(bundled(), key=lambda one: one.name != _OURS)}
        self.setWindowTitle(tr("About Earshot"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = TwoLineList(tr("Whose work is in Earshot"), self)
        self.licence = QPlainTextEdit(self)
        self.licence.setReadOnly(True)
        set_type(self.licence, CAPTION, tabular=False)
        self.licence.setAccessibleName(tr("Licence"))
        self.licence.setTabChangesFocus(True)
        self.copy = PlainButton(tr("Copy"), "copy", parent=self)
        self.copy.setToolTip(tr("Copy versions and folders"))
        self.close_button = FilledButton(tr("Close"), parent=self)
        self.list.chosen.connect(self._choose)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close)
        self._lay_out()
        self._choose(next(iter(self._packages), ""))
        self.close_button.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [px(SPACE[4])]))
        column.setSpacing(px(SPACE[2]))
        column.addLayout(self._head())
        panel = PanelFrame(tr("Whose work is in it"), tr("Each under its own licence"))
        row = QHBoxLayout()
        row.setSpacing(px(SPACE[2]))
        row.addWidget(self.list)
        row.addWidget(self.licence, 1)
        panel.body.addLayout(row, 1)
        column.addWidget(panel, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        # Wide enough for lines of 80 letters, which most licences have.
        self.resize(min(px(_WIDE), self.screen().availableGeometry().width() - 2 * px(SPACE[3])), px(_HIGH))

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(px(SPACE[1]))
        head.addWidget(Text("Earshot", TITLE, parent=self))
        head.addWidget(Text(tr("Version {version}", version=__version__), SECTION, "text2", parent=self))
        head.addWidget(Text(tr(_WORDS), BODY, wrap=True, parent=self))
        _, system, *libraries, folder = self._facts.splitlines()
        # A version stays with its name.
        with_versions = ", ".join(library.replace(" ", "\u00a0") for library in libraries)
        words = f"{system}\n{with_versions}\n{folder}"
        facts = Text(words, CAPTION, "text2", wrap=True, tabular=False, parent=self)
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(facts)
        return head

    def _choose(self, name: str) -> None:
        package = self._packages.get(name)
        if package is None:
            return
        self.list.show_rows([_row(one) for one in self._packages.values()], name)
        self.licence.setPlainText(package.text or tr(_NO_TEXT))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._facts)
        self.copy.setText(tr("Copied"))


def _row(package: Package) -> TwoLines:
    return TwoLines(package.name, package.name, JOINT.join(filter(None, (package.version, package.licence))))
