"""Train the heads for names, codes and events alone, the encoder as it is: minutes instead of hours.

``python training/heads.py CHECKPOINT --corpora FOLDER --corpus BUILT --plv FILE --parser MODEL -o OUT``

Words' vectors are computed once and kept; what the other heads see does not change.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import examples as ex
import readings
import torch
import train
from export import load
from network import Mix, Network
from torch import Tensor

from verbale.language import load_parser
from verbale.language.pieces import WordPieces


@torch.no_grad()
def layers(net: Network, found: Sequence[ex.Example]) -> list[Tensor]:
    """For each window the outputs of the upper layers at its words' first pieces, (layers, words, 384)."""
    net.eval()
    out = []
    for one in found:
        batch = ex.tensors([one])
        x = net.encoder.bottom(batch["ids"], None)
        seen = net.encoder(x, batch["features"], None)
        out.append(torch.stack([layer[0, batch["first"][0]] for layer in seen]).bfloat16())
    return out


def mixed(mix: Mix, kept: Sequence[Tensor], most: int) -> Tensor:
    """The vectors (B, N, 384) that a head sees, padded."""
    shares = mix.weight.softmax(0)[:, None, None]
    rows = [torch.nn.functional.pad((shares * one.float()).sum(0), (0, 0, 0, most - one.shape[1])) for one in kept]
    return mix.drop(torch.stack(rows))


def losses_of(net: Network, batch: Sequence[tuple[ex.Example, Tensor]]) -> dict[str, Tensor]:
    """The losses of the layers that these windows have."""
    data = ex.tensors([one for one, _ in batch])
    kept, most = [kept for _, kept in batch], data["word"].shape[1]
    losses: dict[str, Tensor] = {}
    if "names" in data:
        losses |= train.name_loss(net, data, mixed(net.naming, kept, most))
    if "events" in data:
        seen = mixed(net.meaning, kept, most)
        losses |= train.event_loss(net, data, seen)
        if "codes" in data:
            losses |= train.code_loss(net, data, seen)
    return losses


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint", type=Path)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--corpus", type=Path, required=True)
    p.add_argument("--plv", type=Path, required=True)
    p.add_argument("--parser", required=True)
    p.add_argument("-o", "--out", type=Path, required=True)
    p.add_argument("--epochs", type=int, default=24)
    p.add_argument("--rate", type=float, default=1e-3)
    p.add_argument("--seed", type=int, default=9)
    args = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    saved = torch.load(args.checkpoint)
    net = load(args.checkpoint)
    parser = load_parser(args.parser)
    pieces = WordPieces((train.ENCODER / "vocab.txt").read_text(encoding="utf-8").splitlines())
    found = []
    for texts in (
        readings.corpus_texts(args.corpus, parser, net.codes["names"]),
        readings.plv_texts(args.plv, parser),
        ex.treebank_texts(args.corpora / "gum-train.conllu", net.codes, names=True),
    ):
        windows = list(ex.examples(texts, pieces, train.TRAIN_PIECES))
        found += list(zip(windows, layers(net, windows), strict=True))
    parts = (net.naming, net.names, net.meaning, net.thought, net.events, net.coding)
    trained = [value for part in parts for value in part.parameters()]
    best = torch.optim.AdamW(trained, lr=args.rate, weight_decay=0.05)
    fall = torch.optim.lr_scheduler.CosineAnnealingLR(best, args.epochs)
    net.train()
    for epoch in range(args.epochs):
        total: dict[str, float] = {}
        for batch in grouped(found, chance):
            losses = losses_of(net, batch)
            best.zero_grad()
            sum(losses.values()).backward()  # type: ignore[union-attr]
            best.step()
            for name, value in losses.items():
                total[name] = total.get(name, 0.0) + value.item()
        fall.step()
        print(epoch + 1, " ".join(f"{name} {value:.1f}" for name, value in sorted(total.items())), flush=True)
    torch.save(saved | {"weights": net.state_dict()}, args.out)


def grouped(found: list[tuple[ex.Example, Tensor]], chance: random.Random) -> list[list[tuple[ex.Example, Tensor]]]:
    """Batches of windows of one kind (our corpus, PLV, a treebank) in chance order."""
    out = []
    for layer in ("attributions", "names", "events"):
        others = {"attributions": (), "names": ("attributions",), "events": ("attributions", "names")}[layer]
        kind = [
            one
            for one in found
            if getattr(one[0].text, layer) is not None and all(getattr(one[0].text, other) is None for other in others)
        ]
        chance.shuffle(kind)
        out += [kind[k : k + 16] for k in range(0, len(kind), 16)]
    chance.shuffle(out)
    return out


if __name__ == "__main__":
    main()
