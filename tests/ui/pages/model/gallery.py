"""Pictures of the model page: `python -m tests.ui.pages.model.gallery OUT [WxH] [gloves] [light] [SCENE …]`."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.desk import Desk
from app.ui.theme import set_touch
from tests.ui.fakes import FakeWorkflows
from tests.ui.page_gallery import plant, rest, window
from tests.ui.pages.model.fakes import ALL_CHANGED, FAULT, FakeModels, differing, months, usual


def flows() -> FakeWorkflows:
    made, _ = plant(9, (State.HEALTHY, State.ABNORMAL))
    made.models = usual()
    machines = [(one.id, one.name) for one in made.machines.all.values()]
    made.models.verdicts = differing(machines)
    made.models.reviewed = months(14, last=datetime(2026, 8, 1, tzinfo=UTC)) + months(4, "2.0.0")
    made.models.chosen["fan"] = ["1.0.0", "2.0.0"]
    return made


def in_use(made: FakeWorkflows, desk: Desk) -> None:
    desk.plant.open_model()


def other(made: FakeWorkflows, desk: Desk) -> None:
    desk.plant.open_model()
    desk.plant.model.desk.presenter.choose(("fan", "1.0.0"))


def empty(made: FakeWorkflows, desk: Desk) -> None:
    made.models.reviewed = []
    desk.plant.open_model()


def nothing(made: FakeWorkflows, desk: Desk) -> None:
    made.models = FakeModels()
    desk.plant.model.desk.presenter._models = made.models
    desk.plant.open_model()


def broken(made: FakeWorkflows, desk: Desk) -> None:
    made.models.add("fan", "1.5.0", shipped=False, problem=FAULT)
    desk.plant.open_model()
    desk.plant.model.desk.presenter.choose(("fan", "1.5.0"))


def years(made: FakeWorkflows, desk: Desk) -> None:
    made.models.reviewed = months(300, last=datetime(2026, 8, 1, tzinfo=UTC)) + months(4, "2.0.0")
    desk.plant.open_model()


def drift(made: FakeWorkflows, desk: Desk) -> None:
    made.drift.found = ALL_CHANGED
    desk.plant.open_model()


def refused(made: FakeWorkflows, desk: Desk) -> None:
    desk.plant.open_model()
    made.models.refuses = Problem(
        "The model file “fan-3.earshot-model” is refused: ear.onnx wants weights from a file beside it.",
        "Ask whoever made it for a model that Earshot's own training wrote.",
    )
    desk.plant.model.desk.presenter.import_file(Path("fan-3.earshot-model"))


def switched(made: FakeWorkflows, desk: Desk) -> None:
    other(made, desk)
    desk.plant.model.desk.presenter.switch_to_chosen()


def compare(made: FakeWorkflows, desk: Desk) -> None:
    made.models.chosen["fan"] = ["1.0.0"]
    desk.plant.open_model()
    desk.plant.model.desk.presenter.choose(("fan", "2.0.0"))
    desk.plant.model.desk.page.head.compare.click()


def comparing(made: FakeWorkflows, desk: Desk) -> None:
    compare(made, desk)
    desk.plant.model.desk.show_compare_progress("SF3 2026-11-22.wav, 97 of 240", 0.4)


def compared(made: FakeWorkflows, desk: Desk) -> None:
    compare(made, desk)
    desk.plant.model.desk.page.compare.start.click()


Scene = Callable[[FakeWorkflows, Desk], None]
SCENES: dict[str, Scene] = {
    one.__name__: one
    for one in (
        in_use, other, empty, nothing, broken, years, drift, refused, switched, compare, comparing, compared,
    )
}  # fmt: skip


def main(out: Path, size: tuple[int, int], gloves: bool, looks: list[str], wanted: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    for look in looks:
        for name in wanted or SCENES:
            with TemporaryDirectory() as folder:
                made = flows()
                shown, desk = window(made, Path(folder), look, size)
                set_touch(gloves)
                SCENES[name](made, desk)
                rest(150)
                shown.grab().save(str(out / f"{name}-{look}.png"))
                shown.close()
                shown.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    more = sys.argv[2:]
    sized = next((tuple(int(n) for n in one.split("x")) for one in more if one[0].isdigit()), (1366, 768))
    main(
        Path(sys.argv[1]),
        (sized[0], sized[1]),
        "gloves" in more,
        [one for one in more if one in ("light", "dark")] or ["light", "dark"],
        [one for one in more if one in SCENES],
    )
