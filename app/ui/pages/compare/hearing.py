"""What is heard of A and B: where the play head is, which of them, which range, and the keys that change it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

from app.domain.problem import Problem
from app.domain.take import Take
from app.domain.verdict import ExcessRange
from app.ui.jobs import Runner
from app.ui.pages.compare.player import PairPlayer, Piece
from app.ui.pages.problems import ProblemView
from app.ui.sound.play_state import PlayState

if TYPE_CHECKING:
    from app.workflows.listen_back import ListenBack

Letter = Literal["a", "b"]


@dataclass(frozen=True, slots=True)
class Audible:
    """A or B for the ear: when it starts on the common axis, and by how much it is raised; `here`: not lost."""

    take: Take
    start_s: float
    gain_db: float
    here: bool

    @property
    def duration_s(self) -> float:
        """Its own length."""
        return self.take.format.duration_s


class HearingView(ProblemView, Protocol):
    """What the page is told of it."""

    def show_state(self, state: PlayState, side: str, can: tuple[bool, bool]) -> None:
        """What would be heard, and where the play head is."""


class Hearing:
    """Keeps the state and asks the player; A / B keeps the position."""

    def __init__(self, listen: "ListenBack", jobs: Runner, view: HearingView) -> None:
        self.player = PairPlayer(listen, jobs, self)
        self._view = view
        self._sides: dict[Letter, Audible] = {}
        self._side: Letter = "b"
        self.state = PlayState()

    @property
    def side(self) -> Letter:
        """Which one is heard."""
        return self._side

    def show(self, a: Audible, b: Audible, ranges: tuple[ExcessRange, ...], *, again: bool = False) -> None:
        """Another pair, or the same one otherwise: then head and stretch stay, and the sound ends all the same."""
        self.player.stop()
        self._sides = {"a": a, "b": b}
        length_s = max(one.start_s + one.duration_s for one in (a, b))
        before = self.state
        self.state = PlayState(length_s, ranges)
        if again:
            kept = replace(before, duration_s=length_s, ranges=ranges, playing=False)
            self.state = replace(kept, chosen=min(before.chosen, max(len(ranges) - 1, 0))).at(before.head_s)
        if not self._sides[self._side].here:
            self._side = "a" if a.here else "b"
        self._told()

    def play(self) -> None:
        """Play, or pause where it is."""
        if self.state.playing:
            self.player.stop()
        else:
            self._ask()

    def hear(self, side: str) -> None:
        """A ("a") or B ("b") from the same moment on; an empty word is the other one."""
        wanted: Letter = "a" if side == "a" or (not side and self._side == "b") else "b"
        if wanted != self._side and wanted in self._sides and self._sides[wanted].here:
            self._side = wanted
            self._changed(self.state)
        else:
            self._told()

    def loop(self, on: bool) -> None:
        """Over and over, or once."""
        self._changed(replace(self.state, loop=on))

    def hear_only(self, on: bool) -> None:
        """Only the chosen range, or everything; it plays at once."""
        if self.state.range is None:
            return
        self._changed(replace(self.state, only=on))
        if on and not self.state.playing:
            self._ask()

    def hear_range(self, index: int) -> None:
        """That range alone, over and over, at once; −1 is the next one."""
        ranges = self.state.ranges
        if ranges:
            self.state = self.state.hear_range((self.state.chosen + 1) % len(ranges) if index < 0 else index)
            self._ask()

    def move_head(self, common_s: float) -> None:
        """Put the play head there; outside the selected stretch that stretch is given up."""
        state = self.state.at(common_s)
        span = state.selection_s
        self._changed(state.cleared() if span and not span[0] <= common_s <= span[1] else state)

    def select(self, start_s: float, end_s: float, done: bool) -> None:
        """Select a stretch; what plays goes on from its start once that is `done`."""
        self.state = self.state.select(start_s, end_s)
        self._told()
        if done and self.state.playing:
            self._ask()

    def give_up_stretch(self) -> None:
        """No stretch any more."""
        self._changed(self.state.cleared())

    # What the player tells

    def show_position(self, common_s: float | None) -> None:
        """Where the sound is; the head stays where it was last."""
        self.state = replace(self.state, playing=common_s is not None)
        if common_s is not None:
            self.state = self.state.at(common_s)
        self._told()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._view.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._view.clear_problem(key)

    def _changed(self, state: PlayState) -> None:
        """Take on a state; what plays goes on as it says."""
        self.state = state
        self._told()
        if state.playing:
            self._ask()

    def _ask(self) -> None:
        one = self._sides.get(self._side)
        if one is None or not one.here:
            return
        wish = self.state.wish
        start_s, end_s = self._stretch(one)
        own_s = wish.start_s - one.start_s
        if not start_s <= own_s < end_s:
            # A moment that this take does not have: machines run steadily, so another one tells as much.
            own_s = start_s + (own_s - start_s) % (end_s - start_s)
        piece_s = start_s if wish.loop else own_s
        self.player.play(
            Piece(one.take, piece_s, end_s, own_s, one.start_s, wish.low_hz, wish.high_hz, wish.loop, one.gain_db)
        )

    def _stretch(self, one: Audible) -> tuple[float, float]:
        """The selected stretch in the take's own time; all of it where there is none, or it lies beside."""
        span = self.state.selection_s
        if span is not None:
            start_s, end_s = max(span[0] - one.start_s, 0.0), min(span[1] - one.start_s, one.duration_s)
            if end_s > start_s:
                return start_s, end_s
        return 0.0, one.duration_s

    def _told(self) -> None:
        if self._sides:
            can = self._sides["a"].here, self._sides["b"].here
            self._view.show_state(self.state, self._side, can)
