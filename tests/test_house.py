"""The arrows and habits of CONTRIBUTING.md, checked: a new room or a new arrow is a decision, not an accident."""

import ast

from tests.house import ROOT, functions, imports, module_name, sources

ROOMS = {"capture", "recordings", "acoustics", "diagnosis", "history", "reports"}
ARROWS = {
    "language": set(),
    "domain": set(),
    "look": {"domain"},
    "acoustics": {"domain"},
    "capture": {"domain"},
    "recordings": {"domain", "acoustics"},
    "diagnosis": {"domain", "acoustics"},
    "history": {"domain"},
    "reports": {"domain", "look", "acoustics"},
    "workflows": {"domain", *ROOMS},
    "ui": {"domain", "look", "workflows", "acoustics"},
    "main": {"domain", "look", "workflows", "ui", *ROOMS},
    "__main__": {"main", "capture"},
}
TRAINING_MAY = {"acoustics", "diagnosis", "domain"}

HOME = {
    "sounddevice": "app.capture",
    "soundfile": "app.recordings",
    "soxr": "app.recordings",
    "onnxruntime": "app.diagnosis",
    "sqlalchemy": "app.history",
    "alembic": "app.history",
    "reportlab": "app.reports",
    "PIL": "app.reports",
    "pypdfium2": "app.reports.page_pictures",
    "PySide6": "app.ui",
    "shiboken6": "app.ui",
    "pyqtgraph": "app.ui.sound",
    "platformdirs": "app.main",
    "pyarrow": "app.workflows.tables.parquet",
}
TRAINING_ONLY = {"torch", "onnx", "onnxscript", "sklearn", "librosa", "scipy", "numba"}


def room_of(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def test_every_import_follows_an_arrow():
    wrong = []
    for path in sources("app"):
        here = room_of(module_name(path))
        if not here:
            continue
        assert here in ARROWS, f"{path} is in a room that no map shows"
        for name, line, _ in imports(path):
            there = room_of(name) if name.startswith("app.") else ""
            if there and there in ARROWS and there not in {here, "language", *ARROWS[here]}:
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {here} → {there}")
    assert not wrong, "\n".join(wrong)


def test_each_heavy_library_is_named_in_its_own_room_only():
    wrong = []
    for path in sources("app"):
        module = module_name(path)
        for name, line, _ in imports(path):
            library = name.split(".")[0]
            home = HOME.get(library)
            if library in TRAINING_ONLY or (home and not (module == home or module.startswith(f"{home}."))):
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {library}")
    assert not wrong, "\n".join(wrong)


def test_training_uses_only_the_rooms_it_may_and_the_app_never_uses_training():
    for path in sources("training"):
        for name, line, _ in imports(path):
            if name.startswith("app.") and room_of(name):
                assert room_of(name) in TRAINING_MAY, f"{path.relative_to(ROOT)}:{line}: {name}"
    for path in sources("app"):
        for name, line, _ in imports(path):
            assert name.split(".")[0] not in {"training", "tests"}, f"{path.relative_to(ROOT)}:{line}: {name}"


def test_the_command_line_starts_without_heavy_imports():
    """First paint comes before numpy's friends: what `python -m app` imports at once is the standard library."""
    seen: set[str] = set()
    waiting = ["app.__main__"]
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        path = ROOT / (module.replace(".", "/") + ".py")
        path = path if path.exists() else ROOT / module.replace(".", "/") / "__init__.py"
        if not path.exists():
            continue
        for name, line, at_once in imports(path):
            if not at_once:
                continue
            assert name.split(".")[0] not in {*HOME, "numpy"}, f"{path.relative_to(ROOT)}:{line} imports {name}"
            if name.startswith("app"):
                waiting.append(name)


def test_files_and_functions_stay_short():
    long = []
    for path in sources("app", "training"):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > 300:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        long += [f"{path.relative_to(ROOT)}:{at} {name}: {n} lines" for name, at, n in functions(path) if n > 50]
    assert not long, "\n".join(long)


def test_every_module_says_why_it_exists():
    silent = [
        str(path.relative_to(ROOT))
        for path in sources("app", "training")
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent, silent


def test_threads_are_started_in_one_file_of_the_window_only():
    allowed = {"app/ui/jobs.py"}
    for path in sources("app/ui"):
        name = path.relative_to(ROOT).as_posix()
        for module, line, _ in imports(path):
            if module.split(".")[0] in {"threading", "concurrent"} or module.endswith(
                (".QThread", ".QThreadPool")
            ):
                assert name in allowed, f"{name}:{line}: {module}"


def test_colours_are_named_in_the_tokens_only():
    import re

    allowed = {"app/look/tokens.py"}
    for path in sources("app"):
        name = path.relative_to(ROOT).as_posix()
        if name in allowed:
            continue
        found = re.search(r"[\"']#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
        assert not found, f"{name}: {found.group(0) if found else ''}"


def test_no_registry_address_is_committed():
    for path in (ROOT / "installer" / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "http" not in text, path.name
        assert "--hash=sha256:" in text, path.name


def test_the_program_and_the_package_name_the_same_version():
    import tomllib

    from app import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_every_dependency_has_a_line_that_says_why():
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower().replace("-", "")
    for dependency in wanted:
        name = re.split(r"[<>=!~\[ ]", dependency)[0].lower().replace("-", "")
        assert name in told, name
