"""The text of the guide: lines one can read, pictures sharp at any size, and nothing from outside."""

import re
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QScroller, QTextBrowser, QTextEdit, QWidget

from app.domain.verdict import State
from app.language import spoken, tr
from app.look.tokens import SECTION, SPACE
from app.ui.pages.help.dress import dress
from app.ui.pages.help.guide import picture_file
from app.ui.pages.help.values import Chapter
from app.ui.theme import changes, current, line_height, paint_state, px
from app.ui.theme.style import OWN_FOCUS

_WIDEST, _PIECE = 880, 24
_SIGN = "state-"
_PICTURE = re.compile(r"!\[[^]]*]\(([^)]+)\)")


class GuideText(QTextBrowser):
    """Shows one chapter at a time; a link is only told."""

    link_followed = Signal(str)
    reached = Signal(bool)
    """Whether the keyboard came here by Tab: the panel around it then shows the ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter: Chapter | None = None
        self._document: QTextDocument | None = None
        self._found: tuple[str, ...] = ()
        self._wide = 0
        self.setAccessibleName(tr("Text of the guide"))
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        # The panel around it has an edge already.
        self.setStyleSheet("QTextEdit { border: none; background: transparent; padding: 0; }")
        self.setProperty(OWN_FOCUS, True)
        self.setOpenLinks(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(lambda url: self.link_followed.emit(url.toString()))
        changes().changed.connect(self._set_anew)

    def show_chapter(self, chapter: Chapter, anchor: str, scrolled: int | None, found: tuple[str, ...]) -> None:
        """Show a chapter from a section on, or where it was left; mark what was searched for."""
        if chapter is not self._chapter:
            self._chapter = chapter
            self._set()
        self._mark(found)
        if scrolled is not None:
            self.verticalScrollBar().setValue(scrolled)
        elif anchor:
            self.scrollToAnchor(anchor)
        else:
            self.verticalScrollBar().setValue(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Opened or clicked, it is read on with the arrows and needs no ring."""
        super().focusInEvent(event)
        self.reached.emit(event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.reached.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A line is never longer than one can read; pictures shrink with it."""
        side = px(SPACE[4])
        self.setViewportMargins(side, 0, max(0, self.width() - px(_WIDEST) - 2 * side), 0)
        super().resizeEvent(event)
        if self._room() != self._wide:
            self._set_anew()

    def _room(self) -> int:
        return max(px(_PIECE), self.viewport().width() - px(SPACE[2]))

    def _set_anew(self) -> None:
        """Another width, palette or size of type: what one reads stays where it is."""
        if self._chapter is None:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._set()
        self._mark(self._found)
        bar.setValue(round(share * bar.maximum()))

    def _set(self) -> None:
        """A document of its own for each chapter, with its pictures put in before it is laid out.

        Handed over when Qt asks for them, by a `loadResource` in Python, the second chapter crashes Qt 6.11.
        """
        if self._chapter is None:
            return
        self._wide = self._room()
        made, before = QTextDocument(self), self._document
        made.setMarkdown(self._chapter.text)
        for name in set(_PICTURE.findall(self._chapter.text)):
            picture = self._picture(Path(name))
            if picture is not None:
                made.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture)
        dress(made)
        self._document = made
        self.setDocument(made)
        if before is not None:
            before.deleteLater()

    def _picture(self, path: Path) -> QImage | None:
        """From the guide's folder and nowhere else, as wide as there is room; signs are painted."""
        ratio = self.devicePixelRatioF()
        if path.name.startswith(_SIGN):
            return _sign(path.stem.removeprefix(_SIGN), ratio)
        picture = QImage(str(picture_file(path.name, spoken())))
        return _framed(picture, min(picture.width(), self._room()), ratio) if not picture.isNull() else None

    def _mark(self, found: tuple[str, ...]) -> None:
        self._found = found
        marked = QTextCharFormat()
        marked.setBackground(QColor(current().accent_tint))
        marked.setForeground(QColor(current().text))
        marked.setFontUnderline(True)
        hits = []
        for word in found:
            cursor = self.document().find(word, 0)
            while not cursor.isNull():
                hits.append(_selection(cursor, marked))
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(hits)


def _selection(cursor: QTextCursor, marked: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format = marked
    return made


def _framed(picture: QImage, wide: int, ratio: float) -> QImage:
    """The picture at that width in px, with a line around it that parts it from the page."""
    made = picture.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(
        min(picture.width(), round(wide * ratio)), Qt.TransformationMode.SmoothTransformation
    )
    made.setDevicePixelRatio(made.width() / wide)
    painter = QPainter(made)
    painter.setPen(QColor(current().strong))
    painter.drawRect(QRectF(0.5, 0.5, wide - 1.0, made.height() / made.devicePixelRatio() - 1.0))
    painter.end()
    return made


def _sign(word: str, ratio: float) -> QImage:
    """A state's shape, as high as a line of text."""
    side = line_height(SECTION)
    made = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_state(painter, QRectF(0, 0, side, side), State(word.replace("-", " ")))
    painter.end()
    return made
