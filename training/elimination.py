"""`solve` in ONNX: Gauss-Jordan elimination in a loop, safe without pivoting because the matrix is positive."""

from onnxscript import DOUBLE, script
from onnxscript import opset18 as op


@script()
def eliminate(matrix: DOUBLE, right: DOUBLE) -> DOUBLE:
    """One column a turn is cleared and dropped, until only the solution is left."""
    size = op.Gather(op.Shape(matrix), 0)
    identity = op.EyeLike(matrix)
    system = op.Concat(matrix, right, axis=1)
    for row in range(size):
        at = op.Reshape(row, op.Constant(value_ints=[1]))
        after = at + 1
        column = op.Slice(system, [0], [1], [1])
        rest = op.Slice(system, [1], [100000], [1])
        pivot = op.Slice(rest, at, after) / op.Slice(column, at, after)
        unit = op.Slice(identity, at, after, op.Constant(value_ints=[1]))
        system = rest - op.MatMul(column - unit, pivot)
    return system
