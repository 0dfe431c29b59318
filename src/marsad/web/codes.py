"""The words of the record's own lists that pages show: codes of the codebook and fixed phrases of answers."""

from collections.abc import Iterator
from typing import get_args

from marsad.codebook import load_codebook
from marsad.lexicon.access import ROLES, STATUSES, load_constraints, load_criteria
from marsad.lexicon.convoys import STEPS as CONVOY_STEPS
from marsad.lexicon.files import read_words
from marsad.lexicon.responses import STEPS as RESPONSE_STEPS
from marsad.lexicon.responses import load_responses
from marsad.link.grade import rule_in_words
from marsad.link.weights import load_weights
from marsad.model import HARM_KINDS, Grade, Precision, Stance, Verdict
from marsad.model import ROLES as DESK_ROLES
from marsad.store import ACCOUNT_ACTIONS, JOURNAL_ACTIONS
from marsad.watch.access.suspensions import Move
from marsad.watch.ceasefire.breaches import Why
from marsad.watch.ceasefire.truce_words import STEPS as TRUCE_STEPS
from marsad.watch.intensity.periods import UNITS
from marsad.watch.intensity.series import MEASURES
from marsad.web.languages import N_
from marsad.web.permissions import Permission

__all__ = ["PHRASES", "SENTENCES", "code_words"]

PHRASES = (
    # A reading of a claim (`export.html.fields`).
    N_("the report itself"), N_("not located"), N_("speaks through the above"),
    # Places that are cut off, and suspensions (`watch.access`).
    N_("siege"), N_("hard to reach"), N_("people"), N_("families"),
    # What is left out of sums (`watch.totals`, `watch.war`, `watch.intensity`, `watch.risk`).
    N_("no day told"), N_("of which no day is told"),
    N_("round-ups of incidents that are counted one by one, or not well enough founded"),
    N_("round-ups of incidents counted one by one, or not well enough founded"),
    N_("planned, demanded, threatened or only proposed"),
    N_("told of a wider place only, of which the area is a part"), N_("told of more than one period"),
    N_("discounted by a person"),
    N_("claims that deny or doubt a figure"), N_("claims of no number of people"),
    N_("claims that count other harm than is asked for"),
    N_("figures of reports without a date: they are shown whatever days are asked for"),
    N_("figures that name no place: they are shown with the country that their report speaks of most"),
    N_("told of a time that began before the days and reaches into them"),
    N_("of no day told, in reports of these days"),
    N_("of these days, of which no place is told but the country"),
    N_("of these days, of which no place is told at all"),
    # Truces and their rates (`watch.ceasefire`).
    N_("declared"), N_("over"), N_("duration"), N_("before"), N_("during"), N_("after"),
    N_("the day on which it is told to take effect"), N_("the day on which it was declared"),
    N_("the last day that is told as its end"), N_("the first report that it was over; no day is told"),
    N_("the last day on which it is spoken of; nobody tells an end"),
    N_("the first day on which it is spoken of as agreed or in force"),
    # What responders report (`watch.response`).
    N_("partly"), N_("still"), N_("evacuated"), N_("taken"), N_("moved"),
    # Why an incident has its grade (`link.grade`).
    N_("no source asserts it; it is only doubted"), N_("a second independent source would make it fair"),
    N_("two independent sources that assert it would make it fair"),
    N_("a source that blames a side, and that side accepting it, would make it confirmed"),
    N_("a denial, or a source that blames a rival side, would make it contested"),
    # Comparisons (`watch.intensity`).
    N_("most"), N_("least"), N_("first"),
    N_("confirmed and fair"), N_("with weak and contested"), N_("holds"), N_("does not hold"),
    N_("cannot be told"),
    # What is handed out, and who did something without a name.
    N_("export"), N_("alert"), N_("published"), N_("public"), N_("restricted"), N_("the owner"),
)  # fmt: skip
"""Phrases that answers hold as they are and no list names; what answers compose of names and numbers is not here."""


SENTENCES = (
    N_("%(number)s independent sources tell it: %(names)s"),
    N_("only one independent source tells it: %(name)s"),
    N_("%(killed)s killed, and only one independent source tells it: %(name)s"),
    N_("%(who)s says it did it, %(other)s denies it"),
    N_("%(who)s blames %(whom)s, %(other)s blames %(rival)s"),
    N_("%(who)s blames %(whom)s, %(other)s says it did it"),
    N_("%(who)s blames %(whom)s, %(other)s accepts it"),
    N_("%(who)s blames %(whom)s, %(other)s denies that %(rival)s did it"),
    N_("%(who)s blames %(whom)s, %(other)s denies it"),
    N_("%(who)s denies that %(rival)s did it"),
    N_("%(who)s denies it"),
    N_("%(who)s taking back its denial would make it %(grade)s"),
    N_("all sources blaming %(whom)s alone would make it %(grade)s"),
    N_("all denials taken back would make it %(grade)s"),
    N_("%(who)s accepting it would make it confirmed"),
    N_("another source that blames %(whom)s would make it confirmed"),
)
"""Sentences of answers with names or numbers in them, the narrower first; what fits none stays as it is."""


def code_words() -> tuple[str, ...]:
    """Return all codes and fixed phrases that pages show, as the English words that a catalogue translates."""
    return tuple(dict.fromkeys(code.replace("_", " ") for code in (*_codes(), *PHRASES) if code))


def _codes() -> Iterator[str]:
    book = load_codebook()
    yield from (*book.types, *book.phases, *book.groups)
    yield from (word for kind in book.source_kinds.items() for word in kind)
    yield from (*HARM_KINDS, *get_args(Grade), *get_args(Stance), *get_args(Precision), *get_args(Verdict))
    yield from read_words("means")["means"]
    yield from (*CONVOY_STEPS, *RESPONSE_STEPS, *STATUSES, *ROLES, *get_args(Move))
    yield from (reading for step in TRUCE_STEPS for reading in (step, f"not {step}", f"{step}, doubted"))
    for named in (load_criteria(), load_constraints(), load_responses().tasks):
        yield from (one.name for one in named.values())
    yield from read_words("access")["cargo"]
    yield from read_words("ceasefires")["terms"]
    yield from read_words("responses")["facilities"]
    yield from (*get_args(Why), *UNITS, *MEASURES)
    yield from load_weights().reasons
    yield rule_in_words()
    yield from (*DESK_ROLES, *Permission)
    yield from sorted((*JOURNAL_ACTIONS, *ACCOUNT_ACTIONS))
