"""The bands lie where librosa, which made the published rows, puts them."""

import numpy as np
import pytest

from app.acoustics.bands import band_range_hz, centre_hz, edges_hz, to_db


def test_bands_run_from_zero_to_eight_kilohertz():
    assert edges_hz().shape == (130,)
    assert centre_hz().shape == (128,)
    assert edges_hz()[0] == 0.0
    assert edges_hz()[-1] == pytest.approx(8000.0)
    assert np.all(np.diff(edges_hz()) > 0)


def test_edges_are_those_of_librosa():
    librosa = pytest.importorskip("librosa", reason="needs the training extra (make setup-training)")
    np.testing.assert_allclose(edges_hz(), librosa.mel_frequencies(n_mels=130, fmin=0.0, fmax=8000.0), rtol=1e-12)


def test_known_corners_of_slaneys_scale():
    # Slaney: 15 mel at 1 kHz; the 130 corners divide the mel of 8 kHz, 15 + 27 ln 8 / ln 6.4, evenly.
    mel_step = (15 + 27 * np.log(8.0) / np.log(6.4)) / 129
    assert edges_hz()[1] == pytest.approx(mel_step * 200 / 3)
    assert edges_hz()[100] == pytest.approx(1000 * 6.4 ** ((100 * mel_step - 15) / 27))


def test_edges_cannot_be_changed_by_a_caller():
    with pytest.raises(ValueError):
        edges_hz()[0] = 1.0


def test_ranges_of_neighbouring_groups_meet():
    assert band_range_hz(0, 39)[1] == band_range_hz(40, 41)[0]
    low, high = band_range_hz(70, 70)
    assert low < centre_hz()[70] < high


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (5, 4), (120, 128)])
def test_a_range_of_bands_that_do_not_exist_is_refused(first, last):
    with pytest.raises(IndexError):
        band_range_hz(first, last)


def test_ten_times_the_power_is_ten_db():
    np.testing.assert_allclose(to_db(np.log(np.array([1.0, 10.0, 1e-8]))), [0.0, 10.0, -80.0], atol=1e-12)
