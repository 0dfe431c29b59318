"""Loads the codebook: event types, phases and crosswalks, from data that anyone may read."""

from collections.abc import Collection
from dataclasses import field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from marsad.data import load_yaml
from marsad.errors import LexiconError
from marsad.model import HARM_KINDS

__all__ = [
    "AcledActor",
    "AcledCode",
    "Codebook",
    "EventType",
    "MeansRule",
    "Phase",
    "Plover",
    "UcdpRule",
    "load_codebook",
    "parse_codebook",
]

Plover = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
UcdpRule = Literal["one_sided", "sides", "targets"]

_LISTS = (
    "families", "groups", "source_kinds", "conditions", "condition_means", "civilians", "combatants",
)  # fmt: skip
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, config=_STRICT)
class AcledCode:
    """One row of the ACLED crosswalk: its columns, and the condition and phases under which it counts."""

    disorder_type: str
    event_type: str
    sub_event_type: str
    when: str = ""
    phases: tuple[str, ...] = ("happened", "resumed")


@dataclass(frozen=True, slots=True, config=_STRICT)
class AcledActor:
    """Who acts by the definition of a type, and ACLED's actor code for them."""

    name: str
    inter: int


@dataclass(frozen=True, slots=True, config=_STRICT)
class MeansRule:
    """Which means fulfil a condition: kinds of the lexicon and, unless empty, the words of them that count."""

    kinds: tuple[str, ...]
    words: tuple[str, ...] = ()

    def fits(self, kind: str, words: str) -> bool:
        """Tell whether a means of a kind, in a text's words, fulfils the condition."""
        return kind in self.kinds and (not self.words or words.casefold() in self.words)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Phase:
    """How far a thing has got; `occurred` is false where it has not happened."""

    id: str
    description: str
    occurred: bool


@dataclass(frozen=True, slots=True, config=_STRICT)
class EventType:
    """One type of event: what it is, the phases it may have, and its names in other datasets.

    The flags are explained at the head of event_types.yaml.
    """

    id: str
    description: str
    family: str
    phases: tuple[str, ...]
    violent: bool = False
    two_sided: bool = False
    unspecific: bool = False
    lasting: bool = False
    acled: tuple[AcledCode, ...] = ()
    plover: dict[str, Plover] = field(default_factory=dict)
    ucdp: UcdpRule | None = None
    acled_actor: AcledActor | None = None

    def acled_for(self, phase: str, conditions: Collection[str] = ()) -> AcledCode | None:
        """Return the ACLED row for a phase under the conditions that hold, or None."""
        fitting = (c for c in self.acled if phase in c.phases and (not c.when or c.when in conditions))
        return next(fitting, None)

    def acled_open(
        self, phase: str, holding: Collection[str], unknown: Collection[str]
    ) -> tuple[AcledCode, ...]:
        """Return every ACLED row that may be the one for a phase, where conditions hold or nobody knows.

        One row where all is known; none where there may be none.
        """
        found: list[AcledCode] = []
        for code in self.acled:
            if phase not in code.phases:
                continue
            if not code.when or code.when in holding:
                return (*found, code)
            if code.when in unknown:
                found.append(code)
        return ()

    def plover_for(self, phase: str) -> Plover | None:
        """Return the PLOVER event type for a phase, or None."""
        return self.plover.get(phase)

    def ucdp_for(self, *, state_fights: bool, civilian_targets: bool) -> Literal[1, 2, 3] | None:
        """Return UCDP's type of violence (1 state-based, 2 non-state, 3 one-sided), or None."""
        if self.ucdp is None:
            return None
        if self.ucdp == "one_sided" or (self.ucdp == "targets" and civilian_targets):
            return 3
        return 1 if state_fights else 2


@dataclass(frozen=True, slots=True, config=_STRICT)
class Codebook:
    """Every value that a claim's coded fields may have; mappings run from id to description or value."""

    types: dict[str, EventType]
    phases: dict[str, Phase]
    families: dict[str, str]
    groups: dict[str, str]
    source_kinds: dict[str, str]
    conditions: dict[str, str]
    condition_means: dict[str, MeansRule]
    civilians: tuple[str, ...]
    combatants: tuple[str, ...]
    harm_kinds: tuple[str, ...]

    def same_family(self, left: str, right: str) -> bool:
        """Tell whether two types may tell one event."""
        return self.types[left].family == self.types[right].family


@cache
def load_codebook() -> Codebook:
    """Return the codebook that ships with the program; raises LexiconError where its data is broken."""
    return parse_codebook(files("marsad.codebook").joinpath("event_types.yaml").read_text("utf-8"))


def parse_codebook(text: str) -> Codebook:
    """Return the codebook written as YAML in `text`; raises LexiconError, naming what to mend."""
    try:
        raw = load_yaml(text)
    except yaml.YAMLError as error:
        raise LexiconError(f"the codebook is not YAML: mend {error}") from error
    try:
        codebook = TypeAdapter(Codebook).validate_python(_assembled(raw))
    except (ValidationError, KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"the codebook has a wrong or missing entry: mend {error}") from error
    _check(codebook)
    return codebook


def _assembled(raw: Any) -> dict[str, Any]:
    """Put ids and inherited phases into the entries, so that each stands for itself."""
    by_phase = raw["plover_by_phase"]
    return {
        "types": {
            id: _assembled_type(id, entry, raw["common_phases"], by_phase)
            for id, entry in raw["types"].items()
        },
        "phases": {id: {"id": id, **entry} for id, entry in raw["phases"].items()},
        "harm_kinds": HARM_KINDS,
        **{name: raw[name] for name in _LISTS},
    }


def _assembled_type(
    id: str, entry: dict[str, Any], common: list[str], by_phase: dict[str, str]
) -> dict[str, Any]:
    entry = dict(entry)
    phases = entry.pop("only_phases", None) or [*common, *entry.pop("extra_phases", [])]
    default, special = entry.pop("plover", None), entry.pop("plover_phases", {})
    plover = {phase: special.get(phase, by_phase.get(phase, default)) for phase in phases} if default else {}
    return {"id": id, "phases": phases, "plover": plover, **entry}


def _check(codebook: Codebook) -> None:
    """Refuse empty groups and names that point at nothing."""
    for name in ("types", "phases", "families", "groups", "source_kinds", "conditions"):
        if not getattr(codebook, name):
            raise LexiconError(f"the codebook has no {name}: add at least one")
    _refuse_stray("condition_means", codebook.condition_means, codebook.conditions)
    _refuse_stray("civilians and combatants", (*codebook.civilians, *codebook.combatants), codebook.groups)
    for event in codebook.types.values():
        _refuse_unknown(event.id, "family", [event.family], codebook.families)
        _refuse_unknown(event.id, "phase", event.phases, codebook.phases)
        for code in event.acled:
            _refuse_unknown(event.id, "phase", code.phases, event.phases)
            _refuse_unknown(event.id, "condition", [code.when] if code.when else [], codebook.conditions)


def _refuse_stray(where: str, names: Collection[str], known: Collection[str]) -> None:
    if stray := sorted(set(names) - set(known)):
        raise LexiconError(f"{where} of the codebook names what it does not have: correct {', '.join(stray)}")


def _refuse_unknown(event: str, what: str, names: Collection[str], known: Collection[str]) -> None:
    if what == "phase" and not names:
        raise LexiconError(f"the type {event} has no phase: add at least one")
    if unknown := sorted(set(names) - set(known)):
        raise LexiconError(f"the type {event} names an unknown {what}: correct {', '.join(unknown)}")
