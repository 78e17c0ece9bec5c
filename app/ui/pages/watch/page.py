"""The page of the listening watch: the state now, the last hour, the changes, the microphone."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.pages.watch.level_line import LevelLine
from app.ui.pages.watch.notice import ChangeNotice
from app.ui.pages.watch.now_panel import NowPanel
from app.ui.pages.watch.strip import HourStrip
from app.ui.pages.watch.values import MicrophoneChoice, Phase, WatchShown
from app.ui.theme import changes, px
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import BigButton, FilledButton, PanelFrame, SegmentedControl, Select, Text
from app.ui.widgets.big_button import SQUARE
from app.ui.widgets.visit_list import VisitList

_SIDE = 304
_NARROW = 900
_START, _EAR = later("Start listening"), "mic"
_LEARN, _ANEW = later("Learn healthy"), later("Learn anew")


class WatchPage(ScrollPage):
    """Shows; what is decided, the presenter decides."""

    toggle_wanted = Signal()
    microphone_chosen = Signal(str)
    sound_chosen = Signal(bool)
    inspection_wanted = Signal(str)
    machine_wanted = Signal()
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = ChangeNotice(self.content)
        self.now = NowPanel(self.content)
        self.big = BigButton(tr(_START), _EAR, parent=self.content)
        self.to_machine = FilledButton(tr(_LEARN), "graduation-cap", main=True, parent=self.content)
        self.strip = HourStrip(self.content)
        self.changes = VisitList(self.content)
        self.microphone = Select(tr("Microphone"), "mic", self.content)
        self.level = LevelLine(self.content)
        sounds = (("off", tr("Silent")), ("on", tr("With sound")))
        self.sound = SegmentedControl(sounds, parent=self.content)
        self._other = Text("", BODY, "text2", wrap=True, parent=self.content)
        self._told = Text("", CAPTION, "text2", parent=self.content)
        no_change = tr("No change was told yet. Each one is kept as a take and listed here.")
        self._no_change = Text(no_change, BODY, "text2", wrap=True, parent=self.content)
        self._shown = WatchShown()
        self._names: dict[str, str] = {}
        self._build()
        self._connect()
        self._fit()

    def show_watch(self, shown: WatchShown) -> None:
        """Show all but the level."""
        self._shown = shown
        self.notice.show_watch(shown)
        self.now.show_watch(shown)
        running = shown.phase.running
        self._show_press(running)
        self.big.setEnabled(running or shown.can_start)
        self.big.setVisible(shown.phase is not Phase.NOT_READY)
        not_ready = shown.phase is Phase.NOT_READY
        can_learn = not_ready and shown.aim is not None and shown.aim.step.main is not None
        self.to_machine.setText(tr(_ANEW if shown.outgrown else _LEARN))
        self.to_machine.setVisible(can_learn or shown.outgrown)
        for part in (self._hour, self._foot_place):
            part.setVisible(not not_ready)
        self._nothing.setVisible(not_ready)
        stop_first = tr("Stop this watch first to listen to {machine}.", machine=shown.other)
        self._other.setText(stop_first if shown.other else "")
        self._other.setVisible(bool(shown.other))
        self._show_microphones(shown.microphones, running)
        self.sound.set_current("on" if shown.sound else "off")
        self.strip.show_steps(shown.steps, shown.until)
        self._tell_summary("")
        self.changes.show_visits(shown.changes)
        self.changes.setVisible(bool(shown.changes))
        self._no_change.setVisible(not shown.changes)

    def show_level(self, rms_dbfs: float | None, peak_dbfs: float | None) -> None:
        """How loud it is."""
        self.level.show_level(rms_dbfs, peak_dbfs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Too narrow for two columns: what is at the side goes below."""
        super().resizeEvent(event)
        self._arrange()

    def _show_microphones(self, choice: MicrophoneChoice, locked: bool) -> None:
        # The system's names stay as they are; the one that Earshot gives has another word in each language.
        gone = () if not choice.chosen or choice.chosen in choice.names else (choice.chosen,)
        self._names = {tr(name): name for name in (*gone, *choice.names)}
        names, chosen = list(self._names), tr(choice.chosen)
        if [self.microphone.itemText(at) for at in range(self.microphone.count())] != names:
            self.microphone.clear()
            self.microphone.addItems(names)
            self.microphone.updateGeometry()
        self.microphone.setCurrentIndex(names.index(chosen) if chosen in names else -1)
        self.microphone.setEnabled(bool(names) and not locked)
        self.microphone.setToolTip(tr("Stop listening to choose another one.") if locked else tr("Microphone"))

    def _show_press(self, running: bool) -> None:
        """Filled to start; plain to stop: nobody should hit that in passing."""
        if running:
            self.big.show_act(tr("Stop listening"), SQUARE, filled=False)
        else:
            self.big.show_act(tr(_START), _EAR)

    def _tell_summary(self, pointed: str) -> None:
        """What is pointed at; while nothing is, the hour in words."""
        self._told.setText(pointed or self.strip.pointed_text or self.strip.summary)

    def _connect(self) -> None:
        self.big.clicked.connect(self.toggle_wanted)
        self.to_machine.clicked.connect(self.machine_wanted)
        self.notice.open_wanted.connect(self.inspection_wanted)
        self.notice.seen.connect(self.seen)
        self.changes.visit_chosen.connect(self.inspection_wanted)
        self.microphone.textActivated.connect(
            lambda name: self.microphone_chosen.emit(self._names.get(name, name))
        )
        self.sound.chosen.connect(lambda key: self.sound_chosen.emit(key == "on"))
        self.strip.pointed.connect(self._tell_summary)
        changes().changed.connect(self._fit)

    def _build(self) -> None:
        self.changes.setAccessibleName(tr("Changes that were told"))
        self._hour = PanelFrame(tr("Last hour"), tr("a verdict every 10 s"), parent=self.content)
        self._hour.body.addWidget(self.strip, 1)
        self._hour.body.addWidget(self._told)
        told = PanelFrame(tr("Changes"), tr("told when they had lasted three verdicts"), parent=self.content)
        told.body.addWidget(self.changes, 1)
        told.body.addWidget(self._no_change)
        told.body.addStretch(0)
        self._side = PanelFrame(tr("Microphone"), parent=self.content)
        when = Text(tr("When it changes"), BODY, "text2", parent=self._side)
        listening: tuple[QWidget, ...] = (self.microphone, self.level, when, self.sound)
        for part in listening:
            self._side.body.addWidget(part)
        self._side.body.addStretch(1)
        self._press = QWidget(self.content)
        press = SnugBox(DOWN, self._press)
        press.setContentsMargins(0, 0, 0, 0)
        for button in (self.big, self.to_machine, self._other):
            press.addWidget(button)
        press.addStretch(1)
        top, self._foot_place, self._nothing = QWidget(), QWidget(), QWidget()
        self._top = _row(top, self.now, self._press)
        self._foot = _row(self._foot_place, told, self._side)
        self._column = SnugBox(DOWN, self.content)
        self._column.addWidget(self.notice)
        self._column.addWidget(top)
        self._column.addWidget(self._hour, 2)
        self._column.addWidget(self._foot_place, 1)
        self._column.addWidget(self._nothing, 1)

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        direction: QBoxLayout.Direction = DOWN if narrow else ACROSS
        for row, side in ((self._top, self._press), (self._foot, self._side)):
            row.setDirection(direction)
            side.setMinimumWidth(0 if narrow else px(_SIDE))
            side.setMaximumWidth(UNLIMITED if narrow else px(_SIDE))

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._column, self._top, self._foot):
            layout.setSpacing(gap)
        beside_strip = self._hour.sizeHint().height() - self.strip.sizeHint().height()
        self._hour.setMaximumHeight(beside_strip + self.strip.maximumHeight())
        self._arrange()


def _row(place: QWidget, wide: QWidget, side: QWidget) -> SnugBox:
    row = SnugBox(ACROSS, place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(wide, 1)
    row.addWidget(side)
    return row
