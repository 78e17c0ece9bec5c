"""What of the exchange section is about sending: which machines, with which recordings, how large it gets."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.machine import Machine
from app.ui.pages.exchange import words
from app.ui.pages.exchange.values import PickRow, SendFace
from app.workflows.exchange.exchange import Choice, Recordings, Wish

NEWEST = 3


class Sending:
    """What was chosen so far. Machines are ticked until somebody takes the tick away."""

    def __init__(self) -> None:
        self._machines: tuple[Machine, ...] = ()
        self._left_out: set[str] = set()
        self.face = SendFace()

    def show_machines(self, machines: Sequence[Machine]) -> None:
        """These are there now; what was chosen of them stays."""
        self._machines = tuple(machines)
        told = words.places(machines)
        place = self.face.place if self.face.place in dict(told) else ""
        self.face = replace(self.face, places=told, place=place)
        self._rows()

    def choose_place(self, place: str) -> None:
        """Only machines of a site or an area, all of them ticked."""
        self._left_out.clear()
        self.face = replace(self.face, place=place)
        self._rows()

    def toggle(self, machine_id: str) -> None:
        """Tick a machine, or take its tick away."""
        self._left_out ^= {machine_id}
        self._rows()

    def pick_all(self, picked: bool) -> None:
        """Tick all machines of the place, or none."""
        self._left_out = set() if picked else {one.id for one in self._there()}
        self._rows()

    def choose_recordings(self, key: str) -> None:
        """Which recordings travel."""
        self.face = replace(self.face, recordings=key)

    def choose_reports(self, wanted: bool) -> None:
        """Whether reports travel."""
        self.face = replace(self.face, reports=wanted)

    @property
    def chosen(self) -> list[Machine]:
        """The ticked machines."""
        return [one for one in self._there() if one.id not in self._left_out]

    @property
    def choice(self) -> Choice:
        """The ticked machines as the workflow takes them."""
        return Choice(tuple(one.id for one in self.chosen))

    @property
    def wish(self) -> Wish:
        """What travels beside the rows."""
        return Wish(Recordings(self.face.recordings), NEWEST, self.face.reports)

    def _there(self) -> list[Machine]:
        return [one for one in self._machines if words.in_place(one, self.face.place)]

    def _rows(self) -> None:
        rows = tuple(
            PickRow(one.id, one.name, words.whose(one), one.id not in self._left_out) for one in self._there()
        )
        picked = [row for row in rows if row.picked]
        self.face = replace(
            self.face, rows=rows, all_picked=len(picked) == len(rows), may_write=bool(picked), line="", warning=""
        )
