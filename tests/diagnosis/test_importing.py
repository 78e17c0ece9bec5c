"""A model file from elsewhere is refused for every way it can be wrong, with the reason, and leaves nothing."""

import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.diagnosis.graph_file import objections
from app.diagnosis.importing import FILES, LARGEST_BYTES, checked, install
from app.diagnosis.registry import ModelRegistry
from app.domain.machine import MachineType
from app.domain.problem import Problem
from tests.conftest import ROOT

SHIPPED = ROOT / "models"


def contents() -> dict[str, bytes]:
    """The shipped model under a version of its own."""
    folder = ModelRegistry(SHIPPED).versions("fan")[0].folder
    files = {name: (folder / name).read_bytes() for name in FILES}
    return files | with_card(files, version="99.1")


def with_card(files: dict[str, bytes], **changes: object) -> dict[str, bytes]:
    card = json.loads(files["card.json"]) | changes
    return {"card.json": json.dumps(card).encode()}


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Problem) as told, checked(path):
        pass
    return told.value.what


def test_a_good_model_is_installed_once_and_judges_when_chosen(tmp_path: Path):
    path = packed(tmp_path / "fan.earshot-model", contents())
    own = tmp_path / "models"
    for _ in range(2):
        with checked(path) as candidate:
            place = install(candidate, own)
    assert sorted(p.name for p in place.iterdir()) == sorted(FILES)
    assert [p.name for p in place.parent.iterdir()] == ["99.1"]
    registry = ModelRegistry(SHIPPED, own)
    assert registry.versions("fan")[0].version == "99.1"
    before = next(one for one in registry.versions("fan") if one.shipped)
    assert registry.in_use(MachineType.FAN) == before
    registry.choose("fan", "99.1")
    in_use = registry.in_use(MachineType.FAN)
    assert in_use is not None and not in_use.shipped
    shutil.rmtree(place)
    assert registry.in_use(MachineType.FAN) == before


def test_the_first_model_of_a_kind_judges_nothing_before_it_is_chosen(tmp_path: Path):
    files = contents()
    own = tmp_path / "models"
    of_pumps = files | with_card(files, machine_type="pump", version="9")
    with checked(packed(tmp_path / "pump.earshot-model", of_pumps)) as candidate:
        install(candidate, own)
    registry = ModelRegistry(SHIPPED / "nothing here", own)
    assert registry.kinds() == ("pump",)
    assert registry.in_use(MachineType.PUMP) is None
    registry.choose("pump", "9")
    assert registry.model_for(MachineType.PUMP) is not None


def test_a_damaged_version_is_mended_by_importing_it_again(tmp_path: Path):
    path, own = packed(tmp_path / "fan.earshot-model", contents()), tmp_path / "models"
    for damage in ("ear.onnx", "card.json"):
        with checked(path) as candidate:
            place = install(candidate, own)
        (place / damage).unlink()
    with checked(path) as candidate:
        place = install(candidate, own)
    assert sorted(p.name for p in place.iterdir()) == sorted(FILES)
    assert [p.name for p in place.parent.iterdir()] == ["99.1"]


def test_another_model_of_the_same_version_does_not_replace_it(tmp_path: Path):
    files = contents()
    own = tmp_path / "models"
    with checked(packed(tmp_path / "a.earshot-model", files)) as candidate:
        install(candidate, own)
    other = packed(tmp_path / "b.earshot-model", files | with_card(files, name="another"))
    with checked(other) as candidate, pytest.raises(Problem, match="installed already, and differs"):
        install(candidate, own)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda f: f | {"evil.py": b"x"}, "nothing else"),
        (lambda f: {k: v for k, v in f.items() if k != "ear.onnx"}, "nothing else"),
        (lambda f: {f"../{k}": v for k, v in f.items()}, "nothing else"),
        (lambda f: f | {"ear.onnx": b"\0" * (LARGEST_BYTES + 1)}, "larger than 8 MB"),
        (lambda f: f | {"ear.onnx": b"hello"}, "ear.onnx is not an ONNX file"),
        (lambda f: f | {"judge.onnx": f["ear.onnx"]}, "not the one its card names"),
        (lambda f: f | {"card.json": b"[]"}, "its card is damaged"),
        (lambda f: f | with_card(f, machine_type="../fan"), "does not know"),
        (lambda f: f | with_card(f, machine_type="submarine"), "does not know"),
        (lambda f: f | with_card(f, version="../1"), "no version number"),
        (lambda f: f | with_card(f, version=""), "no version number"),
        (lambda f: f | with_card(f, self_test={}), "fails on Earshot's own test sound"),
        (lambda f: f | with_card(f, self_test=7), "fails on Earshot's own test sound"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(tmp_path: Path, change, why: str):
    assert why in refusal(packed(tmp_path / "x.earshot-model", change(contents())))


def test_a_card_that_promises_other_figures_is_refused(tmp_path: Path):
    files = contents()
    test = json.loads(files["card.json"])["self_test"]
    test["score"][0] += 0.5
    assert "does not hear" in refusal(
        packed(tmp_path / "x.earshot-model", files | with_card(files, self_test=test))
    )


def test_swapped_graphs_with_fitting_hashes_are_refused_by_their_shape(tmp_path: Path):
    files = contents()
    files["judge.onnx"] = files["ear.onnx"]
    sha = hashlib.sha256(files["ear.onnx"]).hexdigest()
    files |= with_card(files, sha256={"ear.onnx": sha, "judge.onnx": sha})
    assert "inputs of judge.onnx" in refusal(packed(tmp_path / "x.earshot-model", files))


def test_a_missing_a_truncated_and_an_encrypted_file_are_refused(tmp_path: Path):
    assert "can't be read" in refusal(tmp_path / "nowhere.earshot-model")
    whole = packed(tmp_path / "x.earshot-model", contents()).read_bytes()
    (tmp_path / "half.earshot-model").write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal(tmp_path / "half.earshot-model")
    flags = bytearray(whole)
    flags[whole.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.earshot-model").write_bytes(flags)
    assert "refused" in refusal(tmp_path / "locked.earshot-model")


@pytest.mark.training
def test_a_graph_that_wants_a_file_beside_it_or_operators_of_its_own_is_named():
    onnx = pytest.importorskip("onnx", reason="needs the training extra (make setup-training)")
    from onnx import external_data_helper, helper, numpy_helper

    weights = numpy_helper.from_array(__import__("numpy").zeros(3, "float32"), "w")
    external_data_helper.set_external_data(weights, "../../secret.bin")
    weights.data_location = onnx.TensorProto.EXTERNAL
    inner = helper.make_graph([helper.make_node("Evil", [], ["y"], domain="com.evil")], "inner", [], [])
    node = helper.make_node("If", ["x"], ["y"], then_branch=inner, else_branch=inner)
    graph = helper.make_graph([node], "outer", [], [], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    assert objections(model.SerializeToString()) == [
        "uses operators of its own (com.evil)",
        "wants weights from a file beside it",
    ]


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_get_an_answer(content: bytes):
    assert isinstance(objections(content), list)


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_model_file_with_one_byte_changed_is_refused_or_the_same(tmp_path: Path, data: st.DataObject):
    files = dict.fromkeys(FILES, b"PK" * 200)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    whole = bytearray(buffer.getvalue())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    (tmp_path / "x.earshot-model").write_bytes(whole)
    assert refusal(tmp_path / "x.earshot-model")
