"""The first start: three clicks to a verdict on the sample fan, and the ways to one's own machines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.take import SoundPicture
from app.language import later, tr, tr_many
from app.look.tokens import BODY, CAPTION, SECTION, SPACE
from app.ui.pages.snug import DOWN, ScrollPage, SnugBox
from app.ui.pages.thumb import Thumb
from app.ui.pages.verdict_key import VerdictKey
from app.ui.pages.welcome_presenter import Progressed
from app.ui.pages.welcome_presenter import Step as At
from app.ui.theme import changes, current, icon_pixmap, px, touch
from app.ui.widgets import DropField, KeyCap, PlainButton, Rule, Step, StepCard, Text, TopBar

PURPOSE = later("Learn how a machine sounds when it is healthy. Hear when that changes.")
_ADD = (
    later("Add a machine"),
    later("Name, place, speed. Then learn it while it is healthy."),
    later("Add machine"),
)
_OPEN = (
    later("Open recordings"),
    later("WAV, FLAC, OGG, MP3 or AIFF. One file or many."),
    later("Choose files"),
)
_IMPORT = (
    later("Import an archive"),
    later("Years of files at once: machine and time from names."),
    later("Choose folder"),
)
_NO_MICROPHONE = later("No microphone; recordings can be opened.")
LOCAL = later("Everything stays on this computer. No account, no network.")


class _Way(QWidget):
    """One way to one's own machines: icon, title, sentence, button and its key, where it has one."""

    def __init__(self, icon: str, words: tuple[str, str, str], keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        title, text, button = map(tr, words)
        self._icon_name = icon
        self._icon = QLabel(self)
        self.button = PlainButton(button, parent=self)
        row = QHBoxLayout()
        row.setSpacing(px(SPACE[1]))
        row.addWidget(self.button)
        self._keys = KeyCap(keys, self)
        self._has_keys = bool(keys)
        row.addWidget(self._keys)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(px(SPACE[0]))
        column.addWidget(Text(title, SECTION, parent=self))
        column.addWidget(Text(text, BODY, "text2", wrap=True, parent=self))
        column.addSpacing(px(SPACE[1]))
        column.addLayout(row)
        self._across = QHBoxLayout(self)
        self._across.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addLayout(column, 1)
        self._fit()
        changes().changed.connect(self._fit)

    def _fit(self) -> None:
        self._icon.setPixmap(icon_pixmap(self._icon_name, px(24), current().accent, self.devicePixelRatioF()))
        # With gloves nobody types, and the button wants its room.
        gap = px(SPACE[2] if touch() else SPACE[3])
        self._across.setContentsMargins(gap, gap, gap, gap)
        self._across.setSpacing(gap)
        self._keys.setVisible(self._has_keys and not touch())


def _cards(take_count: int) -> tuple[StepCard, StepCard, StepCard]:
    learn = tr_many(
        "{n} take of a sample fan in good condition.", "{n} takes of a sample fan in good condition.", take_count
    )
    from_takes = tr_many("Learn from {n} take", "Learn from {n} takes", take_count)
    inspect = tr("One new take of the same fan, a year later.")
    read = tr("See where it differs, hear it, print it.")
    return (
        StepCard(1, tr("Learn healthy"), learn, from_takes, "graduation-cap"),
        StepCard(2, tr("Inspect"), inspect, tr("Inspect take {number}", number=take_count + 1), "search"),
        StepCard(3, tr("Read the verdict"), read, tr("Read the verdict"), "chevron-right"),
    )


def _take(number: int) -> str:
    return tr("Take {number}", number=number)


class WelcomePage(ScrollPage):
    """Shows the steps; `go_on_wanted` is the click on the filled one."""

    go_on_wanted = Signal()
    add_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    dropped = Signal(list)

    def __init__(self, take_count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = TopBar()
        self.bar.show_title(tr("Welcome to Earshot"), tr(PURPOSE))
        self.learn, self.inspect, self.read = _cards(take_count)
        self._healthy = [Thumb(_take(at + 1), str(at + 1)) for at in range(take_count)]
        self._later = Thumb("")
        self._later_heard = False
        self._later_length = ""
        self._key = VerdictKey()
        self._microphone = Text("", CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, tabular=False)
        self._drop = DropField(parent=self.content)
        self._build()
        for card in self.cards:
            card.clicked.connect(self.go_on_wanted)
        self._drop.dropped.connect(self.dropped)
        self._drop.choose_wanted.connect(self.open_wanted)

    @property
    def cards(self) -> tuple[StepCard, StepCard, StepCard]:
        """The three steps in their order."""
        return self.learn, self.inspect, self.read

    def show_steps(self, progressed: Progressed) -> None:
        """Only the step that comes next is filled, and none while one is under way."""
        for at, card in zip(At, self.cards, strict=True):
            done = at < progressed.step
            card.set_step(Step.DONE if done else Step.CURRENT if at is progressed.step else Step.WAITING)
            card.button.setEnabled(at is progressed.step and not progressed.busy)
        heard = progressed.step > At.LEARN
        for number, thumb in enumerate(self._healthy, 1):
            thumb.show_caption(_take(number), heard)
        self._later_heard = progressed.inspection is not None
        self._caption_later()
        self._key.show_verdict(progressed.inspection.verdict if progressed.inspection else None)

    def show_healthy_picture(self, at: int, picture: SoundPicture) -> None:
        """One of the healthy takes."""
        if at < len(self._healthy):
            self._healthy[at].show_picture(picture)

    def show_later_picture(self, picture: SoundPicture) -> None:
        """The take that is inspected in the second step; only now is known how long it is."""
        self._later_length = f"{picture.end_s - picture.start_s:.0f} s"
        self._later.show_picture(picture)
        self._caption_later()

    def show_microphones(self, names: list[str] | None) -> None:
        """The connected ones, the system's default first; None while nobody knows."""
        known = tr("Microphone: {name}", name=names[0]) if names else tr(_NO_MICROPHONE)
        self._microphone.setText("" if names is None else known)

    def set_hot(self, hot: bool) -> None:
        """Files are being dragged over the window."""
        self._drop.set_hot(hot)

    def _caption_later(self) -> None:
        parts = (
            _take(len(self._healthy) + 1),
            self._later_length,
            "" if self._later_heard else tr("not heard yet"),
        )
        self._later.show_caption(" · ".join(part for part in parts if part), self._later_heard)

    def _build(self) -> None:
        column = SnugBox(DOWN, self.content)
        column.setContentsMargins(px(SPACE[3]), px(SPACE[3]), px(SPACE[3]), px(SPACE[3]))
        column.setSpacing(px(SPACE[2]))
        head = QHBoxLayout()
        head.addWidget(Text(tr("Try it on a sample fan, no microphone needed"), SECTION))
        head.addStretch(1)
        head.addWidget(Text(tr("three clicks, about a minute"), CAPTION, "text2"))
        column.addLayout(head)
        column.addLayout(self._make_cards())
        column.addSpacing(px(SPACE[0]))
        column.addWidget(Text(tr("Your own machines"), SECTION))
        column.addWidget(self._make_ways())
        column.addWidget(self._drop, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._microphone, 1)
        foot.addWidget(Text(tr(LOCAL), CAPTION, "text2"))
        column.addLayout(foot)

    def _make_cards(self) -> QHBoxLayout:
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(SPACE[0]))
        for thumb in self._healthy:
            row.addWidget(thumb, 1)
        for card, content in zip(self.cards, (strip, self._later, self._key), strict=True):
            card.set_content(content)
        cards = QHBoxLayout()
        cards.setSpacing(px(SPACE[2]))
        for card in self.cards:
            cards.addWidget(card, 1)
        return cards

    def _make_ways(self) -> QWidget:
        panel = QFrame(self.content)
        panel.setProperty("panel", True)
        row = QHBoxLayout(panel)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        ways = (
            ("fan", _ADD, "Ctrl+N", self.add_wanted),
            ("folder-open", _OPEN, "Ctrl+O", self.open_wanted),
            ("folder-tree", _IMPORT, "", self.import_wanted),
        )
        for icon, words, keys, wanted in ways:
            way = _Way(icon, words, keys, panel)
            way.button.clicked.connect(wanted)
            if row.count():
                row.addWidget(Rule(upright=True, parent=panel))
            row.addWidget(way, 1)
        return panel
