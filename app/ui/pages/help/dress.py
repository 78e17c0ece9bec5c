"""Gives a document of the guide the look of the window: Qt's own reading of Markdown knows no token."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
)

from app.look.tokens import BODY, SECTION, SPACE, TITLE, TypeSize
from app.ui.pages.help.guide import anchor_of
from app.ui.theme import current, font, px, type_size

READING = TypeSize(SECTION.size, SECTION.line + SPACE[0])
"""The guide is read from further away than a panel, and longer: a size up, with more air between the lines."""

_HEADINGS = {1: TITLE, 2: SECTION}
_ABOVE = {1: 0, 2: SPACE[4]}
_INDENT = SPACE[4]


def dress(document: QTextDocument) -> None:
    """Fonts, colours and distances of the tokens as they are now, and an anchor on every heading."""
    document.setDocumentMargin(0)
    document.setIndentWidth(px(_INDENT))
    document.setDefaultFont(font(_now(READING), tabular=False))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for at, block in enumerate(_blocks(document)):
        _dress_block(cursor, block, second=at == 1)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    cursor.endEditBlock()


def _now(size: TypeSize) -> TypeSize:
    """The size as it is for a mouse or for gloves."""
    if size is READING:
        larger = type_size(SECTION)
        return TypeSize(larger.size, larger.line + px(SPACE[0]))
    return type_size(size)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_block(cursor: QTextCursor, block: QTextBlock, *, second: bool) -> None:
    level = block.blockFormat().headingLevel()
    size = _HEADINGS.get(level, BODY if second else READING)
    for start, length, given in _pieces(block):
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_letters(given, size, quiet=second))
    if level:
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + 1, QTextCursor.MoveMode.KeepAnchor)
        named = cursor.charFormat()
        named.setAnchor(True)
        named.setAnchorNames([anchor_of(block.text())])
        cursor.setCharFormat(named)
    cursor.setPosition(block.position())
    cursor.setBlockFormat(_paragraph(block, size, level))
    if block.textList() is not None:
        _dress_list(block)


def _pieces(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Position, length and format of what is written alike; pictures are left as they are."""
    found = []
    piece = block.begin()
    while not piece.atEnd():
        fragment = piece.fragment()
        if not fragment.charFormat().isImageFormat():
            found.append((fragment.position(), fragment.length(), fragment.charFormat()))
        piece += 1
    return found


def _letters(given: QTextCharFormat, size: TypeSize, *, quiet: bool) -> QTextCharFormat:
    palette = current()
    heavy = size in _HEADINGS.values()
    bold = given.fontWeight() > QFont.Weight.Normal
    made = QTextCharFormat()
    key = given.fontFixedPitch()
    made.setFont(font(_now(size), 600 if bold or heavy else 500 if key else 400, tabular=False))
    made.setForeground(QColor(palette.text2 if quiet else palette.text))
    if key:
        made.setBackground(QColor(palette.sunken))
    if given.isAnchor():
        made.setAnchor(True)
        made.setAnchorHref(given.anchorHref())
        made.setForeground(QColor(palette.accent))
        made.setFontUnderline(True)
    return made


def _paragraph(block: QTextBlock, size: TypeSize, level: int) -> QTextBlockFormat:
    made = QTextBlockFormat(block.blockFormat())
    if not block.text() and QTextCursor(block).currentTable() is None:
        # Qt's reading leaves one behind each table.
        made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return made
    in_list, in_table = block.textList() is not None, QTextCursor(block).currentTable() is not None
    # The lines of a list belong together, and a table has its own distances.
    below = 0 if in_table else px(SPACE[0]) if in_list or level else px(SPACE[2])
    made.setTopMargin(px(_ABOVE.get(level, 0)) if not in_table else 0)
    made.setBottomMargin(below)
    made.setLineHeight(px(_now(size).line), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    return made


def _dress_list(block: QTextBlock) -> None:
    rows = block.textList()
    given = QTextListFormat(rows.format())
    given.setIndent(1)
    rows.setFormat(given)
    if block.next().textList() is not rows:
        last = QTextBlockFormat(block.blockFormat())
        last.setBottomMargin(px(SPACE[2]))
        QTextCursor(block).setBlockFormat(last)


def _dress_table(table: QTextTable) -> None:
    given = table.format()
    given.setBorder(1)
    given.setBorderBrush(QColor(current().line))
    given.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    given.setBorderCollapse(True)
    given.setCellSpacing(0)
    given.setCellPadding(px(SPACE[1]))
    # What stands above has its own distance, which Qt leaves out before a table.
    given.setTopMargin(px(SPACE[1]))
    given.setBottomMargin(px(SPACE[3]))
    # Its edge is drawn outside its width.
    given.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99))
    table.setFormat(given)
