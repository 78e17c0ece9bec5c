"""Looks into an ONNX file without running it: whether it wants files beside it, or operators of its own.

A model from elsewhere is not trusted. onnxruntime would open whatever path an initializer names, and the `onnx`
package, which could tell, is far larger than the three questions asked here; so the file is walked as what it is,
nested protobuf messages (field numbers from onnx.proto, ONNX IR version 8).
"""

from collections.abc import Iterator

from app.language import later, say

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

# What holds what: message → {field number: message inside it}.
_INSIDE = {
    "model": {7: "graph", 8: "opset", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node", 9: "opset", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}
_GRAPH = 7
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14
_DOMAIN = {"opset": 1, "node": 7}

KNOWN_DOMAINS = {"", "ai.onnx", "pkg.onnxscript.torch_lib", "pkg.onnxscript.torch_lib.common"}
"""Standard operators, and functions which the exporter spells out in the file itself."""

DEEPEST = 40

Objection = tuple[str, str]
"""What is said of a file, and the domain it names."""


class NotAGraphError(Exception):
    """The bytes are not what they claim to be."""


def objections(content: bytes, file: str = "") -> list[str]:
    """Why a graph must not be loaded; empty when there is nothing against it.

    Sentences about the `file` without their full stop; where none is named, words that finish "it …".
    """
    found: set[Objection] = set()
    try:
        if not any(number == _GRAPH for number, _ in _fields(memoryview(content))):
            raise NotAGraphError
        _walk(memoryview(content), "model", found, 0)
    except (NotAGraphError, IndexError, UnicodeDecodeError):
        found = {(later("{file} is not an ONNX file"), "")}
    return sorted(say(told, file=file, domain=domain).lstrip() for told, domain in found)


def _walk(message: memoryview, kind: str, found: set[Objection], depth: int) -> None:
    if depth > DEEPEST:
        raise NotAGraphError
    for number, value in _fields(message):
        if kind == "tensor" and (number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value == 1)):
            found.add((later("{file} wants weights from a file beside it"), ""))
        if isinstance(value, memoryview):
            if _DOMAIN.get(kind) == number:
                _check_domain(bytes(value).decode("utf-8"), found)
            inside = _INSIDE.get(kind, {}).get(number)
            if inside:
                _walk(value, inside, found, depth + 1)


def _check_domain(domain: str, found: set[Objection]) -> None:
    if domain not in KNOWN_DOMAINS:
        found.add((later("{file} uses operators of its own ({domain})"), domain[:60]))


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Each field of a protobuf message: number and value, bytes as a view of the message."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        if wire == _BYTES:
            length, at = _varint(message, at)
        elif wire in {_FIXED64, _FIXED32}:
            length = 8 if wire == _FIXED64 else 4
        else:
            raise NotAGraphError
        if length > len(message) - at:
            raise NotAGraphError
        yield number, message[at : at + length] if wire == _BYTES else 0
        at += length


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise NotAGraphError
