import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.acoustics.levels import power_to_db
from app.acoustics.picture import ROW_COUNT, default_rows
from app.acoustics.rows import rows_of_bins, rows_of_pixels
from app.acoustics.spectra import FrameSpectra


@pytest.mark.parametrize("rate_hz", [1_000, 8_000, 11_025, 16_000, 44_100, 48_000, 192_000])
@pytest.mark.parametrize("centres", [default_rows(), default_rows()[:1], np.arange(100, 400, dtype=np.float32)])
def test_the_live_view_and_the_stored_picture_bring_bins_onto_rows_by_the_same_rule(rate_hz, centres):
    spectra = FrameSpectra(rate_hz, 10 * rate_hz, 8000.0)
    power = 10.0 ** (np.random.default_rng(1).normal(-6.0, 3.0, (50, spectra.bins)))
    power[:, ::7] = 0.0
    rows = rows_of_bins(spectra.bin_hz, spectra.bins, centres)
    assert np.array_equal(rows(power_to_db(power)), rows.of_power(power).T)


@given(st.integers(1, 1500), st.integers(1, 5))
def test_every_height_of_a_screen_shows_all_rows_and_invents_none(pixels, step):
    rows = rows_of_pixels(ROW_COUNT, pixels, step)
    rising = np.arange(ROW_COUNT, dtype=np.float32)[None]
    shown = rows(rising)[0]
    assert shown.size == -(-pixels // step)
    assert np.all(np.diff(shown) >= 0)
    assert np.all(shown <= ROW_COUNT - 1)
    # Whichever row a tone is in, it is seen at its level, or at most half a row beside where it is read off.
    one = np.full((ROW_COUNT, ROW_COUNT), -80.0, dtype=np.float32)
    np.fill_diagonal(one, -20.0)
    assert rows(one).max(axis=1).min() >= (-20.0 if pixels < ROW_COUNT else -50.0) - 1e-3


def test_one_pixel_for_each_row_changes_nothing():
    levels = np.random.default_rng(2).normal(size=(3, ROW_COUNT)).astype(np.float32)
    assert np.allclose(rows_of_pixels(ROW_COUNT, ROW_COUNT)(levels), levels)


@pytest.mark.parametrize(("pixels", "step"), [(88, 1), (560, 1), (1024, 2), (1501, 3), (2160, 4)])
def test_a_line_shows_the_rows_that_belong_at_its_height(pixels, step):
    shown = rows_of_pixels(ROW_COUNT, pixels, step)(np.arange(ROW_COUNT, dtype=np.float32)[None])[0]
    middles_px = (np.arange(shown.size) + 0.5) * step
    # Half of what a line covers, and half a row, since the loudest counts.
    slack = 0.51 * (step * ROW_COUNT / pixels + 1)
    assert np.all(np.abs(shown - (middles_px * ROW_COUNT / pixels - 0.5)) <= slack)
