"""More noise than the baseline's is told from a fault, and taken off a score, never added."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra (make setup-training)")

from training.noise_growth import FEATURES, STEPS, NoiseGrowth  # noqa: E402

pytestmark = pytest.mark.training
BANDS = 124


@pytest.fixture
def growth() -> NoiseGrowth:
    """Told by the first feature alone: by how much the loudest noise that fits has grown, in nepers."""
    weights = torch.zeros(FEATURES, len(STEPS))
    weights[0] = 10.0
    return NoiseGrowth(
        torch.zeros(BANDS), torch.zeros(FEATURES), torch.ones(FEATURES), weights, torch.tensor([-6.0, -20.0])
    )


def sound(noise: float, machine: float = 8.0) -> torch.Tensor:
    """One clip: noise in all bands, the machine in half of them."""
    bands = torch.full((BANDS,), noise)
    bands[::2] = np.logaddexp(noise, machine)
    return bands[None]


def test_noise_that_has_grown_is_told_by_how_far(growth: NoiseGrowth):
    quiet = sound(2.0).repeat(5, 1)
    heard = torch.cat([sound(2.0), sound(3.39), sound(4.78), sound(2.0, 11.0)])
    grown = growth.grown(heard, quiet)
    assert grown[:, 0].tolist() == pytest.approx([0, 1, 1, 0], abs=1e-3)
    assert grown[1, 1] < grown[2, 1] == 1


def test_the_baseline_in_more_noise_changes_most_where_noise_is(growth: NoiseGrowth):
    once, twice = growth.deviations(sound(2.0)[0])
    assert once[1::2] == pytest.approx(np.log(4), abs=0.05)
    assert twice[1::2] == pytest.approx(np.log(16), abs=0.05)
    assert once[::2].max() < 0.02


def test_what_is_expected_never_falls_with_more_noise(growth: NoiseGrowth):
    grown = torch.tensor([[0.0, 0.0], [0.5, 0.0], [1.0, 0.0], [1.0, 1.0]])
    expected = growth.beyond(grown, torch.tensor([2.0, 9.0]))
    assert expected.tolist() == pytest.approx([0, 1, 2, 9])
    assert growth.beyond(grown, torch.tensor([2.0, 1.0])).tolist() == pytest.approx([0, 1, 2, 2])
