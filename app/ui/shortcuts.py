"""The keys, in one table: what the window binds, and what the list of shortcuts says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, SPACE, TITLE
from app.ui.theme import px
from app.ui.widgets import KeyCap, Text

KEYS = (
    ("Ctrl+O", later("Open sound files")),
    ("Ctrl+R", later("Record the machine")),
    ("Ctrl+N", later("Add a machine")),
    ("Ctrl+F", later("Find a machine")),
    ("Ctrl+E", later("Export the shown inspection as PDF")),
    ("Ctrl+Z", later("Take back what the line at the foot says")),
    ("Space", later("Play or pause; on the record page start or stop recording")),
    ("B", later("This take or a healthy one")),
    ("P", later("Only the range that differs")),
    ("←", later("Play head 1 s back; → forward")),
    ("Ctrl+Enter", later("Save the note")),
    ("Ctrl+1", later("Fleet; 2 machine, 3 record, 4 listen, 5 route, 6 model, 7 data")),
    ("F1", later("The guide, at the page you are on")),
    ("F11", later("Full screen")),
    ("?", later("This list")),
)


class ShortcutList(QDialog):
    """The keys and what they do; one can go on working beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(SPACE[3]))
        grid.setVerticalSpacing(px(SPACE[1]))
        grid.setColumnStretch(1, 1)
        for row, (keys, does) in enumerate(KEYS):
            grid.addWidget(KeyCap(keys, self), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Text(tr(does), BODY, parent=self), row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [px(SPACE[4])]))
        column.setSpacing(px(SPACE[3]))
        column.addWidget(Text(tr("Keyboard shortcuts"), TITLE, parent=self))
        column.addLayout(grid)
