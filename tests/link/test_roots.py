"""Who is one source, whatever it is called."""

import pytest
from tests.link.telling import BUSTAN, Dossier

from marsad.lexicon.sources import organ_of


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Somalia's information ministry", "SO"),
        ("the Iraqi interior ministry", "IQ"),
        ("the police", ""),
        ("a spokesman for the army", ""),
        ("Syrian activists", None),
        ("State Emergency Service", None),
        ("the emergency room", None),
        ("", None),
    ],
)
def test_organs_of_a_state_are_known_by_their_words(name: str, country: str | None) -> None:
    assert organ_of(name) == country


def roots(*names: str) -> tuple[str, ...]:
    dossier = Dossier()
    for number, by in enumerate(names):
        dossier.tell(by=by, place=BUSTAN, killed=9, paper=f"Paper {number}")
    return dossier.only().roots


def test_a_short_name_is_the_only_fuller_one_that_it_fits() -> None:
    assert roots("the emergency room", "Kubra Emergency Room") == ("Kubra Emergency Room",)
    assert len(roots("the emergency room", "Kubra Emergency Room", "Madaya Emergency Room")) == 3


def test_a_name_in_another_order_is_the_same_name() -> None:
    assert len(roots("the Idlib health directorate", "health directorate of Idlib")) == 1


def test_the_organs_of_one_state_corroborate_once() -> None:
    assert len(roots("Syrian interior ministry", "the police", "SANA")) == 1


def test_rival_governments_are_not_taken_for_each_other() -> None:
    assert len(roots("Houthi-run health ministry", "Yemen's information ministry")) == 2
