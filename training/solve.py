"""Solving linear equations: LAPACK in torch; `elimination.py` says it in ONNX, which knows no inverse."""

import torch


@torch.library.custom_op("earshot::solve", mutates_args=())
def solve(matrix: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """matrix⁻¹ · right for a symmetric positive matrix `[m, m]` and `[m, r]`, double precision."""
    return torch.linalg.solve(matrix, right)


@solve.register_fake
def _(matrix: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    return torch.empty_like(right)
