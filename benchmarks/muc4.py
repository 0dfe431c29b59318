"""Measure date, place, number of victims and what befell them on reports of political violence.

Run `python benchmarks/muc4.py INDEX FOLDER [--errors]`, where INDEX is the place index that
`benchmarks/gazetteer.py` writes and FOLDER holds `tst1-muc3` (100 reports of 1988-1990 in capitals) and
`key-tst1.v7` (their MUC-4 templates). Each report is read and located; its claims are merged into events, and
events are paired with templates. How slots are filled and compared is told in docs/reading.md. It prints precision,
recall and F1 of each slot over the templates, and again with the events that no template asks for.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from marsad.extract.rules.reader import PIPELINE
from marsad.gazetteer import normalise
from marsad.locate import locate
from marsad.locate.cues import read_mention
from marsad.model import Claim, Interval, Place, PlaceName, Quantity, Report, Span
from marsad.ops.workshop import Workshop, open_workshop

MESSAGE = re.compile(r"^(TST\d-MUC\d-\d+)\s*$", re.MULTILINE)
HEADER = re.compile(
    r"\s*(?P<place>[A-Z][^,(\n]+?)(?: \((?P<country>[^)]+)\))?, (?P<day>\d{1,2} [A-Z]{3} \d{2})\b"
)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d\d)\b")
SLOTS = ("date", "location", "number", "effect")
TYPES: Mapping[str, frozenset[str]] = {
    "ATTACK": frozenset({"attack", "armed_clash", "shelling", "air_strike", "explosion", "destruction"}),
    "BOMBING": frozenset({"explosion", "attack", "shelling", "air_strike", "destruction"}),
    "KIDNAPPING": frozenset({"abduction", "detention", "attack"}),
    "HIJACKING": frozenset({"abduction", "attack"}),
    "ARSON": frozenset({"fire", "attack", "destruction"}),
    "ROBBERY": frozenset({"attack", "territory_change"}),
    "FORCED WORK STOPPAGE": frozenset({"attack", "protest", "riot"}),
}
"""The types of our events that may be an incident of each type of the keys."""
VIOLENT = frozenset().union(*TYPES.values()) - {"protest", "riot", "territory_change"}
EFFECTS: Mapping[str, str] = {"killed": "DEATH", "injured": "INJURY"}
NARROW = ("neighbourhood", "village", "town", "", "city", "feature", "region", "country")
"""Kinds of places from narrow to wide; "" is a name that was not resolved."""
OPEN = timedelta(days=36500)

Fill = frozenset[str]
Counts = tuple[float, float, float, float]


@dataclass(frozen=True)
class Template:
    """What a key says of one incident: each slot with its alternatives, and the words of all who were hit."""

    type: str
    optional: bool
    dates: tuple[Interval, ...]
    locations: Fill
    numbers: tuple[Fill, ...]
    sums: tuple[tuple[int, ...], ...]
    effects: Fill
    words: Fill


@dataclass
class Event:
    """Claims of one report that tell one happening, and what they say of each slot."""

    claims: list[Claim] = field(default_factory=list)

    @property
    def types(self) -> frozenset[str]:
        return frozenset(claim.type for claim in self.claims)

    @property
    def times(self) -> list[Interval]:
        return [claim.time.interval for claim in self.claims if claim.time]

    @property
    def places(self) -> list[PlaceName]:
        return [place for claim in self.claims for place in claim.places]

    def effects(self) -> Fill:
        harm = [harm for claim in self.claims for harm in claim.harm if harm.kind in EFFECTS]
        told = {EFFECTS[one.kind] for one in harm if one.quantity.high != 0}
        return frozenset(told or ({"NO INJURY"} if harm else ()))

    def numbers(self) -> list[Quantity]:
        told = {(h.kind, h.quantity) for claim in self.claims for h in claim.harm if h.kind != "displaced"}
        return [quantity for _, quantity in sorted(told, key=str)]


def reports(file: Path) -> dict[str, Report]:
    """Return the messages; each is published on the day that heads it."""
    parts = MESSAGE.split(file.read_text(encoding="utf-8", errors="replace"))
    texts = zip(parts[1::2], (text.strip("\n") for text in parts[2::2]), strict=True)
    return {name: Report(text, published=header_day(text), language="en") for name, text in texts}


def header_day(text: str) -> date | None:
    match = HEADER.match(text)
    return next(iter(days(match["day"])), None) if match else None


def days(text: str) -> list[date]:
    return [date(1900 + int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in DAY.findall(text)]


def templates(file: Path) -> dict[str, list[Template]]:
    """Return the templates of each message; a message about no incident has none."""
    found: dict[str, list[Template]] = {}
    for block in re.split(r"\n(?=0\.  MESSAGE: ID)", file.read_text(encoding="utf-8", errors="replace")):
        slots: dict[int, list[str]] = {}
        number = -1
        for line in block.splitlines():
            if match := re.match(r"(\d+)\.\s+[A-Z: ]+?\s{2,}(.*)", line):
                number = int(match[1])
                slots[number] = [match[2].strip()]
            elif number >= 0 and line.startswith("    "):
                slots[number].append(line.strip())
        if 0 in slots:
            of_message = found.setdefault(slots[0][0], [])
            if slots[4] != ["*"]:
                of_message.append(
                    template({n: [e for e in es if e not in ("-", "*", "")] for n, es in slots.items()})
                )
    return found


def template(slots: Mapping[int, Sequence[str]]) -> Template:
    fills = [entry.lstrip("? ").partition(":")[0] for entry in slots[21]]
    effects = [(entry.lstrip("? ").partition(":")) for entry in slots[23]]
    numbers = tuple(frozenset(re.findall(r"\d+|PLURAL", fill)) for fill in fills)
    words = (word for n in (9, 12, 18, 19) for entry in slots[n] for word in re.findall(r'"([^"]+)"', entry))
    return Template(
        type=slots[4][0].partition(" /")[0],
        optional="OPTIONAL" in slots[1][0],
        dates=tuple(stretch(part) for entry in slots[2] for part in entry.split("/") if DAY.search(part)),
        locations=frozenset(name for entry in slots[3] for name in most_specific(entry)),
        numbers=tuple(number for number in numbers if number),
        sums=tuple(sums(slots[21], effects)),
        effects=frozenset(kind for told, _, _ in effects for kind in effect_kinds(told)),
        words=frozenset(normalise(word) for word in words),
    )


def stretch(text: str) -> Interval:
    """Return the days of a key: "- 07 JAN 90" ends then and begins at any time before."""
    told = days(text)
    if text.strip().startswith("-"):
        return Interval(told[-1] - OPEN, told[-1], "days")
    end = told[0] + OPEN if text.strip().endswith("-") else told[-1]
    return Interval(told[0], end, "day" if told[0] == end else "days")


def most_specific(text: str) -> Iterator[str]:
    """Yield the names of the last step of a place: FLORES of "GUATEMALA: PETEN (DEPARTMENT): FLORES (CITY)"."""
    for one in re.split(r"\) / \(", text):
        last = re.sub(r"\([^()]*\)", "", one.removeprefix("(")).rpartition(":")[2]
        yield from (normalise(name) for name in re.split(r"\s-\s|\s/\s", last) if normalise(name))


def effect_kinds(told: str) -> frozenset[str]:
    """Return what a key says befell somebody: DEATH, INJURY, or that it was neither."""
    if told.startswith("NO INJURY"):
        return frozenset({"NO INJURY"})
    return frozenset({"DEATH", "INJURY"} & {one.strip() for one in told.split("/")})


def sums(entries: Sequence[str], effects: Sequence[tuple[str, str, str]]) -> Iterator[tuple[int, ...]]:
    """Yield for each effect which numbers, by position, count the people that it befell."""
    for kind in ("DEATH", "INJURY"):
        who = {w for told, _, names in effects if kind in effect_kinds(told) for w in names.split(" / ")}
        who = {w.strip() for w in who}
        chosen = [
            n
            for n, e in enumerate(entries)
            if any(w.strip() in who for w in e.partition(":")[2].split(" / "))
        ]
        if len(chosen) > 1:
            yield tuple(chosen)


def events(claims: Sequence[Claim]) -> list[Event]:
    """Merge the claims of a report that may tell one happening: tied ones, and of one type, place and time."""
    merged: list[Event] = []
    for claim in claims:
        if claim.type not in VIOLENT or claim.stance == "denies" or claim.phase in ("planned", "demanded"):
            continue
        event = next((one for one in merged if belongs(claim, one)), None)
        if event is None:
            merged.append(event := Event())
        event.claims.append(claim)
    return merged


def belongs(claim: Claim, event: Event) -> bool:
    ids = {other.id for other in event.claims}
    if not ids.isdisjoint(claim.same_as) or any(claim.id in other.same_as for other in event.claims):
        return True
    force = {"abduction", "detention", "fire"}
    if claim.type not in event.types and (claim.type in force or not force.isdisjoint(event.types)):
        return False
    if claim.time and event.times and not any(claim.time.interval.overlaps(time) for time in event.times):
        return False
    here, there = place_names(claim.places), place_names(event.places)
    return not here or not there or not here.isdisjoint(there)


def place_names(places: Iterable[PlaceName]) -> set[str]:
    """Return the names of the narrow places among some: countries and regions hold too much to tell apart."""
    return {normalise(name) for p in places if kind(p) not in ("country", "region") for name in names_of(p)}


def names_of(place: PlaceName) -> tuple[str, ...]:
    return (place.span.quote, *((place.resolved.name,) if place.resolved else ()))


def kind(place: PlaceName) -> str:
    return place.resolved.kind if place.resolved else ""


def dates_match(told: Sequence[Interval], wanted: Sequence[Interval]) -> bool:
    """Tell whether a told time lies within a wanted one; one told of no day is any day up to the report's."""
    return any(key.start <= one.start and one.end <= key.end for one in told[:1] for key in wanted) or any(
        one.precision == "night" and key.precision == "day" and key.start in (one.start, one.end)
        for one in told[:1]
        for key in wanted
    )


def place_matches(names: Sequence[str], wanted: Fill) -> bool:
    return not wanted.isdisjoint(map(normalise, names))


def fill(event: Event, report: Report, home: str) -> tuple[list[Interval], list[str]]:
    """Return when and where an event was: its commonest time and narrowest place, else what the report implies.

    An event of no told day was up to the day of the report; one of no told place in the report's country.
    """
    times = [time for time, _ in Counter(event.times).most_common()]
    if not times and report.published:
        times = [Interval(report.published - OPEN, report.published, "days")]
    counts = Counter(place.span.quote for place in event.places)
    order = sorted(event.places, key=lambda p: (NARROW.index(kind(p)), -counts[p.span.quote], p.span.start))
    if not order:
        return times, [home] if home else []
    return times, [*names_of(order[0]), read_mention(report.text, order[0].span).core]


def home_of(report: Report, claims: Sequence[Claim], workshop: Workshop) -> str:
    """Return the name of the country that most places of a report lie in, else that of its head."""
    resolved: list[Place] = [p.resolved for claim in claims for p in claim.places if p.resolved]
    match = HEADER.match(report.text)
    if not resolved and match:
        span = Span(match.start("place"), match.end("place"), match["place"])
        head = Claim(report.id, "attack", span, span, places=(PlaceName(span),))
        resolved = [p.resolved for p in locate([head], report, workshop.gazetteer)[0].places if p.resolved]
    countries = Counter(place.parents[-1] if place.parents else place.name for place in resolved)
    return countries.most_common(1)[0][0] if countries else (match["country"] or "" if match else "")


def number_counts(told: Sequence[Quantity], key: Template) -> Counts:
    """Return right and all told numbers, and covered and all wanted ones; a sum over one effect is right too."""
    left = dict(enumerate(key.numbers))
    right = 0
    for quantity in told:
        taken = numbers_meant(quantity, left, key.sums)
        right += bool(taken)
        for n in taken:
            left.pop(n)
    return right, len(told), len(key.numbers) - len(left), len(key.numbers)


def numbers_meant(
    quantity: Quantity, left: Mapping[int, Fill], sums: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """Return the positions of the wanted numbers that a told one is, or is the sum of."""
    for n, fills in left.items():
        if number_is(quantity, fills):
            return (n,)
    for chosen in sums:
        if all(n in left for n in chosen) and sum_is(quantity, [left[n] for n in chosen]):
            return chosen
    return ()


def number_is(quantity: Quantity, fills: Fill) -> bool:
    if quantity.is_exact or quantity.high is None:
        return str(quantity.low) in fills or ("PLURAL" in fills and not quantity.is_exact)
    return "PLURAL" in fills


def sum_is(quantity: Quantity, parts: Sequence[Fill]) -> bool:
    counts = [[int(fill) for fill in part if fill != "PLURAL"] for part in parts]
    return bool(counts) and all(counts) and quantity.low == sum(map(max, counts))


def slot_counts(key: Template | None, event: Event | None, report: Report, home: str) -> dict[str, Counts]:
    """Return for each slot how many told values are right, and how many wanted ones are covered."""
    times, places = fill(event, report, home) if event else ([], [])
    numbers, effects = (event.numbers(), event.effects()) if event else ([], frozenset[str]())
    if key is None:
        return {
            "date": (0, bool(times), 0, 0), "location": (0, bool(places), 0, 0),
            "number": (0, len(numbers), 0, 0), "effect": (0, len(effects), 0, 0),
        }  # fmt: skip
    when, where = dates_match(times, key.dates), place_matches(places, key.locations)
    both = len(effects & key.effects)
    return {
        "date": (when, bool(times), when, bool(key.dates)),
        "location": (where, bool(places), where, bool(key.locations)),
        "number": number_counts(numbers, key),
        "effect": (both, len(effects), both, len(key.effects)),
    }


def likeness(key: Template, event: Event, report: Report, home: str) -> float:
    """Return how much speaks for an event's being the incident of a template; 0 where its type cannot be."""
    if not (event.types & TYPES.get(key.type, VIOLENT)):
        return 0.0
    told = normalise(" ".join(claim.evidence.quote for claim in event.claims))
    named = sum(f" {word} " in f" {told} " for word in key.words)
    return 0.1 + min(named, 3) + sum(right for right, *_ in slot_counts(key, event, report, home).values())


def pair(
    keys: Sequence[Template], found: Sequence[Event], report: Report, home: str
) -> list[tuple[int, int]]:
    """Pair templates with events, the likest first, each at most once."""
    likely = [(likeness(k, e, report, home), i, j) for i, k in enumerate(keys) for j, e in enumerate(found)]
    pairs: list[tuple[int, int]] = []
    for score, i, j in sorted(likely, key=lambda item: (-item[0], item[1:])):
        if score > 0 and all(i != left and j != right for left, right in pairs):
            pairs.append((i, j))
    return pairs


def measure(
    workshop: Workshop, folder: Path, *, show: bool
) -> tuple[Counter[str], dict[str, list[Counts]], list[dict[str, Counts]]]:
    """Return counts of templates and events, slot counts of the templates, and those of events in vain."""
    keys, seen = templates(folder / "key-tst1.v7"), Counter[str]()
    counts: dict[str, list[Counts]] = {slot: [] for slot in SLOTS}
    in_vain: list[dict[str, Counts]] = []
    for name, report in reports(folder / "tst1-muc3").items():
        claims = workshop.read(report)
        found, wanted, home = events(claims), keys.get(name, []), home_of(report, claims, workshop)
        pairs = dict(pair(wanted, found, report, home))
        for i, key in enumerate(wanted):
            event = found[pairs[i]] if i in pairs else None
            seen["paired" if event else "optional" if key.optional else "missed"] += 1
            if event or not key.optional:
                compared = slot_counts(key, event, report, home)
                for slot in SLOTS:
                    counts[slot].append(compared[slot])
                if show:
                    told = fill(event, report, home) if event else "missed"
                    print(name, key.type, compared, told, key.dates, key.locations)
        others = [event for j, event in enumerate(found) if j not in pairs.values()]
        in_vain += [slot_counts(None, event, report, home) for event in others]
        seen["events in vain"] += len(others)
    return seen, counts, in_vain


def print_row(slot: str, counts: Sequence[Counts]) -> None:
    right, told, covered, wanted = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / max(told, 1), covered / max(wanted, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    print(f"  {slot:10} {precision:9.3f} {recall:7.3f} {f1:6.3f} {wanted:7.0f} {told:6.0f}")


def main() -> None:
    folder = Path(sys.argv[2])
    if not (folder / "tst1-muc3").is_file() or not (folder / "key-tst1.v7").is_file():
        print(f"skipped: {folder} does not hold tst1-muc3 and key-tst1.v7")
        return
    workshop = open_workshop(Path(sys.argv[1]), pipeline=PIPELINE)
    seen, counts, in_vain = measure(workshop, folder, show="--errors" in sys.argv)
    workshop.close()
    print(", ".join(f"{what}: {number}" for what, number in sorted(seen.items())))
    for title, more in (("over the templates", []), ("with events in vain", in_vain)):
        print(f"{title}\n  slot       precision  recall     F1  wanted   told")
        for slot in SLOTS:
            print_row(slot, [*counts[slot], *(event[slot] for event in more)])


if __name__ == "__main__":
    main()
