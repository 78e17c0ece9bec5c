"""Reads the source as text: which module imports what, and how long things are."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def sources(*packages: str) -> list[Path]:
    """All Python files of some top-level packages."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def module_name(path: Path) -> str:
    """`app/ui/jobs.py` to `app.ui.jobs`, a package's `__init__.py` to the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Each import as (full module name, line, whether it runs when the module is imported)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for later in ast.walk(tree) if _runs_later(later) for node in ast.walk(later)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno, id(node) not in inside
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield node.module, node.lineno, id(node) not in inside
            for name in node.names:
                yield f"{node.module}.{name.name}", node.lineno, id(node) not in inside


def _runs_later(node: ast.AST) -> bool:
    """Whether what stands in it runs when it is called, or (for type checkers alone) never."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Each function as (name, line, length in lines)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1
