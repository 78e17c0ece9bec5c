"""Finds texts in the source that nobody asks for in the user's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ASKED = {"tr", "tr_many", "later", "say", "retold"}
"""Who is given a text asks for it, or marks it."""

SILENT = {
    "setObjectName",
    "setProperty",
    "property",
    "compile",
    "warn",
    "debug",
    "info",
    "warning",
    "error",
    "exception",
}
"""Who is given a text tells it to a log or to Qt, never to the user."""

_TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,.:;!?…]* [A-Za-z]+")
_OWN_FAULTS = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "KeyError",
    "AssertionError",
    "NotImplementedError",
    "LookupError",
}


def bare_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Each text of two words and more in a file that is neither asked for nor marked, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(node) for one in ast.walk(tree) for node in _not_told(one)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _TWO_WORDS.search(text):
            yield node.lineno, text


def _not_told(node: ast.AST) -> Iterator[ast.AST]:
    """What stands below a node and is no text for the user, or is asked for."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        for statement in node.body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value
        for statement in [node] if not isinstance(node, ast.Module | ast.ClassDef) else []:
            yield from _annotations(statement)
    elif isinstance(node, ast.AnnAssign):
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name(node.exc) in _OWN_FAULTS:
        yield from ast.walk(node.exc)
    elif isinstance(node, ast.Call) and _name(node) in ASKED | SILENT:
        for given in node.args:
            yield from ast.walk(given)


def _annotations(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    for argument in ast.walk(function.args):
        if isinstance(argument, ast.arg) and argument.annotation:
            yield from ast.walk(argument.annotation)
    if function.returns:
        yield from ast.walk(function.returns)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
