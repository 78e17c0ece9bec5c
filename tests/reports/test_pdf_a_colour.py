"""The profile that reports carry is sRGB, as another library understands it."""

import io

import numpy as np
from PIL import Image, ImageCms

from app.reports.pdf_a_colour import IDENTIFIER, srgb_profile


def test_it_is_read_and_named():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == IDENTIFIER
    assert profile.profile.version < 2.2
    assert (profile.profile.device_class, profile.profile.xcolor_space.strip()) == ("mntr", "RGB")
    assert int.from_bytes(srgb_profile()[:4], "big") == len(srgb_profile())


def test_colours_are_those_of_srgb():
    colours = np.array(
        [(0, 0, 0), (255, 255, 255), (179, 38, 30), (10, 115, 85), (255, 191, 46), (31, 86, 168), (7, 7, 7)],
        np.uint8,
    )
    image = Image.fromarray(colours[None])
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    moved = ImageCms.profileToProfile(image, ours, ImageCms.createProfile("sRGB"))
    assert np.max(np.abs(np.asarray(moved)[0].astype(int) - colours.astype(int))) <= 1
