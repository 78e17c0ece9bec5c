"""The screens of the first start: a question, one panel or two, one filled button, and a way past it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE, TITLE
from app.ui.pages.first.hearing_panel import HearingPanel
from app.ui.pages.first.language_choice import LanguageChoice
from app.ui.pages.first.values import FirstShown, HearingShown, Screen
from app.ui.pages.form.fields import line_edit
from app.ui.pages.record.microphone_panel import MicrophonePanel
from app.ui.pages.record.values import MicrophoneList
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox, SnugPanel
from app.ui.pages.welcome_page import LOCAL
from app.ui.theme import changes, control_height, px, touch
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import FilledButton, PlainButton, Text

_WIDE, _NARROW, _TOUCH_NARROW, _LIST = 760, 620, 800, 296
_WORDS = {
    Screen.YOU: (
        later("Who listens?"),
        later("Your name stands on the reports you print, the company at their head."),
    ),
    Screen.MICROPHONE: (
        later("Try the microphone"),
        later("The laptop's own one will do. Recordings made elsewhere can be opened too: then none is needed."),
    ),
}
_NEXT = {Screen.YOU: (later("Next"), "chevron-right"), Screen.MICROPHONE: (later("To the sample fan"), "fan")}


class _You(SnugPanel):
    """Name and company."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("On your reports"), parent=parent)
        self.inspector = line_edit(tr("Your name"), tr("for example L. Moreau"), self)
        self.company = line_edit(tr("Company"), tr("for example Northgate Mill"), self)
        self._labels: list[Text] = []
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for name, field in ((tr("Your name"), self.inspector), (tr("Company"), self.company)):
            label = Text(name, BODY, "text2", parent=self)
            label.setBuddy(field)
            self._labels.append(label)
            self._form.addRow(label, field)
        self.body.addLayout(self._form)
        self.body.addWidget(Text(tr("Both can be changed later under Settings."), CAPTION, "text2", wrap=True))
        self._fit_form()
        changes().changed.connect(self._fit_form)

    @property
    def fields(self) -> tuple[QLineEdit, QLineEdit]:
        """In their order."""
        return self.inspector, self.company

    def _fit_form(self) -> None:
        self._form.setHorizontalSpacing(px(SPACE[3]))
        self._form.setVerticalSpacing(px(SPACE[1]))
        for label in self._labels:
            label.setMinimumHeight(control_height())


class _Microphone(QWidget):
    """The list beside the test; below each other where it is narrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = MicrophonePanel(self)
        self.hearing = HearingPanel(self)
        self._row = SnugBox(ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.list)
        self._row.addWidget(self.hearing, 1)

    def arrange(self, narrow: bool) -> None:
        """One column or two."""
        self._row.setDirection(DOWN if narrow else ACROSS)
        self._row.setSpacing(px(SPACE[2]))
        wide = UNLIMITED if narrow else px(_LIST)
        self.list.setMinimumWidth(0 if narrow else wide)
        self.list.setMaximumWidth(wide)


class FirstPage(ScrollPage):
    """Shows; what is decided, the presenter decides."""

    kept = Signal(str, str)
    """Name and company as they were typed, and on to the next screen."""
    language_chosen = Signal(str)
    """The code of another language than is spoken."""
    skip_wanted = Signal()
    back_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = Screen.YOU
        self._microphones: MicrophoneList | None = None
        self.language = LanguageChoice(self.content)
        self.title = Text("", TITLE, wrap=True, parent=self.content)
        self._text = Text("", BODY, "text2", wrap=True, parent=self.content)
        self.you = _You(self.content)
        self.microphone = _Microphone(self.content)
        self.next = FilledButton("", main=True, parent=self.content)
        self.skip = PlainButton(tr("Skip"), main=True, parent=self.content)
        self.back = PlainButton(tr("Back"), "chevron-left", main=True, parent=self.content)
        self._local = Text(tr(LOCAL), CAPTION, "text2", wrap=True, parent=self.content)
        self._build()
        self._connect()
        self._fit()
        changes().changed.connect(self._fit)

    def show_shown(self, shown: FirstShown) -> None:
        """Show a screen; the cursor is where one types, or nowhere."""
        self._screen = shown.screen
        title, text = _WORDS[shown.screen]
        self.title.setText(tr(title))
        self._text.setText(tr(text))
        word, icon = _NEXT[shown.screen]
        self.next.setText(tr(word))
        self.next.set_icon(icon)
        you = shown.screen is Screen.YOU
        here: tuple[QWidget, ...] = (self.language, self.you, self.skip)
        there: tuple[QWidget, ...] = (self.microphone, self.back)
        for part in (*here, *there):
            part.setVisible((part in here) is you)
        if you:
            for field, known in zip(self.you.fields, (shown.inspector, shown.company), strict=True):
                field.setText(known)
            self.you.inspector.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hearing(self, hearing: HearingShown) -> None:
        """Show the microphones and the level; the list is made anew only where it has changed."""
        if hearing.microphones != self._microphones:
            self._microphones = hearing.microphones
            self.microphone.list.show_microphones(hearing.microphones)
        self.microphone.list.show_level(hearing.level)
        self.microphone.hearing.show_hearing(hearing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _go_on(self) -> None:
        if self._screen is Screen.YOU:
            self.kept.emit(self.you.inspector.text(), self.you.company.text())
        else:
            self.finish_wanted.emit()

    def _build(self) -> None:
        self._foot = QHBoxLayout()
        for button in (self.back, self.next, self.skip):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._page = QWidget(self.content)
        self._column = SnugBox(DOWN, self._page)
        for part in (self.language, self.title, self._text, self.you, self.microphone):
            self._column.addWidget(part)
        self._column.addLayout(self._foot)
        self._column.addStretch(1)
        self._column.addWidget(self._local)
        self._across = SnugBox(ACROSS, self.content)
        self._across.addStretch(1)
        self._across.addWidget(self._page, 100)
        self._across.addStretch(1)

    def _connect(self) -> None:
        self.next.clicked.connect(self._go_on)
        self.language.chosen.connect(self.language_chosen)
        self.skip.clicked.connect(self.skip_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.you.inspector.returnPressed.connect(self.you.company.setFocus)
        self.you.company.returnPressed.connect(self._go_on)

    def _arrange(self) -> None:
        self.microphone.arrange(self.width() < px(_TOUCH_NARROW if touch() else _NARROW))

    def _fit(self) -> None:
        side, gap = px(SPACE[3]), px(SPACE[2])
        self._page.setMaximumWidth(px(_WIDE))
        self._across.setContentsMargins(side, px(SPACE[5]), side, side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._foot.setSpacing(px(SPACE[1]))
        self._arrange()
