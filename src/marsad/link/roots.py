"""Who a claim comes from: the source nearest the event, one root whatever it is called."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from marsad.lexicon.names import name_tokens
from marsad.lexicon.parties import load_parties, resolve_party
from marsad.lexicon.sources import (
    Body,
    has_rivals,
    is_generic,
    load_sources,
    organ_of,
    resolve_source,
    without_speaker,
)
from marsad.model import Claim, Report, SourceName, Span

__all__ = ["Root", "find_roots", "independent", "one_of_each", "root_named"]


UNNAMED = "unnamed outlet"
NUMBERS = frozenset({"one", "two", "three", "four", "five", "several", "some", "many", "other", "various"})
"""Words beside which a crowd stays the same."""
STATE = 1
"""The code of a state's own forces (ACLED's inter)."""


@dataclass(frozen=True, slots=True)
class Root:
    """A root source: its label for people, and the party it is or speaks for.

    `crowd` is equal for voices that nobody can tell apart (unnamed activists of two outlets, agencies of the
    UN): they corroborate once. `outlet` marks the publisher's own voice. `names` are those of a person and a body
    that the lexicon does not know, as words. `kind` is the kind of source that a person gave it, or "".
    """

    id: str
    label: str
    party: str = ""
    crowd: str = ""
    outlet: bool = False
    names: tuple[tuple[str, ...], ...] = ()
    kind: str = ""


def find_roots(claims: Sequence[Claim], report: Report | None) -> dict[str, Root]:
    """Return the root source of each claim of one report, by claim id; `report` gives the publisher."""
    publisher = report.publisher if report else ""
    report_id = claims[0].report if claims else ""
    bodies = {**_loose_bodies(claims), **_named(claims)}
    setting = _Setting(publisher, _outlet(report_id, publisher), _countries(claims), _states(claims), bodies)
    roots = {
        claim.id: _root(claim.sources[0], setting) if claim.sources else setting.outlet for claim in claims
    }
    known_as = one_of_each(roots.values(), setting.countries)
    return {id: known_as[root] for id, root in roots.items()}


def one_of_each(roots: Iterable[Root], countries: Collection[str] = ()) -> dict[Root, Root]:
    """Return for each root the one that stands for it: a shorter name means the only fuller one that it fits.

    "The emergency room" is the "South Khartoum Emergency Room" where no other emergency room speaks, a person is
    the body that another sentence gives him, and "the police" are those of the only state that speaks, unless one of
    `countries` has rival governments.
    """
    met = dict.fromkeys(roots)
    named = sorted(
        ((_words_of(root), root) for root in met if root.names), key=lambda one: (-one[0], one[1].id)
    )
    known_as = {root: root for root in met}
    states = {
        root for root in met if root.party and load_parties()[root.party].inter == STATE and not root.outlet
    }
    if len(states) == 1:
        known_as |= dict.fromkeys((root for root in met if _is_organ(root, countries)), *states)
    for words, root in reversed(named) if len(named) > 1 else ():
        if root.id in load_sources():
            continue
        fuller = {known_as[other] for more, other in named if more > words and _fits(root, other)}
        longest = {other for other in fuller if not any(_fits(other, one) for one in fuller - {other})}
        if len(longest) == 1:
            known_as[root] = longest.pop()
    return {root: _end(known_as, root) for root in met}


def _is_organ(root: Root, countries: Collection[str]) -> bool:
    """Tell whether a root is an organ of a state that its name does not tell."""
    name = " ".join(root.names[0]) if root.names else root.crowd
    return not root.party and bool(name) and organ_of(name) == "" and not has_rivals(name, countries)


def _end(known_as: Mapping[Root, Root], root: Root) -> Root:
    while known_as[root] != root:
        root = known_as[root]
    return root


def _words_of(root: Root) -> int:
    return sum(map(len, root.names))


def _fits(short: Root, full: Root) -> bool:
    """Tell whether one root's names are parts of the other's: all words of one of them, and its last word there."""
    return any(
        set(name) <= set(other) and name[-1] in other and (len(name) > 1 or name[-1] == other[-1])
        for name in short.names
        for other in full.names
    )


def root_named(name: str, publisher: str = "", countries: Collection[str] = ()) -> Root:
    """Return the root source that a person names: by the id of a known body or party, or in words."""
    if name in load_sources():
        return _of_body(load_sources()[name])
    if name in load_parties():
        return _of_party(name)
    setting = _Setting(publisher, _outlet("", publisher), set(countries), set(), {})
    return _root(SourceName(Span(0, len(name), name)), setting)


def independent(roots: Iterable[Root]) -> tuple[str, ...]:
    """Return the labels of the sources that are independent of each other, in order."""
    labels: dict[str, str] = {}
    for root in roots:
        labels.setdefault(root.crowd or root.id, root.label)
    return tuple(labels.values())


@dataclass(frozen=True, slots=True)
class _Setting:
    """What one report says of its voices: its outlet, its countries, which states speak, whom short names mean."""

    publisher: str
    outlet: Root
    countries: set[str]
    states: set[str]
    bodies: Mapping[str, Body]


def _root(name: SourceName, setting: _Setting) -> Root:
    """Return the root behind a source: the body before the person, the party before the body."""
    texts = [span.quote for span in (name.body, name.span) if span]
    for text in texts:
        if body := resolve_source(text) or setting.bodies.get(_key(text)):
            return _of_body(body)
    for text in texts:
        for words in (text, without_speaker(text)):
            if party := resolve_party(words, setting.countries):
                return _of_party(party)
    if organ := _organ(texts, setting):
        return organ
    if is_generic(texts[0]):
        label = f"{texts[0]} (told to {setting.publisher})" if setting.publisher else texts[0]
        crowd = " ".join(word for word in name_tokens(texts[0]) if word not in NUMBERS) or _key(texts[0])
        return Root(f"{crowd} @ {setting.outlet.id}", label, crowd=crowd)
    names = tuple(name_tokens(text) for text in texts if not is_generic(text))
    crowd = "un" if any(_is_of_un(name) for name in names) else ""
    return Root(" ".join(sorted(name_tokens(texts[0]))), texts[0], crowd=crowd, names=names)


def _is_of_un(name: tuple[str, ...]) -> bool:
    return "un" in name or ("united", "nations") in pairwise(name)


def _organ(texts: Sequence[str], setting: _Setting) -> Root | None:
    """Return the state whose ministry, army or police speaks, where the report leaves no doubt which."""
    country = next((found for text in texts if (found := organ_of(text)) is not None), None)
    if country is None or has_rivals(" ".join(texts), {country, *setting.countries}):
        return None
    if not country and len(setting.states) == 1:
        (party,) = setting.states
        return _of_party(party)
    countries = {country} if country else setting.countries
    if len(countries) != 1:
        return None
    party = resolve_party("government", countries) or resolve_party("army", countries)
    return _of_party(party) if party else Root(f"state of {min(countries)}", texts[0])


def _outlet(report: str, publisher: str) -> Root:
    if not publisher:
        return Root(f"outlet of {report}", UNNAMED, crowd=UNNAMED, outlet=True)
    body = resolve_source(publisher)
    if body and body.party:
        return replace(_of_body(body), outlet=True)
    return Root(body.id if body else _key(publisher), body.name if body else publisher, outlet=True)


def _of_body(body: Body) -> Root:
    if body.party:
        return _of_party(body.party)
    names = tuple(name_tokens(name) for name in (body.name, *body.names, *body.loose_names))
    return Root(
        body.id, body.name, crowd="un" if body.kind == "un" else "", names=tuple(dict.fromkeys(names))
    )


def _of_party(party: str) -> Root:
    return Root(party, load_parties()[party].name, party=party)


def _key(text: str) -> str:
    return " ".join(name_tokens(text))


def _loose_bodies(claims: Sequence[Claim]) -> dict[str, Body]:
    """Return what "the Observatory" or "the group" mean in one report, where only one body there fits."""
    quoted = {
        body.id
        for claim in claims
        for source in claim.sources
        for span in (source.body, source.span)
        if span and (body := resolve_source(span.quote))
    }
    fitting: dict[str, list[Body]] = defaultdict(list)
    for id in sorted(quoted):
        body = load_sources()[id]
        for name in body.loose_names:
            fitting[_key(name)].append(body)
    return {name: bodies[0] for name, bodies in fitting.items() if len(bodies) == 1}


def _named(claims: Sequence[Claim]) -> dict[str, Body]:
    """Return for whom the people of one report speak, for clauses that give the person only."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for source in claim.sources:
            if source.body and (body := resolve_source(source.body.quote)):
                speakers[_key(source.span.quote)].add(body.id)
    return {
        person: load_sources()[next(iter(ids))]
        for person, ids in speakers.items()
        if len(ids) == 1 and not is_generic(person)
    }


def _countries(claims: Sequence[Claim]) -> set[str]:
    return {
        name.resolved.country
        for claim in claims
        for name in claim.places
        if name.resolved and name.resolved.country
    }


def _states(claims: Sequence[Claim]) -> set[str]:
    """Return the state parties that speak in a report under their own names."""
    names = {
        span.quote
        for claim in claims
        for source in claim.sources
        for span in (source.body, source.span)
        if span
    }
    found = {body.party if (body := resolve_source(name)) else resolve_party(name) for name in names}
    return {party for party in found if party and load_parties()[party].inter == STATE}
