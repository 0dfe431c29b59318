"""A record as FollowTheMoney statements: events, the articles that tell of them, and who is named there."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from marsad.export.csv import cell_text, write_rows
from marsad.export.summary import Cell
from marsad.export.told import Told, walk
from marsad.export.where import place_text
from marsad.export.wording import said_words, toll_words
from marsad.ids import content_id
from marsad.lexicon.parties import load_parties, resolve_party
from marsad.lexicon.sources import resolve_source
from marsad.model import Claim, Original, Report, Span
from marsad.store import View

__all__ = ["DATASET", "FTM_COLUMNS", "PROP_TYPES", "statement_id", "write_ftm"]

DATASET = "marsad"
FTM_COLUMNS = (
    "id", "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "lang", "original_value",
    "first_seen", "last_seen", "external", "origin",
)  # fmt: skip
PROP_TYPES = {
    "id": "id", "name": "name", "date": "date", "startDate": "date", "endDate": "date", "publishedAt": "date",
    "location": "address", "country": "country", "summary": "text", "notes": "text", "title": "string",
    "publisher": "string", "recordId": "string", "keywords": "string", "contentHash": "checksum", "sourceUrl": "url",
    "language": "language", "proof": "entity", "involved": "entity", "document": "entity", "resolved": "entity",
    "detectedSchema": "string",
}  # fmt: skip
"""The type of each property that is written, as FollowTheMoney's model has it."""

Properties = Iterable[tuple[str, Cell]]
Row = tuple[Cell, ...]


def write_ftm(view: View, target: BinaryIO) -> None:
    """Write a View as CSV of FollowTheMoney statements: first the reports, then the incidents.

    An incident is an Event under its own id, a report an Article, a known party or body an Organization, and a
    Mention joins the two where the report names it. A value that a spreadsheet would take for a formula gets an
    apostrophe, and its statement's id is that of the value with it.
    """
    write_rows(target, (FTM_COLUMNS,), _rows(view))


def statement_id(entity: str, prop: str, value: str) -> str:
    """Return the id of a statement of DATASET by FollowTheMoney's rule."""
    key = f"{DATASET}.{entity}.{prop}.{value}"
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def _rows(view: View) -> Iterator[Row]:
    told: set[str] = set()
    for report in view.reports():
        yield from _entity(report.id, "Article", _article(report, view))
        for span, organization in _named(view.claims(report.id)):
            yield from _organizations([organization], told)
            mention = content_id("mention", report.id, span.start, span.end)
            properties = [("document", report.id), ("name", span.quote), ("resolved", organization[0])]
            yield from _entity(mention, "Mention", [*properties, ("detectedSchema", "Organization")])
    for each in walk(view):
        parties = sorted({said.party for said in each.incident.attributions} & load_parties().keys())
        involved = [_party(party) for party in parties]
        yield from _organizations(involved, told)
        yield from _entity(each.incident.id, "Event", _event(each, [id for id, _ in involved]))


def _organizations(named: Iterable[tuple[str, str]], told: set[str]) -> Iterator[Row]:
    """Yield the organisations that were not told before."""
    for id, name in named:
        if id not in told:
            told.add(id)
            yield from _entity(id, "Organization", [("name", name)])


def _entity(id: str, schema: str, properties: Properties) -> Iterator[Row]:
    """Yield the statements of one entity, each once: the one of its id, then one a value."""
    seen = set()
    for prop, cell in (("id", id), *properties):
        value = cell_text(cell)
        if not value or (prop, value) in seen:
            continue
        seen.add((prop, value))
        statement = statement_id(id, prop, value)
        row = {
            "id": statement,
            "canonical_id": id,
            "entity_id": id,
            "prop": prop,
            "prop_type": PROP_TYPES[prop],
        }
        row |= {"schema": schema, "value": value, "dataset": DATASET}
        yield tuple(row.get(column) for column in FTM_COLUMNS)


def _article(report: Report, view: View) -> Iterator[tuple[str, Cell]]:
    """Yield what is known of a report; the SHA-1 of its original only where that holds no other report."""
    yield "name", report.title or report.id
    yield "title", report.title
    yield "publisher", report.publisher
    yield "publishedAt", report.published
    yield "sourceUrl", report.url
    yield "language", "eng" if report.language == "en" else None
    original = view.original(report.original) if not report.part else None
    yield "contentHash", _sha1(original) if original else None


def _sha1(original: Original) -> str:
    return hashlib.sha1(original.data, usedforsecurity=False).hexdigest()


def _named(claims: Iterable[Claim]) -> Iterator[tuple[Span, tuple[str, str]]]:
    """Yield where claims of one report name a known party or body, each place once.

    Other names are left out: many are those of persons.
    """
    seen: set[Span] = set()
    for claim in claims:
        spans = [(span, "") for source in claim.sources for span in (source.span, source.body) if span]
        spans += [(actor.span, actor.party) for actor in (*claim.actors, *claim.targets)]
        for span, party in spans:
            if span not in seen and (organization := _known(span.quote, party)):
                seen.add(span)
                yield span, organization


def _known(words: str, party: str) -> tuple[str, str] | None:
    """Return id and name of the party or body that words mean, where that is sure."""
    party = party or resolve_party(words)
    if party in load_parties():
        return _party(party)
    body = resolve_source(words)
    if body is None:
        return None
    return _party(body.party) if body.party else (content_id("organization", "source", body.id), body.name)


def _party(party: str) -> tuple[str, str]:
    return content_id("organization", "party", party), load_parties()[party].name


def _event(told: Told, involved: list[str]) -> Iterator[tuple[str, Cell]]:
    incident, place, time = told.incident, told.incident.place, told.incident.time
    kind = incident.type.replace("_", " ")
    yield (
        "name",
        ", ".join(filter(None, (kind, place.name if place else "", str(time.start) if time else ""))),
    )
    yield "summary", f"{incident.grade}: {incident.grade_reason}"
    yield "startDate", time.start if time else None
    yield "endDate", time.end if time else None
    yield "location", place_text(place) if place else None
    yield "country", place.country.lower() if place else None
    yield "keywords", incident.type
    yield "keywords", incident.phase
    yield "recordId", incident.id
    for words in (*map(toll_words, incident.tolls), *said_words(incident)):
        yield "notes", words
    for report in told.reports(told.claims()):
        yield "proof", report.id
    for organization in involved:
        yield "involved", organization
