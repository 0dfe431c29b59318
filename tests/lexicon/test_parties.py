"""Names that reports give to parties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.lexicon.files import read_words
from marsad.lexicon.parties import allied, load_parties, resolve_party
from marsad.model import Party

ENTRIES = read_words("parties")["parties"]


@pytest.mark.parametrize("id", ENTRIES)
def test_each_party_answers_to_its_example_and_not_to_its_counter_example(id: str) -> None:
    assert resolve_party(ENTRIES[id]["example"]) == id
    assert resolve_party(ENTRIES[id]["counter_example"]) != id


@pytest.mark.parametrize("party", load_parties().values(), ids=load_parties())
def test_each_party_answers_to_its_own_names(party: Party) -> None:
    assert {resolve_party(name) for name in party.names} == {party.id}


@pytest.mark.parametrize(
    ("name", "countries", "party"),
    [
        ("Russian warplanes", [], "russia"),
        ("Russia’s air force", [], "russia"),
        ("regime forces", ["SY"], "syria_government"),
        ("regime forces", [], ""),
        ("the army", ["SD"], "sudan_army"),
        ("the army", ["SD", "SY"], ""),
        ("rebels", ["SY"], "syria_opposition"),
        ("rebels", ["YE"], "houthis"),
        ("Syrias government", [], "syria_government"),
        ("President Bashar al-Assads forces", [], "syria_government"),
        ("Islamic State of Iraq and the Levant (ISIL)", [], "islamic_state"),
        ("Syrian and Russian warplanes", [], ""),
        ("Iran-backed militias", [], ""),
        ("ISIS-inspired teenager", [], ""),
        ("Russian tourists", [], ""),
        ("gunmen", ["SY"], ""),
        ("", ["SY"], ""),
    ],
)
def test_a_name_is_a_party_only_where_it_is_sure(name: str, countries: list[str], party: str) -> None:
    assert resolve_party(name, countries) == party


@pytest.mark.parametrize(
    ("left", "right", "countries", "expected"),
    [
        ("russia", "russia", [], True),
        ("russia", "syria_government", ["SY"], True),
        ("russia", "syria_government", [], False),
        ("wagner", "russia", ["UA"], True),
        ("usa", "us_led_coalition", [], True),
        ("ahrar_al_sham", "jaysh_al_islam", [], True),
        ("ukraine", "russia", ["UA"], False),
    ],
)
def test_allies_fight_on_one_side(left: str, right: str, countries: list[str], expected: bool) -> None:
    assert allied(left, right, countries) is expected
    assert allied(right, left, countries) is expected


def test_alliances_are_of_known_parties() -> None:
    named = {party for alliance in read_words("parties")["alliances"] for party in alliance["parties"]}
    assert named <= set(load_parties())


@given(st.text(), st.lists(st.sampled_from(["SY", "UA", "XX"])))
def test_any_name_is_a_party_or_nothing(name: str, countries: list[str]) -> None:
    assert resolve_party(name, countries) in {"", *load_parties()}
