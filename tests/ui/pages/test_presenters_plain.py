"""What decides must not need a widget: no presenter imports one, and none imports a heavy room."""

import subprocess
import sys

PLAIN = [
    "baseline_face", "baseline_keeper", "exporting", "file_work", "files_presenter", "form.draft",
    "form.keeper", "form.version_words",
    "machine_presenter", "machines_presenter", "next_step", "notes", "offer", "playing", "problems",
    "review_panel_face", "review_panel_keeper", "sound_files", "welcome_presenter", "words",
    "model.presenter", "preview.presenter", "first.presenter", "help.presenter", "settings.presenter",
]  # fmt: skip
HEAVY = ["PySide6.QtWidgets", "pyqtgraph", "sqlalchemy", "onnxruntime", "soundfile", "reportlab", "alembic"]


def loaded(module: str, names: list[str]) -> list[str]:
    code = f"import sys, {module}; print(*[n for n in {names!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_presenters_import_no_widget_and_nothing_heavy() -> None:
    modules = ", ".join(f"app.ui.pages.{name}" for name in PLAIN)
    assert loaded(modules, HEAVY) == []


def test_the_window_imports_no_page_and_not_even_numpy_before_its_first_paint() -> None:
    assert loaded("app.ui.main_window", [*HEAVY[1:], "numpy", "app.ui.theme", "app.ui.desk"]) == []


def test_the_pages_leave_the_rooms_to_those_who_open_the_history() -> None:
    assert loaded("app.ui.shell", HEAVY[1:]) == []
