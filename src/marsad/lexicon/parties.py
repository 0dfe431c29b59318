"""The parties to wars and the names that reports give them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words
from marsad.lexicon.names import NameTable, name_parts, name_tokens
from marsad.model import Party

__all__ = ["allied", "common_targets", "load_parties", "resolve_party"]

_LOOSE_WORDS = ("state_words", "group_words")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one name may mean: a party, the words that may stand beside it, and whether one of them must."""

    party: str
    words: frozenset[str]
    needs_word: bool = False
    countries: frozenset[str] = frozenset()

    def fits(self, rest: frozenset[str], countries: Collection[str]) -> bool:
        if self.countries and self.countries.isdisjoint(countries):
            return False
        return rest <= self.words and (bool(rest) or not self.needs_word)


@cache
def load_parties() -> Mapping[str, Party]:
    """Return the known parties by id; raises LexiconError where the list is broken."""
    words = read_words("parties")
    parties = {}
    for id, entry in words["parties"].items():
        try:
            loose = words["loose_lists"][entry["loose"]] if "loose" in entry else entry.get("loose_names", ())
            parties[id] = Party(
                id=id,
                name=entry["name"],
                names=tuple(entry["names"]),
                side=entry.get("side", ""),
                countries=tuple(entry.get("countries", ())),
                loose_names=tuple(loose),
                inter=entry["inter"],
            )
        except (KeyError, TypeError) as error:
            raise LexiconError(f"parties.yaml: {id} lacks or misspells {error}: mend the entry") from error
    if unknown := {party.side for party in parties.values()} - {"", *parties}:
        raise LexiconError(f"parties.yaml: define the sides {', '.join(sorted(unknown))} as parties")
    return parties


def resolve_party(name: str, countries: Iterable[str] = ()) -> str:
    """Return the id of the party that `name` means in a report about `countries`, or "" when unsure.

    `countries` are ISO alpha-2 codes; they decide what "the army" or "rebels" mean.
    """
    return _resolve(name, tuple(sorted(set(countries))))


def allied(left: str, right: str, countries: Collection[str]) -> bool:
    """Tell whether two parties, by id, fight on one side in one of `countries`."""
    parties = load_parties()
    sides = [{id, parties[id].side if id in parties else ""} - {""} for id in (left, right)]
    if sides[0] & sides[1]:
        return True
    return any(
        sides[0] & set(alliance["parties"]) and sides[1] & set(alliance["parties"])
        for alliance in read_words("parties")["alliances"]
        if not set(alliance["countries"]).isdisjoint(countries)
    )


@cache
def common_targets() -> frozenset[str]:
    """Return the words for targets that too many events share."""
    return frozenset(read_words("parties")["common_targets"].split())


@lru_cache(maxsize=65536)
def _resolve(name: str, countries: tuple[str, ...]) -> str:
    readings = {party for part in name_parts(name) if (party := _resolve_part(part, countries))}
    return readings.pop() if len(readings) == 1 else ""


def _resolve_part(part: str, countries: tuple[str, ...]) -> str:
    if found := _match(part, countries):
        return found
    allies = {_match(piece, countries) for piece in part.split(" and ")} if " and " in part else {""}
    return allies.pop() if len(allies) == 1 else ""


def _match(phrase: str, countries: tuple[str, ...]) -> str:
    """Return the party of the longest name in the phrase whose neighbours all are words of force."""
    for meanings, rest in _table().matches(phrase):
        fitting = {meaning.party for meaning in meanings if meaning.fits(rest, countries)}
        if fitting:
            return fitting.pop() if len(fitting) == 1 else ""
    return ""


@cache
def _table() -> NameTable[tuple[_Meaning, ...]]:
    words = read_words("parties")
    state, group = (frozenset(words[name].split()) for name in _LOOSE_WORDS)
    meanings: dict[tuple[str, ...], list[_Meaning]] = defaultdict(list)
    entries: dict[str, dict[str, Any]] = words["parties"]
    for party in load_parties().values():
        is_state = party.inter in (1, 8)
        for name in party.names:
            meanings[name_tokens(name)].append(_Meaning(party.id, state if is_state else state | group))
        for stem in entries[party.id].get("stems", ()):
            meanings[name_tokens(stem)].append(_Meaning(party.id, state, needs_word=True))
        for name in party.loose_names:
            loose = _Meaning(party.id, state if is_state else group, countries=frozenset(party.countries))
            meanings[name_tokens(name)].append(loose)
    return NameTable({name: tuple(found) for name, found in meanings.items()}, state | group)
