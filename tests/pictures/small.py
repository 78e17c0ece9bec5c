"""Pictures in 256 colours: less than half as large in the repository, and nobody sees the difference."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_COLOURS, _MOST_FREQUENT = 256, 128


def in_few_colours(image: QImage) -> QImage:
    """The same picture; what is not among the colours that are kept has the nearest one of them."""
    wide, high = image.width(), image.height()
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(high, wide)
    colours, at, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = _kept(colours, counts)
    nearest = np.argmin([_apart(colours, one) for one in kept], axis=0).astype(np.uint8)
    # Each row begins at a multiple of four bytes.
    rows = np.zeros((high, -(-wide // 4) * 4), np.uint8)
    rows[:, :wide] = nearest[at.reshape(high, wide)]
    small = QImage(rows.data, wide, high, rows.shape[1], QImage.Format.Format_Indexed8)
    small.setColorTable([int(one) for one in kept])
    # The pixels belong to `rows`, which ends here.
    return small.copy()


def _kept(colours: NDArray[np.uint32], counts: NDArray[np.intp]) -> list[np.uint32]:
    """The most frequent ones, then always the one that is missed most: no small sign loses its colour."""
    kept = list(colours[np.argsort(counts)[::-1][:_MOST_FREQUENT]])
    missed = np.min([_apart(colours, one) for one in kept], axis=0)
    while len(kept) < min(_COLOURS, len(colours)):
        kept.append(colours[np.argmax(missed * np.sqrt(counts))])
        missed = np.minimum(missed, _apart(colours, kept[-1]))
    return kept


def _apart(colours: NDArray[np.uint32], one: np.uint32) -> NDArray[np.float64]:
    """How far each colour is from that one, squared, in red, green and blue."""
    channels = [((colours >> shift) & 255).astype(float) - float((one >> shift) & 255) for shift in (16, 8, 0)]
    return np.sum(np.square(channels), axis=0)
