"""Who a claim comes from: the source nearest the event, one root whatever it is called."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.lexicon.names import name_tokens
from marsad.lexicon.parties import load_parties, resolve_party
from marsad.lexicon.sources import Body, is_generic, load_sources, resolve_source
from marsad.model import Claim, Report, SourceName, Span

__all__ = ["Root", "find_roots", "independent", "root_named"]


UNNAMED = "unnamed outlet"


@dataclass(frozen=True, slots=True)
class Root:
    """A root source: its label for people, and the party it is or speaks for.

    `crowd` is equal for voices that nobody can tell apart (unnamed activists of two outlets, agencies of the
    UN): they corroborate once. `outlet` marks the publisher's own voice. `kind` is the kind of source that a person
    gave it, or "".
    """

    id: str
    label: str
    party: str = ""
    crowd: str = ""
    outlet: bool = False
    kind: str = ""


def find_roots(claims: Sequence[Claim], reports: Mapping[str, Report]) -> dict[str, Root]:
    """Return the root source of each claim, by claim id."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    roots = {}
    for report_id, told in by_report.items():
        publisher = reports[report_id].publisher if report_id in reports else ""
        bodies = {**_loose_bodies(told), **_named(told)}
        setting = _Setting(publisher, _outlet(report_id, publisher), _countries(told), bodies)
        for claim in told:
            roots[claim.id] = _root(claim.sources[0], setting) if claim.sources else setting.outlet
    return roots


def root_named(name: str, publisher: str = "", countries: Collection[str] = ()) -> Root:
    """Return the root source that a person names: by the id of a known body or party, or in words."""
    if name in load_sources():
        return _of_body(load_sources()[name])
    if name in load_parties():
        return _of_party(name)
    setting = _Setting(publisher, _outlet("", publisher), set(countries), {})
    return _root(SourceName(Span(0, len(name), name)), setting)


def independent(roots: Iterable[Root]) -> tuple[str, ...]:
    """Return the labels of the sources that are independent of each other, in order."""
    labels: dict[str, str] = {}
    for root in roots:
        labels.setdefault(root.crowd or root.id, root.label)
    return tuple(labels.values())


@dataclass(frozen=True, slots=True)
class _Setting:
    """What one report says of its voices: its outlet, where it plays, and whom its short names mean."""

    publisher: str
    outlet: Root
    countries: set[str]
    bodies: Mapping[str, Body]


def _root(name: SourceName, setting: _Setting) -> Root:
    """Return the root behind a source: the body before the person, the party before the body."""
    texts = [span.quote for span in (name.body, name.span) if span]
    for text in texts:
        if body := resolve_source(text) or setting.bodies.get(_key(text)):
            return _of_body(body)
    for text in texts:
        if party := resolve_party(text, setting.countries):
            return _of_party(party)
    if is_generic(texts[0]):
        label = f"{texts[0]} (told to {setting.publisher})" if setting.publisher else texts[0]
        return Root(f"{_key(texts[0])} @ {setting.outlet.id}", label, crowd=_key(texts[0]))
    return Root(_key(texts[0]), texts[0])


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
    return Root(body.id, body.name, crowd="un" if body.kind == "un" else "")


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
