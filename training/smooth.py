"""Move the reach of a layer's inputs into its weights before int8, as Xiao et al. (2023, SmoothQuant) do.

A few channels of an encoder's activations reach far beyond the others, and one scale for all of them leaves little
of the rest. What a channel is divided by on its way in, its weights are multiplied by: the product is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn


class Smoothed(nn.Module):
    """A linear layer that divides its input by ``by`` (in,) and has the weights to match."""

    def __init__(self, linear: nn.Linear, by: Tensor) -> None:
        super().__init__()
        self.register_buffer("inverse", 1 / by)
        self.linear = linear
        linear.weight.data *= by

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.linear(x * self.inverse)
        return out


def smooth(layers: Iterable[nn.Module], names: Iterable[str], run: Callable[[], None], share: float) -> None:
    """Replace the linear layers ``names`` of ``layers`` in place; ``run`` shows them inputs to learn their reach from.

    ``share`` (0 to 1) is how much of a channel's reach goes to its weights.
    """
    reach: dict[nn.Module, Tensor] = {}

    def look(module: nn.Module, given: tuple[Tensor, ...]) -> None:
        seen = given[0].detach().abs().flatten(0, -2).amax(0)
        reach[module] = torch.maximum(reach.get(module, torch.zeros_like(seen)), seen)

    chosen = [(layer, name, getattr(layer, name)) for layer in layers for name in names]
    hooks = [linear.register_forward_pre_hook(look) for _, _, linear in chosen]
    with torch.no_grad():
        run()
    for hook in hooks:
        hook.remove()
    for layer, name, linear in chosen:
        weight = linear.weight.data.abs().amax(0).clamp(min=1e-5)
        by = (reach[linear].clamp(min=1e-5) ** share / weight ** (1 - share)).clamp(min=1e-4)
        setattr(layer, name, Smoothed(linear, by))
