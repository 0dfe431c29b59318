"""Measure finding and resolving place names on news articles whose names are marked with coordinates.

Run `python benchmarks/geoparse.py INDEX FOLDER [--errors]`, where INDEX is the place index that
`benchmarks/gazetteer.py` writes and FOLDER holds `lgl.xml` (Local-Global Lexicon) and `GWN.xml` (GeoWebNews).
What is counted is told in docs/reading.md. For each corpus and for both it prints how well names are found, how
far from their marked points those found are resolved, and the same for the marked names given as they are.
`--errors` prints each name missed, found in vain, refused or resolved too far away.
"""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from marsad.extract.rules.parse import load_pipeline, parse
from marsad.extract.rules.places import find_place_words
from marsad.extract.rules.reader import PIPELINE
from marsad.gazetteer import Gazetteer, distance_km, open_gazetteer
from marsad.locate import locate
from marsad.model import Claim, Place, PlaceName, Report, Span

NEAR_KM = 161.0
"""A hundred miles: how far from the marked point the literature lets a resolved name be."""
UNNAMED = ("Literal_Expression", "Non_Lit_Expression")
"""Kinds of GeoWebNews that mark common nouns ("the church"), which are no names."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Article:
    """An article with its marked names and their points; None where a name has no point."""

    report: Report
    marked: Mapping[Span, Point | None]


@dataclass
class Tally:
    """What was counted over the articles of one corpus or of several."""

    marked: int = 0
    found: int = 0
    in_vain: int = 0
    exact: int = 0
    resolved: int = 0
    near: int = 0
    given_resolved: int = 0
    given_near: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            *(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True))
        )


def articles(file: Path) -> Iterator[Article]:
    """Yield the articles of a corpus with the names that are marked where the text has them."""
    for article in ET.parse(file).getroot():
        text, url = article.findtext("text") or "", article.findtext("url") or article.findtext("link") or ""
        title, publisher = article.findtext("title") or "", article.findtext("domain") or ""
        marked: dict[Span, Point | None] = {}
        for name in article.iter("toponym"):
            start, end = int(name.findtext("start") or 0), int(name.findtext("end") or 0)
            quote = name.findtext("phrase") or name.findtext("extractedName")
            if quote and text[start:end] == quote and name.findtext("type") not in UNNAMED:
                latitude = name.findtext("latitude") or name.findtext("gaztag/lat")
                longitude = name.findtext("longitude") or name.findtext("gaztag/lon")
                point = (float(latitude), float(longitude)) if latitude and longitude else None
                marked[Span(start, end, quote)] = point
        yield Article(Report(text, title=title, publisher=publisher, url=url), marked)


def find(doc: Doc, gazetteer: Gazetteer) -> tuple[Span, ...]:
    """Return the words that the reader's finder sees a place in: names, names inside names of bodies, peoples."""
    names = (mention.span for mention in find_place_words(doc, gazetteer.lookup))
    return tuple(Span(name.start_char, name.end_char, name.text) for name in names)


def match(found: Iterable[Span], marked: Iterable[Span]) -> dict[Span, Span]:
    """Return the marked name of each found one that overlaps it, the largest overlap first, each used once."""
    pairs = [
        (min(f.end, m.end) - max(f.start, m.start), f, m) for f in found for m in marked if f.overlaps(m)
    ]
    matched: dict[Span, Span] = {}
    taken: set[Span] = set()
    for _, mine, theirs in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if mine not in matched and theirs not in taken:
            matched[mine] = theirs
            taken.add(theirs)
    return matched


def resolve(report: Report, names: Sequence[Span], gazetteer: Gazetteer) -> dict[Span, Place]:
    """Return where names are; each is a claim of its own, as places of one claim may leave each other out."""
    claims = [Claim(report.id, "attack", name, name, places=(PlaceName(name),)) for name in names]
    places = (claim.places[0] for claim in locate(claims, report, gazetteer))
    return {place.span: place.resolved for place in places if place.resolved}


def away(place: Place | None, point: Point) -> float | None:
    return distance_km((place.latitude, place.longitude), point) if place else None


def measure(article: Article, found: Sequence[Span], gazetteer: Gazetteer, *, show: bool) -> Tally:
    """Compare what was found and where it was put with what one article marks."""
    points = {name: point for name, point in article.marked.items() if point}
    matched = match(found, points)
    marked_without_point = [name for name, point in article.marked.items() if not point]
    in_vain = [n for n in found if n not in matched and not any(n.overlaps(m) for m in marked_without_point)]
    places = resolve(article.report, found, gazetteer)
    given = resolve(article.report, sorted(points), gazetteer)
    distances = [away(places.get(mine), points[theirs]) for mine, theirs in matched.items()]
    of_given = [away(given.get(name), point) for name, point in points.items()]
    if show:
        told = {**{theirs: places.get(mine) for mine, theirs in matched.items()}}
        print_errors(article, points, told, in_vain)
    return Tally(
        marked=len(points),
        found=len(matched),
        in_vain=len(in_vain),
        exact=sum(mine == theirs for mine, theirs in matched.items()),
        resolved=sum(far is not None for far in distances),
        near=sum(far is not None and far <= NEAR_KM for far in distances),
        given_resolved=sum(far is not None for far in of_given),
        given_near=sum(far is not None and far <= NEAR_KM for far in of_given),
    )


def print_errors(
    article: Article,
    points: Mapping[Span, Point],
    found: Mapping[Span, Place | None],
    in_vain: Sequence[Span],
) -> None:
    for name in in_vain:
        print(f"in vain {name.quote!r}: {context(article, name)}")
    for name, point in points.items():
        if name not in found:
            print(f"missed {name.quote!r}: {context(article, name)}")
            continue
        place, far = found[name], away(found[name], point)
        if place is None:
            print(f"refused {name.quote!r} {point}: {context(article, name)}")
        elif far is not None and far > NEAR_KM:
            where = ", ".join((place.name, *place.parents))
            print(f"{far:.0f} km {name.quote!r} {point}, not {place.kind} {where}: {context(article, name)}")


def context(article: Article, name: Span) -> str:
    text = article.report.text
    return repr(f"{text[max(0, name.start - 40) : name.start]}[{name.quote}]{text[name.end : name.end + 30]}")


def f1(right: int, said: int, wanted: int) -> float:
    return 2 * right / (said + wanted)


def print_tally(title: str, tally: Tally) -> None:
    said = tally.found + tally.in_vain
    overlap, exact = f1(tally.found, said, tally.marked), f1(tally.exact, said, tally.marked)
    print(f"{title}: {tally.marked} names")
    print(f"  found: precision {tally.found / said:.3f}, recall {tally.found / tally.marked:.3f}", end="")
    print(f", F1 {overlap:.3f}, of equal span {exact:.3f}")
    rows = (("found", tally.found, tally.resolved, tally.near),)
    for what, names, resolved, near in (
        *rows,
        ("given", tally.marked, tally.given_resolved, tally.given_near),
    ):
        print(
            f"  of those {what}: refused {1 - resolved / names:.3f}, within 161 km {near / names:.3f}", end=""
        )
        print(f" ({near / resolved:.3f} of those resolved)")


def run(file: Path, gazetteer: Gazetteer, nlp: Language, *, show: bool) -> Tally:
    tally = Tally()
    for article in articles(file):
        found = find(parse(article.report.text, nlp), gazetteer)
        tally += measure(article, found, gazetteer, show=show)
    return tally


def main() -> None:
    gazetteer, folder = open_gazetteer(Path(sys.argv[1])), Path(sys.argv[2])
    files = [folder / name for name in ("lgl.xml", "GWN.xml")]
    if not all(file.is_file() for file in files):
        print(f"skipped: {folder} does not hold lgl.xml and GWN.xml")
        return
    nlp = load_pipeline(PIPELINE)
    total = Tally()
    for file in files:
        tally = run(file, gazetteer, nlp, show="--errors" in sys.argv)
        print_tally(file.name, tally)
        total += tally
    print_tally("both", total)


if __name__ == "__main__":
    main()
