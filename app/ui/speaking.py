"""Speaks the language that is set: our texts, Qt's own, and the names of days and months.

What is imported here is paid for before the first paint.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.domain.settings import SYSTEM
from app.language import SOURCE, speak

REGIONS = {"en": "en_GB", "de": "de_DE"}
"""Whose dates are written where the system speaks another language than Earshot: days before months."""

_QT: list[QTranslator] = []


def speak_as_set(language: str) -> str:
    """From now on the window is made in that language, or in the system's; the code of the one that is spoken."""
    system = QLocale.system()
    wanted = (system.uiLanguages() or [system.name()])[0] if language == SYSTEM else language
    code = speak(wanted)
    ours = QLocale(REGIONS[code])
    # A system without a language writes as Qt does, which is English.
    same = system.language() == ours.language() or (code == SOURCE and system.language() == QLocale.Language.C)
    QLocale.setDefault(system if same else ours)
    _speak_qt(code)
    return code


def qt_speaks(code: str) -> bool:
    """Whether Qt's own words are there in that language."""
    return code == SOURCE or _words_of_qt(code) is not None


def _speak_qt(code: str) -> None:
    """Qt's own words, such as those of its file dialogs; it knows English without being told."""
    while _QT:
        QCoreApplication.removeTranslator(_QT.pop())
    words = None if code == SOURCE else _words_of_qt(code)
    if words is not None:
        QCoreApplication.installTranslator(words)
        _QT.append(words)


def _words_of_qt(code: str) -> QTranslator | None:
    words = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words if words.load(f"qtbase_{code}", folder) else None
