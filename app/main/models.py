"""The words of the `model` command: list, import, use, remove and compare models, as the model page does.

What they do is in `model_commands`, since the parser is built before the window's first paint.
"""

import argparse
from pathlib import Path

NAME = "model"


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the command to the others; returns its parser and those of its acts."""
    parser = commands.add_parser(NAME, help="list, import, use, remove and compare the models that judge")
    acts = parser.add_subparsers(dest="act", required=True)
    listed = acts.add_parser("list", help="the installed versions, and which of them judge")
    listed.add_argument("--json", action="store_true", help="one JSON object a version on standard output")
    load = acts.add_parser("import", help="check a model file and install it; it judges nothing before it is used")
    load.add_argument("file", type=Path, metavar="FILE")
    use = acts.add_parser("use", help="judge by that version from now on")
    remove = acts.add_parser("remove", help="take an imported version from the list; its verdicts stay")
    compare = acts.add_parser("compare", help="what two versions say of the takes in the history")
    for one in (use, remove, compare):
        one.add_argument("kind", metavar="KIND", help="fan, pump, slider, or generic for any other machine")
    for one in (use, remove):
        one.add_argument("version", metavar="VERSION")
    compare.add_argument("first", metavar="V1")
    compare.add_argument("second", metavar="V2")
    compare.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser, listed, load, use, remove, compare


def model(options: argparse.Namespace, history: Path) -> int:
    """Does one of the five; a Problem when it is refused."""
    from app.main import model_commands
    from app.main.wiring import opened

    acts = {
        "list": model_commands.list_versions,
        "import": model_commands.import_file,
        "use": model_commands.use,
        "remove": model_commands.remove,
        "compare": model_commands.compare,
    }
    with opened(history) as workflows:
        return acts[options.act](workflows, options)
