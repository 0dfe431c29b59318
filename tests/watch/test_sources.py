"""What root sources tell, over incidents that linking made."""

from collections.abc import Mapping

from hypothesis import given
from tests.link.telling import MONDAY, URUM, Dossier
from tests.link.test_properties import dossiers

from marsad.link.build import is_linked
from marsad.link.judged import Judged
from marsad.link.roots import find_roots
from marsad.watch.sources import Told, Voice, count_sources, told_by


def voices(dossier: Dossier) -> Mapping[str, Voice]:
    claims = [claim for claim in dossier.claims if is_linked(claim, Judged())]
    told: dict[str, Told] = {}
    for report in dossier.reports.values():
        own = [claim for claim in claims if claim.report == report.id]
        roots = find_roots(own, report)
        told |= {claim.id: told_by(claim, roots[claim.id]) for claim in own}
    return {voice.label: voice for voice in count_sources(dossier.link(), told)}


def test_a_source_is_alone_until_another_independent_one_tells_it() -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, by="SOHR", killed=12)
    dossier.tell(place=URUM, by="Rami Abdulrahman", paper="Post", killed=12)
    lone = voices(dossier)["Syrian Observatory for Human Rights"]
    assert (len(lone.tells), len(lone.alone), len(lone.together)) == (1, 1, 0)
    dossier.tell(place=URUM, by="UNICEF", paper="Post", killed=12)
    both = voices(dossier)["Syrian Observatory for Human Rights"]
    assert (len(both.tells), len(both.alone), len(both.together)) == (1, 0, 1)


def test_an_outlet_does_not_tell_what_its_report_quotes_another_for() -> None:
    dossier = Dossier()
    quoted = dossier.tell(place=URUM, by="SOHR", killed=12)
    dossier.tell(place=URUM, killed=12, same_as=quoted)
    assert [(voice.label, len(voice.tells)) for voice in voices(dossier).values()] == [
        ("Syrian Observatory for Human Rights", 1),
        ("Wire", 0),
    ]


def test_a_source_has_its_kind_its_party_and_the_side_of_that() -> None:
    dossier = Dossier()
    for number, by in enumerate(("SOHR", "Russia", "a medic", "White Helmets", "Somebody Nobody Knows")):
        dossier.tell(place=URUM, day=MONDAY.replace(day=number + 1), by=by)
    dossier.tell(place=URUM, day=MONDAY.replace(day=10))
    found = voices(dossier)
    kinds = {label: (voice.kind, voice.party) for label, voice in found.items()}
    assert kinds == {
        "Syrian Observatory for Human Rights": ("monitor", ""),
        "Russia": ("party", "russia"),
        "a medic (told to Wire)": ("medic", ""),
        "Syria Civil Defence": ("responder", ""),
        "Somebody Nobody Knows": ("", ""),
        "Wire": ("media", ""),
    }


def test_a_source_is_denied_where_another_denies_what_it_says_or_whom_it_blames() -> None:
    blaming = Dossier()
    blaming.tell(place=URUM, by="SOHR", actors="Russia")
    blaming.tell(place=URUM, by="UNICEF", paper="Post")
    blaming.tell(place=URUM, by="Russia", paper="Times", actors="Russia", stance="denies")
    found = voices(blaming)
    assert len(found["Syrian Observatory for Human Rights"].denied) == 1
    assert found["UNICEF"].denied == ()
    assert (len(found["Russia"].denies), found["Russia"].tells) == (1, ())
    event = Dossier()
    event.tell(place=URUM, by="UNICEF")
    event.tell(place=URUM, by="Russia", paper="Times", stance="denies")
    assert len(voices(event)["UNICEF"].denied) == 1


def test_numbers_that_exclude_each_other_are_rival_and_those_in_range_are_not() -> None:
    for number, rival in ((12, 0), (14, 1)):
        dossier = Dossier()
        dossier.tell(place=URUM, by="SOHR", targets="aid convoy", killed=12)
        dossier.tell(place=URUM, by="UNICEF", targets="aid convoy", paper="Post", killed=number)
        dossier.only()
        assert [len(voice.rival_numbers) for voice in voices(dossier).values()] == [rival, rival]


@given(dossiers())
def test_sources_tell_incidents_that_are_there_alone_or_together(dossier: Dossier) -> None:
    incidents = {incident.id: incident for incident in dossier.link()}
    found = voices(dossier)
    for voice in found.values():
        assert set(voice.tells) == set(voice.alone) | set(voice.together)
        assert not set(voice.alone) & set(voice.together)
        assert {*voice.denied, *voice.rival_numbers} <= set(voice.tells) <= set(incidents)
        assert set(voice.denies) <= set(incidents)
    for incident in incidents.values():
        for label in incident.roots:
            assert any(incident.id in voice.tells for voice in found.values()), label


def test_outlets_without_a_name_are_one_source() -> None:
    dossier = Dossier()
    for day in (1, 2, 3):
        dossier.tell(place=URUM, day=MONDAY.replace(day=day), paper="")
    assert [(label, len(voice.alone)) for label, voice in voices(dossier).items()] == [("unnamed outlet", 3)]
