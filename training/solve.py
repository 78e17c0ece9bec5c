"""Solving linear equations: LAPACK in torch; `elimination.py` says it in ONNX, which knows no inverse."""

import torch

LARGEST_BLOCK = 32


def solve_by_halves(matrix: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """matrix⁻¹ · right like `solve`, half of the unknowns after the other (Schur complement).

    In ONNX every turn of the elimination copies what it works on, so it is several times faster on small blocks.
    """
    size = matrix.shape[0]
    if size <= LARGEST_BLOCK:
        return solve(matrix, right)
    half = size // 2
    beside, below = matrix[:half, half:], matrix[half:, :half]
    first = solve_by_halves(matrix[:half, :half], torch.cat([beside, right[:half]], dim=1))
    of_second, of_right = first[:, : size - half], first[:, size - half :]
    second = solve_by_halves(matrix[half:, half:] - below @ of_second, right[half:] - below @ of_right)
    return torch.cat([of_right - of_second @ second, second], dim=0)


@torch.library.custom_op("earshot::solve", mutates_args=())
def solve(matrix: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """matrix⁻¹ · right for a symmetric positive matrix `[m, m]` and `[m, r]`, double precision."""
    return torch.linalg.solve(matrix, right)


@solve.register_fake
def _(matrix: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    return torch.empty_like(right)
