"""The verdict, before anything else: colour, shape and word; the finding; what to do next; the score."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.inspection import Visit
from app.domain.verdict import State, Verdict
from app.domain.words import capital
from app.language import SOURCE, retold, spoken, tr
from app.look.tokens import CAPTION, RADIUS, SECTION, SPACE, TITLE
from app.ui.theme import changes, current, px
from app.ui.theme.state import UNLIMITED
from app.ui.widgets.announce import announce
from app.ui.widgets.gauge import ScoreGauge
from app.ui.widgets.text import Text
from app.ui.widgets.verdict_fill import VerdictFill
from app.ui.widgets.verdict_hints import VerdictHints
from app.ui.widgets.verdict_words import fill_lines, how_sure, in_short
from app.ui.widgets.wording import number

_HEIGHT = 112
_GAUGE_WIDTH = 280
_NARROW = 860


class VerdictBand(QWidget):
    """112 px: fill 212, then finding, next step and context, then the gauge 280; stacked when narrow.

    Hints to check stand below all of these, a line each. Where there is no score to point at, an `aside` may take
    the gauge's place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self._fill = VerdictFill(self)
        self._finding = Text("", TITLE, wrap=True, parent=self)
        self._next = Text("", SECTION, weight=400, wrap=True, parent=self)
        self._next.setTextFormat(Qt.TextFormat.RichText)
        self._context = Text("", CAPTION, "text2", wrap=True, parent=self)
        self._gauge = ScoreGauge(self)
        self._hints = VerdictHints(self)
        self._build()
        self._fit()
        changes().changed.connect(self._fit)

    def show_verdict(
        self,
        verdict: Verdict,
        context: str = "",
        previous: Visit | None = None,
        duration_s: float | None = None,
    ) -> None:
        """Show a verdict; `context` is one line of facts, `previous` the visit before this one, `duration_s` how
        long the take is."""
        self._state = verdict.state
        self._fill.show_state(verdict.state, *fill_lines(verdict))
        facts = " · ".join(part for part in (in_short(verdict, duration_s), context) if part)
        self._tell(retold(verdict.finding), retold(verdict.next_step), _with_previous(facts, previous))
        self._hints.show_hints(verdict.hints, verdict.next_step)
        self._gauge.show_score(verdict.score, verdict.thresholds, previous.score if previous else None)
        self._gauge.setVisible(verdict.thresholds is not None)
        self._fill.set_above(bool(verdict.hints))
        self._speak(verdict)
        self._arrange()

    def show_nothing(self, title: str, text: str, state: State | None = None) -> None:
        """Say in the place of a verdict what is still missing; `state` (no baseline) adds its shape and word."""
        self._state = state
        if state is not None:
            self._fill.show_state(state, quiet=True)
        self._tell(title, "", "")
        self._hints.show_hints(())
        self._fill.set_above(False)
        self._next.setText(escape(text))
        self._next.setVisible(bool(text))
        self._gauge.setVisible(False)
        word = f"{capital(tr(state.value))}. " if state is not None else ""
        self.setAccessibleName(f"{word}{title} {text}")
        self._arrange()

    def add_aside(self, widget: QWidget) -> None:
        """Put in what stands in the gauge's place where there is no score; whoever adds it shows and hides it."""
        self._rest.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel whose edge has the state's colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._edge()), 1))
        painter.setBrush(QColor(current().surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the three parts when they would not stand side by side."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        """The designed band."""
        return QSize(px(1054), max(px(_HEIGHT), super().sizeHint().height()))

    def _build(self) -> None:
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        for text in (self._finding, self._next, self._context):
            self._words.addWidget(text)
        self._words.addStretch(1)
        self._rest = QHBoxLayout()
        self._rest.addLayout(self._words, 1)
        self._rest.addWidget(self._gauge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._fill)
        self._row.addLayout(self._rest, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._row, 1)
        column.addWidget(self._hints)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _tell(self, finding: str, next_step: str, context: str) -> None:
        self._finding.setText(finding)
        following = escape(tr("Next:"))
        head = f'<span style="font-weight:600">{following}</span>'
        self._next.setText(f"{head} {escape(_continued(next_step))}" if next_step else "")
        self._next.setVisible(bool(next_step))
        self._context.setText(context)
        self._context.setVisible(bool(context))
        self.update()

    def _speak(self, verdict: Verdict) -> None:
        score = "" if verdict.score is None else tr("score {score}", score=number(verdict.score))
        state = ", ".join(part for part in (capital(tr(verdict.state.value)), score, how_sure(verdict)) if part)
        following = tr("Next: {next_step}", next_step=retold(verdict.next_step))
        hints = [tr("Hint: {why}", why=retold(hint.why)) for hint in verdict.hints]
        said = " ".join((f"{state}. {retold(verdict.finding)}", following, *hints))
        self.setAccessibleName(said)
        announce(self, said, at_once=True)

    def _edge(self) -> str:
        if self._state in (None, State.NO_BASELINE):
            return current().line
        return current().states[State(self._state)].fill

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._rest.setDirection(down if narrow else across)
        self._rest.setSpacing(px(SPACE[2] if narrow else SPACE[4]))
        self._fill.setVisible(self._state is not None)
        self._fill.set_flat(narrow)
        self._gauge.setMaximumWidth(UNLIMITED if narrow else px(_GAUGE_WIDTH))
        self._gauge.setMinimumWidth(px(_GAUGE_WIDTH))

    def _fit(self) -> None:
        self._words.setSpacing(px(SPACE[1]))
        self._rest.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[3]), px(SPACE[1]))
        self.setMinimumHeight(px(_HEIGHT))
        self._arrange()


def _continued(sentence: str) -> str:
    """The sentence as it goes on after "Next:"; abbreviations keep their capitals, as all do elsewhere."""
    return sentence if spoken() != SOURCE or sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _with_previous(context: str, previous: Visit | None) -> str:
    if previous is None:
        return context
    before = tr("before: {state}", state=capital(tr(previous.state.value)))
    if previous.score is not None:
        before += f", {number(previous.score)}"
    # Where the line is too long, this goes to the next one as a whole.
    before = before.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{context} · {before}" if context else before
