"""The network: one encoder of six layers (MiniLM) and the heads on it, in PyTorch, for training only.

What is exported are the three functions of :class:`Network` that run time calls in turn: ``tokens``
(window to scores and vectors of its words), ``relations`` (labels of chosen arcs) and ``roles`` (who said
what, for chosen cues).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, LABEL, ROLE, THOUGHT = 256, 128, 128, 160
FROZEN_LAYERS = 2  # the lowest layers stay as published, so their output is computed once and kept
CUE_TAGS, ROLE_TAGS = 3, 5
DISTANCES = 33  # buckets of signed distance to the cue


class Layer(nn.Module):
    def __init__(self, drop: float) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        if bias is not None:
            scores = scores + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with one more embedding, of case shape and quotation state, added above the frozen layers."""

    def __init__(self, features: int, vocabulary: int = 30522) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.feature = nn.Embedding(features, WIDTH)
        nn.init.zeros_(self.feature.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(0.0 if k < FROZEN_LAYERS else 0.1) for k in range(LAYERS))
        for part in (self.word, self.place, self.norm, *self.layers[:FROZEN_LAYERS]):
            part.requires_grad_(False)

    def load(self, folder: Path) -> None:
        """Take the weights of the published encoder."""
        w = load_file(folder / "model.safetensors")
        w = {key.removeprefix("bert."): value for key, value in w.items()}
        e = "embeddings."
        self.word.weight.data.copy_(w[e + "word_embeddings.weight"])
        self.place.weight.data.copy_(w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0])
        self.norm.weight.data.copy_(w[e + "LayerNorm.weight"])
        self.norm.bias.data.copy_(w[e + "LayerNorm.bias"])
        for k, layer in enumerate(self.layers):
            p = f"encoder.layer.{k}."
            for kind in ("weight", "bias"):
                parts = [w[f"{p}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
                for mine, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    getattr(getattr(layer, mine), kind).data.copy_(w[f"{p}{theirs}.{kind}"])

    def bottom(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """Output of the embeddings and the frozen layers."""
        x = self.norm(self.word(ids) + self.place(torch.arange(ids.shape[1])))
        for layer in self.layers[:FROZEN_LAYERS]:
            x = layer(x, _bias(mask, x))
        return x

    def forward(self, x: Tensor, features: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Outputs of the upper layers, from that of :meth:`bottom`."""
        x = x + self.feature(features)
        bias = _bias(mask, x)
        seen = []
        for layer in self.layers[FROZEN_LAYERS:]:
            x = layer(x, bias)
            seen.append(x)
        return seen


def _bias(mask: Tensor | None, like: Tensor) -> Tensor | None:
    return None if mask is None else (1.0 - mask[:, None, None, :].to(like.dtype)) * -30000.0


class Mix(nn.Module):
    """A learnt weighting of the encoder's layers, taken at the first piece of each word."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([0.0] * (LAYERS - FROZEN_LAYERS - 1) + [1.0]))
        self.drop = nn.Dropout(0.15)

    def forward(self, seen: list[Tensor], first: Tensor) -> Tensor:
        shares = self.weight.softmax(0)
        x = sum(share * layer for share, layer in zip(shares, seen, strict=True))
        at = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        return self.drop(torch.gather(x, 1, at))


def perceptron(wide_in: int, wide_out: int, drop: float = 0.2) -> nn.Sequential:
    return nn.Sequential(nn.Linear(wide_in, wide_out), nn.GELU(), nn.Dropout(drop))


class Near(nn.Conv1d):
    """A convolution over each word and its two neighbours, of vectors (K, N, wide), as one matrix product."""

    def __init__(self, wide: int) -> None:
        super().__init__(wide, wide, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = F.pad(x, (0, 0, 1, 1))
        three = torch.cat([x[:, :-2], x[:, 1:-1], x[:, 2:]], -1)
        return F.linear(three, self.weight.permute(0, 2, 1).flatten(1), self.bias)


class Roles(nn.Module):
    """Tag every word of the window as source, content or neither, given one cue."""

    def __init__(self) -> None:
        super().__init__()
        self.token = nn.Linear(WIDTH, ROLE)
        self.cue = nn.Linear(WIDTH, ROLE)
        self.token_gate = nn.Linear(WIDTH, ROLE)
        self.cue_gate = nn.Linear(WIDTH, ROLE)
        self.meet = nn.Linear(ROLE, ROLE)
        self.distance = nn.Embedding(DISTANCES, ROLE)
        self.inside = nn.Embedding(2, ROLE)
        self.apart = nn.Embedding(5, ROLE)
        self.norm0 = nn.LayerNorm(ROLE)
        self.conv = Near(ROLE)
        self.norm1 = nn.LayerNorm(ROLE)
        self.qkv = nn.Linear(ROLE, 3 * ROLE)
        self.out = nn.Linear(ROLE, ROLE)
        self.norm2 = nn.LayerNorm(ROLE)
        self.conv2 = Near(ROLE)
        self.norm3 = nn.LayerNorm(ROLE)
        self.tag = nn.Linear(ROLE, ROLE_TAGS)
        self.drop = nn.Dropout(0.15)

    def project(self, words: Tensor) -> Tensor:
        """What every word shows to a cue (..., 256), and what it shows as one: both parts for both."""
        return torch.cat([self.token(words), self.token_gate(words), self.cue(words), self.cue_gate(words)], -1)

    def forward(self, shown: Tensor, cue: Tensor, place: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """``shown`` (K, N, 256) of words, ``cue`` (K, 256), ``place`` (K, N, 3): distance, inside, paragraphs apart.

        Returns tag scores (K, N, 5) and the vectors they rest on (K, N, 128).
        """
        x = shown[..., :ROLE] + cue[:, None, :ROLE] + self.meet(shown[..., ROLE:] * cue[:, None, ROLE:])
        x = x + self.distance(place[..., 0]) + self.inside(place[..., 1]) + self.apart(place[..., 2])
        x = self.norm0(self.drop(F.gelu(x)))
        if mask is not None:
            x = x * mask.unsqueeze(-1)
        x = self.norm1(x + self.drop(F.gelu(self.conv(x))))
        k, n, _ = x.shape
        q, key, v = self.qkv(x).view(k, n, 3, 4, ROLE // 4).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ key.transpose(-1, -2) * (ROLE // 4) ** -0.5
        if mask is not None:
            scores = scores + (1.0 - mask[:, None, None, :].to(scores.dtype)) * -30000.0
        x = self.norm2(x + self.drop(self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(k, n, ROLE))))
        if mask is not None:
            x = x * mask.unsqueeze(-1)
        x = self.norm3(x + self.drop(F.gelu(self.conv2(x))))
        return self.tag(x), x


class Chain(nn.Module):
    """A linear-chain conditional random field over a few tags; illegal steps are barred."""

    def __init__(self, tags: int, barred: list[tuple[int, int]], barred_start: list[int]) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(tags, tags))
        self.start = nn.Parameter(torch.zeros(tags))
        wall = torch.zeros(tags, tags)
        for a, b in barred:
            wall[a, b] = -1e4
        wall0 = torch.zeros(tags)
        for b in barred_start:
            wall0[b] = -1e4
        self.register_buffer("wall", wall)
        self.register_buffer("wall0", wall0)

    def forward(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood per sequence; ``mask`` (K, N) is true for words."""
        steps = self.steps + self.wall
        start = self.start + self.wall0
        scores = scores.float()
        rows = torch.arange(len(tags))
        gold = (scores.gather(2, tags.unsqueeze(2)).squeeze(2) * mask).sum(1) + start[tags[:, 0]]
        gold = gold + (steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        # Parallel prefix in log space: a step's matrix is steps + scores; barred cells stay finite.
        alpha = scores[:, 0] + start
        alphas = [alpha]
        for n in range(1, scores.shape[1]):
            alpha = torch.logsumexp(alpha.unsqueeze(2) + steps, 1) + scores[:, n]
            alphas.append(alpha)
        last = mask.sum(1).long() - 1
        ends = torch.stack(alphas, 1)[rows, last]
        return torch.logsumexp(ends, 1) - gold


class Network(nn.Module):
    def __init__(self, codes: dict[str, list[str]], features: int) -> None:
        super().__init__()
        self.codes = codes
        self.encoder = Encoder(features)
        self.grammar, self.naming, self.telling = Mix(), Mix(), Mix()
        self.starts = nn.Linear(WIDTH, 1)
        self.upos = nn.Linear(WIDTH, len(codes["upos"]))
        self.xpos = nn.Linear(WIDTH, len(codes["xpos"]))
        self.arc_child, self.arc_parent = perceptron(WIDTH, ARC), perceptron(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Linear(ARC, 1)
        self.arc_root = nn.Linear(ARC, 1)
        nn.init.xavier_uniform_(self.arc)
        self.label_child, self.label_parent = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.label_meet = nn.Linear(LABEL, LABEL)
        self.label = nn.Linear(LABEL, len(codes["deprel"]))
        self.names = nn.Linear(WIDTH, len(codes["names"]))
        self.meaning = Mix()
        self.thought = nn.Linear(WIDTH, THOUGHT)
        self.events = nn.Sequential(perceptron(WIDTH, THOUGHT), nn.Linear(THOUGHT, len(codes["events"])))
        fields = [len(values) for field, values in codes.items() if field.startswith("code:")]
        self.coding = nn.Sequential(perceptron(4 * THOUGHT, THOUGHT, 0.3), nn.Linear(THOUGHT, sum(fields)))
        self.cues = nn.Sequential(perceptron(WIDTH, ROLE), nn.Linear(ROLE, CUE_TAGS))
        self.roles_of = Roles()
        # O B I; a cue or role run cannot begin inside.
        self.cue_chain = Chain(CUE_TAGS, [(0, 2)], [2])
        self.role_chain = Chain(
            ROLE_TAGS, [(a, b) for b, ok in ((2, (1, 2)), (4, (3, 4))) for a in range(5) if a not in ok], [2, 4]
        )

    def words(self, x: Tensor, features: Tensor, first: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        """Vectors of words for grammar, names, attribution and meaning, from the output of the frozen layers."""
        seen = self.encoder(x, features, mask)
        return tuple(mix(seen, first) for mix in self.mixes())

    def mixes(self) -> tuple[Mix, Mix, Mix, Mix]:
        return self.grammar, self.naming, self.telling, self.meaning

    def arcs(self, grammar: Tensor) -> Tensor:
        """Scores (B, N, N) of word i's governor being j; the diagonal scores i as root."""
        child, parent = self.arc_child(grammar), self.arc_parent(grammar)
        scores = child @ self.arc @ parent.transpose(1, 2) + self.arc_bias(parent).transpose(1, 2)
        eye = torch.eye(scores.shape[1], dtype=scores.dtype, device=scores.device)
        return scores * (1 - eye) + self.arc_root(child) * eye

    def relations(self, child: Tensor, parent: Tensor) -> Tensor:
        """Label scores (N, labels) of arcs, from the label vectors (N, 128) of the word and its governor."""
        return self.label(F.gelu(child + parent + self.label_meet(child * parent)))

    def save(self, path: Path) -> None:
        torch.save({"codes": self.codes, "weights": self.state_dict()}, path)
        path.with_suffix(".json").write_text(json.dumps(self.codes, indent=1))


def checkpoint(paths: list[Path]) -> dict[str, Any]:
    """A saved training state; of several from one training, with the mean of their weights."""
    several = [torch.load(path) for path in paths]
    saved: dict[str, Any] = several[-1]
    for name, last in saved["weights"].items():
        if last.is_floating_point() and len(several) > 1:
            mean = torch.stack([one["weights"][name].float() for one in several]).mean(0)
            saved["weights"][name] = mean.to(last.dtype)
    return saved
