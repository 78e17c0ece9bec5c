"""Every detector: hears an easy fault of a machine it never heard, repeats itself, and says what it lacks."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from app.domain.problem import Problem
from tests.training.detectors.made_up_sound import machine_of
from tests.training.made_up import machine
from training.data import FAULTY, HEALTHY, MachineSound
from training.detectors import detectors
from training.detectors.features import BANDS
from training.metrics import auc
from training.settings import Settings
from training.trials import score_of

pytestmark = pytest.mark.training

DETECTORS = detectors()
ON_BANDS = [name for name, detector in DETECTORS.items() if detector.feature is BANDS]
ON_SOUND = [name for name in DETECTORS if name not in ON_BANDS]
LEARN_FAULTS = ["logistic", "logistic_local", "forest", "forest_bands", "cnn"]
NETWORKS = ["cnn", "autoencoder", "autoencoder_tuned"]
EASY = [name for name in DETECTORS if name not in {"forest_bands", "autoencoder"}]
"""The forest takes each made-up machine for another fault, and an autoencoder any new machine for one."""
N = 5


@cache
def heard(name: str) -> tuple[MachineSound, ...]:
    """Three machines to learn from and a fourth, as the detector hears them."""
    feature = DETECTORS[name].feature
    if feature is BANDS:
        return tuple(machine(f"id_{seed:02d}", seed) for seed in range(4))
    return tuple(machine_of(feature, f"id_{seed:02d}", seed) for seed in range(4))


def quick(name: str, epochs: int = 0):
    """The detector, networks with a fraction of their training."""
    detector = DETECTORS[name]
    if name == "cnn":
        return replace(detector, epochs=epochs or 7)
    if name == "judge":
        return replace(detector, settings=Settings(enrolments=1))
    if name in NETWORKS:
        tuning_epochs = min(detector.tuning_epochs, 6)
        return replace(detector, epochs=epochs or 4, most_windows=6000, tuning_epochs=tuning_epochs)
    return detector


@cache
def trained(name: str):
    return quick(name).train(heard(name)[:3], 0)


def told_apart(name: str, judged: MachineSound, snr: str) -> float:
    healthy, score = judged.healthy(snr), trained(name)
    scores = [score_of(score(clips, healthy[:N])) for clips in (healthy[N:], judged.faulty(snr))]
    assert [len(of_clips) for of_clips in scores] == [len(healthy) - N, len(judged.faulty(snr))]
    return auc(*scores)


def only(machines, label: str) -> list[MachineSound]:
    return [
        MachineSound(m.type, m.id, {key: rows for key, rows in m.clips.items() if key[1] == label})
        for m in machines
    ]


def test_each_has_a_word_and_a_sentence():
    for name, detector in DETECTORS.items():
        assert detector.name == name and name.isidentifier()
        assert detector.what.endswith(".") and len(detector.what) < 115


@pytest.mark.parametrize("name", EASY)
def test_it_hears_an_easy_fault_of_a_machine_it_never_heard(torch_ready: None, name: str):
    *_, unknown = heard(name)
    assert told_apart(name, unknown, unknown.snrs[0]) > 0.9


@pytest.mark.parametrize("name", ["autoencoder", "forest_bands"])
def test_what_knows_only_machines_it_heard_hears_their_faults(torch_ready: None, name: str):
    known = heard(name)[0]
    assert told_apart(name, known, known.snrs[0]) > 0.9


@pytest.mark.parametrize("name", DETECTORS)
def test_one_clip_is_a_baseline_and_one_clip_is_a_take(torch_ready: None, name: str):
    unknown = heard(name)[3]
    clips = unknown.faulty(unknown.snrs[0])
    alone = score_of(trained(name)(clips[:1], unknown.healthy(unknown.snrs[0])[:1]))
    assert alone.shape == (1,) and alone.dtype == np.float64 and np.isfinite(alone).all()


@pytest.mark.parametrize("name", DETECTORS)
def test_company_of_other_clips_changes_no_score(torch_ready: None, name: str):
    unknown, score = heard(name)[3], trained(name)
    clips, baseline = unknown.faulty(unknown.snrs[0]), unknown.healthy(unknown.snrs[0])[:N]
    together = score_of(score(clips, baseline))
    np.testing.assert_allclose(score_of(score(clips[2:3].copy(), baseline)), together[2:3], rtol=1e-4)


@pytest.mark.parametrize("name", [name for name in DETECTORS if name != "judge"])
def test_the_same_seed_gives_the_same_scores(torch_ready: None, name: str):
    unknown = heard(name)[3]
    clips, baseline = unknown.faulty(unknown.snrs[0]), unknown.healthy(unknown.snrs[0])[:N]
    first, second = (quick(name, epochs=1).train(heard(name)[:3], 7)(clips, baseline) for _ in range(2))
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("name", ["logistic", "forest", "cnn", "autoencoder"])
def test_another_seed_gives_other_scores(torch_ready: None, name: str):
    unknown = heard(name)[3]
    clips, baseline = unknown.faulty(unknown.snrs[0]), unknown.healthy(unknown.snrs[0])[:N]
    first, second = (quick(name, epochs=1).train(heard(name)[:2], seed)(clips, baseline) for seed in (0, 1))
    assert (first != second).any()


@pytest.mark.parametrize("name", LEARN_FAULTS)
def test_without_faulty_clips_it_says_that_it_learns_from_them(name: str):
    with pytest.raises(Problem, match=rf"^{name} learns from labelled faults, and none .* has a faulty clip\."):
        DETECTORS[name].train(only(heard(name)[:3], HEALTHY), 0)


@pytest.mark.parametrize(
    "name", [name for name in DETECTORS if name not in {*LEARN_FAULTS, "own_mahalanobis", "judge"}]
)
def test_healthy_clips_alone_are_enough_for_the_others(torch_ready: None, name: str):
    unknown = heard(name)[3]
    score = quick(name, epochs=1).train(only(heard(name)[:3], HEALTHY), 0)
    assert np.isfinite(score(unknown.healthy("+6dB")[N:], unknown.healthy("+6dB")[:N])).all()


@pytest.mark.parametrize("name", [name for name in DETECTORS if name != "own_mahalanobis"])
def test_no_machine_is_one_sentence(name: str):
    with pytest.raises(Problem, match=f"^{name} needs (a machine|2 machines) to learn from, here is none"):
        DETECTORS[name].train([], 0)


@pytest.mark.parametrize("name", [name for name in DETECTORS if not name.startswith(("own", "judge", "forest"))])
def test_a_single_healthy_clip_is_too_few(name: str):
    few = [
        MachineSound(m.type, m.id, {key: rows if key[1] == FAULTY else rows[:1] for key, rows in m.clips.items()})
        for m in heard(name)[:3]
    ]
    with pytest.raises(Problem, match="how healthy clips of a machine vary"):
        DETECTORS[name].train(few, 0)


def test_the_judge_says_that_one_machine_is_too_few():
    with pytest.raises(Problem, match=r"^judge needs 2 machines to learn from, here are only 1"):
        DETECTORS["judge"].train(heard("judge")[:1], 0)


@pytest.mark.slow
def test_the_judge_brings_its_thresholds_and_itself_for_another_microphone(torch_ready: None):
    unknown, score = heard("judge")[3], trained("judge")
    clips, baseline = unknown.healthy("+6dB")[N:], unknown.healthy("+6dB")[:N]
    louder = clips + np.float32(1.5)
    assert score_of(score(louder, baseline)).mean() > 1.2 * score_of(score(clips, baseline)).mean()
    away = score.elsewhere
    np.testing.assert_allclose(score_of(away(louder, baseline)), score_of(away(clips, baseline)), rtol=1e-2)
    for which in (score, away):
        assert 0 < which.bar(N, 1).watch < which.bar(N, 1).abnormal
    assert away.elsewhere is None


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_show_how_their_loss_fell(torch_ready: None, name: str):
    curves = trained(name).curves
    assert set(curves) == ({"loss", "validation loss"} if name == "cnn" else {"loss"})
    for curve in curves.values():
        assert len(curve) == quick(name).epochs
        assert curve[-1] < curve[0]


@pytest.mark.parametrize("name", ["forest", "forest_bands", "cnn"])
def test_what_ignores_the_baseline_ignores_it(torch_ready: None, name: str):
    unknown, score = heard(name)[3], trained(name)
    clips, healthy = unknown.faulty("+6dB"), unknown.healthy("+6dB")
    np.testing.assert_array_equal(score(clips, healthy[:1]), score(clips, healthy[1:]))


@pytest.mark.parametrize("name", ["whitening", "logistic", "logistic_local", "neighbours", "own_mahalanobis"])
def test_another_gain_changes_nothing(torch_ready: None, name: str):
    unknown, score = heard(name)[3], trained(name)
    clips, baseline = unknown.faulty("+6dB"), unknown.healthy("+6dB")[:N]
    np.testing.assert_allclose(score(clips + np.float32(1.5), baseline), score(clips, baseline), rtol=1e-3)


def test_where_level_counts_another_gain_is_a_fault():
    unknown, score = heard("whitening_level")[3], trained("whitening_level")
    healthy = unknown.healthy("+6dB")
    louder = score(healthy[N:] + np.float32(1.5), healthy[:N])
    assert louder.min() > score(healthy[N:], healthy[:N]).max()
