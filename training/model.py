"""The network that reads: an encoder with a head that finds claims, and a marker of one claim's words.

The encoder is a pretrained BERT of six layers. How a word is written and what the rules know of it are added to its
pieces. Its last layer tells, for each word and type, whether the word is the trigger of a claim and whether it is in
a quote of one. The marker is two narrow layers over the words around one trigger, each word beside that trigger's
type, its own state, and how far it stands away: what the marker sees of a word depends on whose claim it is.

A teacher is the same with a larger encoder and a wider marker that sees the last layers of the encoder. It is
never shipped.
"""

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from marsad.extract.learned.network import DISTANCES, PHASES, ROLES, STANCES
from marsad.extract.learned.page import CASES, MARKS

__all__ = ["NARROW", "STUDENT", "TEACHER", "Encoder", "Looks", "Marker", "Net", "Read", "Shape"]

WIDTH = 384
"""Width of the shipped encoder, and of what decides over the marker's states."""
NARROW, HEADS = 192, 6
"""Width of the shipped marker, and the heads of attention of every marker."""
RARE = -4.0
"""The first guess of a trigger, as a logit: few words are one."""
FAR = -1e4


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide and deep a network is; `fed` layers of the encoder, the last ones, feed the marker."""

    width: int
    narrow: int
    depth: int
    fed: int


STUDENT = Shape(WIDTH, NARROW, depth=2, fed=1)
"""The network that is shipped."""
TEACHER = Shape(768, 384, depth=3, fed=3)
"""The network that it learns from, where there is one."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Windows as tensors, filled up to the longest; `first` is the place of each word's first piece."""

    pieces: Tensor
    valid: Tensor
    cases: Tensor
    marks: Tensor
    first: Tensor

    def to(self, device: str) -> "Looks":
        """Return the same on another device."""
        told = (self.pieces, self.valid, self.cases, self.marks, self.first)
        return Looks(*(tensor.to(device) for tensor in told))


@dataclass(frozen=True, slots=True)
class Read:
    """States of the words of windows: of the encoder's last layer, and of those that feed the marker."""

    last: Tensor
    fed: Tensor


class Narrow(nn.Module):
    """A layer of the marker: attention over the words of one claim, then two dense steps, normed before each."""

    def __init__(self, narrow: int) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(narrow), nn.LayerNorm(narrow)
        self.asked, self.mixed = nn.Linear(narrow, 3 * narrow), nn.Linear(narrow, narrow)
        self.dense = nn.Sequential(nn.Linear(narrow, 2 * narrow), nn.GELU(), nn.Linear(2 * narrow, narrow))
        self.drop = nn.Dropout(0.1)

    def forward(self, seen: Tensor, hidden: Tensor) -> Tensor:
        """Return the states (claims × words × width) after the layer; `hidden` is added to attention's logits."""
        claims, words, width = seen.shape
        parts = self.asked(self.before(seen)).reshape(claims, words, 3, HEADS, width // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        told = F.scaled_dot_product_attention(query, key, value, attn_mask=hidden)
        told = told.transpose(1, 2).reshape(claims, words, width)
        seen = seen + self.drop(self.mixed(told))
        out: Tensor = seen + self.drop(self.dense(self.between(seen)))
        return out


class Net(nn.Module):
    """All that is learned.

    `known` gives the encoder's own number of each piece, where its vocabulary is numbered otherwise than BERT's.
    """

    def __init__(  # Any: transformers' BertModel or MPNetModel
        self, bert: Any, *, kinds: int, shape: Shape = STUDENT, known: Tensor | None = None
    ) -> None:
        super().__init__()
        width, narrow = shape.width, shape.narrow
        self.bert, self.fed = bert, shape.fed
        self.register_buffer("known", known, persistent=False)
        self.case = nn.Embedding(CASES, width)
        self.feat = nn.Linear(MARKS, width, bias=False)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.feat.weight)
        self.drop = nn.Dropout(0.1)
        self.det = nn.Sequential(nn.Dropout(0.1), nn.Linear(width, width), nn.GELU(), nn.Linear(width, kinds))
        nn.init.constant_(self.det[3].bias, RARE)
        self.ins = nn.Linear(width, kinds)
        nn.init.constant_(self.ins.bias, RARE + 1)
        self.word, self.lead = (nn.Linear(shape.fed * width, narrow) for _ in range(2))
        self.typ, self.dist = nn.Embedding(kinds, narrow), nn.Embedding(2 * DISTANCES, narrow)
        for table in (self.typ, self.dist):
            nn.init.normal_(table.weight, std=0.3)
        self.mark = nn.Parameter(torch.randn(narrow) * 0.3)
        self.layers = nn.ModuleList(Narrow(narrow) for _ in range(shape.depth))
        self.last = nn.LayerNorm(narrow)
        self.role = nn.Sequential(nn.Linear(narrow, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(ROLES)))
        nn.init.constant_(self.role[2].bias, RARE + 1)
        outputs = len(PHASES) + len(STANCES)
        self.claim = nn.Sequential(nn.Linear(2 * narrow, WIDTH), nn.GELU(), nn.Linear(WIDTH, outputs))

    def encode(self, looks: Looks) -> Read:
        """Return the states of the words."""
        pieces = looks.pieces if self.known is None else self.known[looks.pieces]
        embedded = (
            self.bert.embeddings.word_embeddings(pieces) + self.case(looks.cases) + self.feat(looks.marks)
        )
        out = self.bert(
            inputs_embeds=self.drop(embedded), attention_mask=looks.valid, output_hidden_states=True
        ).hidden_states
        states = [self.drop(_at_words(layer, looks.first)) for layer in out[-self.fed :]]
        return Read(states[-1], torch.cat(states, -1))

    def mark_claims(
        self, states: Tensor, trigger: Tensor, kind: Tensor, valid: Tensor, distance: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits: roles of each word, phases, stances.

        `states` are those of the words around each trigger through `word`, `trigger` its own through `lead`.
        """
        asked = trigger + self.typ(kind)
        seen = states + asked.unsqueeze(1) + self.dist(distance)
        seen = torch.cat([(asked + self.mark).unsqueeze(1), seen], 1)
        shown = torch.cat([torch.ones_like(valid[:, :1]), valid], 1)
        hidden = (1 - shown[:, None, None, :].float()) * FAR
        for layer in self.layers:
            seen = layer(seen, hidden)
        seen = self.last(seen)
        told = self.claim(torch.cat([seen[:, 0], asked], 1))
        return self.role(seen[:, 1:]), told[:, : len(PHASES)], told[:, len(PHASES) :]


def _at_words(states: Tensor, first: Tensor) -> Tensor:
    return torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


def _layer(layer: Any, seen: Tensor) -> Tensor:  # Any: transformers' BertLayer
    """Run one layer of BERT in plain operations, which export to ONNX without a trace of the batch's size."""
    attention = layer.attention.self
    batch, length, width = seen.shape
    heads = attention.num_attention_heads
    query, key, value = (
        part(seen).reshape(batch, length, heads, width // heads).transpose(1, 2)
        for part in (attention.query, attention.key, attention.value)
    )
    weight = query @ key.transpose(-1, -2) / (width // heads) ** 0.5
    mixed = (weight.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, width)
    seen = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + seen)
    inner = layer.intermediate.intermediate_act_fn(layer.intermediate.dense(seen))
    out: Tensor = layer.output.LayerNorm(layer.output.dense(inner) + seen)
    return out


class Encoder(nn.Module):
    """The first half as it is shipped: (pieces, cases, marks, first) → (states, leads, chances, inside)."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, cases: Tensor, marks: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return what the marker needs of words and of triggers, and chances of triggers and of quotes."""
        net, table = self.net, self.net.bert.embeddings
        seen = table.word_embeddings(pieces) + net.case(cases) + net.feat(marks)
        places = torch.arange(pieces.shape[1], device=pieces.device)
        seen = seen + table.position_embeddings(places)[None] + table.token_type_embeddings.weight[0]
        seen = table.LayerNorm(seen)
        for layer in net.bert.encoder.layer:
            seen = _layer(layer, seen)
        last = _at_words(seen, first)
        return net.word(last), net.lead(last), torch.sigmoid(net.det(last)), torch.sigmoid(net.ins(last))


class Marker(nn.Module):
    """The second half as it is shipped: (states, trigger, kind, valid, distance) → chances."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, states: Tensor, trigger: Tensor, kind: Tensor, valid: Tensor, distance: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the chances of roles, phases and stances."""
        roles, phases, stances = self.net.mark_claims(states, trigger, kind, valid, distance)
        return torch.sigmoid(roles), phases.softmax(-1), stances.softmax(-1)
