"""The one style sheet, filled from the tokens: boxes and text colours of Qt's own widgets.

Fonts are never set here, since a style sheet would take the figures' equal width away.
"""

from string import Template

from app.domain.verdict import State
from app.look.tokens import RADIUS, RADIUS_SMALL, Palette
from app.ui.theme.sizes import control_height
from app.ui.theme.state import touch

_SHEET = Template("""
* { outline: none; }
QToolTip { background: $surface; color: $text; border: 1px solid $strong; padding: 4px; }
QLabel { background: transparent; color: $text; }
QLabel:disabled { color: $text3; }
$tones
QFrame[panel="true"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[rule="true"] { background: $line; border: none; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sunken"] { background: $sunken; }
QWidget[ground="window"] { background: $window; }
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
  background: $surface; color: $text; border: 1px solid $strong; border-radius: ${radius}px;
  padding: 0 7px; placeholder-text-color: $text3;
  selection-background-color: $accent_fill; selection-color: $on_accent;
}
QLineEdit, QAbstractSpinBox { min-height: ${control}px; max-height: ${control}px; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled { border-color: $line; color: $text3; }
QLineEdit[bad="true"] { border-color: $bad; }
QListView { background: transparent; border: none; }
QTableView[plain="true"] { background: transparent; border: none; }
QHeaderView[plain="true"] { background: transparent; border: none; }
QHeaderView[plain="true"]::section {
  background: $surface; color: $text2; border: none; border-bottom: 1px solid $line; padding: 4px;
}
QAbstractScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[ground="page"] { background: $window; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $strong; border-radius: ${small}px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; color: $text; border: 1px solid $strong; padding: 4px; }
QMenu::item { padding: ${menu}px 24px ${menu}px 12px; border-radius: ${small}px; }
QMenu::item:selected { background: $accent_tint; color: $text; border: 1px solid $accent; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: 1px solid $strong; padding: 4px;
  selection-background-color: $accent_tint; selection-color: $text;
}
""")


def style_sheet(palette: Palette) -> str:
    """The sheet for a palette at the present scale."""
    plain = ("text", "text2", "text3", "accent", "on_accent")
    tones = {tone: getattr(palette, tone) for tone in plain}
    tones |= {state.value.replace(" ", "-"): palette.states[state].text for state in State}
    rules = "\n".join(f'QLabel[tone="{tone}"] {{ color: {colour}; }}' for tone, colour in tones.items())
    return _SHEET.substitute(
        tones=rules,
        surface=palette.surface,
        sunken=palette.sunken,
        window=palette.window,
        line=palette.line,
        strong=palette.strong,
        text=palette.text,
        text2=palette.text2,
        text3=palette.text3,
        accent=palette.accent,
        accent_fill=palette.accent_fill,
        accent_tint=palette.accent_tint,
        on_accent=palette.on_accent,
        bad=palette.states[State.ABNORMAL].mark,
        radius=RADIUS,
        small=RADIUS_SMALL,
        # The border is outside Qt's min-height.
        control=control_height() - 2,
        # An entry of a menu is as high as its words and this above and below.
        menu=16 if touch() else 6,
    )
