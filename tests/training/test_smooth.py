"""Smoothing before int8 leaves what a layer gives as it was."""

import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training is an extra: pip install -e '.[train]'")
sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from smooth import smooth  # noqa: E402


class Layer(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.up = torch.nn.Linear(4, 3)


def test_smoothing_moves_reach_into_the_weights_and_changes_no_result() -> None:
    torch.manual_seed(1)
    layer, seen = Layer(), torch.randn(8, 4) * torch.tensor([1.0, 50.0, 0.1, 3.0])
    before = layer.up(seen)
    smooth([layer], ["up"], lambda: layer.up(seen), 0.8)
    assert torch.allclose(layer.up(seen), before, atol=1e-4)
    reach = (seen * layer.up.inverse).abs().amax(0)
    assert reach.max() / reach.min() < (seen.abs().amax(0).max() / seen.abs().amax(0).min()) / 5
