"""A model file holds what its folder holds, always in the same bytes, and appears whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from app.diagnosis.importing import FILES, checked, install
from app.domain.problem import Problem
from training.release import packing
from training.release.packing import file_for, pack

pytestmark = pytest.mark.training


def test_the_app_imports_what_was_packed_file_by_file(made_up_model: Path, tmp_path: Path):
    with checked(pack(made_up_model, tmp_path / "fan.earshot-model")) as candidate:
        place = install(candidate, tmp_path / "models")
    assert place == tmp_path / "models" / "fan" / made_up_model.name
    assert all((place / name).read_bytes() == (made_up_model / name).read_bytes() for name in FILES)


def test_the_same_model_gives_the_same_bytes_whenever_it_was_written(made_up_model: Path, tmp_path: Path):
    later = Path(shutil.copytree(made_up_model, tmp_path / "later"))
    for name in FILES:
        os.utime(later / name, (2e9, 2e9))
    one, other = (
        pack(model, tmp_path / f"{number}.earshot-model") for number, model in enumerate((made_up_model, later))
    )
    assert one.read_bytes() == other.read_bytes()


def test_a_model_that_the_app_refuses_is_not_packed(made_up_model: Path, tmp_path: Path):
    altered = Path(shutil.copytree(made_up_model, tmp_path / "altered"))
    card = json.loads((altered / "card.json").read_text(encoding="utf-8")) | {"machine_type": "submarine"}
    (altered / "card.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(Problem, match="submarine"):
        pack(altered, tmp_path / "x.earshot-model")
    assert [path.name for path in tmp_path.iterdir()] == ["altered"]


def test_a_file_that_came_meanwhile_is_left_alone(made_up_model: Path, tmp_path: Path):
    (tmp_path / "x.earshot-model").write_bytes(b"somebody's")
    with pytest.raises(Problem, match="is there already"):
        pack(made_up_model, tmp_path / "x.earshot-model")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"somebody's"]


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    made_up_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing.zipfile.ZipFile, "writestr", full)
    with pytest.raises(Problem, match="can't be written"):
        pack(made_up_model, tmp_path / "x.earshot-model")
    assert list(tmp_path.iterdir()) == []


def test_where_it_goes_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert file_for(tmp_path, "fan", "2.1.0") == tmp_path / "fan-2.1.0.earshot-model"
    (tmp_path / "old.earshot-model").write_bytes(b"")
    for asked, why in (
        (tmp_path / "fan.zip", "is no name for a model file"),
        (tmp_path / "old.earshot-model", "is there already"),
        (tmp_path / "nowhere" / "fan.earshot-model", "There is no folder"),
    ):
        with pytest.raises(Problem, match=why):
            file_for(asked, "fan", "2.1.0")
    monkeypatch.setattr(packing.os, "access", lambda *_: False)
    with pytest.raises(Problem, match="can't be written"):
        file_for(tmp_path, "fan", "2.1.0")
