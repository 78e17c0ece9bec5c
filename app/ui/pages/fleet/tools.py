"""What is searched for, which states, which order, which headings: in the bar or, where it is narrow, below it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.verdict import State
from app.language import later, tr, tr_many
from app.look.tokens import SPACE
from app.ui.pages.fleet.menu_button import ChoiceMenu, MenuButton, fill_one_of
from app.ui.pages.fleet.search_field import SearchField
from app.ui.pages.fleet.sifting import NO_PLACE, URGENT_FIRST
from app.ui.pages.fleet.values import OFFERED, Arrangement, FleetShown, Group, Sort
from app.ui.pages.fleet.words import state_word
from app.ui.theme import changes, px, state_icon

_MOST_PLACES = 24
"""More would not fit on a screen: then one searches, or presses a heading."""

_OFFER_WORDS = {
    Sort.URGENCY: later("Urgency"),
    Sort.NAME: later("Name"),
    Sort.SCORE: later("Score, highest first"),
    Sort.VISIT: later("Last visit, longest ago first"),
    Sort.DUE: later("Due, first to come first"),
}
_SORT_WORDS = {
    Sort.URGENCY: later("Sort: urgency"),
    Sort.NAME: later("Sort: name"),
    Sort.SCORE: later("Sort: score"),
    Sort.VISIT: later("Sort: last visit"),
    Sort.DUE: later("Sort: due"),
    Sort.SITE: later("Sort: site"),
    Sort.AREA: later("Sort: area"),
    Sort.CODE: later("Sort: code"),
    Sort.POINT: later("Sort: point"),
    Sort.STATE: later("Sort: state"),
    Sort.CRITICALITY: later("Sort: criticality"),
}
_GROUP_WORDS = {
    Group.AREA: (later("Area"), later("Group: area")),
    Group.STATE: (later("State"), later("Group: state")),
    Group.TYPE: (later("Type"), later("Group: type")),
    Group.CRITICALITY: (later("Criticality"), later("Group: criticality")),
    Group.DUE: (later("Due"), later("Group: due")),
    Group.NONE: (later("None"), later("Group: none")),
}
"""In the list, and on the button."""


class Tools(QWidget):
    """Each tells what was chosen; which choice holds, it is told."""

    sought = Signal(str)
    states_chosen = Signal(object, bool)
    place_chosen = Signal(object)
    sort_chosen = Signal(object)
    group_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: FleetShown | None = None
        self._ticked: list[tuple[State | None, QAction]] = []
        self.search = SearchField(self)
        self.filter = MenuButton(tr("Which machines are shown"), self._fill_filter, "list-filter", self)
        self.sort = MenuButton(tr("Order"), self._fill_sort, parent=self)
        self.group = MenuButton(tr("Headings"), self._fill_group, parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.search, 1)
        for button in (self.filter, self.group, self.sort):
            self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # Where they don't fit the bar lets them go; they must not keep the window from getting that narrow.
        self.setMinimumWidth(1)
        self.search.textEdited.connect(self.sought)
        self._fit()
        changes().changed.connect(self._fit)

    def show_fleet(self, shown: FleetShown) -> None:
        """What is chosen, in words."""
        self._shown = shown
        sieve = shown.choices.sieve
        if self.search.text() != sieve.text:
            self.search.setText(sieve.text)
        chosen = [state_word(one) for one in URGENT_FIRST if one in sieve.states]
        chosen += [tr("Overdue")] if sieve.overdue else []
        several = tr_many("{n} chosen", "{n} chosen", len(chosen)) if chosen else tr("All states")
        self.filter.show_choice(chosen[0] if len(chosen) == 1 else several)
        self.group.show_choice(tr(_GROUP_WORDS[shown.choices.group][1]))
        self.group.setEnabled(shown.choices.arrangement is Arrangement.GRID)
        self.sort.show_choice(tr(_SORT_WORDS[shown.choices.sort]))

    def _fill_filter(self, menu: ChoiceMenu) -> None:
        if self._shown is None:
            return
        sieve, places = self._shown.choices.sieve, self._shown.places
        self._ticked = []
        for state in URGENT_FIRST:
            entry = menu.add_choice(state_word(state), state in sieve.states, self._tell_states, state_icon(state))
            self._ticked.append((state, entry))
        menu.addSeparator()
        self._ticked.append((None, menu.add_choice(tr("Overdue"), sieve.overdue, self._tell_states)))
        if 1 < len(places) <= _MOST_PLACES:
            menu.addSeparator()
            words = {
                place: " · ".join(part for part in place if part) if any(place) else tr(NO_PLACE)
                for place in places
            }
            fill_one_of(menu, {None: tr("All areas"), **words}, sieve.place, self.place_chosen.emit)

    def _tell_states(self) -> None:
        chosen = {state for state, action in self._ticked if action.isChecked()}
        self.states_chosen.emit(frozenset(chosen - {None}), None in chosen)

    def _fill_sort(self, menu: ChoiceMenu) -> None:
        if self._shown is not None:
            words = {one: tr(_OFFER_WORDS[one]) for one in OFFERED}
            fill_one_of(menu, words, self._shown.choices.sort, self.sort_chosen.emit)

    def _fill_group(self, menu: ChoiceMenu) -> None:
        if self._shown is not None:
            words = {one: tr(word) for one, (word, _) in _GROUP_WORDS.items()}
            fill_one_of(menu, words, self._shown.choices.group, self.group_chosen.emit)

    def _fit(self) -> None:
        self._row.setSpacing(px(SPACE[1]))
