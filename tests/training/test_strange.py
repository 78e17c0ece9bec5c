"""Is it this machine at all: the module in torch and onnxruntime, wild input, made-up and real machines."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.training.made_up import machine, three
from tests.training.no_machine import sounds

pytestmark = pytest.mark.training


@cache
def fitted():
    from training.strange_fit import fit_strange

    return fit_strange(three(), sounds())


@pytest.fixture(scope="module")
def strange(torch_ready: None):
    return fitted()


def strangeness(module, clips: np.ndarray, baseline: np.ndarray) -> np.ndarray:
    import torch

    with torch.no_grad():
        return module(torch.from_numpy(clips), torch.from_numpy(baseline)).numpy()


@pytest.fixture(scope="module")
def graph(strange, tmp_path_factory: pytest.TempPathFactory):
    import onnxruntime
    import torch

    from training.export import _write

    path = tmp_path_factory.mktemp("strange") / "strange.onnx"
    _write(strange, (torch.zeros(3, 128), torch.zeros(5, 128)), ["clips", "baseline"], ["strange"], path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@pytest.mark.parametrize("n", [1, 3, 20])
@pytest.mark.parametrize("k", [1, 7])
def test_torch_and_onnxruntime_agree_for_any_n_and_k(strange, graph, n: int, k: int):
    fan = machine("never heard", 9)
    for clips in (fan.faulty("-6dB")[:k], fan.healthy("-6dB")[:k], sounds()["white"][:k]):
        baseline = fan.healthy("-6dB")[:n]
        (found,) = graph.run(["strange"], {"clips": clips, "baseline": baseline})
        assert found.shape == (k,)
        np.testing.assert_allclose(found, strangeness(strange, clips, baseline), rtol=1e-4)


@pytest.mark.parametrize("n", [1, 3, 10])
def test_own_clips_are_not_strange_and_silence_and_noise_are(strange, n: int):
    fan = machine("never heard", 9)
    baseline = fan.healthy("+6dB")[:n]
    assert strangeness(strange, fan.healthy("+6dB")[n:], baseline).max() < 0.9
    assert strangeness(strange, fan.faulty("+6dB"), baseline).max() < 1
    for kind in ("silence", "white"):
        assert strangeness(strange, sounds()[kind], baseline).min() >= 1, kind


def test_neither_gain_nor_order_nor_company_nor_the_top_bands_count(strange):
    fan = machine("never heard", 9)
    clips, baseline = fan.faulty("+6dB")[:6], fan.healthy("+6dB")[:5]
    expected = strangeness(strange, clips, baseline)
    np.testing.assert_allclose(strangeness(strange, clips + np.float32(2.3), baseline), expected, rtol=1e-3)
    np.testing.assert_allclose(strangeness(strange, clips, baseline[::-1].copy()), expected, rtol=1e-3)
    np.testing.assert_allclose(strangeness(strange, clips[2:3], baseline), expected[2:3], rtol=1e-3)
    filtered = clips.copy()
    filtered[:, 124:] -= 5
    np.testing.assert_allclose(strangeness(strange, filtered, baseline), expected, rtol=1e-5)


FINITE = st.one_of(
    st.floats(-19, 10, width=32),
    st.just(-18.420681),
    st.just(0.0),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
ROWS = st.integers(1, 4).flatmap(
    lambda count: st.one_of(
        arrays(np.float32, (count, 128), elements=FINITE),
        FINITE.map(lambda level: np.full((count, 128), level, np.float32)),
        arrays(np.float32, (1, 128), elements=FINITE).map(lambda row: np.repeat(row, count, axis=0)),
    )
)


@given(clips=ROWS, baseline=ROWS)
@settings(max_examples=80, deadline=None)
def test_any_finite_bands_give_finite_strangeness(torch_ready: None, clips: np.ndarray, baseline: np.ndarray):
    found = strangeness(fitted(), clips, baseline)
    assert found.shape == (len(clips),) and np.isfinite(found).all() and (found >= 0).all()


def test_a_clip_equal_to_its_baseline_is_not_strange(strange):
    row = machine("never heard", 9).healthy("+6dB")[:1]
    assert strangeness(strange, row, row)[0] < 0.5


def test_the_same_input_gives_the_same_fit_and_it_says_what_it_heard(strange):
    from training.strange_fit import fit_strange

    again = fit_strange(three(), sounds())
    assert again.heard == ("silence", "speech-like", "hum", "white", "pink", "brown")
    assert again.offset == strange.offset
    for name, values in strange.state_dict().items():
        np.testing.assert_array_equal(values.numpy(), again.state_dict()[name].numpy(), err_msg=name)


def test_too_little_to_fit_on_is_said(torch_ready: None):
    from training.data import MachineSound
    from training.strange_fit import fit_strange

    healthy_only = [
        MachineSound("fan", one.id, {key: rows for key, rows in one.clips.items() if key[1] == "normal"})
        for one in three()
    ]
    with pytest.raises(ValueError, match="Faulty clips"):
        fit_strange(healthy_only, sounds())
    with pytest.raises(ValueError, match="two machines"):
        fit_strange(three()[:1], sounds())
    with pytest.raises(ValueError, match="everyday sound"):
        fit_strange(three(), {})


def test_a_machine_with_too_few_clips_takes_no_part(torch_ready: None):
    from training.strange_fit import Evidence, StrangeSettings

    fans = (*three(), machine("id_08", 5, rows=2))
    evidence = Evidence(fans, {"white": sounds()["white"]}, StrangeSettings())
    assert evidence.machines == tuple(one.name for one in fans[:3])
    assert evidence.fit().heard == ("white",)


def test_what_is_left_out_does_not_change_a_fit(torch_ready: None):
    """Shown by fits that differ in nothing but what they were to leave out."""
    from training.strange_fit import Evidence, StrangeSettings

    fans = (*three(), machine("id_08", 5))
    few = {kind: sounds()[kind] for kind in ("silence", "hum", "white")}
    kinds, fits = ["hum"], []
    for noise in (0.0, 3.0):
        wild = {
            key: rows + np.float32(noise) * np.sin(np.arange(128, dtype=np.float32))
            for key, rows in fans[3].clips.items()
        }
        last = type(fans[3])("fan", "id_08", wild)
        heard = {**few, "hum": few["hum"] + np.float32(noise) * np.cos(np.arange(128, dtype=np.float32))}
        fits.append(Evidence([*fans[:3], last], heard, StrangeSettings()).fit([last.name], kinds))
    assert fits[0].heard == ("silence", "white")
    for name, values in fits[0].state_dict().items():
        np.testing.assert_allclose(
            values.numpy(), fits[1].state_dict()[name].numpy(), rtol=1e-5, atol=1e-6, err_msg=name
        )
    assert fits[0].offset == pytest.approx(fits[1].offset)


def test_figures_leave_out_every_machine_and_every_kind_once(torch_ready: None, monkeypatch: pytest.MonkeyPatch):
    from training.strange_figures import Evidence, figures_of_strange

    left_out = []
    fit = Evidence.fit

    def noted(self, machines, kinds):
        left_out.append((machines, kinds))
        return fit(self, machines, kinds)

    monkeypatch.setattr(Evidence, "fit", noted)
    monkeypatch.setattr("training.strange_figures.REPORTED_N", (5,))
    fans = (*three()[:2], *(machine(f"id_0{at}", at, machine_type="pump") for at in (5, 7)))
    few = {kind: sounds()[kind] for kind in ("silence", "hum", "white", "pink", "speech-like")}
    rows = figures_of_strange(fans, few)
    for one in fans:
        folds = [fold for fold in left_out if fold[0][0] == one.name]
        others = sorted(name for machines, _ in folds for name in machines[1:])
        assert others == sorted(other.name for other in fans if other is not one)
        assert sorted(kind for _, kinds in folds for kind in kinds) == sorted(few)
        assert any({"silence", "white"} <= set(kinds) for _, kinds in folds)
    heard = {row["heard"] for row in rows}
    assert heard >= {"silence", "own machine, faulty", "other machine of the same type", "machine of another type"}
    own = next(row for row in rows if (row["heard"], row["n"], row["k"]) == ("own machine, healthy", 5, 1))
    assert own["share"] <= own["worst"] < 0.01 and own["worst_at"] in {one.name for one in fans}


@pytest.mark.data
def test_real_faults_of_machines_left_out_are_hardly_ever_lost(data_folder: Path, torch_ready: None):
    """Each machine by a fit on the others; the whole trial with kinds of sound left out is in the card."""
    from training.data import read_bands
    from training.strange_fit import Evidence, StrangeSettings

    machines = read_bands(data_folder / "mimii-bands").machines
    evidence = Evidence(machines, sounds(), StrangeSettings(ns=(3, 10)))
    lost, alarmed = {}, {}
    for one in machines:
        module = evidence.fit([one.name])
        baselines = [(snr, one.healthy(snr)[:5]) for snr in one.snrs]
        lost[one.name] = np.mean([strangeness(module, one.faulty(snr), own) >= 1 for snr, own in baselines])
        alarmed[one.name] = np.mean(
            np.concatenate([strangeness(module, one.healthy(snr)[5:], own) >= 1 for snr, own in baselines])
        )
        assert min(strangeness(module, sounds()["silence"], own).min() for _, own in baselines) >= 1
    assert np.mean(list(lost.values())) <= 0.03, lost
    assert max(lost.values()) <= 0.1, lost
    assert max(alarmed.values()) <= 0.005, alarmed
