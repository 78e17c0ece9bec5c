"""What decides needs no widget, and what keeps settings nothing heavy."""

from tests.ui.pages.test_presenters_plain import HEAVY, loaded


def test_the_presenter_imports_no_widget_and_nothing_heavy():
    assert loaded("app.ui.pages.settings.presenter, app.ui.pages.settings.keeping", HEAVY) == []


def test_the_window_s_settings_import_neither_photos_nor_numpy():
    assert loaded("app.ui.settings", [*HEAVY, "numpy", "app.recordings.photos"]) == []
