"""Keeps the catalogues of the languages: `python -m installer.languages` after a text was changed or added.

Gathers every text the source asks for, takes it over into each catalogue below `resources/languages`, and compiles
those. A new text stands there with an empty translation, which a test names. `--check` changes nothing and says
whether all is up to date.
"""

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from app.language import LANGUAGES
from app.language.speech import KEPT

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "languages"
ONE, MANY = {"tr", "later", "say"}, {"tr_many"}
"""Who asks for a text, and who for one of two by a number."""
WIDTH = 110

_UNTOLD = tuple(
    f'"{name}' for name in ("Project", "Report-", "POT-", "PO-", "Last-", "Language-Team", "Generated-")
)


def gathered() -> Catalog:
    """Every text of the source, with the files it stands in; no line numbers, which change with every edit."""
    catalogue = Catalog(project="Earshot", charset="utf-8")
    for path in sorted((ROOT / "app").rglob("*.py")):
        for text, kept in asked_for(ast.parse(path.read_text(encoding="utf-8"))):
            told = [KEPT] if kept else []
            catalogue.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)], auto_comments=told)
    return catalogue


def asked_for(tree: ast.AST) -> Iterator[tuple[str | tuple[str, str], bool]]:
    """The texts that a file asks for, also within f-strings, where Babel's own reader finds none.

    Beside each: whether sentences made of it are kept.
    """
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in ONE and call.args and _is_text(call.args[0]):
            yield given[0], name != "tr"
        elif name in MANY and len(given) > 1:
            yield (given[0], given[1]), False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def taken_over(file: Path, template: Catalog) -> Catalog:
    """The catalogue of one language with the texts there are now: what is gone is dropped, the new is empty."""
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=file.parents[1].name)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The file that people edit, without the lines at its head that tell of tools and dates."""
    made = io.BytesIO()
    catalogue.header_comment = f"# Earshot: {LANGUAGES[str(catalogue.locale)]}"
    catalogue.fuzzy = False
    write_po(made, catalogue, width=WIDTH, sort_output=True, include_lineno=False)
    lines = made.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(_UNTOLD)).encode()


def as_mo(catalogue: Catalog) -> bytes:
    """The file that the program reads."""
    made = io.BytesIO()
    whole = Catalog(catalogue.locale, charset="utf-8")
    for one in catalogue:
        if one.id:
            whole.add(one.id, one.string)
        if one.id and KEPT in one.auto_comments:
            # Once more where the program looks for what a sentence was made of.
            whole.add(one.id, one.string, context=KEPT)
    write_mo(made, whole)
    return made.getvalue()


def holds(path: Path, catalogue: Catalog) -> bool:
    """Whether a file has these texts and no others. Its head may differ: it names the version of the tool."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        if path.suffix == ".mo":
            return _texts(read_mo(stream)) == _texts(read_mo(io.BytesIO(as_mo(catalogue))))
        return _texts(read_po(stream)) == _texts(catalogue)


def catalogues() -> Iterator[Path]:
    """The files that people edit, one a language."""
    return iter(sorted(FOLDER.glob("*/LC_MESSAGES/earshot.po")))


def main(given: list[str] | None = None) -> int:
    """Brings the catalogues up to date, or says which are not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; 1 when something is not up to date")
    options = parser.parse_args(given)
    template, stale = gathered(), []
    for file in catalogues():
        catalogue = taken_over(file, template)
        for path, made in ((file, as_po), (file.with_suffix(".mo"), as_mo)):
            if not holds(path, catalogue):
                stale.append(path)
                if not options.check:
                    path.write_bytes(made(catalogue))
        missing = sum(1 for one in catalogue if one.id and not _whole(one.string))
        print(f"{file.parents[1].name}: {len(catalogue)} texts, {missing} without a translation")
    for path in stale:
        print(f"{'stale' if options.check else 'written'}: {path.relative_to(ROOT)}")
    return int(options.check and bool(stale))


def _texts(catalogue: Catalog) -> dict[object, object]:
    """By English text and context; what has no translation counts as told by nothing."""
    whole = (one for one in catalogue if one.id)
    return {(_fixed(one.id), one.context): _fixed(one.string) if _whole(one.string) else None for one in whole}


def _fixed(text: object) -> object:
    return tuple(text) if isinstance(text, list) else text


def _whole(told: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(told) if isinstance(told, str) else bool(told) and all(told or ())


if __name__ == "__main__":
    sys.exit(main())
