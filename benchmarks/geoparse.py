"""Measure place resolution on news articles whose place names are marked with coordinates.

Run `python benchmarks/geoparse.py INDEX FOLDER`, where INDEX is the place index that
`benchmarks/gazetteer.py` writes and FOLDER holds `lgl.xml` (Local-Global Lexicon) and `GWN.xml`
(GeoWebNews). The marked names are given as the places of a claim, so that this measures resolving and not
finding; of GeoWebNews those that name a place, without adjectives ("Russian") and words for people. It prints
the share resolved; of those the share within 161 km (100 miles) of the marked point; and the share whose own
radius, or 161 km, holds it: the middle of a large country is a matter of choice.
"""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from marsad.gazetteer import Gazetteer, distance_km, open_gazetteer
from marsad.locate import locate
from marsad.model import Claim, PlaceName, Report, Span

NEAR_KM = 161.0
NAMES = (None, "Literal", "Literal_Modifier", "Mixed", "Coercion", "Metonymic", "Embedded_Literal")
Gold = dict[Span, tuple[float, float]]


def articles(file: Path) -> Iterator[tuple[Report, Gold]]:
    for article in ET.parse(file).getroot():
        report = Report(article.findtext("text") or "", title=article.findtext("title") or "")
        gold: Gold = {}
        for toponym in article.iter("toponym"):
            latitude = toponym.findtext("latitude") or toponym.findtext("gaztag/lat")
            longitude = toponym.findtext("longitude") or toponym.findtext("gaztag/lon")
            start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
            name = toponym.findtext("phrase") or toponym.findtext("extractedName")
            if toponym.findtext("type") not in NAMES:
                continue
            if latitude and longitude and name and report.text[start:end] == name:
                gold[Span(start, end, name)] = (float(latitude), float(longitude))
        if gold:
            yield report, gold


def measure(file: Path, gazetteer: Gazetteer, *, show: bool) -> None:
    total = resolved = near = held = 0
    for report, gold in articles(file):
        # one claim a name: places of one claim that contain one another would be left out
        claims = [Claim(report.id, "attack", span, span, places=(PlaceName(span),)) for span in sorted(gold)]
        total += len(gold)
        for claim in locate(claims, report, gazetteer):
            span, place = claim.places[0].span, claim.places[0].resolved
            away = distance_km((place.latitude, place.longitude), gold[span]) if place else None
            resolved += away is not None
            near += away is not None and away <= NEAR_KM
            held += place is not None and away is not None and away <= max(NEAR_KM, place.radius_km)
            if show and (away is None or away > NEAR_KM):
                meant = place and (place.name, place.kind, *place.parents)
                print(f"{span.quote!r}: {meant} {away and round(away)} km")
    print(f"{file.name}: {total} names, resolved {resolved / total:.3f}")
    print(f"  of those within 161 km {near / resolved:.3f}, held by the place {held / resolved:.3f}")


def main() -> None:
    gazetteer = open_gazetteer(Path(sys.argv[1]))
    for name in ("lgl.xml", "GWN.xml"):
        measure(Path(sys.argv[2]) / name, gazetteer, show="--errors" in sys.argv)


if __name__ == "__main__":
    main()
