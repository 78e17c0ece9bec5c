"""Arrays as bytes, little-endian whatever the machine, with their shape checked in both directions."""

from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.history.problems import damaged_entry
from app.language import later

_LEVELS = np.dtype("<f4")
_TIMES = np.dtype("<f8")


def pack_levels(values: ArrayLike, shape: tuple[int, ...]) -> bytes:
    """Levels (dB or ln power) as float32 bytes; ValueError when they are not of `shape`."""
    return _pack(values, _LEVELS, shape)


def unpack_levels(blob: bytes, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """The float32 array of `shape` in these bytes; Problem when there are more or fewer."""
    return _unpack(blob, _LEVELS, shape).astype(np.float32)


def pack_times(values: ArrayLike, count: int) -> bytes:
    """Times in seconds as float64 bytes; ValueError when there are not `count`."""
    return _pack(values, _TIMES, (count,))


def unpack_times(blob: bytes, count: int) -> NDArray[np.float64]:
    """The `count` times in seconds in these bytes; Problem when there are more or fewer."""
    return _unpack(blob, _TIMES, (count,)).astype(np.float64)


def content_id(*parts: bytes | str) -> str:
    """An id made from what it names: equal content has an equal id on every laptop. 32 hex digits."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.hexdigest()


def _pack(values: ArrayLike, kind: np.dtype[np.floating], shape: tuple[int, ...]) -> bytes:
    array = np.asarray(values)
    if array.shape != shape:
        raise ValueError(f"an array of shape {array.shape} came where {shape} is kept")
    return array.astype(kind).tobytes()


def _unpack(blob: bytes, kind: np.dtype[np.floating], shape: tuple[int, ...]) -> NDArray[np.floating]:
    needed = int(np.prod(shape)) * kind.itemsize
    if len(blob) != needed:
        raise damaged_entry(later("an array"), f"{len(blob)} bytes where shape {shape} needs {needed}")
    return np.frombuffer(blob, kind).reshape(shape)
