"""The keys, in one table: what the window binds, and what the list of shortcuts says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from app.look.tokens import BODY, SPACE, TITLE
from app.ui.theme import px
from app.ui.widgets import KeyCap, Text

KEYS = (
    ("Ctrl+O", "Open sound files"),
    ("Ctrl+R", "Record the machine"),
    ("Ctrl+N", "Add a machine"),
    ("Ctrl+F", "Find a machine"),
    ("Ctrl+E", "Export the shown inspection as PDF"),
    ("Ctrl+Z", "Take back what the line at the foot says"),
    ("Space", "Play or pause; on the record page start or stop recording"),
    ("B", "This take or a healthy one"),
    ("P", "Only the range that differs"),
    ("←", "Play head 1 s back; → forward"),
    ("Ctrl+Enter", "Save the note"),
    ("Ctrl+1", "Fleet; 2 machine, 3 record, 4 listen, 5 route, 6 model, 7 data"),
    ("F1", "The guide, at the page you are on"),
    ("F11", "Full screen"),
    ("?", "This list"),
)


class ShortcutList(QDialog):
    """The keys and what they do; one can go on working beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(SPACE[3]))
        grid.setVerticalSpacing(px(SPACE[1]))
        grid.setColumnStretch(1, 1)
        for row, (keys, does) in enumerate(KEYS):
            grid.addWidget(KeyCap(keys, self), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Text(does, BODY, parent=self), row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [px(SPACE[4])]))
        column.setSpacing(px(SPACE[3]))
        column.addWidget(Text("Keyboard shortcuts", TITLE, parent=self))
        column.addLayout(grid)
