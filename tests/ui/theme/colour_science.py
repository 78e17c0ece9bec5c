"""Contrast as WCAG 2 has it, and how colours look with red-green blindness, for the tests of the tokens.

Simulation: Machado, Oliveira, Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision
Deficiency", matrices for severity 1.0, applied to linear RGB. Difference: CIEDE2000 (Sharma, Wu, Dalal 2005) and
CIE76 in CIELAB, D65.
"""

import numpy as np
from numpy.typing import NDArray

PROTAN = np.array(
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
)
DEUTAN = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = _TO_XYZ.sum(axis=1)


def linear(colour: str) -> NDArray[np.float64]:
    """#RRGGBB to linear RGB."""
    srgb = np.array(list(bytes.fromhex(colour[1:]))) / 255.0
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 … 21."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    light, dark = sorted((float(weights @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, blindness: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """CIELAB of a colour as somebody with that blindness sees it."""
    rgb = linear(colour)
    if blindness is not None:
        rgb = np.clip(blindness @ rgb, 0.0, 1.0)
    ratio = (_TO_XYZ @ rgb) / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def cie76(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Euclidean distance in CIELAB."""
    return float(np.linalg.norm(one - other))


def ciede2000(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """CIEDE2000 with kL = kC = kH = 1."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    d_l, d_c = l2 - l1, c2 - c1
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    bend = np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2)))
    r_t = -np.sin(bend) * 2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    parts = np.array([d_l / s_l, d_c / s_c, d_h / s_h])
    return float(np.sqrt((parts**2).sum() + r_t * parts[1] * parts[2]))
