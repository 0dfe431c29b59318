"""People counted in a text: "a woman and her two children", "12 civilians, including five children"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from marsad.extract.quantity import QuantitySpan, find_quantities
from marsad.extract.wordlists import any_of, fold
from marsad.lexicon.files import read_words
from marsad.model import Quantity

__all__ = ["Group", "PeopleSpan", "find_listed_people"]

Group = tuple[str, Quantity, int, int]

# How far back from its noun a number is looked for, and past how many adjectives.
REACH = 80
ADJECTIVES = 4
SOME = Quantity(2, None)  # a plural with no number (codebook, "Numbers")


@dataclass(frozen=True, slots=True)
class PeopleSpan:
    """People who are counted together.

    `groups` holds (group of the codebook, quantity, start, end) for the parts whose words tell a group;
    `head_start`..`head_end` is the noun that the first number counts, or the number where there is no noun.
    """

    start: int
    end: int
    quantity: Quantity
    groups: tuple[Group, ...]
    head_start: int
    head_end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One noun with its number; `form` is counted, article, bare, refers (his wife) or part (three of them).

    `verbal` marks words that are nouns only with a number ("12 wounded").
    """

    start: int
    end: int
    quantity: Quantity
    group: str
    head_start: int
    head_end: int
    form: str
    verbal: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    groups: dict[str, str]
    singular: frozenset[str]
    adjectives: dict[str, str]
    only_counted: frozenset[str]
    follow: frozenset[str]
    stops: frozenset[str]
    possessives: frozenset[str]
    harmed: frozenset[str]
    noun: re.Pattern[str]
    family: re.Pattern[str]
    linked: re.Pattern[str]
    including: re.Pattern[str]
    part_of: re.Pattern[str]


@cache
def _words() -> _Words:
    data = read_words("people")
    forms = [
        (word.lower(), entry["group"], number)
        for entry in data["nouns"]
        for number in ("singular", "plural")
        for word in entry[number]
    ]
    harmed = any_of(data["harmed"])
    flags = re.IGNORECASE
    return _Words(
        groups={word: group for word, group, _ in forms},
        singular=frozenset(word for word, _, number in forms if number == "singular"),
        adjectives=data["adjectives"],
        only_counted=frozenset(data["only_counted"]),
        follow=frozenset(data["follow"]),
        stops=frozenset(data["stops"]),
        possessives=frozenset(data["possessives"]),
        harmed=frozenset(data["harmed"]),
        noun=re.compile(rf"(?<![\w-]){any_of(word for word, _, _ in forms)}(?![\w-]|['’]\w?)", flags),
        family=re.compile(rf"(?<!\w)(?:an?\s)?(?P<head>{any_of(data['family'])})\s{{1,2}}", flags),
        linked=re.compile(rf"(?:,?\s{{1,3}}{any_of(data['linked'])}|,)\s{{1,3}}", flags),
        including=re.compile(
            rf"(?:\s{{1,3}}(?:were|was|are|have\sbeen|had\sbeen))?(?:\s{{1,3}}{harmed}){{0,2}}"
            rf"\s{{0,3}}[,(–—-]?\s{{0,3}}{any_of(data['including'])}\s{{1,3}}",
            flags,
        ),
        part_of=re.compile(rf"{any_of(data['part_of'])}\s{{1,3}}(?:(?:were|are|was|is)\s{{1,3}})?\Z", flags),
    )


def _is_head(text: str, end: int) -> bool:
    """Tell whether a singular noun that ends here heads its phrase: "a child was", not "a child soldier"."""
    after = re.match(r"\s{1,3}([\w'’-]{1,30})", text[end : end + 40])
    if not after or (after[1][0].isupper() and not text[:end][-3:].isupper()):
        return True
    word = fold(after[1])
    return word in _words().follow or word.endswith(("ed", "ing"))


def _phrase(noun: re.Match[str], text: str, ends: dict[int, QuantitySpan]) -> _Phrase | None:
    """Return the phrase of a noun that means people, or None where it is definite or no head."""
    words = _words()
    word = fold(noun[0])
    single = word in words.singular
    if (single or word in ("police", "staff", "crew")) and not _is_head(text, noun.end()):
        return None
    group, start = words.groups[word], noun.start()
    part = words.part_of.search(text[max(0, start - REACH) : start])
    if part:
        counted = ends.get(len(text[: start - len(part[0])].rstrip()))
        if not counted:
            return None
        return _Phrase(counted.start, noun.end(), counted.quantity, group, start, noun.end(), "part")
    begin = max(0, start - REACH)
    tokens = list(re.finditer(r"[\w'’-]+|[^\w\s]", text[begin:start]))[::-1][: ADJECTIVES + 3]
    return _determined(
        _Phrase(start, noun.end(), SOME, group, start, noun.end(), "bare", word in words.harmed),
        tokens,
        begin,
        ends,
        single=single,
    )


def _determined(
    bare: _Phrase, tokens: Sequence[re.Match[str]], begin: int, ends: dict[int, QuantitySpan], *, single: bool
) -> _Phrase | None:
    """Walk back from the noun to its number, article or the end of its adjectives."""
    words, group = _words(), bare.group
    for place, token in enumerate(tokens):
        counted, word = ends.get(begin + token.end()), fold(token[0])
        if counted:
            if single and counted.quantity not in (
                Quantity.exactly(1),
                Quantity.exactly(0),
                Quantity(1, None),
            ):
                return None
            lead = next((other for other in tokens[place:] if begin + other.end() <= counted.start), None)
            owned = lead is not None and fold(lead[0]) in words.possessives
            start = begin + lead.start() if lead and owned else counted.start
            return replace(bare, start=start, quantity=counted.quantity, group=group, form="counted")
        if word in ("a", "an", "another") and single:
            one = Quantity.exactly(1)
            return replace(bare, start=begin + token.start(), quantity=one, group=group, form="article")
        if word == "of" or (word in words.possessives | {"the", "these", "those"} and _is_of(tokens, place)):
            continue
        if word in words.possessives:
            told = Quantity.exactly(1) if single else SOME
            return replace(bare, start=begin + token.start(), quantity=told, group=group, form="refers")
        if word in ("the", "these", "those", "this", "that", "many", "most", "all", "both"):
            return None
        if single and word == "and":
            return replace(bare, quantity=Quantity.exactly(1), group=group, form="refers")
        if word in words.stops or not word[0].isalnum() or place >= ADJECTIVES:
            break
        if re.search(r"[^ius]s\Z", word) and not token[0][0].isupper():
            break  # a plural is a noun of its own: "two bombs killed civilians"
        group = group or words.adjectives.get(word, "")
    return None if single or bare.verbal else replace(bare, group=group)


def _is_of(tokens: Sequence[re.Match[str]], place: int) -> bool:
    return place + 1 < len(tokens) and fold(tokens[place + 1][0]) == "of"


def _phrases(text: str, quantities: Iterable[QuantitySpan]) -> list[_Phrase]:
    """Return the phrases that tell people, in order, without overlap."""
    words = _words()
    ends = {span.end: span for span in quantities}
    starts = {span.start: span for span in ends.values()}
    found = [phrase for noun in words.noun.finditer(text) if (phrase := _phrase(noun, text, ends))]
    for match in words.family.finditer(text):
        counted = starts.get(match.end())
        if counted:
            found.append(
                _Phrase(match.start(), counted.end, counted.quantity, "", *match.span("head"), "counted")
            )
    for span in ends.values():
        if fold(text[span.start : span.end]) in ("no one", "no-one", "nobody"):
            found.append(_Phrase(span.start, span.end, span.quantity, "", span.start, span.end, "counted"))
    return _without_overlap(found)


def _without_overlap(phrases: Iterable[_Phrase]) -> list[_Phrase]:
    kept: list[_Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def _list_from(phrases: Sequence[_Phrase], at: int, text: str) -> int:
    """Return the index after the last phrase of the list that starts at `at`."""
    stop = at + 1
    while stop < len(phrases) and phrases[stop].form != "part":
        gap = text[phrases[stop - 1].end : phrases[stop].start]
        joined = _words().linked.fullmatch(gap) or (
            gap.isspace() and _counted_both(phrases[stop - 1], phrases[stop])
        )
        if len(gap) > REACH or not joined or _new_clause(phrases[at], phrases[stop], text):
            break
        if _speaks(phrases[stop], text) or _outcome(phrases[at], text) != _outcome(phrases[stop], text):
            break  # "24 dead and dozens wounded" are two counts, not one
        stop += 1
    return stop


def _counted_both(first: _Phrase, second: _Phrase) -> bool:
    """Tell whether two phrases can make a list without a comma: "six women five children"."""
    return first.form == second.form == "counted"


def _speaks(phrase: _Phrase, text: str) -> bool:
    """Tell whether a phrase names who speaks: "seven people, a monitor said" are seven."""
    after = text[phrase.end : phrase.end + REACH].split(maxsplit=1)[:1]
    return bool(after) and fold(after[0]).strip(",.") in _saying()


@cache
def _saying() -> frozenset[str]:
    return frozenset(read_words("speech")["forms"])


def _outcome(phrase: _Phrase, text: str) -> str:
    """Return the word of harm that a phrase counts by ("24 dead"), or ""."""
    words = {fold(word) for word in text[phrase.start : phrase.end].split()}
    return next(iter(sorted(words & _harmed())), "")


@cache
def _harmed() -> frozenset[str]:
    return frozenset(read_words("people")["harmed"]) - {"others"}


def _new_clause(first: _Phrase, other: _Phrase, text: str) -> bool:
    """Tell whether `other` opens a clause of its own: "killing five people and 12 were wounded"."""
    verb = re.search(
        r"\b\w+(?:ed|ing|left)\s{1,3}\Z", text[max(0, first.start - 30) : first.start], re.IGNORECASE
    )
    own = re.match(r"\s{1,3}(?:were|was|are|have|had)\b", text[other.end : other.end + 10], re.IGNORECASE)
    return bool(verb and own)


def _sum(phrases: Sequence[_Phrase]) -> Quantity:
    """Add up a list; a plural without a number shares the number before it ("12 men and women")."""
    if all(phrase.form == "bare" for phrase in phrases):
        return SOME
    total: Quantity | None = None
    shared = phrases[0].form == "counted"
    for phrase in phrases:
        if total is None:
            total = phrase.quantity
        elif not (shared and phrase.form == "bare"):
            total += phrase.quantity
    return total or SOME


def _groups(phrases: Sequence[_Phrase]) -> tuple[Group, ...]:
    """Return the groups that phrases tell, each once; none where two plurals share one number."""
    shared = phrases[0].form == "counted" and any(phrase.form == "bare" for phrase in phrases[1:])
    if shared and len(phrases) == 2:
        return ()
    told: dict[str, Group] = {}
    for phrase in phrases:
        if phrase.group in told:
            _, quantity, start, _ = told[phrase.group]
            told[phrase.group] = (phrase.group, quantity + phrase.quantity, start, phrase.end)
        elif phrase.group:
            told[phrase.group] = (phrase.group, phrase.quantity, phrase.start, phrase.end)
    return tuple(told.values())


def _span(phrases: Sequence[_Phrase], parts: Sequence[_Phrase]) -> PeopleSpan:
    """Put a list and its parts together; a list that spells out its first number is that number's parts."""
    if len(phrases) > 2 and not parts and _sum(phrases[1:]) == phrases[0].quantity:
        phrases, parts = phrases[:1], phrases[1:]
    told = _groups(phrases)
    named = {group for group, *_ in told}
    told += tuple(group for group in (_groups(parts) if parts else ()) if group[0] not in named)
    end = parts[-1].end if parts else phrases[-1].end
    return PeopleSpan(phrases[0].start, end, _sum(phrases), told, phrases[0].head_start, phrases[0].head_end)


def _parts_after(phrases: Sequence[_Phrase], at: int, end: int, text: str) -> int:
    """Return the index after the parts that follow ("including two women", "three of them children")."""
    stop = at
    while stop < len(phrases) and phrases[stop].form == "part":
        gap = text[end : phrases[stop].start]
        if len(gap) > REACH or not re.fullmatch(r"\s{0,3}(?:[,(;–—-]|\band\b)?\s{0,3}(?:and\s)?", gap):
            break
        end, stop = phrases[stop].end, stop + 1
    if stop > at or at >= len(phrases) or phrases[at].start - end > REACH:
        return stop
    told = _words().including.fullmatch(text[end : phrases[at].start])
    return _list_from(phrases, at, text) if told else at


def _bare_totals(phrases: Sequence[_Phrase], quantities: Iterable[QuantitySpan], text: str) -> list[_Phrase]:
    """Return numbers without a noun whose parts are people ("at least 12, including two women")."""
    starts = {phrase.start for phrase in phrases}
    inside = {position for phrase in phrases for position in (phrase.start, phrase.end)}
    found = []
    for span in quantities:
        told = _words().including.match(text, span.end)
        if told and told.end() in starts and span.start not in inside and span.end not in inside:
            found.append(
                _Phrase(
                    span.start, span.end, span.quantity, "", span.number_start, span.number_end, "counted"
                )
            )
    return found


def find_listed_people(text: str) -> tuple[PeopleSpan, ...]:
    """Find the people that a text counts, with the groups they fall into, in order and without overlap.

    Listed people are added up ("a man, his wife and four children" is 6), parts are not ("18 people, among
    them four women" is 18). A plural without a number is 2 and more; people with an article are named, not
    counted. Numbers of other things are left out.
    """
    quantities = find_quantities(text)
    phrases = _phrases(text, quantities)
    phrases = _without_overlap([*phrases, *_bare_totals(phrases, quantities, text)])
    spans: list[PeopleSpan] = []
    at = 0
    while at < len(phrases):
        if not _stands(phrases[at], text):
            at += 1
            continue
        stop = _list_from(phrases, at, text)
        parts = _parts_after(phrases, stop, phrases[stop - 1].end, text)
        spans.append(_span(phrases[at:stop], phrases[stop:parts]))
        at = max(stop, parts)
    return tuple(spans)


def _stands(first: _Phrase, text: str) -> bool:
    """Tell whether a phrase can open a list: by a number, an article, or as a plural of people."""
    if first.form == "bare":
        return fold(text[first.head_start : first.head_end]) not in _words().only_counted
    return first.form in ("counted", "article")
