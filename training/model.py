"""The network that reads: an encoder with a head that finds claims, and a marker of one claim's words.

The encoder is a pretrained BERT of six layers. How a word is written and what the rules know of it are added to its
pieces. Its last layer tells, for each word and type, whether the word is the trigger of a claim and whether it is in
a quote of one. The marker goes on from a middle layer with copies of the layers above it, over the words around one
trigger: what it sees of them depends on whose claim it is.
"""

import copy
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from marsad.extract.learned.network import DISTANCES, PHASES, ROLES, STANCES
from marsad.extract.learned.page import CASES, MARKS

__all__ = ["Encoder", "Looks", "Marker", "Net"]

WIDTH = 384
RARE = -4.0
"""The first guess of a trigger, as a logit: few words are one."""
FAR = -1e4


@dataclass(frozen=True, slots=True)
class Looks:
    """Windows as tensors, filled up to the longest; `first` is the place of each word's first piece."""

    pieces: Tensor
    valid: Tensor
    cases: Tensor
    marks: Tensor
    first: Tensor


class Net(nn.Module):
    """All that is learned."""

    def __init__(self, bert: Any, *, kinds: int, upper: int = 2) -> None:  # Any: transformers' BertModel
        super().__init__()
        self.bert, self.upper = bert, upper
        self.case = nn.Embedding(CASES, WIDTH)
        self.feat = nn.Linear(MARKS, WIDTH, bias=False)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.feat.weight)
        self.det = nn.Sequential(nn.Dropout(0.1), nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, kinds))
        nn.init.constant_(self.det[3].bias, RARE)
        self.ins = nn.Linear(WIDTH, kinds)
        nn.init.constant_(self.ins.bias, RARE + 1)
        self.typ = nn.Embedding(kinds, WIDTH)
        self.dist = nn.Embedding(2 * DISTANCES, WIDTH)
        for table in (self.typ, self.dist):
            nn.init.normal_(table.weight, std=0.02)
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in bert.encoder.layer[-upper:])
        self.drop = nn.Dropout(0.1)
        self.role = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(ROLES)))
        nn.init.constant_(self.role[2].bias, RARE + 1)
        outputs = len(PHASES) + len(STANCES) + 1 + kinds
        self.claim = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, outputs))

    def encode(self, looks: Looks) -> tuple[Tensor, Tensor]:
        """Return the states of the words at the last layer, and at the one that the marker goes on from."""
        embedded = (
            self.bert.embeddings.word_embeddings(looks.pieces)
            + self.case(looks.cases)
            + self.feat(looks.marks)
        )
        out = self.bert(
            inputs_embeds=self.drop(embedded), attention_mask=looks.valid, output_hidden_states=True
        ).hidden_states
        low = len(self.bert.encoder.layer) - self.upper
        return self._words(out[-1], looks.first), self._words(out[low], looks.first)

    def _words(self, states: Tensor, first: Tensor) -> Tensor:
        gathered: Tensor = self.drop(_at_words(states, first))
        return gathered

    def mark_claims(
        self, states: Tensor, trigger: Tensor, kind: Tensor, valid: Tensor, distance: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return logits: roles of each word, phases, stances, and whether there is such a claim."""
        lead = (trigger + self.typ(kind) + self.mark).unsqueeze(1)
        seen = torch.cat([lead, states + self.dist(distance)], 1)
        if self.training:
            seen = self.drop(seen)
        shown = torch.cat([torch.ones_like(valid[:, :1]), valid], 1)
        hidden = (1 - shown[:, None, None, :].float()) * FAR
        for layer in self.layers:
            seen = _layer(layer, seen, hidden)
        told = self.claim(seen[:, 0])
        phases, stances = len(PHASES), len(STANCES)
        return (
            self.role(seen[:, 1:]),
            told[:, :phases],
            told[:, phases : phases + stances],
            told[:, phases + stances],
        )


def _at_words(states: Tensor, first: Tensor) -> Tensor:
    return torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


def _layer(layer: Any, seen: Tensor, hidden: Tensor | None) -> Tensor:  # Any: transformers' BertLayer
    """Run one layer of BERT in plain operations, which export to ONNX without a trace of the batch's size."""
    attention = layer.attention.self
    batch, length, width = seen.shape
    heads = attention.num_attention_heads
    query, key, value = (
        part(seen).reshape(batch, length, heads, width // heads).transpose(1, 2)
        for part in (attention.query, attention.key, attention.value)
    )
    weight = query @ key.transpose(-1, -2) / (width // heads) ** 0.5
    if hidden is not None:
        weight = weight + hidden
    mixed = (weight.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, width)
    seen = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + seen)
    inner = layer.intermediate.intermediate_act_fn(layer.intermediate.dense(seen))
    out: Tensor = layer.output.LayerNorm(layer.output.dense(inner) + seen)
    return out


class Encoder(nn.Module):
    """The first half as it is shipped: (pieces, cases, marks, first) → (states, chances, inside)."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, cases: Tensor, marks: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the states that the marker goes on from, and chances of triggers and of quotes."""
        net, table = self.net, self.net.bert.embeddings
        seen = table.word_embeddings(pieces) + net.case(cases) + net.feat(marks)
        places = torch.arange(pieces.shape[1], device=pieces.device)
        seen = seen + table.position_embeddings(places)[None] + table.token_type_embeddings.weight[0]
        seen = table.LayerNorm(seen)
        low = seen
        for number, layer in enumerate(net.bert.encoder.layer):
            if number == len(net.bert.encoder.layer) - net.upper:
                low = seen
            seen = _layer(layer, seen, None)
        last = _at_words(seen, first)
        return _at_words(low, first), torch.sigmoid(net.det(last)), torch.sigmoid(net.ins(last))


class Marker(nn.Module):
    """The second half as it is shipped: (states, trigger, kind, valid, distance) → chances."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, states: Tensor, trigger: Tensor, kind: Tensor, valid: Tensor, distance: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the chances of roles, phases, stances, and of there being such a claim."""
        roles, phases, stances, holds = self.net.mark_claims(states, trigger, kind, valid, distance)
        return torch.sigmoid(roles), phases.softmax(-1), stances.softmax(-1), torch.sigmoid(holds)
