"""Decides what the settings page shows and does: choose, reset, the logo, export and import."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QImage

from app.domain.problem import Problem
from app.domain.settings import BY_KEY, SETTINGS, Group, Kind, Setting, Settings, Value, typed, understood
from app.language import tr
from app.ui.jobs import Control, JobHandle, Runner
from app.ui.jobs import Kind as Worker
from app.ui.pages.form.photo_image import read_image
from app.ui.pages.offer import Notice
from app.ui.pages.problems import ProblemView
from app.ui.pages.settings import words
from app.ui.pages.settings.values import GroupFace, RowFace, SettingsShown
from app.workflows.preferences import Imported, Preferences

READING, LOGO, FILE = "settings", "logo", "settings file"
"""Keys of problems."""


class SettingsView(ProblemView, Protocol):
    """What the presenter tells the page and the window around it."""

    def show(self, shown: SettingsShown) -> None:
        """All of the page but the logo's picture."""

    def show_logo(self, image: QImage) -> None:
        """The logo; a null image for none."""

    def show_notice(self, notice: Notice) -> None:
        """Under the bar."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """At the foot."""


class SettingsPresenter:
    """What is chosen holds at once; what is reset or imported can be taken back."""

    def __init__(self, preferences: Preferences, jobs: Runner, view: SettingsView) -> None:
        self._preferences = preferences
        self._jobs = jobs
        self._view = view
        self._reading: JobHandle | None = None
        self._working: JobHandle | None = None
        self._pictured = ""
        self._logo_gone = False
        self.shown = SettingsShown(folder=str(preferences.folder))

    def open(self) -> None:
        """The page comes to the front: another program may have changed something."""
        self.refresh()
        if self._preferences.trouble is not None:
            self._view.show_problem(READING, self._preferences.trouble)
        self._drop()

        def read(take_on: Callable[[], None]) -> None:
            take_on()
            self.refresh()

        look = self._preferences.look_again
        self._reading = self._jobs.run(Worker.HISTORY, lambda control: look(), read, self._failed(READING))

    def leave(self) -> None:
        """Another page comes: what is wrong with the file was said."""
        self._drop()
        self._view.clear_problem(READING)

    def refresh(self) -> None:
        """Something was changed, here or elsewhere."""
        now = self._preferences.now
        if now.logo != self._pictured:
            self._pictured = now.logo
            self._read_logo()
        groups = tuple(self._group(group, now) for group in Group)
        self._show(groups=groups)

    def choose(self, key: str, value: Value) -> None:
        """What somebody chose or typed."""
        setting = BY_KEY[key]
        wanted = typed(str(value)) if setting.words.kind is Kind.TEXT else value
        self._preferences.change(**{key: wanted})
        # What was typed may be kept in another form.
        self.refresh()

    def reset(self, key: str) -> None:
        """One setting as if nobody had chosen."""
        self._reset((BY_KEY[key],), tr("{setting} reset.", setting=tr(BY_KEY[key].words.name)))

    def reset_group(self, group: Group) -> None:
        """All below a heading."""
        self._reset(
            (one for one in SETTINGS if one.group is group), tr("{setting} reset.", setting=tr(group.value))
        )

    def give_logo(self, path: Path) -> None:
        """A file that is to be the logo."""

        def work(control: Control) -> tuple[str, QImage]:
            stored = self._preferences.keep_logo(path)
            image = _picture(self._preferences.folder / stored)
            if image.isNull():
                raise words.no_picture(path.name)
            return stored, image

        def kept(found: tuple[str, QImage]) -> None:
            self._view.clear_problem(LOGO)
            self._pictured, image = found
            self._logo_gone = False
            self._view.show_logo(image)
            self._preferences.change(logo=self._pictured)
            self.refresh()

        self._jobs.run(Worker.HISTORY, work, kept, self._failed(LOGO))

    def export_to(self, path: Path) -> None:
        """Write a file for another history."""

        def done(_: None) -> None:
            self._view.clear_problem(FILE)
            self._view.show_notice(Notice(tr("Settings exported to {file}.", file=path.name), str(path.parent)))

        self._work(lambda control: self._preferences.export_to(path), done)

    def import_from(self, path: Path) -> None:
        """Take over what such a file holds."""

        def work(control: Control) -> Imported:
            found = self._preferences.look_into(path)
            if not found.values and not found.unknown and not found.refused:
                raise words.nothing_in_it(path.name)
            return self._with_a_true_logo(found)

        self._work(work, lambda found: self._take_over(path.name, found))

    # How it is done

    def _take_over(self, name: str, found: Imported) -> None:
        self._view.clear_problem(FILE)
        before = self._preferences.now
        # Something may have been chosen while the file was read.
        made, refused = understood(found.values, before)
        found = replace(found, refused=(*found.refused, *refused))
        self._preferences.change(**{key: BY_KEY[key].of(made) for key in found.values})
        changed = tuple(one.key for one in SETTINGS if one.of(made) != one.of(before))
        self._offer_undo(words.imported(name, changed), before, changed)
        left_out = words.left_out(name, found)
        if left_out is not None:
            self._view.show_notice(left_out)
        self.refresh()

    def _with_a_true_logo(self, found: Imported) -> Imported:
        stored = found.values.get("logo")
        if not stored or not _picture(self._preferences.folder / str(stored)).isNull():
            return found
        values = {key: value for key, value in found.values.items() if key != "logo"}
        return replace(found, values=values, refused=(*found.refused, "logo"))

    def _reset(self, which: Iterable[Setting], text: str) -> None:
        before = self._preferences.now
        self._preferences.change(**{one.key: one.default for one in which})
        now = self._preferences.now
        self._offer_undo(text, before, tuple(one.key for one in SETTINGS if one.of(now) != one.of(before)))
        self.refresh()

    def _offer_undo(self, text: str, before: Settings, changed: tuple[str, ...]) -> None:
        def undo() -> None:
            self._preferences.change(**{key: BY_KEY[key].of(before) for key in changed})
            self.refresh()

        if changed:
            self._view.offer_undo(text, undo)
        else:
            self._view.show_notice(Notice(text))

    def _read_logo(self) -> None:
        stored = self._pictured

        def work(control: Control) -> QImage:
            path = self._preferences.logo if stored else None
            return _picture(path) if path is not None else QImage()

        def read(image: QImage) -> None:
            if stored == self._pictured:
                self._logo_gone = bool(stored) and image.isNull()
                self._view.show_logo(image)
                self.refresh()

        self._jobs.run(Worker.HISTORY, work, read, self._failed(LOGO))

    def _work(self, work: Callable[[Control], object], done: Callable[..., None]) -> None:
        """One file at a time."""
        if self._working is not None and not self._working.ended:
            return
        self._show(busy=True)
        self._working = self._jobs.run(
            Worker.HISTORY, work, done, self._failed(FILE), on_end=lambda: self._show(busy=False)
        )

    def _group(self, group: Group, now: Settings) -> GroupFace:
        rows = tuple(self._row(one, now) for one in SETTINGS if one.group is group)
        return GroupFace(group, rows, any(row.back for row in rows))

    def _row(self, setting: Setting, now: Settings) -> RowFace:
        value = setting.of(now)
        back = words.back(setting) if value != setting.default else ""
        note = tr(words.LOGO_GONE) if setting.key == "logo" and self._logo_gone else ""
        return RowFace(setting, value, words.choices(setting, now), back, note)

    def _failed(self, key: str) -> Callable[[Problem], None]:
        return lambda problem: self._view.show_problem(key, problem)

    def _drop(self) -> None:
        if self._reading is not None:
            self._reading.drop()
            self._reading = None

    def _show(self, **changed: object) -> None:
        self.shown = replace(self.shown, **changed)  # type: ignore[arg-type]
        self._view.show(self.shown)


def _picture(path: Path) -> QImage:
    try:
        return read_image(path.read_bytes())
    except OSError:
        return QImage()
