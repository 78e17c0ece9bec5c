"""In another language only what somebody named stays as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.plan import Route
from app.language import tr
from app.ui.pages.route.draft import free_name
from app.ui.pages.route.values import Group
from app.ui.pages.route.words import interval_words, name_of, way_words
from app.workflows.walk_stops import DUE_TODAY
from tests.language.another_tongue import another_tongue, english_in


@pytest.fixture(autouse=True)
def tongue(tmp_path: Path) -> Iterator[None]:
    with another_tongue(tmp_path):
        yield


def test_the_route_of_the_day_is_called_in_the_users_words_and_any_other_as_somebody_called_it():
    assert not english_in(name_of(Route(DUE_TODAY, ())))
    assert name_of(Route("Monday, hall A", ())) == "Monday, hall A"


def test_words_of_the_page_are_the_users():
    said = [way_words(7, 12), interval_words(1), interval_words(None), free_name([]), *map(tr, Group)]
    assert not any(map(english_in, said))
