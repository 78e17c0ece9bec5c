"""A token palette as Qt's palette, and which one the user or the system asks for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from app.look.tokens import DARK, HIGH_CONTRAST, LIGHT, PALETTES, Palette

CHOICES = ("system", *PALETTES)


def palette_for(choice: str) -> Palette:
    """The palette of a choice in `CHOICES`; "system" follows contrast first, then light or dark.

    Anything else counts as "system": a settings file may hold what it likes.
    """
    if choice in PALETTES:
        return PALETTES[choice]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def qt_palette(palette: Palette) -> QPalette:
    """Every role Fusion paints with, so that nothing of the system's colours shines through."""
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.window,
        role.WindowText: palette.text,
        role.Base: palette.surface,
        role.AlternateBase: palette.sunken,
        role.Text: palette.text,
        role.PlaceholderText: palette.text3,
        role.Button: palette.surface,
        role.ButtonText: palette.text,
        role.BrightText: palette.on_accent,
        role.ToolTipBase: palette.surface,
        role.ToolTipText: palette.text,
        role.Highlight: palette.accent_fill,
        role.HighlightedText: palette.on_accent,
        role.Accent: palette.accent_fill,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.Light: palette.surface,
        role.Midlight: palette.line,
        role.Mid: palette.line,
        role.Dark: palette.strong,
        role.Shadow: palette.strong,
    }
    made = QPalette()
    for where, colour in colours.items():
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(palette.text3))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(palette.line))
    return made
