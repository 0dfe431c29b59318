"""The codebook is whole, refuses what is broken, and maps to the names of other datasets."""

from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.codebook import EventType, load_codebook, parse_codebook
from marsad.errors import LexiconError
from marsad.lexicon.files import word_lists

TEXT = files("marsad.codebook").joinpath("event_types.yaml").read_text("utf-8")
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Disrupted weapons use",
        "Looting/property destruction",
        "Non-violent transfer of territory",
    },
}
BOOK = load_codebook()


def test_the_codebook_has_every_type_and_family() -> None:
    assert len(BOOK.types) == 21
    assert BOOK.same_family("air_strike", "fire")
    assert not BOOK.same_family("siege", "aid")
    assert {event.family for event in BOOK.types.values()} == set(BOOK.families)


def test_only_a_ceasefire_can_be_violated_and_a_standing_toll_only_happens() -> None:
    assert [id for id, event in BOOK.types.items() if "violated" in event.phases] == ["ceasefire"]
    assert BOOK.types["toll"].phases == ("happened",)


def test_every_phase_is_used_and_planned_things_have_not_occurred() -> None:
    assert {phase for event in BOOK.types.values() for phase in event.phases} == set(BOOK.phases)
    assert not BOOK.phases["planned"].occurred
    assert BOOK.phases["resumed"].occurred


@pytest.mark.parametrize("event", BOOK.types.values(), ids=BOOK.types)
def test_acled_rows_are_acleds_own(event: EventType) -> None:
    for code in event.acled:
        assert code.sub_event_type in ACLED[code.event_type]
        assert code.disorder_type in {"Political violence", "Demonstrations", "Strategic developments"}


def test_every_condition_is_used() -> None:
    used = {code.when for event in BOOK.types.values() for code in event.acled} - {""}
    assert used == set(BOOK.conditions)


@pytest.mark.parametrize(
    ("type", "phase", "conditions", "expected"),
    [
        ("air_strike", "happened", (), "Air/drone strike"),
        ("air_strike", "happened", ("chemical_means",), "Chemical weapon"),
        ("explosion", "happened", ("suicide_means",), "Suicide bomb"),
        ("explosion", "planned", (), "Disrupted weapons use"),
        ("territory_change", "happened", ("nonstate_gains",), "Non-state actor overtakes territory"),
        ("territory_change", "happened", (), None),
        ("air_strike", "threatened", (), None),
        ("ceasefire", "agreed", (), "Agreement"),
        ("ceasefire", "violated", (), None),
        ("siege", "happened", (), None),
    ],
)
def test_acled_depends_on_phase_and_conditions(
    type: str, phase: str, conditions: tuple[str, ...], expected: str | None
) -> None:
    code = BOOK.types[type].acled_for(phase, conditions)
    assert (code.sub_event_type if code else None) == expected


@pytest.mark.parametrize(
    ("type", "phase", "expected"),
    [
        ("shelling", "happened", "ASSAULT"),
        ("shelling", "threatened", "THREATEN"),
        ("aid", "blocked", "SANCTION"),
        ("ceasefire", "demanded", "REQUEST"),
        ("detention", "ended", "CONCEDE"),
        ("toll", "happened", None),
        ("air_strike", "violated", None),
    ],
)
def test_plover_depends_on_phase(type: str, phase: str, expected: str | None) -> None:
    assert BOOK.types[type].plover_for(phase) == expected


@pytest.mark.parametrize(
    ("type", "state_fights", "civilian_targets", "expected"),
    [
        ("air_strike", True, True, 3),
        ("air_strike", True, False, 1),
        ("armed_clash", True, True, 1),
        ("armed_clash", False, False, 2),
        ("abduction", False, False, 3),
        ("talks", True, True, None),
    ],
)
def test_ucdp_depends_on_who_fights_whom(
    type: str, state_fights: bool, civilian_targets: bool, expected: int | None
) -> None:
    event = BOOK.types[type]
    assert event.ucdp_for(state_fights=state_fights, civilian_targets=civilian_targets) == expected


@pytest.mark.parametrize(
    ("type", "phase", "holding", "unknown", "expected"),
    [
        ("air_strike", "happened", (), (), ["Air/drone strike"]),
        ("air_strike", "happened", ("chemical_means",), (), ["Chemical weapon"]),
        ("air_strike", "happened", (), ("chemical_means",), ["Chemical weapon", "Air/drone strike"]),
        ("territory_change", "happened", (), ("government_gains", "nonstate_gains"), []),
        ("explosion", "planned", (), BOOK.conditions, ["Disrupted weapons use"]),
        ("talks", "happened", (), BOOK.conditions, []),
    ],
)
def test_acled_stays_open_where_nobody_knows_a_condition(
    type: str, phase: str, holding: tuple[str, ...], unknown: tuple[str, ...], expected: list[str]
) -> None:
    found = BOOK.types[type].acled_open(phase, holding, unknown)
    assert [code.sub_event_type for code in found] == expected


def test_means_fulfil_conditions_by_kind_and_where_needed_by_word() -> None:
    kinds = word_lists("means", "means")
    for rule in BOOK.condition_means.values():
        assert set(rule.kinds) <= set(kinds)
    assert BOOK.condition_means["chemical_means"].fits("sarin", "Sarin gas")
    assert BOOK.condition_means["grenade_means"].fits("grenade", "Grenades")
    assert not BOOK.condition_means["grenade_means"].fits("grenade", "RPG")


def test_every_group_but_none_is_either_civilian_or_combatant() -> None:
    assert sorted((*BOOK.civilians, *BOOK.combatants)) == sorted(BOOK.groups)


@pytest.mark.parametrize("group", ["types", "phases", "families", "groups", "source_kinds", "conditions"])
def test_an_empty_group_is_refused(group: str) -> None:
    raw = yaml.safe_load(TEXT)
    raw[group] = {}
    with pytest.raises(LexiconError, match=group if group in ("types", "phases") else "codebook|unknown"):
        parse_codebook(yaml.safe_dump(raw))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("family: siege", "family: sieg"),
        ("when: suicide_means", "when: suicide"),
        ("only_phases: [happened]", "only_phases: [hapened]"),
        ("plover: AID", "plover: HELP"),
        ("  suicide_means: {kinds", "  suicide_mean: {kinds"),
        ("combatants: [fighters,", "combatants: [fighter,"),
        ("ucdp: sides", "ucdp: side"),
        ("    two_sided: true", "    twosided: true"),
        ("common_phases:", "phases_in_common:"),
    ],
)
def test_a_slip_of_the_pen_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(LexiconError):
        parse_codebook(TEXT.replace(old, new))


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(yaml.safe_dump))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(LexiconError):
        parse_codebook(text)
