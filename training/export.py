"""Export a checkpoint: four ONNX graphs, the two large ones in int8, their tags, the vocabulary and the lemma rules.

``python training/export.py training/work/one/model.pt --corpora ../shared/corpora -o src/verbale/data/model``
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import examples as ex
import lemmas
import onnx
import readings
import torch
from network import ROLE, THOUGHT, Network, checkpoint
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from smooth import smooth
from torch import Tensor, nn
from train import ENCODER

from verbale.language.pieces import WordPieces
from verbale.language.windows import FEATURES, MOST_PIECES


class Tokens(nn.Module):
    """Window to scores and vectors of its words; the embedding table in int8 with a scale for each row."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        table = net.encoder.word.weight.data
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.register_buffer("place", net.encoder.place.weight.data)
        self.register_buffer("shares", torch.stack([mix.weight.data.softmax(0) for mix in net.mixes()]))

    def forward(self, ids: Tensor, features: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        net, encoder = self.net, self.net.encoder
        x = self.table[ids].float() * self.scale[ids] + self.place[: ids.shape[1]]
        x = encoder.norm(x)
        for layer in encoder.layers[: len(encoder.layers) - len(net.grammar.weight)]:
            x = layer(x, None)
        # Words first, then the four mixes in one product: a third of the work of mixing every piece.
        seen = torch.stack([layer[0][first[0]] for layer in encoder(x, features, None)])
        mixed = (self.shares @ seen.flatten(1)).view(-1, 1, *seen.shape[1:])
        grammar, naming, telling, meaning = mixed.unbind(0)
        out = (
            net.starts(grammar).squeeze(-1),
            net.upos(grammar),
            net.xpos(grammar),
            net.arcs(grammar),
            net.label_child(grammar),
            net.label_parent(grammar),
            net.names(naming),
            net.cues(telling),
            net.roles_of.project(telling),
            net.thought(meaning),
            net.events(meaning),
        )
        return tuple(one[0] for one in out)


TOKENS_OUT = ["starts", "upos", "xpos", "arcs", "child", "parent", "names", "cues", "shown", "thought", "events"]


class Relations(nn.Module):
    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, child: Tensor, parent: Tensor) -> Tensor:
        return self.net.relations(child, parent)


class RolesOf(nn.Module):
    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, shown: Tensor, cue: Tensor, place: Tensor) -> Tensor:
        many = cue.shape[0]
        tags, _ = self.net.roles_of(shown.unsqueeze(0).expand(many, -1, -1), cue, place, None)
        return tags


class Codes(nn.Module):
    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, statements: Tensor) -> Tensor:
        return self.net.coding(statements)


def load(paths: list[Path]) -> Network:
    """Load a checkpoint; of several from one training, the mean of their weights."""
    saved = checkpoint(paths)
    coded = {"events": readings.EVENTS} | {f"code:{field}": values for field, values in readings.FIELDS.items()}
    net = Network(saved["codes"] | coded, FEATURES)
    net.load_state_dict(saved["weights"], strict=False)
    if "events.1.bias" not in saved["weights"]:
        # A model of the first stage has not learnt events: it names none.
        net.events[1].bias.data[0] = 50.0
    return net.eval()


def graph(module: nn.Module, inputs: dict[str, tuple[Tensor, dict[int, str]]], outputs: list[str], path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(value for value, _ in inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes={name: axes for name, (_, axes) in inputs.items()},
            opset_version=17,
            dynamo=False,
        )


def calm(net: Network, corpora: Path) -> None:
    """Make the encoder's inputs fit for int8, by what some training texts show of their reach."""
    tokens, pieces = Tokens(net).eval(), WordPieces((ENCODER / "vocab.txt").read_text(encoding="utf-8").splitlines())
    texts = ex.attribution_texts(corpora / "polnear-train.jsonl")[:25]
    texts += ex.treebank_texts(corpora / "gum-train.conllu", net.codes, names=False)[:6]

    def run() -> None:
        for one in ex.examples(texts, pieces, MOST_PIECES):
            tokens(*(torch.tensor([part]) for part in (one.pieces, one.features, one.first)))

    smooth(net.encoder.layers, ("qkv", "up", "down"), run, SMOOTH)


# Chosen on dev: from 0.65 to 0.95 alike within 0.2 LAS, at 0.5 a point worse.
SMOOTH = 0.8


def int8(source: Path, target: Path, keep: list[str]) -> None:
    """Quantise the matrix products' weights, by output channel; activations at run time."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
        names = [node.name for node in onnx.load(ready).graph.node if any(part in node.name for part in keep)]
        quantize_dynamic(
            str(ready),
            str(target),
            op_types_to_quantize=["MatMul", "Gemm"],
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=names,
            extra_options={"MatMulConstBOnly": True},
        )


def export(net: Network, folder: Path, *, full: bool = False) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    n, k = 9, 2
    sequence = torch.arange(1000, 1012).unsqueeze(0)
    plans = {
        "tokens": (
            Tokens(net),
            {
                "ids": (sequence, {1: "L"}),
                "features": (torch.zeros_like(sequence), {1: "L"}),
                "first": (torch.arange(1, n + 1).unsqueeze(0), {1: "N"}),
            },
            TOKENS_OUT,
        ),
        "relations": (
            Relations(net),
            {"child": (torch.randn(n, 128), {0: "N"}), "parent": (torch.randn(n, 128), {0: "N"})},
            ["labels"],
        ),
        "roles": (
            RolesOf(net),
            {
                "shown": (torch.randn(n, 2 * ROLE), {0: "W"}),
                "cue": (torch.randn(k, 2 * ROLE), {0: "K"}),
                "place": (torch.zeros(k, n, 3, dtype=torch.long), {0: "K", 1: "W"}),
            },
            ["tags"],
        ),
        "codes": (Codes(net), {"statements": (torch.randn(k, 4 * THOUGHT), {0: "K"})}, ["scores"]),
    }
    for name, (module, inputs, outputs) in plans.items():
        target = folder / f"{name}.onnx"
        if full or name not in KEPT_FULL:
            graph(module, inputs, outputs, target)
            continue
        with tempfile.TemporaryDirectory() as scratch:
            plain = Path(scratch) / "plain.onnx"
            graph(module, inputs, outputs, plain)
            int8(plain, target, KEPT_FULL[name])


# What is quantised, and the products in it that stay in fp32: the last of each head.
KEPT_FULL = {
    "tokens": ["/arc", "/starts", "/upos", "/xpos", "/names", "/cues", "/events"],
    "roles": ["/tag"],
}


def chain(net: nn.Module, lean: float = 0.0) -> dict[str, list[Any]]:
    """A chain's transition and start scores, barred steps included; ``lean`` is added to beginning a run."""
    steps, start = net.steps + net.wall, net.start + net.wall0
    with torch.no_grad():
        steps[:, 1] += lean
        start[1] += lean
    return {
        "steps": [[round(x, 4) for x in row] for row in steps.tolist()],
        "start": [round(x, 4) for x in start.tolist()],
    }


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint", type=Path, nargs="+", help="of several, the mean of the weights is exported")
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("-o", "--out", type=Path, required=True)
    p.add_argument("--version", default="0.1")
    p.add_argument("--lean", type=float, default=0.0, help="added to a cue's score: more attributions, less sure")
    p.add_argument("--full", action="store_true", help="leave the weights in fp32, to measure what int8 costs")
    args = p.parse_args()
    net = load(args.checkpoint)
    if not args.full:
        calm(net, args.corpora)
    export(net, args.out, full=args.full)
    vocabulary = (ENCODER / "vocab.txt").read_text(encoding="utf-8")
    (args.out / "vocabulary.txt").write_text(vocabulary, encoding="utf-8")
    treebanks = [args.corpora / name for name in ("ewt-train.conllu", "gum-train.conllu")]
    articles = args.corpora / "polnear-train.jsonl"
    common = lemmas.common_words(vocabulary, articles, Path("src/verbale/data"))
    tables = {**lemmas.build(treebanks, common), "tags": lemmas.tags(treebanks, articles)}
    (args.out / "lemmas.json").write_text(json.dumps(tables, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    model = {
        "version": args.version,
        "codes": net.codes,
        "cue_chain": chain(net.cue_chain, args.lean),
        "role_chain": chain(net.role_chain),
    }
    (args.out / "model.json").write_text(json.dumps(model, ensure_ascii=False), encoding="utf-8")
    for path in sorted(args.out.glob("*.onnx")):
        print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest(), file=sys.stderr)


if __name__ == "__main__":
    main()
