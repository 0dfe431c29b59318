"""Ceasefires in the column names of ETH/PRIO, and their breaches; what no codebook vouches for is empty."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from marsad.export.csv import write_rows
from marsad.export.summary import Cell
from marsad.gazetteer.countries import country_name
from marsad.watch.ceasefire.breaches import Breach, Breaches
from marsad.watch.ceasefire.ceasefire import Ceasefire, Member
from marsad.watch.ceasefire.standing import Day, Step

__all__ = ["BREACH_COLUMNS", "CEASEFIRE_COLUMNS", "write_breaches", "write_ceasefires"]

CEASEFIRE_COLUMNS = (
    "cc", "location", "region", "cf_id", "id", "uniq_id", "ucdp_actor_id", "actor_name", "side", "ucdp_acd_id",
    "ucdp_dyad", "pax_id", "link", *(f"link_id{number}" for number in range(1, 36)), "cf_dec_yr", "cf_dec_month",
    "cf_dec_day", "cf_effect_yr", "cf_effect_month", "cf_effect_day", "p_humanitarian", "p_peaceprocess", "p_holiday",
    "p_election", "p_other", "p_other_comment", "p_unclear", "cf_pp", "partial", "written", "mediator_nego",
    "mediator_send", "ceasefire_class", "implement", "enforcement", "ddr", "timing", "fixed", "fixed_time", "truce",
    "nsa_frac", "splinter", "ended", "end_yr", "end_month", "end_day", "evidence_onset", "evidence_end", "comment",
    "factivia_source", "factivia_page", "recentadditions", "coder",
)  # fmt: skip
BREACH_COLUMNS = (
    "ceasefire", "incident", "start", "end", "kind", "type", "phase", "place", "latitude", "longitude", "country",
    "grade", "counts", "blamed", "denied", "admitted", "listed_as", "claims",
)  # fmt: skip
UNKNOWN = -1
"""What the dataset writes for a date that nobody knows."""
MEDIATED = 1


def write_ceasefires(ceasefires: Iterable[Ceasefire], target: BinaryIO) -> None:
    """Write ceasefires as CSV in ETH/PRIO's column names, a row for each party; docs/exports.md tells how.

    Where sources differ on a date, or tell a month or a year only, it is unknown but for what all agree on.
    """
    rows = (row for one in ceasefires for row in _rows(one))
    write_rows(
        target, (CEASEFIRE_COLUMNS,), (tuple(row.get(column) for column in CEASEFIRE_COLUMNS) for row in rows)
    )


def write_breaches(found: Iterable[tuple[Ceasefire, Breaches]], target: BinaryIO) -> None:
    """Write the breaches of ceasefires as CSV, those of excluded groups and between others marked as such."""
    rows = (
        _breach_row(ceasefire, one, listed_as)
        for ceasefire, breaches in found
        for listed_as, some in (
            ("breach", breaches.breaches), ("excluded", breaches.excluded), ("others", breaches.others)
        )
        for one in some
    )  # fmt: skip
    write_rows(target, (BREACH_COLUMNS,), rows)


def _rows(ceasefire: Ceasefire) -> Iterator[dict[str, Cell]]:
    known = tuple(member for member in ceasefire.parties if member.party)
    for member in known or (Member("", "", ()),):
        yield {
            "location": tuple(country_name(code) or code for code in ceasefire.countries),
            "cf_id": ceasefire.id,
            "uniq_id": f"{ceasefire.id}/{member.party}" if member.party else ceasefire.id,
            "actor_name": member.name,
            **_date("cf_dec", ceasefire.declared),
            **_date("cf_effect", ceasefire.effective),
            "mediator_nego": MEDIATED if ceasefire.brokers else None,
            **_date("end", ceasefire.ended),
            "evidence_onset": _quotes(ceasefire, ("agreed", "in_force")),
            "evidence_end": _quotes(ceasefire, ("ended",)),
            "comment": _comment(ceasefire),
        }


def _date(name: str, days: tuple[Day, ...]) -> dict[str, Cell]:
    """Return year, month and day as far as all who tell it agree."""
    told = [day for one in days for day in (one.start, one.end)]
    values = (
        _only({(day.year,) for day in told}),
        _only({(day.year, day.month) for day in told}),
        _only({(day.year, day.month, day.day) for day in told}),
    )
    return {f"{name}_{unit}": value for unit, value in zip(("yr", "month", "day"), values, strict=True)}


def _only(values: set[tuple[int, ...]]) -> int:
    """Return the last part of the one value there is."""
    return next(iter(values))[-1] if len(values) == 1 else UNKNOWN


def _quotes(ceasefire: Ceasefire, steps: tuple[str, ...]) -> tuple[str, ...]:
    wanted = (one for one in ceasefire.history if one.step in steps and one.stance == "asserts")
    return tuple(dict.fromkeys(_said(one) for one in wanted))


def _said(step: Step) -> str:
    return f"{step.source} ({step.start}): {step.quote} [{step.claim}]"


def _comment(ceasefire: Ceasefire) -> tuple[str, ...]:
    """Return what the columns have no room for: who says how it stands, brokers, groups left out, rival readings."""
    readings = (
        f"{one.reading}: {', '.join(sorted({s.source for s in one.said}))}" for one in ceasefire.current
    )
    brokers = ", ".join(member.name for member in ceasefire.brokers)
    excluded = ", ".join(dict.fromkeys(one.name for one in ceasefire.exclusions))
    return (
        *readings,
        *([f"brokers: {brokers}"] if brokers else []),
        *([f"not covered: {excluded}"] if excluded else []),
        *(f"sources differ on {one.about}" for one in ceasefire.contradictions),
    )


def _breach_row(ceasefire: Ceasefire, one: Breach, listed_as: str) -> tuple[Cell, ...]:
    place = one.place

    def who(*relations: str) -> tuple[str, ...]:
        return tuple(
            f"{said.source}: {said.actor or 'the event'}" for said in one.said if said.relation in relations
        )

    return (
        ceasefire.id, one.incident, one.start, one.end, one.kind, one.type, one.phase,
        place.name if place else None, place.latitude if place else None, place.longitude if place else None,
        place.country if place else None, one.grade, one.counts, who("blames"), who("denies"), who("admits"),
        listed_as, one.claims,
    )  # fmt: skip
