"""Models in use: nothing judges before it was switched to, and comparing changes nothing that was judged."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.diagnosis.importing import FILES
from app.diagnosis.registry import Installed, ModelRegistry
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.problem import Cancelled, Problem
from app.domain.review import Found
from app.domain.verdict import State
from app.history.history import History
from app.main import paths
from app.main.wiring import build
from app.recordings.take_store import TakeStore
from app.workflows.model_compare import Comparison, TwoVerdicts
from app.workflows.models import Models
from app.workflows.progress import Cancel, Progress
from app.workflows.workflows import Workflows
from tests.e2e.support import RATE_HZ, healthy_wav, write_wav
from tests.ui.pages.model.fakes import two

OLDEST = ModelRegistry(paths.MODELS).versions("fan")[-1]
SHIPPED = ModelRegistry(paths.MODELS).versions("fan")[0]


def model_file(path: Path, version: str, kind: str = "fan", stricter: float = 1.0) -> Path:
    """The oldest shipped fan model under another version; `stricter` than 1 alarms sooner."""
    card = json.loads((OLDEST.folder / "card.json").read_text())
    card |= {"version": version, "machine_type": kind}
    for row in card["thresholds"]:
        row["watch"], row["abnormal"] = row["watch"] / stricter, row["abnormal"] / stricter
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("card.json", json.dumps(card))
        for name in FILES[1:]:
            archive.write(OLDEST.folder / name, name)
    return path


def other_graphs(path: Path, version: str) -> Path:
    """The shipped pump model, said to be for fans."""
    folder = ModelRegistry(paths.MODELS).versions("pump")[0].folder
    card = json.loads((folder / "card.json").read_text()) | {"version": version, "machine_type": "fan"}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("card.json", json.dumps(card))
        for name in FILES[1:]:
            archive.write(folder / name, name)
    return path


@dataclass
class Plant:
    """One fan and the jobs on it."""

    flows: Workflows
    history: History
    folder: Path


def fan() -> Machine:
    return Machine("Fan", MachineType.FAN, (MeasuringPoint("Inlet", (OperatingCondition("Full"),), fixed=True),))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history that is told once: a silent visit and one before the baseline; then a healthy and a faulty one."""
    folder = tmp_path_factory.mktemp("told") / "history"
    files = folder.parent
    healthy = [healthy_wav(files / f"healthy-{seed}.wav", seed) for seed in (1, 2)]
    faulty = write_wav(files / "faulty.wav", fan_take(10.0, RATE_HZ, 30, Fault.BLADE_DAMAGE))
    silent = write_wav(files / "silent.wav", 0 * fan_take(2.0, RATE_HZ, 30))
    with History.open(folder) as history:
        flows, machine = build(history, folder), fan()
        flows.machines.add(machine)
        where = (machine.id, machine.points[0].conditions[0].id)
        flows.inspect(*where, healthy[0])
        flows.learn(*where, healthy)
        flows.inspect(*where, silent)
        for path, found in ((healthy_wav(files / "later.wav", 12), Found.HEALTHY), (faulty, Found.FAULTY)):
            flows.review.found(flows.inspect(*where, path).id, found)
    return folder


def opened(folder: Path) -> Iterator[Plant]:
    with History.open(folder) as history:
        yield Plant(build(history, folder), history, folder)


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    """Nothing was heard here yet."""
    yield from opened(tmp_path / "history")


@pytest.fixture
def models(plant: Plant) -> Models:
    return plant.flows.models


def judging(plant: Plant, machine_type: MachineType = MachineType.FAN) -> str | None:
    model = plant.flows.inspect._models.model_for(machine_type)
    return model.identity.version if model else None


def kind_of(models: Models, kind: str = "fan"):
    return next(one for one in models.kinds() if one.kind == kind)


def test_what_ships_judges_from_the_start(models: Models, plant: Plant):
    fan = kind_of(models)
    assert fan.in_use and fan.in_use.installed == SHIPPED and fan.in_use.card["version"] == SHIPPED.version
    assert (fan.since, fan.may_roll_back, fan.gone) == (None, False, "")
    with pytest.raises(Problem, match="nothing to roll back"):
        models.roll_back("fan")


def test_an_imported_model_judges_only_once_it_is_switched_to_and_after_a_restart_too(
    models: Models, plant: Plant, tmp_path: Path
):
    made = models.import_file(model_file(tmp_path / "new.earshot-model", "99.1"))
    assert not made.shipped and made.folder == plant.folder / "models" / "fan" / "99.1"
    assert judging(plant) == SHIPPED.version
    models.switch(made)
    assert judging(plant) == "99.1"
    fan = kind_of(models)
    assert fan.in_use and fan.in_use.installed == made and fan.since and fan.back_to == SHIPPED
    registry = ModelRegistry(paths.MODELS, plant.folder / "models")
    Models(plant.history, TakeStore(plant.folder), registry, plant.folder / "models")
    assert registry.in_use(MachineType.FAN) == made


def test_rolling_back_goes_one_switch_back_at_a_time_and_never_round_in_circles(
    models: Models, plant: Plant, tmp_path: Path
):
    one = models.import_file(model_file(tmp_path / "1.earshot-model", "99.1"))
    other = models.import_file(model_file(tmp_path / "2.earshot-model", "99.2"))
    models.switch(one)
    models.switch(other)
    seen = []
    while kind_of(models).may_roll_back:
        models.roll_back("fan")
        seen.append(judging(plant))
    assert seen == ["99.1", SHIPPED.version]
    models.switch(other)
    assert kind_of(models).back_to == SHIPPED


def test_what_is_gone_from_the_disk_is_passed_over(models: Models, plant: Plant, tmp_path: Path):
    one = models.import_file(model_file(tmp_path / "1.earshot-model", "99.1"))
    other = models.import_file(model_file(tmp_path / "2.earshot-model", "99.2"))
    models.switch(one)
    models.switch(other)
    shutil.rmtree(one.folder)
    assert kind_of(models).back_to == SHIPPED
    shutil.rmtree(other.folder)
    fan = kind_of(models)
    assert judging(plant) == SHIPPED.version
    assert (fan.gone, fan.since, fan.may_roll_back) == ("99.2", None, False)


def test_a_kind_of_its_own_judges_its_machines_once_chosen_and_can_be_let_go(
    models: Models, plant: Plant, tmp_path: Path
):
    before = judging(plant, MachineType.PUMP)
    made = models.import_file(model_file(tmp_path / "pump.earshot-model", "99.1", "pump"))
    assert judging(plant, MachineType.PUMP) == before
    models.switch(made)
    assert judging(plant, MachineType.PUMP) == "99.1"
    pump = kind_of(models, "pump")
    assert pump.machine_types == (MachineType.PUMP,) and pump.may_roll_back
    models.roll_back("pump")
    assert judging(plant, MachineType.PUMP) == before


def test_the_version_that_ships_is_neither_copied_nor_replaced(models: Models, plant: Plant, tmp_path: Path):
    path = tmp_path / "same.earshot-model"
    with zipfile.ZipFile(path, "w") as archive:
        for name in FILES:
            archive.write(OLDEST.folder / name, name)
    assert models.import_file(path) == OLDEST
    with pytest.raises(Problem, match="installed already, and differs"):
        models.import_file(model_file(tmp_path / "other.earshot-model", OLDEST.version, stricter=2.0))
    assert not (plant.folder / "models").exists()


def test_a_broken_version_is_told_and_cannot_be_switched_to(models: Models, plant: Plant, tmp_path: Path):
    path = model_file(tmp_path / "new.earshot-model", "99.1")
    made = models.import_file(path)
    (made.folder / "judge.onnx").write_bytes(b"hello")
    broken = kind_of(models).versions[0]
    assert broken.problem and "was altered" in broken.problem.what and "Import" in broken.problem.to_do
    with pytest.raises(Problem, match="was altered"):
        models.switch(made)
    assert judging(plant) == SHIPPED.version
    assert plant.history.model_choices("fan") == []
    models.import_file(path)
    assert kind_of(models).versions[0].problem is None


def test_an_imported_version_is_removed_and_brought_back_and_one_in_use_or_shipped_is_not(
    models: Models, plant: Plant, tmp_path: Path
):
    path = model_file(tmp_path / "new.earshot-model", "99.1")
    made = models.import_file(path)
    models.switch(made)
    with pytest.raises(Problem, match="is in use"):
        models.remove(made)
    with pytest.raises(Problem, match="came with Earshot"):
        models.remove(OLDEST)
    models.roll_back("fan")
    models.remove(made)
    assert made not in [one.installed for one in kind_of(models).versions]
    with pytest.raises(Problem, match="not installed"):
        models.find("fan", "99.1")
    models.restore(made)
    assert models.find("fan", "99.1") == made
    models.remove(made)
    Models(plant.history, TakeStore(plant.folder), ModelRegistry(paths.MODELS), plant.folder / "models")
    assert not (plant.folder / "models" / "removed").exists()
    with pytest.raises(Problem, match="could not be brought back"):
        models.restore(made)


def test_what_is_imported_in_place_of_a_removed_version_is_what_judges(models: Models, tmp_path: Path):
    first = models.import_file(model_file(tmp_path / "1.earshot-model", "99.1"))
    watch = kind_of(models).versions[0].card["thresholds"][0]["watch"]
    models.remove(first)
    models.import_file(model_file(tmp_path / "2.earshot-model", "99.1", stricter=2.0))
    assert kind_of(models).versions[0].card["thresholds"][0]["watch"] == pytest.approx(watch / 2.0)


def test_a_name_that_is_not_installed_is_a_problem_that_names_what_is(models: Models):
    with pytest.raises(Problem) as told:
        models.find("fan", "7")
    assert SHIPPED.version in told.value.to_do
    with pytest.raises(Problem, match="none"):
        models.find("submarine", "1")


@pytest.fixture
def heard(told: Path, tmp_path: Path) -> Iterator[Plant]:
    """The told history, to do with what one likes."""
    yield from opened(shutil.copytree(told, tmp_path / "history"))


@pytest.fixture
def anxious(heard: Plant, tmp_path: Path) -> Installed:
    """A model that calls everything abnormal."""
    return heard.flows.models.import_file(model_file(tmp_path / "new.earshot-model", "99.1", stricter=1e6))


def test_two_versions_judge_the_stored_takes_and_nothing_stored_changes(anxious: Installed, heard: Plant):
    models, plant = heard.flows.models, heard
    stored = [plant.history.inspection(one).verdict.score for one in plant.history.inspections_of_type("fan")]
    progress: list[Progress] = []
    made = models.compare(SHIPPED, anxious, progress.append)
    given = {one: plant.history.inspection(one).verdict for one in plant.history.inspections_of_type("fan")}
    assert [one.second for one in made.verdicts] == [State.ABNORMAL, State.ABNORMAL]
    for one in made.verdicts:
        assert (one.first, one.first_score) == (given[one.inspection_id].state, given[one.inspection_id].score)
        assert one.machine_id == plant.history.machines()[0].id
    assert State.HEALTHY in {one.first for one in made.differing}
    # The silent take, and the one before the baseline.
    assert (made.reviewed, made.left_out, made.not_asked) == (2, 2, 0)
    assert (made.tally(second=True).right, made.tally(second=True).wrong) == (1, 1)
    assert [one.share for one in progress] == [0.0, 0.25, 0.5, 0.75]
    again = [plant.history.inspection(one).verdict.score for one in plant.history.inspections_of_type("fan")]
    assert again == stored
    assert judging(plant) == SHIPPED.version


def test_verdicts_of_a_removed_version_still_name_it_and_no_other_model_takes_its_name(
    anxious: Installed, heard: Plant, tmp_path: Path
):
    models, flows = heard.flows.models, heard.flows
    models.switch(anxious)
    machine = heard.history.machines()[0]
    given = flows.inspect(machine.id, machine.points[0].conditions[0].id, healthy_wav(tmp_path / "h.wav", 14))
    models.roll_back("fan")
    models.remove(anxious)
    kept = flows.machines.inspection(given.id)
    assert kept.model.version == "99.1" and kept.verdict.state is State.ABNORMAL
    assert "99.1" in {month.model.version for month in models.months()}
    other = tmp_path / "other.earshot-model"
    other_graphs(other, "99.1")
    with pytest.raises(Problem, match="was another model"):
        models.import_file(other)
    assert models.import_file(tmp_path / "new.earshot-model") == anxious


def test_comparing_is_stopped_when_asked(anxious: Installed, heard: Plant):
    cancel = Cancel()
    with pytest.raises(Cancelled):
        heard.flows.models.compare(OLDEST, anxious, lambda progress: cancel.request(), cancel)


def test_another_ear_hears_the_takes_again_and_leaves_out_those_that_are_gone(
    anxious: Installed, heard: Plant, monkeypatch: pytest.MonkeyPatch
):
    models = heard.flows.models
    whole = models.compare(OLDEST, anxious)
    load = ModelRegistry.load

    def another_ear(registry: ModelRegistry, installed: Installed):
        model = load(registry, installed)
        if installed == anxious:
            model.identity = replace(model.identity, ear_sha256="f" * 64)
        return model

    monkeypatch.setattr(ModelRegistry, "load", another_ear)
    again = models.compare(OLDEST, anxious)
    assert [one.second for one in again.verdicts] == [one.second for one in whole.verdicts]
    assert again.verdicts[0].second_score == pytest.approx(whole.verdicts[0].second_score, rel=1e-4)
    monkeypatch.setattr("app.workflows.model_compare.bands_of", gone)
    assert models.compare(OLDEST, anxious).left_out == 4


def gone(*_: object):
    raise Problem("The stored recording is missing.", "Look for it in a backup.")


def test_many_machines_of_one_type_do_not_crowd_out_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ids = {"fan": ["f1", "f2", "f3"], "pump": ["p1"], "other": []}
    with History.open(tmp_path / "h") as history:
        monkeypatch.setattr(history, "inspections_of_type", lambda kind: ids[kind])
        models = Models(history, TakeStore(tmp_path), ModelRegistry(tmp_path), tmp_path)
        asked = models._compare._newest((MachineType.FAN, MachineType.PUMP, MachineType.OTHER))
    assert asked == ["f1", "p1", "f2", "f3"]


def verdicts(*pairs: tuple[State, State, Found | None]) -> tuple[TwoVerdicts, ...]:
    return tuple(two(at, "m", *pair) for at, pair in enumerate(pairs))


def test_cannot_tell_is_neither_right_nor_hidden():
    made = Comparison(
        SHIPPED,
        SHIPPED,
        verdicts(
            (State.WATCH, State.CANNOT_TELL, Found.FAULTY),
            (State.ABNORMAL, State.HEALTHY, Found.HEALTHY),
            (State.HEALTHY, State.HEALTHY, Found.FAULTY),
            (State.HEALTHY, State.ABNORMAL, None),
        ),
        0,
    )
    first, second = made.tally(second=False), made.tally(second=True)
    assert (first.right, first.wrong, first.cannot_tell) == (1, 2, 0)
    assert (second.right, second.wrong, second.cannot_tell) == (1, 1, 1)
    assert (made.reviewed, len(made.differing)) == (3, 3)


def test_months_count_what_was_found(heard: Plant):
    (month,) = heard.flows.models.months()
    ids = heard.history.inspections_of_type("fan")
    reviewed = [(heard.history.inspection(one).verdict.state, heard.history.review(one)) for one in ids]
    right = [review.confirms(state) for state, review in reviewed if review]
    assert (month.model.version, month.right) == (SHIPPED.version, right.count(True))
    assert (month.right + month.false_alarms + month.missed, sum(month.given.values())) == (2, 4)


def test_a_look_over_a_fleet_that_was_hardly_heard_finds_nothing(heard: Plant):
    assert heard.flows.drift.fleet() is None
