"""What decides on the record page needs no widget and nothing heavy."""

from tests.ui.pages.test_presenters_plain import HEAVY, loaded

PLAIN = [
    "checks", "choosing", "faces", "judging", "left_over", "levels", "meter", "moment", "placing", "ports",
    "presenter", "taking", "values",
]  # fmt: skip


def test_presenters_import_no_widget_and_nothing_heavy() -> None:
    modules = ", ".join(f"app.ui.pages.record.{name}" for name in PLAIN)
    assert loaded(modules, HEAVY) == []
