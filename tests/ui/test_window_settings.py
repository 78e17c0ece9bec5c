"""What the window remembers by itself, and what it hands over to the settings."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtWidgets import QApplication

from app.domain.settings import Settings
from app.ui.dressing import Dressing
from app.ui.jobs import Jobs, Kind, impossible
from app.ui.settings import PageMemory, WindowSettings, listen_while
from app.ui.theme import SystemFollower, current, set_touch, touch
from app.workflows.preferences import MEMORY_NAME, Preferences


def before(folder: Path, **values: str) -> None:
    """A file as earlier versions wrote it."""
    file = QSettings(str(folder / MEMORY_NAME), QSettings.Format.IniFormat)
    for key, value in values.items():
        file.setValue(key, value)
    file.sync()


def test_place_and_size_are_remembered(tmp_path):
    one = WindowSettings(tmp_path)
    one.geometry, one.folder, one.fleet, one.microphone = QByteArray(b"here"), "/takes", {"sort": "name"}, "USB"
    again = WindowSettings(tmp_path)
    assert (again.geometry, again.folder, again.fleet, again.microphone) == (
        QByteArray(b"here"),
        "/takes",
        {"sort": "name"},
        "USB",
    )


@pytest.mark.parametrize("kept", ["", "[]", "7", "@Invalid(\x00)", "@Rect(1)", "{"])
def test_a_damaged_file_costs_the_memory_and_nothing_else(tmp_path, kept):
    before(tmp_path, **dict.fromkeys(("geometry", "fleet", "appearance", "take_s", "colours", "controls"), kept))
    settings = WindowSettings(tmp_path)
    assert settings.geometry is None and settings.fleet == {}
    assert settings.preferences.now == Settings()
    assert settings.appearance == "system"


def test_what_was_chosen_before_is_taken_over_once(tmp_path):
    before(
        tmp_path,
        appearance="dark",
        controls="large",
        watch_sound="on",
        take_s="60",
        colours="-90/-30/viridis",
        microphone="USB",
    )
    wanted = Settings(
        appearance="dark",
        controls="large",
        take_s=60,
        watch_sound=True,
        live_colours="viridis",
        live_floor_dbfs=-90.0,
        live_ceiling_dbfs=-30.0,
    )
    settings = WindowSettings(tmp_path)
    assert settings.preferences.now == Preferences(tmp_path).now == wanted
    settings.preferences.change(appearance="light")
    again = WindowSettings(tmp_path)
    assert again.appearance == "light" and again.microphone == "USB"


def test_what_is_not_in_the_old_file_stays_as_it_is(tmp_path):
    Preferences(tmp_path).change(watch_sound=True, paper="A4")
    before(tmp_path, take_s="10", colours="-20/-80/grey", controls="huge")
    assert WindowSettings(tmp_path).preferences.now == Settings(
        watch_sound=True, paper="A4", take_s=10, live_colours="grey"
    )


def test_what_could_not_be_kept_is_taken_over_at_the_next_start(tmp_path, monkeypatch):
    before(tmp_path, appearance="dark")

    def closed(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", closed)
        assert WindowSettings(tmp_path).appearance == "dark"
    assert Preferences(tmp_path).now.appearance == "system"
    assert WindowSettings(tmp_path).appearance == "dark"
    assert Preferences(tmp_path).now.appearance == "dark"


def test_pages_go_on_with_what_was_chosen(tmp_path):
    settings = WindowSettings(tmp_path)
    memory = PageMemory(settings)
    memory.microphone, memory.take_s, memory.watch_sound = "USB", 0, True
    memory.colours = (-90.0, -30.0, "grey")
    again = PageMemory(WindowSettings(tmp_path))
    assert (again.microphone, again.take_s, again.watch_sound) == ("USB", 0, True)
    assert again.colours == (-90.0, -30.0, "grey")


def test_a_change_is_heard_for_as_long_as_the_owner_lives(qapp, tmp_path):
    preferences, owner, told = Preferences(tmp_path), QObject(), []
    listen_while(owner, preferences, lambda now: told.append(now.take_s))
    preferences.change(take_s=60)
    assert told == [60]
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)
    preferences.change(take_s=10)
    assert told == [60]


def test_a_change_made_elsewhere_is_heard_on_the_window_s_thread(qapp, qtbot, tmp_path):
    from threading import current_thread, main_thread

    preferences, owner, where, jobs = Preferences(tmp_path), QObject(), [], Jobs()
    listen_while(owner, preferences, lambda now: where.append(current_thread()))
    jobs.run(Kind.HISTORY, lambda control: preferences.change(company="Nord"), lambda _: None, impossible)
    qtbot.waitUntil(lambda: bool(where))
    assert where == [main_thread()]
    assert jobs.close()


def test_the_window_is_dressed_as_the_settings_say(qapp, tmp_path):
    preferences, parent = Preferences(tmp_path), QObject()
    preferences.change(controls="large")
    look = SystemFollower(qapp, parent, "light")
    Dressing(look, preferences)
    try:
        assert touch() and look.choice == "system"
        preferences.change(appearance="dark", controls="usual")
        assert not touch() and current().name == "dark"
        preferences.change(appearance="high contrast")
        assert current().name == "high contrast"
    finally:
        set_touch(False)
        look.choose("light")
    parent.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    preferences.change(appearance="dark")
    assert current().name == "light", "a window that is gone dresses nothing"
