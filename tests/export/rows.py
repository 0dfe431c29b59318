"""Rows of an export read back, and records of any content that the models allow."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

from hypothesis import strategies as st
from tests.records import empty_record
from tests.store import strategies
from tests.store.factories import captured, span, ticking_clock

from marsad.codebook import load_codebook
from marsad.lexicon.parties import load_parties
from marsad.model import Actor, Attribution, Captured, Claim, Incident, Means, Place, Viewer
from marsad.store import View

Write = Callable[[View, BinaryIO], None]

TYPES = sorted(load_codebook().types)
PHASES = sorted(load_codebook().phases)
GROUPS = ["", "civilians", "children", "fighters"]
URUM = Place("Urum al-Kubra", 36.15, 36.953, 3.0, "SY", "geonames:173481", "town", ("Aleppo", "Syria"))


def written(view: View, write: Write) -> bytes:
    """What a format writes."""
    target = io.BytesIO()
    write(view, target)
    return target.getvalue()


def table(view: View, write: Write) -> tuple[list[str], list[dict[str, str]]]:
    """The header and the rows of a format that is CSV."""
    lines = list(csv.reader(io.StringIO(written(view, write).decode("utf-8"), newline="")))
    assert all(len(line) == len(lines[0]) for line in lines)
    return lines[0], [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@contextmanager
def record(
    taken: Sequence[tuple[Captured, Sequence[Claim]]] = (), incidents: Sequence[Incident] = ()
) -> Iterator[View]:
    """A record of its own with these reports, claims and incidents."""
    with empty_record(now=ticking_clock()) as store:
        with store.writer() as writer:
            for each, claims in taken:
                writer.add_report(each, claims)
            with store.view(Viewer.OWNER) as view:
                basis = view.basis()
            writer.replace_incidents(incidents, basis=basis)
        with store.view(Viewer.OWNER) as view:
            yield view


def strike(text: str = "", **fields: object) -> tuple[Captured, Claim]:
    """A report and its claim that the army shelled civilians with a grenade in it."""
    taken = captured(
        3, text=text or "Shelling by the army hit civilians and grenades fell, 3 killed, a medic said."
    )
    report = taken.report
    claim = Claim(
        report.id,
        "shelling",
        trigger=span(report, "Shelling"),
        evidence=span(report, report.text),
        actors=(Actor(span(report, "the army"), "syria_government"),) if "the army" in report.text else (),
        targets=(Actor(span(report, "civilians")),) if "civilians" in report.text else (),
        means=(Means(span(report, "grenades"), "grenade"),) if "grenades" in report.text else (),
    )
    return taken, replace(claim, **fields)  # type: ignore[arg-type]  # any field of a claim


_parties = st.sampled_from(["", *sorted(load_parties())[:6]])
_relations = st.sampled_from(["blames", "denies", "admits", "doubts"])
_attributions = st.builds(
    Attribution, root=strategies._names, relation=_relations, actor=strategies._names, party=_parties
)


@st.composite
def incidents_of(draw: st.DrawFn, claims: Sequence[Claim]) -> list[Incident]:
    """Incidents of any content over some claims, with values that the codebook has."""
    made = []
    for members in draw(st.lists(st.lists(st.sampled_from(claims), min_size=1, max_size=3), max_size=3)):
        drawn = draw(strategies.incidents)
        tolls = {(toll.kind, group): replace(toll, group=group) for toll in drawn.tolls for group in GROUPS}
        made.append(
            replace(
                drawn,
                type=draw(st.sampled_from(TYPES)),
                phase=draw(st.sampled_from(PHASES)),
                claims=tuple(dict.fromkeys(claim.id for claim in members)),
                tolls=tuple(
                    draw(st.lists(st.sampled_from(list(tolls.values())), unique=True)) if tolls else ()
                ),
                attributions=tuple(draw(st.lists(_attributions, max_size=3))),
                covers=tuple(draw(st.lists(strategies._names, max_size=1))),
            )
        )
    return list({incident.id: incident for incident in made}.values())


@st.composite
def contents(draw: st.DrawFn) -> tuple[list[tuple[Captured, list[Claim]]], list[Incident]]:
    """Reports with claims, and incidents over these."""
    taken = []
    for each in draw(st.lists(strategies.captures(), max_size=2, unique_by=lambda each: each.report.id)):
        read = draw(strategies.claims_of(each.report))
        kinds = [replace(claim, type=draw(st.sampled_from(TYPES))) for claim in read]
        taken.append((each, list({claim.id: claim for claim in kinds}.values())))
    claims = [claim for _, read in taken for claim in read]
    return taken, draw(incidents_of(claims)) if claims else []
