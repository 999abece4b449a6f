"""The near-linear solver for large conflicts, compiled by Numba and cached on disk."""
