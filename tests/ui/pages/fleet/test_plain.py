"""What decides on the fleet page needs no widget, and the fake fleet answers as the workflow does."""

from inspect import signature

import pytest

from app.workflows.fleet_now import FleetNow
from tests.ui.pages.fleet.fakes import FakeFleet
from tests.ui.pages.test_presenters_plain import HEAVY, loaded

PLAIN = [
    "changes_presenter",
    "entries",
    "presenter",
    "remembering",
    "sifting",
    "table_columns",
    "tile_layout",
    "values",
    "words",
]


def test_what_decides_imports_no_widget_and_nothing_heavy():
    modules = ", ".join(f"app.ui.pages.fleet.{name}" for name in PLAIN)
    assert loaded(modules, HEAVY) == []


@pytest.mark.parametrize("name", ["overview", "trends", "first", "changes", "see", "open_again"])
def test_the_fake_takes_what_the_workflow_takes(name):
    assert list(signature(getattr(FakeFleet, name)).parameters) == list(
        signature(getattr(FleetNow, name)).parameters
    )
