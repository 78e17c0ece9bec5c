"""The report's pages with the small ones at their left, or why there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.language import tr
from app.look.tokens import BODY, SPACE, TITLE
from app.ui.pages.preview import words
from app.ui.pages.preview.actions import FootBar
from app.ui.pages.preview.bar import narrow
from app.ui.pages.preview.sheets import SheetView
from app.ui.pages.preview.thumbs import Thumbs
from app.ui.pages.preview.values import PreviewShown, Stage
from app.ui.theme import changes, px
from app.ui.widgets import PanelFrame, PlainButton, ProgressLine, Text, announce

_THUMBS_FROM, _TOLD = 860, 480


class _Told(PanelFrame):
    """In place of the pages: that they are being made, or what went wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._subtitle.hide()
        self.progress = ProgressLine(self)
        self.what = Text("", TITLE, wrap=True, tabular=False, parent=self)
        self.to_do = Text("", BODY, "text2", wrap=True, tabular=False, parent=self)
        self.again = PlainButton(tr("Try again"), "rotate-ccw", parent=self)
        for part in (self.what, self.to_do, self.progress):
            self.body.addWidget(part)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def show_shown(self, shown: PreviewShown) -> None:
        """How far it is, or why there is nothing."""
        failed = shown.stage is Stage.FAILED
        self.what.setText(shown.what if failed else words.making(shown))
        self.to_do.setText(shown.to_do if failed else shown.about)
        self.to_do.setVisible(bool(self.to_do.text()))
        self.again.setVisible(failed)
        if failed:
            self.progress.clear()
        else:
            self.progress.show_progress(shown.doing, shown.share)


class PreviewPage(QWidget):
    """Shows one report. It decides nothing."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.thumbs = Thumbs(self)
        self.sheets = SheetView(self)
        self.told = _Told(self)
        self.foot = FootBar(self)
        self._shown = PreviewShown()
        self._build()
        self.thumbs.page_wanted.connect(self.sheets.turn_to)
        self.sheets.page_changed.connect(self.thumbs.show_page)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_wanted)
        self._fit()
        changes().changed.connect(self._fit)

    def show_shown(self, shown: PreviewShown) -> None:
        """All but the pictures."""
        there, before = shown.stage is Stage.THERE, self._shown.stage
        self._shown = shown
        self.told.show_shown(shown)
        self.foot.set_ready(there)
        self._arrange()
        self.sheets.show_sheets(shown.sheets)
        self.thumbs.show_sheets(shown.sheets)
        self.thumbs.show_page(self.sheets.page)
        if there and before is not Stage.THERE:
            self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown.stage is Stage.FAILED and before is not Stage.FAILED:
            announce(self.told, f"{shown.what} {shown.to_do}")

    def show_picture(self, page: int, image: QImage, *, small: bool) -> None:
        """One page, large or small."""
        if small:
            self.thumbs.show_picture(page, image)
        else:
            self.sheets.show_picture(page, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The small pages and the foot come and go with the width."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        pages, instead = QWidget(self), QWidget(self)
        row = QHBoxLayout(pages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbs)
        row.addWidget(self.sheets, 1)
        middle = QVBoxLayout(instead)
        middle.addStretch(1)
        middle.addWidget(self.told, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self._either = QStackedWidget(self)
        self._either.addWidget(instead)
        self._either.addWidget(pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._either, 1)
        column.addWidget(self.foot)

    def _arrange(self) -> None:
        there = self._shown.stage is Stage.THERE
        self._either.setCurrentIndex(int(there))
        several = len(self._shown.sheets) > 1
        self.thumbs.setVisible(several and self.width() >= px(_THUMBS_FROM))
        self.told.setFixedWidth(min(px(_TOLD), max(1, self.width() - 2 * px(SPACE[3]))))
        self.foot.setVisible(narrow(self.width()))

    def _fit(self) -> None:
        self.thumbs.refit()
        self._arrange()
